"""manage.py check_ledger: tells progress and results again from the ledger; --mend brings progress in line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments import api as assessments
from courses import api as courses
from courses.models import LessonPage
from people.models import Municipality
from progression import api as progression

WHAT = {
    "done_keys": gettext_lazy("the parts that were done"),
    "completed_at": gettext_lazy("the moment of finishing"),
}

RESULTS = {
    "score": gettext_lazy("the score"),
    "passed": gettext_lazy("whether it was passed"),
    "not in the ledger": gettext_lazy("handed in, but not in the ledger"),
    "only in the ledger": gettext_lazy("in the ledger, but not kept"),
}


ROADS = {
    "stage": gettext_lazy("the stage"),
    "number": gettext_lazy("the number of changes"),
    "since": gettext_lazy("since when"),
    "gap": gettext_lazy("a change is missing"),
    "unsigned": gettext_lazy("a stage without all signatures"),
    "evidence": gettext_lazy("evidence under a signature was changed"),
}


class Command(BaseCommand):
    """Compares stored progress with the ledger. Ends with 1 when they differ."""

    help = "Names every difference between stored progress and the ledger."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to mend."""
        parser.add_argument(
            "--mend", action="store_true", help="bring stored progress in line with the ledger"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and say what differs; people are named by number only."""
        found, results = courses.ledger_differences(), assessments.attempt_differences()
        roads = progression.road_differences()
        if not found and not results and not roads:
            self.stdout.write(_("Progress is as the ledger says."))
            return
        names, codes = self._names()
        self._tell_results(results, names)
        self._tell_roads(roads, names)
        for difference in found:
            words = {
                "person": difference.person_id,
                "municipality": names.get(difference.municipality_id, difference.municipality_id),
                "lesson": codes.get(difference.lesson_id, difference.lesson_id),
                "what": WHAT[difference.what],
            }
            self.stdout.write(
                _("Person %(person)s in %(municipality)s, lesson %(lesson)s: %(what)s.") % words
            )
        if options["mend"]:
            self._mend()
        if results or roads or not options["mend"]:  # a result or a stage is never mended by itself
            raise CommandError(_count(len(found) + len(results) + len(roads)))

    def _tell_results(self, results: list[Any], names: dict[int, str]) -> None:
        for difference in results:
            words = {
                "person": difference.person_id,
                "municipality": names.get(difference.municipality_id, difference.municipality_id),
                "test": difference.key.removeprefix("test:"),
                "what": RESULTS[difference.what],
            }
            self.stdout.write(_("Person %(person)s in %(municipality)s, test %(test)s: %(what)s.") % words)

    def _tell_roads(self, roads: list[progression.RoadDifference], names: dict[int, str]) -> None:
        for difference in roads:
            words = {
                "person": difference.person_id,
                "municipality": names.get(difference.municipality_id, difference.municipality_id),
                "core_task": difference.core_task,
                "what": ROADS[difference.what],
            }
            self.stdout.write(
                _("Person %(person)s in %(municipality)s, core task %(core_task)s: %(what)s.") % words
            )

    def _names(self) -> tuple[dict[int, str], dict[int, str]]:
        names = dict(Municipality.objects.values_list("pk", "name"))
        return names, dict(LessonPage.objects.values_list("pk", "code"))

    def _mend(self) -> None:
        number = courses.mend_progress()
        text = ngettext("%(number)s row has been mended.", "%(number)s rows have been mended.", number)
        self.stdout.write(text % {"number": number})


def _count(number: int) -> str:
    text = ngettext(
        "%(number)s difference with the ledger.", "%(number)s differences with the ledger.", number
    )
    return text % {"number": number}
