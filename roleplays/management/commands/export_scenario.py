"""manage.py export_scenario: writes a scenario to a file for another system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roleplays import api
from roleplays.models import RolePlayScenario


class Command(BaseCommand):
    """Writes one scenario."""

    help = "Writes a scenario as yaml, twee, ink, h5p or html, and says what the format does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a code, a file and a format."""
        parser.add_argument("code")
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=api.FORMATS, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say what got lost."""
        row = RolePlayScenario.objects.filter(code=options["code"]).first()
        if row is None:
            raise CommandError(_("There is no scenario %(code)s.") % {"code": options["code"]})
        if not row.body:
            raise CommandError(_("Scenario %(code)s has no scenes yet.") % {"code": options["code"]})
        taken = api.take_scenario(row, form=options["format"])
        try:
            options["file"].write_bytes(taken.content)
        except OSError as error:
            raise CommandError(
                _("This file cannot be written: %(file)s.") % {"file": options["file"]}
            ) from error
        for remark in taken.remarks:
            self.stdout.write(api.remark_line(remark))
