"""manage.py load_scenarios: brings the scenarios in line with their text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roleplays import api

USUAL_FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "roleplays"


class Command(BaseCommand):
    """Loads scenarios, or names what is wrong with them by file and line."""

    help = "Loads a folder of scenarios. Safe to run again: nothing changes when the files did not."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a folder, and what may happen."""
        parser.add_argument("folder", nargs="?", type=Path, default=USUAL_FOLDER)
        parser.add_argument("--check", action="store_true", help="read and check, but write nothing")
        parser.add_argument(
            "--overwrite", action="store_true", help="also replace what was edited in Wagtail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        folder = options["folder"]
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        if options["check"]:
            report = api.check_scenarios(folder)
        else:
            report = api.load_scenarios(folder, overwrite=options["overwrite"])
        if report.is_refused:
            raise CommandError(
                "\n".join([_refusal(report), *(f"  {line}" for line in api.report_lines(report))])
            )
        if options["verbosity"]:
            self._tell(report, was_check=options["check"])

    def _tell(self, report: api.ScenarioReport, *, was_check: bool) -> None:
        if was_check:
            self.stdout.write(_("The files are in order. Nothing was written."))
            return
        for heading, codes in (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
            (_("Up to date:"), report.unchanged),
        ):
            if codes:
                self.stdout.write(f"{heading} {', '.join(codes)}")


def _refusal(report: api.ScenarioReport) -> str:
    number = len(report.problems) + len(report.flaws)
    return ngettext(
        "Nothing was loaded: there is %(number)s mistake in the files.",
        "Nothing was loaded: there are %(number)s mistakes in the files.",
        number,
    ) % {"number": number}
