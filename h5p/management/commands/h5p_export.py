"""manage.py h5p_export: writes all that somebody may take along as H5P packages, the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from h5p import api


class Command(BaseCommand):
    """Writes a file for each package, and says what it could not hold."""

    help = "Writes what an author may take along as H5P packages into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a folder, on whose behalf, and what."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--author", required=True, help="name with which an author signs in")
        parser.add_argument("--only", action="append", choices=api.kinds_of_exports())

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each package, and name it."""
        users = get_user_model()
        author = users.objects.filter(**{users.USERNAME_FIELD: options["author"]}).first()
        if author is None:
            raise CommandError(_("There is nobody who signs in as %(name)s.") % {"name": options["author"]})
        folder: Path = options["folder"]
        for made in api.exports_for(author, options["only"] or api.kinds_of_exports()):
            self._write(folder, made)

    def _write(self, folder: Path, made: api.Exported) -> None:
        file = folder / f"{made.name}.h5p"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made.content)
        except OSError as broken:
            raise CommandError(_("%(path)s cannot be written.") % {"path": file}) from broken
        self.stdout.write(_("%(name)s: written.") % {"name": file.name})
        for remark in made.remarks:
            self.stdout.write(f"{file.name}: {remark}")
