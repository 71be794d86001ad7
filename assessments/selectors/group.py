"""Results of other people, as far as the visibility table lets somebody see them: never answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.choices import CountsFor
from assessments.models import Attempt, ExtraTime, Quiz
from assessments.rules.attempts import that_counts
from assessments.selectors.attempts import tries
from people.api import people_in
from people.choices import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from people.api import Reach, Standing
    from people.models import Municipality, User

GIVES_EXTRA_TIME = (Role.TRAINER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class PersonResults:
    """The results of one person, a cell for each test."""

    person: User
    cells: tuple[Attempt | None, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see of this person yet."""
        return not any(self.cells)


def people_in_reach(municipality: Municipality, reach: Reach) -> QuerySet[User]:
    """Whose results somebody sees."""
    return people_in(municipality, teams=None if reach.covers_all else reach.team_ids)


def tests_that_count(visible: QuerySet[Quiz]) -> list[Quiz]:
    """The tests of which somebody else than the learner may know the result."""
    return list(visible.exclude(counts_for=CountsFor.LEARNING).defer("draw").order_by("code"))


def group_results(
    municipality: Municipality, people: Sequence[User], quizzes: Sequence[Quiz]
) -> list[PersonResults]:
    """The attempt that counts, of each person at each test. One query."""
    rows = Attempt.objects.filter(
        municipality=municipality, person__in=people, quiz__in=quizzes, handed_in_at__isnull=False
    ).exclude(terms__counts_for=CountsFor.LEARNING)
    by_cell: dict[tuple[int, int], list[Attempt]] = {}
    for row in rows:
        by_cell.setdefault((row.person_id, row.quiz_id), []).append(row)
    return [
        PersonResults(
            person, tuple(_best(by_cell.get((person.pk, quiz.pk), []), quiz.grading) for quiz in quizzes)
        )
        for person in people
    ]


def who_may_get_extra_time(standing: Standing, municipality: Municipality) -> QuerySet[User]:
    """The people to whom somebody gives extra time: a trainer their own group, an administrator everybody."""
    reaches = [reach for role in GIVES_EXTRA_TIME if (reach := standing.reach(role, municipality.pk))]
    if any(reach.covers_all for reach in reaches):
        return people_in(municipality)
    return people_in(municipality, teams={team for reach in reaches for team in reach.team_ids})


def given_by(giver: User, municipality: Municipality) -> QuerySet[ExtraTime]:
    """To whom somebody gave extra time; what others gave stays between them."""
    rows = ExtraTime.objects.filter(given_by=giver, municipality=municipality)
    return rows.select_related("person").order_by("person__last_name", "person__first_name")


def _best(attempts: list[Attempt], grading: str) -> Attempt | None:
    best = that_counts(tries(attempts), grading=grading)
    return next((each for each in attempts if best and each.number == best.number), None)
