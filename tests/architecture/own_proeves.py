"""A proeve that was decided and one that was asked for, for the fences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from certification import api
from certification.api import certificates
from certification.models import (
    AssessorSeat,
    Certificate,
    CertificateRevocation,
    CertificateSharing,
    CriterionInterview,
    ProeveDecision,
    ProficiencyAssessment,
    Verdict,
)
from people.api import within
from people.models import Team, User
from tests.factories.proeves import around

MODELS = (
    ProficiencyAssessment,
    AssessorSeat,
    Verdict,
    CriterionInterview,
    ProeveDecision,
    Certificate,
    CertificateRevocation,
    CertificateSharing,
)
# Whoever has the code checks a certificate once its holder shows it; tests/certification opens one.
OPENED_BY_A_CODE = frozenset({"certification:check_code"})


@dataclass(frozen=True)
class OwnProeves:
    """One with a letter, one that waits for the manager, a certificate, and who gives what."""

    decided: ProficiencyAssessment
    asked: ProficiencyAssessment
    seat: AssessorSeat
    certificate: Certificate
    manager: User
    trainer: User


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
        certificate = certificates.certify_component(
            person=them.trainer,
            holder=candidate,
            municipality=team.municipality,
            words=certificates.Words(mark, mark, Decimal(1)),
            now=proeve.begins_at,
        )
        certificates.share_certificate(
            person=candidate,
            certificate=certificate,
            shown=certificates.Shown(),
            now=proeve.begins_at,
        )
    return OwnProeves(decision.proeve, asked, seat, certificate, them.manager, them.trainer)


def person_for(name: str, world: Any) -> User:
    """Who may do what stands at an address; for most that is the candidate."""
    others = {
        "certification:mandate": world.proeves.manager,
        "certification:certify": world.proeves.trainer,
    }
    return others.get(name, world.learner)


def _decided(world: Any) -> dict[str, Any]:
    return {"public_id": world.proeves.decided.public_id}


def _asked(world: Any) -> dict[str, Any]:
    return {"public_id": world.proeves.asked.public_id}


def _seat(world: Any) -> dict[str, Any]:
    return {**_decided(world), "seat_id": world.proeves.seat.pk}


def _certificate(world: Any) -> dict[str, Any]:
    return {"public_id": world.proeves.certificate.public_id}


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
    "certification:certify": _decided,
    "certification:certificate": _certificate,
    "certification:certificate_pdf": _certificate,
    "certification:badge": _certificate,
    "certification:share_certificate": _certificate,
    "certification:revoke_certificate": _certificate,
    "certification:renew_certificate": _certificate,
    "certification:check_code": lambda w: {"code": w.proeves.certificate.readable_code},
}
SENT = {"cluster": "coach", "readiness": "van een vreemde", "reason": "van een vreemde", "answer": "nee"}
SHARED = {
    "certification:proeves": "one's own proeves, and those that one assesses or plans",
    "certification:ask": "for one's own proeve",
    "certification:certificates": "one's own certificates, and those of one's own group",
    "certification:certify_component": "a form for people of one's own municipality",
    "certification:check": "a field for a code, the same for everybody",
    "certification:issuer": "the public keys, the same for everybody",
    "certification:revocations": "numbers of badges, without whose they were",
}
