"""manage.py load_curriculum: brings the pages in line with the curriculum's text files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.load_command import OF_THE_DEMO, LoadCommand
from courses import api
from courses.models import LearningPathIndexPage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Command(LoadCommand):
    """Loads the curriculum, or names what is wrong with it by file and line."""

    help = "Loads a folder of curriculum files. Safe to run again: nothing changes when the files did not."
    usual_folder = OF_THE_DEMO / "curriculum"

    def checked(self, folder: Path) -> api.LoadReport:
        """The report of what is wrong with the files."""
        return api.check_curriculum(folder)

    def loaded(self, folder: Path, *, overwrite: bool) -> api.LoadReport:
        """The report of what was written; without a shelf there is nowhere to write."""
        try:
            return api.load_curriculum(folder, overwrite=overwrite)
        except LearningPathIndexPage.DoesNotExist:
            raise CommandError(
                _("There is no shelf for learning paths yet. Run setup_platform first.")
            ) from None

    def mistakes_of(self, report: api.LoadReport) -> Iterable[str]:
        """Each mistake by file and line."""
        return map(api.problem_text, report.problems)

    def lists_of(self, report: api.LoadReport) -> Iterable[tuple[str, Iterable[str]]]:
        """What was made, changed, moved, taken away and left alone."""
        return (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (_("Put in another place:"), report.moved),
            (_("Taken away, because their file is no longer there:"), report.taken_away),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
        )

    def summary_of(self, report: api.LoadReport) -> str:
        """How many pages stayed the same."""
        number = report.unchanged
        text = ngettext("%(number)s page was up to date.", "%(number)s pages were up to date.", number)
        return text % {"number": number}
