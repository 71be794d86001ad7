"""The takeover of a municipality, for the fences: work that was done, a plan, agreements."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from people.api import everywhere, within
from people.choices import Role
from people.models import Municipality, User
from progression.choices import CoreTask, GateCapacity
from progression.models import (
    Concern,
    Delivery,
    GateRevocation,
    GateSignature,
    MailChoice,
    MonthlyFigures,
    Notice,
    PhaseChange,
    PhaseTick,
    PlannedTask,
    ReminderRule,
    ReminderSettings,
    SessionAhead,
    Takeover,
)
from tests.factories.people import person_with
from tests.factories.takeover import delivered, planned, takeover

MODELS = (
    Delivery,
    Takeover,
    PlannedTask,
    PhaseTick,
    PhaseChange,
    MonthlyFigures,
    GateSignature,
    GateRevocation,
    Concern,
    MailChoice,
    Notice,
    ReminderRule,
    ReminderSettings,
    SessionAhead,
)


def own_takeover(coach: User, municipality: Municipality, other: Municipality, *, mark: str) -> GateSignature:
    """Enough work for every number, with a mark in its title; also the other municipality may look at its own."""
    with within(municipality):
        takeover(municipality)
        planned(municipality, CoreTask.KT2, 40)
        for _ in range(6):
            delivered(municipality, title=mark, coach=coach, hours=Decimal(4))
        signature = GateSignature.objects.create(
            municipality=municipality,
            entry=0,
            capacity=GateCapacity.LEAD,
            signer=person_with(Role.LEAD, municipality=municipality),
            evidence={},
            evidence_hash="",
            signed_on=timezone.localdate(),
            signed_at=timezone.now(),
        )
        _told(coach, municipality, mark=mark)
    with within(other):
        takeover(other)
    return signature


def _told(coach: User, municipality: Municipality, *, mark: str) -> None:
    """A message that waits, with a mark in its words."""
    today = timezone.localdate()
    Notice.objects.create(
        person=coach,
        municipality=municipality,
        step="please_sign",
        to="signer",
        about="trajectory:1:1",
        anchor=today,
        due_on=today,
        words={"who": mark, "task": CoreTask.KT2, "stage": 1, "day": today.isoformat()},
        planned_at=timezone.now(),
    )


def person_for(name: str, world: Any) -> User:
    """Who opens an address of the takeover: a lead, who signed; the learner for all others."""
    return world.takeover.signer if name in SAMPLES else world.learner


def _first_work(world: Any) -> int:
    with everywhere():
        return Delivery.objects.filter(municipality=world.a).earliest("pk").pk


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "progression:number": lambda _: {"number": "strikt"},
    "progression:correct_work": lambda w: {"pk": _first_work(w)},
    "progression:revoke_gate_signature": lambda w: {"signature_id": w.takeover.pk},
}
PLAN = {f"{each}_{task}": "" for task in CoreTask for each in ("hours", "per_coach", "minimum")}
SENT = {
    "wish": "none",
    "to": "lead",
    "window_days": "90",
    **PLAN,
    "hours_KT2": "10",
    "reason": "Van een vreemde.",
}
OWN = "numbers and agreements of one's own municipality"
SHARED = dict.fromkeys(
    (
        "progression:takeover",
        "progression:work",
        "progression:number",
        "progression:board",
        "progression:plan",
        "progression:agreements",
        "progression:phases",
        "progression:report",
        "progression:what_if",
        "progression:sent_messages",
        "progression:message_settings",
        "progression:my_messages",
    ),
    OWN,
)
