"""manage.py h5p_table: the table of content types in docs/h5p.md, from whatever lies in the folders of content types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from h5p import api


class Command(BaseCommand):
    """Reads our own content types and those in H5P_LIBS_DIR, and says which play here."""

    help = "Prints the table of content types, or writes it between the marks of a document."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take more folders, and the document."""
        parser.add_argument("folders", nargs="*", type=Path)
        parser.add_argument("--write", type=Path, help="a document with marks for the table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print or write."""
        named = (*getattr(settings, "H5P_CONTENT_TYPES", ()), getattr(settings, "H5P_LIBS_DIR", ""))
        folders = [*(Path(folder) for folder in named if folder), *options["folders"]]
        for folder in folders:
            if not folder.is_dir():
                raise CommandError(_("%(path)s is not a folder.") % {"path": folder})
        with override("en"):  # as the document
            table = api.table_of_content_types(folders, yes=_("yes"))
        if options["write"] is None:
            self.stdout.write(table)
        else:
            self._write(options["write"], table)

    def _write(self, document: Path, table: str) -> None:
        try:
            document.write_text(api.filled(document.read_text("utf-8"), table), "utf-8")
        except ValueError as broken:
            raise CommandError(_("%(path)s has no marks for the table.") % {"path": document}) from broken
