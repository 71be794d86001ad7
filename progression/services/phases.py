"""Decisions about the phase of a municipality: ticking what is done, going on, going back, and the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.choices import GateCapacity, Phase
from progression.models import GateRevocation, GateSignature, PhaseChange, PhaseTick, Takeover
from progression.rules.gate import CHECKLIST, judge
from progression.rules.replay import hash_of
from progression.selectors.numbers import numbers_of
from progression.selectors.phases import COUNTED, PhaseState
from progression.services.trajectories import NotPossibleError

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality, User


@transaction.atomic
def tick(*, person: User, municipality: Municipality, codes: frozenset[str], today: date) -> None:
    """Make what people agree is done in this phase what is given; what is counted is never ticked."""
    require(permissions.can_decide_phase(person, municipality))
    phase = _locked(municipality).phase
    codes = codes & set(CHECKLIST[phase]) - COUNTED
    rows = PhaseTick.objects.filter(municipality=municipality, phase=phase)
    rows.exclude(code__in=codes).delete()
    PhaseTick.objects.bulk_create(
        [
            PhaseTick(municipality=municipality, phase=phase, code=code, person=person, ticked_on=today)
            for code in sorted(codes)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def change_phase(
    *, person: User, municipality: Municipality, wanted: Phase, reason: str, today: date, now: datetime
) -> PhaseChange:
    """Go one phase on when everything is done, or back whenever people say why; nothing goes by itself."""
    require(permissions.can_decide_phase(person, municipality))
    takeover = _locked(municipality)
    state = PhaseState(numbers_of(municipality, on=today))
    if wanted == takeover.phase or not state.may_go_to(wanted):
        raise NotPossibleError("phase_is_not_done")
    if wanted < takeover.phase and not reason.strip():
        raise NotPossibleError("reason_is_empty")
    changed = PhaseChange.objects.create(
        municipality=municipality,
        entry=takeover.entry + 1,
        from_phase=takeover.phase,
        to_phase=wanted,
        person=person,
        reason=reason.strip(),
        grounds=sorted(state.done),
        changed_on=today,
        changed_at=now,
    )
    takeover.phase, takeover.phase_since, takeover.entry = wanted, today, changed.entry
    takeover.save(update_fields=["phase", "phase_since", "entry"])
    log(instance=takeover, action="progression.phase", user=person, data={"to": int(wanted)})
    return changed


@transaction.atomic
def sign_gate(
    *, person: User, municipality: Municipality, capacity: GateCapacity, today: date, now: datetime
) -> GateSignature:
    """Sign that a municipality took over, while the gate is open; each in one capacity, and once."""
    require(permissions.can_sign_gate(person, municipality, capacity))
    takeover = _locked(municipality)
    state = PhaseState(numbers_of(municipality, on=today))
    if not state.gate_is_open:
        raise NotPossibleError("gate_is_closed")
    if capacity not in state.missing_signers:
        raise NotPossibleError("signed_already")
    if any(each.signer_id == person.pk for each in state.signatures):
        raise NotPossibleError("one_person_one_signature")
    evidence = _snapshot(state)
    signed = GateSignature.objects.create(
        municipality=municipality,
        entry=takeover.entry,
        capacity=capacity,
        signer=person,
        evidence=evidence,
        evidence_hash=hash_of(evidence),
        signed_on=today,
        signed_at=now,
    )
    log(instance=takeover, action="progression.sign_gate", user=person, data={"as": str(capacity)})
    return signed


@transaction.atomic
def revoke_gate_signature(
    *, person: User, signature: GateSignature, reason: str, now: datetime
) -> GateRevocation:
    """Let a signer take their signature under the gate back, with a reason; twice is once."""
    _locked(signature.municipality)
    if person.pk != signature.signer_id:
        raise NotPossibleError("not_yours_to_take_back")
    if not reason.strip():
        raise NotPossibleError("reason_is_empty")
    revocation, _ = GateRevocation.objects.get_or_create(
        signature=signature,
        defaults={
            "municipality": signature.municipality,
            "person": person,
            "reason": reason.strip(),
            "revoked_at": now,
        },
    )
    return revocation


def _locked(municipality: Municipality) -> Takeover:
    """The takeover of a municipality, for one decision at a time."""
    Takeover.objects.get_or_create(municipality=municipality)
    return Takeover.objects.select_for_update().get(municipality=municipality)


def _snapshot(state: PhaseState) -> dict[str, Any]:
    return {
        "quarters": [
            {
                "number": quarter.number,
                "strict": str(quarter.strict),
                "volume": str(quarter.volume),
                "coaches": dict(quarter.coaches),
                "conditions": dict(judge(quarter).conditions),
            }
            for quarter in state.quarters
        ]
    }
