"""Doing a case: each step is kept at once, so it goes on wherever somebody was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import Truncator

from casestudies.choices import CaseStep
from casestudies.models import CaseWork, DiagnosisMark
from casestudies.models.work import LONGEST_ANSWER
from casestudies.rules.steps import NotYet, go_on, leave_timeline, may_mark, open_fact, predict
from casestudies.selectors.work import marks_of, road_of
from casestudies.services.telling import tell_upstairs
from core.newest import keep_newest
from people.api import within
from records.api import Statement, record
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casestudies.models import CaseVersion
    from casestudies.rules.steps import Road
    from people.models import Municipality, User


class NothingMarked(Exception):  # noqa: N818 - it says what happened
    """Somebody wants to see the feedback without having marked anything."""


@transaction.atomic
def begin(
    *, person: User, municipality: Municipality, version: CaseVersion, team_id: int | None, now: datetime
) -> CaseWork:
    """The work that is going on, in whatever version it began; otherwise a new one."""
    mine = CaseWork.objects.filter(person=person, municipality=municipality, case=version.case_id)
    fresh = CaseWork(
        person=person,
        municipality=municipality,
        case_id=version.case_id,
        version=version,
        team_id=team_id,
        begun_at=now,
        changed_at=now,
    )
    if not mine.exists():
        CaseWork.objects.bulk_create([fresh], ignore_conflicts=True)  # two tabs at once begin one
    return mine.select_related("version").get()


@transaction.atomic
def read_on(*, work: CaseWork, step: CaseStep, now: datetime) -> CaseWork:
    """Go on after a step that was only read."""
    locked = _locked(work)
    road, total = road_of(locked), len(locked.version.content["timeline"])
    if step not in {CaseStep.SITUATION, CaseStep.TIMELINE, CaseStep.SECOND}:
        raise NotYet
    on = leave_timeline(road, total=total) if step == CaseStep.TIMELINE else go_on(road, step)
    return _moved(locked, on, now)


@transaction.atomic
def open_next_fact(*, work: CaseWork, number: int, now: datetime) -> CaseWork:
    """Open a fact of the timeline."""
    locked = _locked(work)
    total = len(locked.version.content["timeline"])
    return _moved(locked, open_fact(road_of(locked), number, total=total), now)


@transaction.atomic
def keep_prediction(*, work: CaseWork, option: int, now: datetime) -> CaseWork:
    """Keep what somebody expects."""
    locked = _locked(work)
    return _moved(locked, predict(road_of(locked), option), now)


@transaction.atomic
def keep_marks(*, work: CaseWork, marks: Mapping[str, str], sequence: int, now: datetime) -> None:
    """Keep which sentences somebody marked, unless something newer is there. A query for each that changed, and two."""
    locked = _locked(work)
    if not may_mark(road_of(locked)):
        raise NotYet
    known = marks_of(locked)
    sentences = {line["key"] for line in locked.version.content["first"]}
    for sentence in sorted(sentences & marks.keys()):
        if marks[sentence] != known.get(sentence, ""):
            keep_newest(
                DiagnosisMark,
                key={"work_id": locked.pk, "sentence": sentence},
                fields={
                    "municipality_id": locked.municipality_id,
                    "pitfall": marks[sentence],
                    "sequence": sequence,
                },
                newest_by="sequence",
            )
    CaseWork.objects.filter(pk=locked.pk).update(changed_at=now)


@transaction.atomic
def finish_marking(*, work: CaseWork, now: datetime) -> CaseWork:
    """Show what there is to say about the marks; from then on they stay as they are."""
    locked = _locked(work)
    road = road_of(locked)
    if may_mark(road) and not marks_of(locked):
        raise NothingMarked
    return _moved(locked, go_on(road, CaseStep.DIAGNOSE), now)


@transaction.atomic
def keep_own_answer(*, work: CaseWork, text: str, sequence: int, now: datetime) -> bool:
    """Keep what somebody writes, unless something newer is there or the expert answer was released. One query."""
    open_still = CaseWork.objects.filter(
        pk=work.pk, step=CaseStep.EXPERT, finished_at__isnull=True, answer_sequence__lt=sequence
    )
    kept = {"answer": text[:LONGEST_ANSWER], "answer_sequence": sequence, "changed_at": now}
    return bool(open_still.update(**kept))


@transaction.atomic
def give_answer(*, work: CaseWork, text: str, now: datetime) -> CaseWork:
    """Keep somebody's own answer, release the one of the experts, and state that the case was done."""
    locked = _locked(work)
    road = go_on(road_of(locked), CaseStep.EXPERT)
    if locked.finished_at is not None:
        return locked
    locked.answer, locked.finished_at = text[:LONGEST_ANSWER], now
    locked.save(update_fields=["answer"])
    moved = _moved(locked, road, now, "finished_at")
    _state(moved, now)
    tell_upstairs(moved)
    return moved


def _locked(work: CaseWork) -> CaseWork:
    with within(work.municipality_id):
        rows = CaseWork.objects.select_for_update(of=("self",))
        return rows.select_related("version", "case", "person", "municipality").get(pk=work.pk)


def _moved(locked: CaseWork, road: Road, now: datetime, *more: str) -> CaseWork:
    locked.step, locked.facts_open, locked.prediction = road.step, road.facts_open, road.prediction
    locked.changed_at = now
    locked.save(update_fields=["step", "facts_open", "prediction", "changed_at", *more])
    return locked


def _state(work: CaseWork, now: datetime) -> None:
    """The fact that a case was done, never what was marked or written in it."""
    code, title = work.version.content["code"], work.version.content["title"]
    statement = Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.CASE,
        activity=f"case:{code}",
        occurred_at=now,
        title=Truncator(title).chars(255),
        context={"code": code, "version": work.version.number},
    )
    record(person=work.person, municipality=work.municipality, statement=statement)
