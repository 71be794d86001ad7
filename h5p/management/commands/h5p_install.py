"""manage.py h5p_install: puts the content types of H5P files into the store, for who runs the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from h5p import api


class Command(BaseCommand):
    """Installs every library in H5P files. What is there already stays as it is."""

    help = "Installs the content types of H5P files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Install from each file; stop at the first that is refused."""
        for path in options["files"]:
            self._install(path)

    def _install(self, path: Path) -> None:
        try:
            with path.open("rb") as source:
                libraries = api.install(source, now=timezone.now())
        except OSError as broken:
            raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from broken
        except api.Refused as refused:
            reasons = "\n".join(api.sentence(finding) for finding in refused.findings)
            raise CommandError(
                _("%(name)s is refused:\n%(reasons)s") % {"name": path.name, "reasons": reasons}
            ) from refused
        if not libraries:
            self.stdout.write(_("%(name)s: everything was there already.") % {"name": path.name})
        for library in libraries:
            self.stdout.write(_("%(name)s: installed %(library)s.") % {"name": path.name, "library": library})
