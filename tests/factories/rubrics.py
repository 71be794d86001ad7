"""The kijkkader as the rules take it, with the weights of the domain text, and short ways to write ratings."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.choices import Absence
from assessments.rules.observing import Given, Rating
from assessments.rules.rubrics import Rubric, RubricCriterion

K = tuple(f"K{number}" for number in range(1, 10))
NOT_SEEN, NOT_APPLICABLE = "–", "nvt"
WEIGHTS = {
    "municipality": (1, 3, 1, 1, 2, 1, 2, 2, 1),
    "case_steward": (2, 2, 2, 1, 3, 1, 2, 1, 1),
    "process_guide": (1, 1, 2, 2, 1, 3, 2, 3, 1),
    "internal_coach": (2, 1, 2, 2, 2, 2, 2, 2, 1),
}
P = ("P1", "P2", "P3")


def kijkkader(**fields: object) -> Rubric:
    """K1 to K9; K9 may not apply, and its lowest level decides the whole."""
    criteria = tuple(
        RubricCriterion(
            code, f"Criterium {code}", "nog niet", "voorbeeldig", code == "K9", code == "K9", ("Iets",)
        )
        for code in K
    )
    weights = {role: dict(zip(K, row, strict=True)) for role, row in WEIGHTS.items()}
    return Rubric(
        **{"code": "kijkkader", "title": "Kijkkader", "criteria": criteria, "weights": weights, **fields}
    )


def proeve_rubric() -> Rubric:
    """The kijkkader with the three process criteria, weight 2 each."""
    base = kijkkader()
    extra = tuple(RubricCriterion(code, f"Criterium {code}", "nog niet", "voorbeeldig") for code in P)
    weights = {"internal_coach": {**base.weights["internal_coach"], **dict.fromkeys(P, 2)}}
    return kijkkader(code="proeve", criteria=(*base.criteria, *extra), weights=weights)


def given(row: str) -> dict[str, Given]:
    """A form as "3 4 3 – 2 3 3 4 nvt" writes it."""
    return {code: _given(word) for code, word in zip((*K, *P), row.split(), strict=False)}


def ratings(*rows: str, round: int = 1) -> list[Rating]:  # noqa: A002 - the word of the domain
    """What raters 1, 2, … gave, a row each."""
    return list(_ratings(rows, round))


def _ratings(rows: tuple[str, ...], number: int) -> Iterator[Rating]:
    for rater, row in enumerate(rows, start=1):
        for code, each in given(row).items():
            yield Rating(rater, code, each.level, each.absence, number)


def _given(word: str) -> Given:
    if word == NOT_SEEN:
        return Given(absence=Absence.NOT_SEEN)
    if word == NOT_APPLICABLE:
        return Given(absence=Absence.NOT_APPLICABLE)
    return Given(int(word))
