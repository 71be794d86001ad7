"""manage.py export_questions: writes questions to a file for another system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.api import exchange as api
from assessments.choices import Purpose, QuestionKind
from people.models import User


class Command(BaseCommand):
    """Writes the questions that an author sees."""

    help = "Writes questions as GIFT, Moodle XML, QTI, CSV, Excel or H5P, and says what the format does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, a format, on whose behalf, and which questions."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=api.FORMATS, required=True)
        parser.add_argument("--author", required=True, help="e-mail address of an author")
        parser.add_argument("--purpose", choices=Purpose.values)
        parser.add_argument("--module")
        parser.add_argument("--kind", choices=QuestionKind.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say what got lost."""
        author = User.objects.filter(email=options["author"]).first()
        if author is None:
            raise CommandError(_("There is no author with this e-mail address."))
        wanted = {name: options[name] for name in ("purpose", "module", "kind") if options[name]}
        questions = api.questions_to_take(author, **wanted)
        written = api.write_questions(questions, form=options["format"])
        options["file"].write_bytes(written.content)
        for words, number in written.lost:
            self.stdout.write(f"{words} ({number})")
        told = ngettext(
            "%(number)s question was written.", "%(number)s questions were written.", written.number
        )
        self.stdout.write(told % {"number": written.number})
