"""manage.py import_scenario: brings a scenario in as a draft, or says what would happen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from people.models import Municipality, User
from roleplays import api


class Command(BaseCommand):
    """Brings in one scenario on behalf of an author."""

    help = "Brings in a scenario from Twee or yaml as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, and on whose behalf."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--author", required=True, help="e-mail address of an author")
        parser.add_argument("--municipality", default="", help="slug; left out: for everybody")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say what there is to know, and write."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        author = _found(User, email=options["author"])
        municipality = _found(Municipality, slug=options["municipality"]) if options["municipality"] else None
        brought = api.bring_scenario(name=file.name, content=file.read_bytes())
        lines = list(api.brought_lines(brought))
        if brought.scenario is None:
            raise CommandError("\n".join([_("Nothing was brought in."), *(f"  {line}" for line in lines)]))
        self._list(_("To know:"), lines)
        self._list(_("To mend before the review:"), api.to_mend(brought))
        if not options["dry_run"]:
            row = api.bring_in(brought, author=author, municipality=municipality)
            self.stdout.write(_("The scenario is a draft now, with the code %(code)s.") % {"code": row.code})

    def _list(self, heading: str, lines: list[str]) -> None:
        if lines:
            self.stdout.write("\n".join([heading, *(f"  {line}" for line in lines)]))


def _found(model: Any, **wanted: str) -> Any:
    found = model.objects.filter(**wanted).first()
    if found is None:
        [(name, value)] = wanted.items()
        raise CommandError(_("There is nothing with %(name)s %(value)s.") % {"name": name, "value": value})
    return found
