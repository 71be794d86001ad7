"""manage.py load_curriculum: brings the pages in line with the curriculum's text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import api
from courses.models import LearningPathIndexPage

USUAL_FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "curriculum"


class Command(BaseCommand):
    """Loads the curriculum, or names what is wrong with it by file and line."""

    help = "Loads a folder of curriculum files. Safe to run again: nothing changes when the files did not."

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
        report = (
            api.check_curriculum(folder)
            if options["check"]
            else _loaded(folder, overwrite=options["overwrite"])
        )
        if report.problems:
            raise CommandError(_refusal(report))
        if options["verbosity"]:
            self._tell(report, was_check=options["check"])

    def _tell(self, report: api.LoadReport, *, was_check: bool) -> None:
        if was_check:
            self.stdout.write(_("The files are in order. Nothing was written."))
            return
        for heading, names in (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (_("Put in another place:"), report.moved),
            (_("Taken away, because their file is no longer there:"), report.taken_away),
            (
                _("Left alone, because they were edited in Wagtail (--overwrite replaces them):"),
                report.left_alone,
            ),
        ):
            if names:
                self.stdout.write(heading)
                self.stdout.write("\n".join(f"  {name}" for name in names))
        number = report.unchanged
        unchanged = ngettext("%(number)s page was up to date.", "%(number)s pages were up to date.", number)
        self.stdout.write(unchanged % {"number": number})


def _loaded(folder: Path, *, overwrite: bool) -> api.LoadReport:
    try:
        return api.load_curriculum(folder, overwrite=overwrite)
    except LearningPathIndexPage.DoesNotExist:
        raise CommandError(_("There is no shelf for learning paths yet. Run setup_platform first.")) from None


def _refusal(report: api.LoadReport) -> str:
    number = len(report.problems)
    heading = ngettext(
        "Nothing was loaded: there is %(number)s mistake in the files.",
        "Nothing was loaded: there are %(number)s mistakes in the files.",
        number,
    ) % {"number": number}
    return "\n".join([heading, *(f"  {api.problem_text(problem)}" for problem in report.problems)])
