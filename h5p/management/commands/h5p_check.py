"""manage.py h5p_check: says whether H5P files can be taken in, and if not, why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from h5p import api


class Command(BaseCommand):
    """Looks H5P files through, member by member, and keeps nothing of them."""

    help = "Checks H5P files. Nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each file, and say what was found."""
        refused = [path for path in options["files"] if not self._is_in_order(path)]
        if refused:
            raise CommandError(_("Refused: %(names)s") % {"names": ", ".join(path.name for path in refused)})

    def _is_in_order(self, path: Path) -> bool:
        try:
            with path.open("rb") as source:
                findings = api.check(source)
        except OSError as broken:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from broken
        if not findings:
            self.stdout.write(_("%(name)s: in order.") % {"name": path.name})
        for finding in findings:
            self.stdout.write(f"{path.name}: {api.sentence(finding)}")
        return not findings
