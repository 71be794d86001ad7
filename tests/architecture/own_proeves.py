"""A proeve that was decided and one that was asked for, for the fences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from certification import api
from certification.models import (
    AssessorSeat,
    CriterionInterview,
    ProeveDecision,
    ProficiencyAssessment,
    Verdict,
)
from people.api import within
from people.models import Team, User
from tests.factories.proeves import around

MODELS = (ProficiencyAssessment, AssessorSeat, Verdict, CriterionInterview, ProeveDecision)
FOR_THE_MANAGER = frozenset({"certification:mandate"})


@dataclass(frozen=True)
class OwnProeves:
    """One with a letter, one that waits for the manager, and that manager."""

    decided: ProficiencyAssessment
    asked: ProficiencyAssessment
    seat: AssessorSeat
    manager: User


def own_proeves(candidate: User, team: Team, *, mark: str) -> OwnProeves:
    """Everything that belongs to a proeve, with a mark in it."""
    with within(team.municipality):
        them = around(team, candidate)
        proeve = them.planned(place=mark, scenario_1=mark, scenario_2=mark)
        seat = proeve.seats.first()
        them.begun(proeve)
        proeve.refresh_from_db()
        for assessor in (them.external, them.second):
            them.rate(proeve, assessor)
        them.judge(proeve, {them.external: True, them.second: True})
        decision = api.decide(
            person=them.external, proeve_id=proeve.pk, letter=api.Letter(seen=mark), now=proeve.begins_at
        )
        asked = them.ask(readiness=mark)
    return OwnProeves(decision.proeve, asked, seat, them.manager)


def _decided(world: Any) -> dict[str, Any]:
    return {"public_id": world.proeves.decided.public_id}


def _asked(world: Any) -> dict[str, Any]:
    return {"public_id": world.proeves.asked.public_id}


def _seat(world: Any) -> dict[str, Any]:
    return {**_decided(world), "seat_id": world.proeves.seat.pk}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "certification:proeve": _decided,
    "certification:letter": _decided,
    "certification:object_to": _seat,
    "certification:answer_objection": _seat,
    "certification:mandate": _asked,
    "certification:plan": _asked,
    "certification:withdraw": _asked,
    "certification:declare": _decided,
    "certification:begin": _decided,
    "certification:interview": _decided,
    "certification:verdict": _decided,
    "certification:third": _decided,
    "certification:decide": _decided,
    "certification:stop": _decided,
}
SENT = {"cluster": "coach", "readiness": "van een vreemde", "reason": "van een vreemde", "answer": "nee"}
SHARED = {
    "certification:proeves": "one's own proeves, and those that one assesses or plans",
    "certification:ask": "for one's own proeve",
}
