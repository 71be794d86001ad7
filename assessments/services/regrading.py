"""Weighing answers again after a key was mended: on somebody's decision, with a reason, and nothing gets lost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.models import Attempt, AttemptItem, Question, Regrade, RegradedAttempt
from assessments.permissions.bank import can_regrade
from assessments.rules.regrading import effect_of
from assessments.rules.replay import plain_key
from assessments.rules.results import result_as_json
from assessments.selectors.bank import latest_version
from assessments.selectors.regrading import cases_for, items_to_regrade, points_of
from assessments.services.result_record import key_of, statement_about
from assessments.services.telling import tell_upstairs
from core.access import require
from people.api import everywhere
from progression.api import consider
from records.api import record, revoke
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from assessments.models import QuestionVersion
    from assessments.selectors.regrading import Case
    from people.models import User

Owner = tuple[int, int, str]  # person, municipality, key


class KeyChangedMeanwhileError(Exception):
    """A newer version was published since somebody looked at what this would do."""


@transaction.atomic
def regrade(
    *, question: Question, version_id: int, person: User, reason: str, now: datetime
) -> list[Regrade]:
    """What was done, per municipality: answers weighed by the latest key, results and ledger in line with it."""
    require(can_regrade(person, question))
    version = latest_version(Question.objects.select_for_update().get(pk=question.pk))
    if version is None or version.pk != version_id:
        raise KeyChangedMeanwhileError
    with everywhere():
        _lock(version)
        by_municipality: dict[int, list[Case]] = defaultdict(list)
        for case in cases_for(version):
            by_municipality[case.item.municipality_id].append(case)
        return [
            _regrade(municipality, version, cases, person=person, reason=reason, now=now)
            for municipality, cases in sorted(by_municipality.items())
        ]


def _lock(version: QuestionVersion) -> None:
    attempts = items_to_regrade(version).values("attempt_id")
    rows = Attempt.objects.select_for_update(of=("self",), no_key=True)
    list(rows.filter(pk__in=attempts).order_by("pk").values_list("pk"))


def _regrade(
    municipality_id: int,
    version: QuestionVersion,
    cases: Collection[Case],
    *,
    person: User,
    reason: str,
    now: datetime,
) -> Regrade:
    done = Regrade.objects.create(
        municipality_id=municipality_id,
        version=version,
        decided_by=person,
        decided_at=now,
        reason=reason,
        **asdict(effect_of(case.change for case in cases)),
    )
    other = [case for case in cases if case.change.is_other]
    RegradedAttempt.objects.bulk_create([_kept(done, case) for case in other])
    AttemptItem.objects.filter(pk__in=[case.item.pk for case in cases]).update(regraded_with=version)
    facts = _facts_about(other)
    for case in other:
        case.item.regraded_with = version
        _put_in_force(case)
        _tell_again(case, facts, done, person=person, now=now)
    return done


def _kept(done: Regrade, case: Case) -> RegradedAttempt:
    attempt, result = case.attempt, case.result
    before = {"percent": attempt.percent, "is_passed": attempt.is_passed, "result": attempt.result}
    after = {
        "percent": result.percent,
        "is_passed": result.is_passed,
        "result": result_as_json(result),
    }
    return RegradedAttempt(
        municipality_id=done.municipality_id,
        regrade=done,
        attempt=attempt,
        position=case.item.position,
        before=_plain({**points_of(case.item), **before}),
        after=_plain({**case.points, **after}),
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers as text, so that nothing is rounded."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _put_in_force(case: Case) -> None:
    """The new points and result; the old ones stand beside them by now."""
    for name, value in case.points.items():
        setattr(case.item, name, value)
    case.item.save(update_fields=list(case.points))
    attempt, result = case.attempt, case.result
    attempt.percent, attempt.is_passed = result.percent, result.is_passed
    attempt.result = result_as_json(result)
    attempt.save(update_fields=["percent", "is_passed", "result"])


def _facts_about(cases: Iterable[Case]) -> dict[Owner, Record]:
    """What the ledger says about these results now. One query."""
    attempts = [case.attempt for case in cases]
    rows = Record.objects.filter(
        person__in={attempt.person_id for attempt in attempts},
        activity__in={f"test:{attempt.quiz.code}" for attempt in attempts},
    ).in_force()
    return {(row.person_id, row.municipality_id, plain_key(row.key)): row for row in rows}


def _tell_again(
    case: Case, facts: dict[Owner, Record], done: Regrade, *, person: User, now: datetime
) -> None:
    """Take the fact back and state it anew, on the moment at which the test was made."""
    attempt = case.attempt
    key = key_of(attempt)
    fact = facts.get((attempt.person_id, attempt.municipality_id, key))
    if fact is None:  # a marker still has to look, and then it is told
        return
    revoke(record_id=fact.pk, person=person, reason=done.reason, now=now)
    statement = statement_about(
        attempt, case.items, case.result, now=fact.occurred_at, key=f"{key}#{done.pk}"
    )
    record(person=attempt.person, municipality=attempt.municipality, statement=statement)
    consider(person=attempt.person, municipality=attempt.municipality, statements=[statement])
    tell_upstairs(attempt)
