"""manage.py load_questions: brings the question bank in line with its text files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import api
from core.load_command import OF_THE_DEMO, LoadCommand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Command(LoadCommand):
    """Loads the question bank, or names what is wrong with it by file and line."""

    help = "Loads a folder of questions. Safe to run again: nothing changes when the files did not."
    usual_folder = OF_THE_DEMO / "questions"

    def checked(self, folder: Path) -> api.BankReport:
        """The report of what is wrong with the files."""
        return api.check_questions(folder)

    def loaded(self, folder: Path, *, overwrite: bool) -> api.BankReport:
        """The report of what was written."""
        return api.load_questions(folder, now=timezone.now(), overwrite=overwrite)

    def mistakes_of(self, report: api.BankReport) -> Iterable[str]:
        """Each mistake by file and line."""
        return map(api.bank_problem_text, report.problems)

    def lists_of_check(self, report: api.BankReport) -> Iterable[tuple[str, Iterable[str]]]:
        """The tests in which the form of the answers gives away too much."""
        return ((_("Somebody who knows nothing could guess:"), map(api.tally_text, report.unfair)),)

    def lists_of(self, report: api.BankReport) -> Iterable[tuple[str, Iterable[str]]]:
        """What was made, changed, taken off line and left alone."""
        return (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (_("Taken off line, because they are no longer in a file:"), report.taken_away),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
        )

    def summary_of(self, report: api.BankReport) -> str:
        """How many goals and questions stayed the same."""
        number = len(report.unchanged)
        text = ngettext(
            "%(number)s goal or question was up to date.",
            "%(number)s goals and questions were up to date.",
            number,
        )
        return text % {"number": number}
