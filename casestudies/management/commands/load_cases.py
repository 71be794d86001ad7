"""manage.py load_cases: brings the cases in line with their text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies import api

USUAL_FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "cases"


class Command(BaseCommand):
    """Loads cases, or names what is wrong with them by file and line."""

    help = "Loads a folder of cases. Safe to run again: nothing changes when the files did not."

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
        report = self._report(folder, options)
        if report.problems:
            lines = (f"  {api.problem_text(problem)}" for problem in report.problems)
            raise CommandError("\n".join([_refusal(report), *lines]))
        if options["verbosity"]:
            self._tell(report, was_check=options["check"])

    def _report(self, folder: Path, options: dict[str, Any]) -> api.CaseReport:
        if options["check"]:
            return api.check_cases(folder)
        try:
            return api.load_cases(folder, now=timezone.now(), overwrite=options["overwrite"])
        except api.NoShelf as missing:
            raise CommandError(_("Run setup_platform first: there is no shelf of cases yet.")) from missing

    def _tell(self, report: api.CaseReport, *, was_check: bool) -> None:
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


def _refusal(report: api.CaseReport) -> str:
    number = len(report.problems)
    return ngettext(
        "Nothing was loaded: there is %(number)s mistake in the files.",
        "Nothing was loaded: there are %(number)s mistakes in the files.",
        number,
    ) % {"number": number}
