"""The shape of every command of manage.py that brings the database in line with a folder of text files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OF_THE_DEMO = Path(settings.SITE_DIR) / "website" / "demo"


class LoadCommand(BaseCommand):
    """Loads a folder, or names what is wrong with it by file and line and loads nothing.

    A subclass says where the files usually are, how they are checked and loaded, and what to tell of the report.
    """

    usual_folder: ClassVar[Path]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a folder, and what may happen."""
        parser.add_argument("folder", nargs="?", type=Path, default=self.usual_folder)
        parser.add_argument("--check", action="store_true", help="read and check, but write nothing")
        parser.add_argument(
            "--overwrite", action="store_true", help="also replace what was edited in Wagtail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        folder, is_check = options["folder"], options["check"]
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        report = self.checked(folder) if is_check else self.loaded(folder, overwrite=options["overwrite"])
        mistakes = list(self.mistakes_of(report))
        if mistakes:
            raise CommandError("\n".join([_refusal(len(mistakes)), *(f"  {line}" for line in mistakes)]))
        if options["verbosity"]:
            for line in self._told(report, was_check=is_check):
                self.stdout.write(line)

    def checked(self, folder: Path) -> Any:
        """The report of what is wrong with the files, without writing anything."""
        raise NotImplementedError

    def loaded(self, folder: Path, *, overwrite: bool) -> Any:
        """The report of what was written, or of what is wrong."""
        raise NotImplementedError

    def mistakes_of(self, report: Any) -> Iterable[str]:
        """What is wrong, a line each; nothing was written when there is any."""
        raise NotImplementedError

    def lists_of(self, report: Any) -> Iterable[tuple[str, Iterable[str]]]:
        """What happened, each with a heading; an empty list is not told."""
        raise NotImplementedError

    def summary_of(self, report: Any) -> str:
        """What there is to say of all that stayed the same."""
        return ""

    def lists_of_check(self, report: Any) -> Iterable[tuple[str, Iterable[str]]]:
        """What there is to say of files that are in order."""
        return ()

    def _told(self, report: Any, *, was_check: bool) -> Iterator[str]:
        if was_check:
            yield _("The files are in order. Nothing was written.")
        for heading, names in self.lists_of_check(report) if was_check else self.lists_of(report):
            lines = [f"  {name}" for name in names]
            if lines:
                yield "\n".join([heading, *lines])
        if not was_check and (summary := self.summary_of(report)):
            yield summary


def _refusal(number: int) -> str:
    return ngettext(
        "Nothing was loaded: there is %(number)s mistake in the files.",
        "Nothing was loaded: there are %(number)s mistakes in the files.",
        number,
    ) % {"number": number}
