"""manage.py load_questions: brings the question bank in line with its text files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import api

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "questions"


class Command(BaseCommand):
    """Loads the question bank, or names what is wrong with it by file and line."""

    help = "Loads a folder of questions. Safe to run again: nothing changes when the files did not."

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
            report = api.check_questions(folder)
        else:
            report = api.load_questions(folder, now=timezone.now(), overwrite=options["overwrite"])
        if report.problems:
            raise CommandError(_refusal(report))
        if options["verbosity"]:
            self._tell(report, was_check=options["check"])

    def _tell(self, report: api.BankReport, *, was_check: bool) -> None:
        if was_check:
            self.stdout.write(_("The files are in order. Nothing was written."))
            self._list(_("Somebody who knows nothing could guess:"), map(api.tally_text, report.unfair))
            return
        for heading, names in (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (_("Taken off line, because they are no longer in a file:"), report.taken_away),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
        ):
            self._list(heading, names)
        number = len(report.unchanged)
        unchanged = ngettext(
            "%(number)s goal or question was up to date.",
            "%(number)s goals and questions were up to date.",
            number,
        )
        self.stdout.write(unchanged % {"number": number})

    def _list(self, heading: str, lines: Iterable[str]) -> None:
        told = [f"  {line}" for line in lines]
        if told:
            self.stdout.write("\n".join([heading, *told]))


def _refusal(report: api.BankReport) -> str:
    number = len(report.problems)
    heading = ngettext(
        "Nothing was loaded: there is %(number)s mistake in the files.",
        "Nothing was loaded: there are %(number)s mistakes in the files.",
        number,
    ) % {"number": number}
    return "\n".join([heading, *(f"  {api.bank_problem_text(problem)}" for problem in report.problems)])
