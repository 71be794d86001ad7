"""manage.py load_cases: brings the cases in line with their text files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from casestudies import api
from core.load_command import OF_THE_DEMO, LoadCommand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Command(LoadCommand):
    """Loads cases, or names what is wrong with them by file and line."""

    help = "Loads a folder of cases. Safe to run again: nothing changes when the files did not."
    usual_folder = OF_THE_DEMO / "cases"

    def checked(self, folder: Path) -> api.CaseReport:
        """The report of what is wrong with the files."""
        return api.check_cases(folder)

    def loaded(self, folder: Path, *, overwrite: bool) -> api.CaseReport:
        """The report of what was written; without a shelf there is nowhere to write."""
        try:
            return api.load_cases(folder, now=timezone.now(), overwrite=overwrite)
        except api.NoShelf as missing:
            raise CommandError(_("Run setup_platform first: there is no shelf of cases yet.")) from missing

    def mistakes_of(self, report: api.CaseReport) -> Iterable[str]:
        """Each mistake by file and line."""
        return map(api.problem_text, report.problems)

    def lists_of(self, report: api.CaseReport) -> Iterable[tuple[str, Iterable[str]]]:
        """The codes of what was made, changed, left alone and up to date."""
        return (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
            (_("Up to date:"), report.unchanged),
        )
