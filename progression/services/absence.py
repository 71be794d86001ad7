"""Clocks that stand still, people who leave, and going back to leading with supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.models import Departure, Pause, StageChange, Trajectory
from progression.rules.stages import FALLS_BACK_TO
from progression.selectors.trajectories import decision_about
from progression.services.trajectories import (
    MOVES,
    NotPossibleError,
    ask_for_evaluation,
    locked,
    move,
    note_guides,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality, User


@transaction.atomic
def begin_pause(*, by: User, person: User, municipality: Municipality, today: date) -> Pause:
    """Let somebody's clocks stand still from today on; beginning twice is once. Nobody is asked why."""
    require(permissions.can_pause(by, person, municipality))
    pause, is_new = Pause.objects.get_or_create(
        person=person, municipality=municipality, ends_on=None, defaults={"begins_on": today}
    )
    if is_new:
        log(instance=pause, action="progression.pause", user=by)
        ask_for_evaluation(person=person, municipality=municipality)
    return pause


@transaction.atomic
def end_pause(*, by: User, person: User, municipality: Municipality, today: date) -> None:
    """Let somebody's clocks run again from today on; without a pause nothing changes."""
    require(permissions.can_pause(by, person, municipality))
    rows = Pause.objects.filter(person=person, municipality=municipality, ends_on=None)
    if rows.update(ends_on=today):
        ask_for_evaluation(person=person, municipality=municipality)


@transaction.atomic
def leave(
    *, by: User, person: User, municipality: Municipality, successor: User | None, today: date
) -> Departure:
    """Close the trajectories of somebody who leaves, and hand the candidates they train to somebody else."""
    require(permissions.can_record_departure(by, person, municipality))
    trained = list(
        Trajectory.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(municipality=municipality, trainer=person, left_on=None)
    )
    if trained:
        _hand_over(trained, successor, municipality, today)
    own = Trajectory.objects.filter(person=person, municipality=municipality, left_on=None)
    own.update(left_on=today, needs_evaluation=False)
    departure, is_new = Departure.objects.get_or_create(
        person=person,
        municipality=municipality,
        left_on=today,
        defaults={"successor": successor, "recorded_by": by},
    )
    if is_new:
        log(instance=departure, action="progression.leave", user=by)
    return departure


@transaction.atomic
def step_back(
    *, person: User, trajectory: Trajectory, reason: str, repair_plan: str, today: date, now: datetime
) -> StageChange:
    """Let a person decide that somebody goes back to an earlier stage, where the rules give ground for it."""
    road = locked(trajectory.pk)
    require(permissions.can_step_back(person, road))
    if not decision_about(road, as_of=today).setbacks:
        raise NotPossibleError("no_ground_for_going_back")
    if not reason.strip() or not repair_plan.strip():
        raise NotPossibleError("reason_is_empty")
    change = StageChange(
        to_stage=FALLS_BACK_TO[road.stage],
        decided_by=person,
        reason=reason.strip(),
        repair_plan=repair_plan.strip(),
    )
    move(road, change, today=today, now=now)
    road.needs_evaluation = True
    road.save(update_fields=MOVES)
    log(instance=road, action="progression.step_back", user=person)
    return change


def _hand_over(
    trained: list[Trajectory], successor: User | None, municipality: Municipality, today: date
) -> None:
    """Give candidates a new trainer, who guides them from now on."""
    if successor is None:
        raise NotPossibleError("successor_is_missing")
    require(permissions.can_succeed(successor, trained, municipality))
    for road in trained:
        road.trainer = successor
        road.save(update_fields=["trainer"])
        note_guides(
            guides=[successor],
            candidate=road.person,
            municipality=municipality,
            core_task=road.core_task,
            on=today,
        )
