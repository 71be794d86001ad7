"""What stands in the places that lessons keep for other work: what is there, what it is, and who did it.

A kind of work is one entry in the table below; everything else about places is the same for all kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from assessments.api import finished_codes, must_be_passed, test_cards
from assessments.api.interactive import codes_of_exercises, exercise_cards, finished_exercises
from assessments.models import Quiz
from casestudies.api import case_cards, codes_of_cases, finished_cases
from courses.choices import PLACES_THAT_COUNT, PartKind
from courses.rules.body import reference_of
from people.models import Municipality, User
from roleplays.api import codes_of_scenarios, finished_scenarios, scenario_cards

There = Callable[["int | None"], dict[str, bool]]
Finished = Callable[[User, Municipality, Collection[str]], set[str]]
Cards = Callable[["User | None", "Municipality | None", Collection[str]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of work is asked: what is there for a municipality, who finished what, and how it is shown."""

    there: There
    finished: Finished
    cards: Cards


def _tests_there(municipality_id: int | None) -> dict[str, bool]:
    own = Q(municipality=None) | Q(municipality=municipality_id)
    rows = Quiz.objects.filter(own, live=True).defer("draw", "intro")
    return {quiz.code: must_be_passed(quiz) for quiz in rows}


def _finished_tests(person: User, municipality: Municipality, codes: Collection[str]) -> set[str]:
    return finished_codes(person=person, municipality=municipality, codes=codes)


def _played(person: User, municipality: Municipality, codes: Collection[str]) -> set[str]:
    return set(codes) & finished_scenarios(person, municipality).keys()


KINDS: dict[str, Kind] = {
    PartKind.TEST: Kind(_tests_there, _finished_tests, test_cards),
    PartKind.CASE: Kind(
        lambda municipality_id: dict.fromkeys(codes_of_cases(municipality_id), False),
        finished_cases,
        case_cards,
    ),
    PartKind.ROLE_PLAY: Kind(
        lambda municipality_id: dict.fromkeys(codes_of_scenarios(municipality_id), False),
        _played,
        scenario_cards,
    ),
    PartKind.H5P: Kind(
        lambda municipality_id: dict.fromkeys(codes_of_exercises(municipality_id), False),
        finished_exercises,
        exercise_cards,
    ),
}


def work_that_is_there(kinds: Collection[str], municipality_id: int | None) -> dict[tuple[str, str], bool]:
    """What can be done from lessons of a shelf, and whether it has to be passed. A query or two for each kind."""
    return {
        (kind, code): must_pass
        for kind in kinds
        for code, must_pass in KINDS[kind].there(municipality_id).items()
    }


def finished_work(
    person: User, municipality: Municipality, works: Collection[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What of this work somebody finished. A query for each kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, code in works:
        by_kind.setdefault(kind, set()).add(code)
    return [
        (kind, code)
        for kind, codes in sorted(by_kind.items())
        for code in sorted(KINDS[kind].finished(person, municipality, codes))
    ]


def cards_of(
    person: User | None, municipality: Municipality | None, works: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Any]:
    """What this work is and how it went for somebody. A query or two for each kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, code in works:
        by_kind.setdefault(kind, set()).add(code)
    return {
        (kind, code): card
        for kind, codes in by_kind.items()
        for code, card in KINDS[kind].cards(person, municipality, codes).items()
    }


def target_of(kind: str, reference: str) -> str:
    """Where a place leads for everybody, or nothing as long as it is not there. Two queries at most."""
    part = PLACES_THAT_COUNT.get(kind)
    code = reference_of(reference)
    card = KINDS[part].cards(None, None, [code]).get(code) if part else None
    return str(card.url) if card else ""
