"""manage.py import_questions: brings the questions of a file in as drafts, or says what would happen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.api import exchange as api
from assessments.choices import Purpose
from people.models import Municipality, User

if TYPE_CHECKING:
    from collections.abc import Iterable


class Command(BaseCommand):
    """Brings in questions on behalf of an author."""

    help = "Brings in questions from GIFT, Moodle XML, QTI, CSV or Excel. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, on whose behalf, and what the questions are where the file does not say it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--author", required=True, help="e-mail address of an author")
        parser.add_argument("--municipality", default="", help="slug; left out: for everybody")
        parser.add_argument("--purpose", choices=Purpose.values, default=Purpose.MODULE_QUIZ.value)
        parser.add_argument("--module", default="M0")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--replace", nargs="*", default=[], help="ids that may be replaced though edited here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say what happens, and write."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        author = _found(User, email=options["author"])
        municipality = _found(Municipality, slug=options["municipality"]) if options["municipality"] else None
        plan = api.plan_for(
            api.read_questions(name=file.name, content=file.read_bytes()),
            author=author,
            municipality=municipality,
            purpose=options["purpose"],
            module=options["module"],
        )
        self._tell(api.report_on(plan))
        if not options["dry_run"]:
            steps = plan.to_write(options["replace"])
            now = timezone.now()
            api.bring_in(steps, author=author, municipality=municipality, file_name=file.name, now=now)

    def _tell(self, report: api.Report) -> None:
        for heading, lines in (
            (_("New:"), [row.identifier for row in report.new]),
            (_("Changed:"), [row.identifier for row in report.changed]),
            (_("Written or changed here, so left alone:"), [row.identifier for row in report.edited]),
            (_("The same:"), [row.identifier for row in report.unchanged]),
            (_("Does not come in:"), [f"{row.place}: {row.words}" for row in report.problems]),
            (_("Gets lost:"), [f"{words} ({number})" for words, number in report.lost]),
        ):
            self._list(heading, lines)

    def _list(self, heading: str, lines: Iterable[str]) -> None:
        told = [f"  {line}" for line in lines]
        if told:
            self.stdout.write("\n".join([heading, *told]))


def _found(model: Any, **wanted: str) -> Any:
    found = model.objects.filter(**wanted).first()
    if found is None:
        [(name, value)] = wanted.items()
        raise CommandError(_("There is nothing with %(name)s %(value)s.") % {"name": name, "value": value})
    return found
