"""manage.py load_scenarios: brings the scenarios in line with their text files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.load_command import OF_THE_DEMO, LoadCommand
from roleplays import api

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Command(LoadCommand):
    """Loads scenarios, or names what is wrong with them by file and line."""

    help = "Loads a folder of scenarios. Safe to run again: nothing changes when the files did not."
    usual_folder = OF_THE_DEMO / "roleplays"

    def checked(self, folder: Path) -> api.ScenarioReport:
        """The report of what is wrong with the files."""
        return api.check_scenarios(folder)

    def loaded(self, folder: Path, *, overwrite: bool) -> api.ScenarioReport:
        """The report of what was written."""
        return api.load_scenarios(folder, overwrite=overwrite)

    def mistakes_of(self, report: api.ScenarioReport) -> Iterable[str]:
        """Each mistake by file and line, and each flaw that keeps a scenario from being played."""
        return api.report_lines(report) if report.is_refused else ()

    def lists_of(self, report: api.ScenarioReport) -> Iterable[tuple[str, Iterable[str]]]:
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
