"""The tests that the demo's learners took: answered, handed in, some passed and some not, some half way."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from zlib import crc32

from assessments import api
from assessments.models import Quiz

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Attempt, AttemptItem
    from people.models import Municipality, User

A_QUESTION = timedelta(seconds=40)
EVERYTHING = 100


def take(person: User, municipality: Municipality, *, code: str, score: int, now: datetime) -> Attempt:
    """Begin a test, answer it with so many percent right, and hand it in."""
    attempt = _begin(person, municipality, code, now)
    questions = api.questions_of(attempt)
    wrong = round(len(questions) * (EVERYTHING - score) / EVERYTHING)
    # What limits are is known; of the rest something goes wrong here and there.
    order = sorted(questions, key=lambda pair: (pair[0].module == "M10", pair[0].position % 5))
    missed = {row.position for row, _ in order[:wrong]}
    for row, asked in questions:
        given = _wrong_answer(asked.item) if row.position in missed else api.right_answer(asked.item)
        _answer(attempt, row, given, now + A_QUESTION * row.position)
    return api.hand_in_attempt(
        person=person, attempt_id=attempt.pk, now=now + A_QUESTION * (len(questions) + 1)
    )


def stop_half_way(
    person: User, municipality: Municipality, *, code: str, answered: int, now: datetime
) -> Attempt:
    """Begin a test and answer the first questions; the last one of them is for later."""
    attempt = _begin(person, municipality, code, now)
    for row, asked in api.questions_of(attempt)[:answered]:
        moment = now + A_QUESTION * row.position
        is_last = row.position == answered
        _answer(attempt, row, api.right_answer(asked.item), moment, is_flagged=is_last)
    return attempt


def write_answers(
    person: User, municipality: Municipality, *, code: str, texts: list[str], now: datetime
) -> Attempt:
    """Take a test of open questions: a text for each, and hand it in."""
    attempt = _begin(person, municipality, code, now)
    for (row, _asked), text in zip(api.questions_of(attempt), texts, strict=True):
        _answer(attempt, row, {"text": text}, now + 10 * A_QUESTION * row.position)
    return api.hand_in_attempt(
        person=person, attempt_id=attempt.pk, now=now + 10 * A_QUESTION * (len(texts) + 1)
    )


def _begin(person: User, municipality: Municipality, code: str, now: datetime) -> Attempt:
    return api.begin_attempt(
        person=person,
        municipality=municipality,
        quiz=Quiz.objects.select_related("needs").get(code=code),
        now=now,
        chance=Random(crc32(f"{person.email}{code}{now}".encode())),  # noqa: S311 - the same demo each time
    )


def _answer(
    attempt: Attempt, row: AttemptItem, given: dict[str, Any], now: datetime, *, is_flagged: bool = False
) -> None:
    api.answer_question(
        person=attempt.person,
        attempt_id=attempt.pk,
        position=row.position,
        version_id=row.version_id,
        answer=given,
        is_flagged=is_flagged,
        sequence=int(now.timestamp() * 1000),
        now=now,
    )


def _wrong_answer(item: Any) -> dict[str, Any]:
    """An answer that somebody who hesitates could give: another option, or none."""
    right = api.right_answer(item)
    others = [option.key for option in item.options if option.key != right.get("choice")]
    if "choice" in right and others:
        return {"choice": others[0]}
    if "best" in right:
        neutral = [o.key for o in item.options if not (o.is_best or o.is_worst or o.red_flag)]
        return {"best": neutral[0], "worst": right["worst"]} if neutral else {}
    return {}
