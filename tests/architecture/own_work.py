"""What somebody made for themselves, for the fences: one of each, shared with everybody they can share it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments.api import take_turn
from assessments.choices import Audience
from assessments.models import (
    EvidenceItem,
    HarmlessDetail,
    Mark,
    Marking,
    MarkingJob,
    PracticeCase,
    Reflection,
    Share,
)
from people.api import within
from people.models import Municipality, User
from tests.factories.marking import answered, marker_in
from tests.factories.portfolio import EvidenceFactory, PracticeCaseFactory, ReflectionFactory, ShareFactory

MODELS = (Reflection, PracticeCase, EvidenceItem, Share, HarmlessDetail, MarkingJob, Marking, Mark)


@dataclass(frozen=True)
class OwnWork:
    """A finished reflection, a case and a file that are shared, and a reflection that is being written."""

    reflection: Reflection
    draft: Reflection
    case: PracticeCase
    evidence: EvidenceItem
    turn: Marking


def own_work(learner: User, municipality: Municipality, *, mark: str) -> OwnWork:
    """Everything that a learner can have of their own, with a mark in it."""
    about = {"person": learner, "municipality": municipality, "title": mark}
    reflection, draft = ReflectionFactory(**about, finished=True), ReflectionFactory(**about)
    case = PracticeCaseFactory(**about, situation=mark)
    evidence = EvidenceFactory(**about, upload=True, shows=mark)
    for audience in Audience:
        ShareFactory(reflection=reflection, audience=audience)
        ShareFactory(case=case, audience=audience)
        ShareFactory(evidence=evidence, audience=audience)
    return OwnWork(reflection, draft, case, evidence, _turn(learner, municipality, mark))


def _turn(learner: User, municipality: Municipality, mark: str) -> Marking:
    """The turn of a marker at an open answer of the learner."""
    answered(learner, municipality, text=mark)
    with within(municipality):
        turn = take_turn(marker=marker_in(municipality), now=timezone.now())
    assert turn is not None
    return turn


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "assessments:reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    "assessments:keep_reflection": lambda w: {"reflection_id": w.own.draft.pk},
    "assessments:finish_reflection": lambda w: {"reflection_id": w.own.draft.pk},
    "assessments:reopen_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    "assessments:remove_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    **dict.fromkeys(
        [
            "assessments:case",
            "assessments:change_case",
            "assessments:remove_case",
            "assessments:download_case",
            "assessments:shared_case",
        ],
        lambda w: {"case_id": w.own.case.pk},
    ),
    **dict.fromkeys(
        [
            "assessments:evidence",
            "assessments:evidence_file",
            "assessments:remove_evidence",
            "assessments:shared_evidence",
            "assessments:shared_file",
        ],
        lambda w: {"evidence_id": w.own.evidence.pk},
    ),
    "assessments:marking": lambda w: {"marking_id": w.own.turn.pk},
    "assessments:discuss_marking": lambda w: {"marking_id": w.own.turn.pk},
    "assessments:give_turn_back": lambda w: {"marking_id": w.own.turn.pk},
    "assessments:shared_portfolio": lambda w: {"public_id": w.own.reflection.person.public_id},
    "assessments:share": lambda w: {"kind": "reflectie", "subject_id": w.own.reflection.pk},
    "assessments:shared_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
}
SENT = {
    "prompt": "frame",
    "title": "van een vreemde",
    "shows": "van een vreemde",
    "audience": "coach",
    "core_task": "KT1",
}
SHARED = {
    "assessments:marking_queue": "counts what waits in one's own municipality",
    "assessments:take_turn": "takes what waits in one's own municipality",
    "assessments:reflections": "shows only what is one's own",
    "assessments:cases": "shows only what is one's own",
    "assessments:new_case": "begins something of one's own",
    "assessments:portfolio": "shows only what is one's own",
    "assessments:add_evidence": "adds to one's own",
    "assessments:download_own_work": "holds only what is one's own",
    "assessments:begin_reflection": "begins something of one's own",
    "assessments:shared_with_me": "shows what people of one's own municipality share",
}
