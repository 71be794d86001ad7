"""A candidate with a signature, evidence that was sent back and an objection, for the fences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from people.api import within
from people.models import Municipality, User
from progression.choices import Capacity, CoreTask, EvidenceKind, Stage
from progression.models import (
    Contest,
    ContestAnswer,
    Departure,
    Guide,
    Pause,
    Refusal,
    Revocation,
    SignOff,
    StageChange,
    Trajectory,
)
from progression.services import signing
from records.models import Record
from tests.factories.trajectories import Cast, cast

MODELS = (
    Trajectory,
    StageChange,
    Guide,
    SignOff,
    Revocation,
    Refusal,
    Contest,
    ContestAnswer,
    Pause,
    Departure,
)


@dataclass(frozen=True)
class OwnTrajectories:
    """A road where evidence was sent back, one to sign, one that waits for the candidate, and one that just began."""

    around: Cast
    signed: Cast
    waiting: Cast
    begun: Cast
    sign_off: SignOff
    refusal: Refusal
    contested: Refusal


def own_trajectories(candidate: User, municipality: Municipality, *, mark: str) -> OwnTrajectories:
    """Everything that belongs to a trajectory, with a mark in it."""
    with within(municipality):
        around = cast(CoreTask.KT5, municipality=municipality, candidate=candidate)
        around.show(Stage.CANDIDATE, leave_out=EvidenceKind.MOTIVATION)
        facts = Record.objects.filter(person=candidate, activity__startswith="evidence:KT5:")
        first, second = (str(row.pk) for row in facts.order_by("activity")[:2])
        refusal, contested = (_refuse(around, fact, mark) for fact in (first, second))
        signing.contest(person=candidate, refusal=contested, words=mark, now=timezone.now())
        other = cast(CoreTask.KT7, municipality=municipality, candidate=candidate)
        other.show(Stage.CANDIDATE)
        other.agree(mark)
        sign_off = other.sign(other.trainer, Capacity.FIT)
        waiting = cast(CoreTask.KT1, municipality=municipality, candidate=candidate)
        waiting.show(Stage.CANDIDATE)
        # What counts for a whole person is in for the candidate by now, so somebody else begins.
        begun = cast(CoreTask.KT2, municipality=municipality)
    return OwnTrajectories(around, other, waiting, begun, sign_off, refusal, contested)


def _refuse(around: Cast, fact: str, mark: str) -> Refusal:
    return signing.refuse(
        person=around.trainer, trajectory=around.trajectory, fact=fact, reason=mark, now=timezone.now()
    )


def person_for(name: str, world: Any) -> User:
    """Who may do what stands at an address; for most that is the candidate."""
    roads = world.trajectories
    others = {
        "progression:signing": roads.around.trainer,
        "progression:put_forward": roads.around.trainer,
        "progression:departure": roads.around.lead,
        "progression:confirm": roads.begun.trainer,
        "progression:refuse": roads.signed.trainer,
        "progression:sign": roads.signed.manager,
        "progression:revoke": roads.signed.trainer,
        "progression:answer": roads.around.assessors[0],
        "progression:pause_candidate": roads.signed.trainer,
        "progression:agree_date": roads.around.trainer,
        "progression:stop": roads.begun.trainer,
        "progression:add_guide": roads.signed.trainer,
    }
    return others.get(name, world.learner)


def _around(world: Any) -> dict[str, Any]:
    return {"pk": world.trajectories.around.trajectory.pk}


def _signed(world: Any) -> dict[str, Any]:
    return {"pk": world.trajectories.signed.trajectory.pk}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "progression:trajectory": _around,
    "progression:agree": lambda w: {"pk": w.trajectories.waiting.trajectory.pk},
    "progression:confirm": lambda w: {"pk": w.trajectories.begun.trajectory.pk},
    "progression:sign": _signed,
    "progression:refuse": _signed,
    "progression:step_back": _around,
    "progression:pause_candidate": _signed,
    "progression:agree_date": _around,
    "progression:stop": lambda w: {"pk": w.trajectories.begun.trajectory.pk},
    "progression:add_guide": _signed,
    "progression:contest": lambda w: {**_around(w), "target": w.trajectories.refusal.pk},
    "progression:answer": lambda w: {**_around(w), "target": w.trajectories.contested.pk},
    "progression:revoke": lambda w: {**_signed(w), "target": w.trajectories.sign_off.pk},
}
# Only after two weak observations, a serious mistake or an end date there is something to decide; a date needs a stage.
ASKS_A_GROUND = frozenset({"progression:step_back", "progression:agree_date"})
SENT = {
    "self_assessment": "van een vreemde",
    "repair_plan": "van een vreemde",
    "words": "van een vreemde",
    "stands": "yes",
    "evidence": "motivation",
    "capacity": "time",
    "guide": "{rater}",
}
SHARED = {
    "progression:mine": "one's own roads",
    "progression:pause": "one's own terms",
    "progression:signing": "candidates of one's own municipalities",
    "progression:put_forward": "for coaches of one's own municipality",
    "progression:departure": "for people of one's own municipality",
}
