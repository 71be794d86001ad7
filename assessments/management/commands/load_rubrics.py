"""manage.py load_rubrics: brings rubrics and standard recordings in line with their text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import api

USUAL_FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "rubrics"


class Command(BaseCommand):
    """Loads rubrics and recordings, or says what is wrong with a file."""

    help = "Loads a folder of rubrics. Safe to run again: nothing changes when the files did not."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a folder."""
        parser.add_argument("folder", nargs="?", type=Path, default=USUAL_FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        if not options["folder"].is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": options["folder"]})
        try:
            report = api.load_rubrics(options["folder"])
        except api.RubricsNotLoadedError as refused:
            raise CommandError(str(refused)) from None
        if options["verbosity"]:
            self._tell(report)

    def _tell(self, report: api.RubricReport) -> None:
        for heading, names in (
            (_("Made:"), report.made),
            (_("Changed:"), report.changed),
            (_("Left alone, because they were edited in the admin:"), report.left_alone),
        ):
            if names:
                self.stdout.write("\n".join([heading, *(f"  {name}" for name in names)]))
        text = ngettext("%(number)s was up to date.", "%(number)s were up to date.", report.unchanged)
        self.stdout.write(text % {"number": report.unchanged})
