"""Changes that something follows from: they are saved first, then a worker works out the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.background import after_commit
from progression import tasks
from progression.selectors.trajectories import counts_for_a_stage, waiting_in
from progression.services import deliveries, mail_wishes, signing, trajectories

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from people.models import Municipality, User
    from progression.choices import Capacity, EvidenceKind
    from progression.models import ContestAnswer, Delivery, Refusal, SignOff, Trajectory
    from progression.rules.stages import Decision
    from records.api import Statement


def evaluate(*, person: User, municipality: Municipality) -> None:
    """Tell that something happened that may count for a person's stages; call it beside the record of it."""
    for trajectory_id in trajectories.ask_for_evaluation(person=person, municipality=municipality):
        after_commit(tasks.evaluate, trajectory_id)


def evaluate_on(trajectory_id: int, *, today: date, now: datetime) -> Decision:
    """Bring one stage in line at once, as of a day."""
    return trajectories.evaluate(trajectory_id, today=today, now=now)


def consider(*, person: User, municipality: Municipality, statements: Iterable[Statement]) -> None:
    """Look at a person's stages anew when one of these facts can count for them; call it beside the record of them."""
    if counts_for_a_stage(statements):
        evaluate(person=person, municipality=municipality)


def count_again(municipality_id: int) -> None:
    """Go on with tonight's counting of a municipality; what was done of it already is not done again."""
    after_commit(tasks.count_night, municipality_id)


def agree(*, person: User, trajectory: Trajectory, self_assessment: str, today: date) -> Trajectory:
    """Let a candidate agree to be put forward; what follows is worked out once that is saved."""
    agreed = trajectories.agree(
        person=person, trajectory=trajectory, self_assessment=self_assessment, today=today
    )
    after_commit(tasks.evaluate, agreed.pk)
    return agreed


def correct_delivery(*, person: User, delivery: Delivery, **how: Any) -> Delivery:
    """Say what some work should have been; numbers and stages follow once that is saved."""
    corrected = deliveries.correct_delivery(person=person, delivery=delivery, **how)
    for trajectory_id in waiting_in(delivery.municipality):
        after_commit(tasks.evaluate, trajectory_id)
    return corrected


def state_evidence(
    *, person: User, trajectory: Trajectory, kind: EvidenceKind, occurred_at: datetime, now: datetime
) -> None:
    """Confirm that a candidate showed something; every trajectory of the candidate is looked at anew."""
    trajectories.state_evidence(
        person=person, trajectory=trajectory, kind=kind, occurred_at=occurred_at, now=now
    )
    evaluate(person=trajectory.person, municipality=trajectory.municipality)


def sign(*, person: User, trajectory: Trajectory, capacity: Capacity, today: date, now: datetime) -> SignOff:
    """Sign that a stage may be entered; the stage follows once that is saved."""
    signed = signing.sign(person=person, trajectory=trajectory, capacity=capacity, today=today, now=now)
    after_commit(tasks.evaluate, trajectory.pk)
    return signed


def answer_contest(
    *, person: User, refusal: Refusal, stands: bool, words: str, now: datetime
) -> ContestAnswer:
    """Settle an objection; what counts again is worked out once that is saved."""
    answer = signing.answer_contest(person=person, refusal=refusal, stands=stands, words=words, now=now)
    after_commit(tasks.evaluate, refusal.trajectory_id)
    return answer


def try_on_yourself(*, person: User, municipality: Municipality, to: str, today: date, now: datetime) -> bool:
    """Let somebody get the mail that others in a capacity get, with invented words; it goes at once."""
    reminder = mail_wishes.plan_trial(person=person, municipality=municipality, to=to, today=today, now=now)
    if reminder is not None:
        after_commit(tasks.send_reminder, reminder.pk)
    return reminder is not None
