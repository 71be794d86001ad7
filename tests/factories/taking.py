"""Taking a test in the browser's place: what a page, or the script, would send."""

from __future__ import annotations

from assessments.choices import QuestionKind
from assessments.models import Attempt
from assessments.selectors.asked import asked_in
from people.api import everywhere
from tests.factories import quizzes as make
from tests.factories.quizzes import RIGHT, QuizFactory

FETCH = {"X-Requested-With": "fetch"}
ONE = QuestionKind.ONE_CHOICE
KINDS = sorted(RIGHT)


def every_kind(learner, municipality, **fields) -> Attempt:
    """An attempt with a question of each kind, in a fixed order."""
    codes = [make.bank(1, kind=kind, identifier=f"X-{kind.replace('_', '')}")[0].identifier for kind in KINDS]
    return make.begun(QuizFactory(blocks=[make.always(*codes)], **fields), learner, municipality)


def stored(attempt: Attempt) -> Attempt:
    with everywhere():
        return Attempt.objects.get(pk=attempt.pk)


def url(attempt: Attempt, position: int | None = None) -> str:
    place = f"vraag/{position}/" if position else ""
    return f"/poging/{attempt.pk}/{place}"


def fields(attempt: Attempt, position: int, answer: dict, **more: str) -> dict:
    """What a browser sends for an answer, under the names that stand in the page."""
    row = make.items(attempt)[position - 1]
    with everywhere():
        shown = asked_in([row.version_id])[row.version_id].mask(answer)
    sent = {"version": str(row.version_id), "was": str(row.sequence)}
    for name, value in shown.items():
        if name == "targets":
            sent |= {f"target-{option}": target for option, target in value.items()}
        elif name == "order":
            sent |= {f"place-{option}": str(place) for place, option in enumerate(value, start=1)}
        else:
            sent[name] = value
    return {f"{position}-{name}": value for name, value in sent.items()} | more


def save(client, attempt, position, answer, *, sequence=1, **more):
    """Let the script save an answer."""
    sent = fields(attempt, position, answer, sequence=str(sequence), **more)
    return client.post(url(attempt, position), sent, headers=FETCH)
