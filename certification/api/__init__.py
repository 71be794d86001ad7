"""The door to the proeve: what follows from a decision is worked out once it is saved."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from certification.models.proeve import SCENARIOS
from certification.permissions.proeve import (
    can_answer_objection,
    can_appoint_third,
    can_ask,
    can_ask_for,
    can_begin,
    can_decide,
    can_declare,
    can_give_verdict,
    can_interview,
    can_mandate,
    can_object,
    can_plan,
    can_stop,
    can_withdraw,
    is_training_organisation,
)
from certification.rules.assessors import conflicts
from certification.selectors.assessors import assessors_for, possible_assessors
from certification.selectors.candidates import missing_for, missing_of, retake_for
from certification.selectors.counts import proeve_counts
from certification.selectors.proeves import (
    address_of_proeve,
    capacity_to_see,
    dossier_of,
    has_verdict,
    proeves_of,
    proeves_of_others,
    proeves_visible_to,
    requests_for_mandate,
)
from certification.selectors.words import shortages_in_words, why_not
from certification.services import deciding, proeve
from certification.services.deciding import (
    Letter,
    appoint_third,
    earliest_retake,
    give_verdict,
    hold_interview,
)
from certification.services.proeve import (
    NotPossibleError,
    Plan,
    answer_objection,
    ask,
    confirm_mandate,
    declare,
    object_to,
    plan,
    withdraw,
)
from progression import api as progression

if TYPE_CHECKING:
    from datetime import datetime

    from certification.models import ProeveDecision, ProficiencyAssessment
    from people.models import User

__all__ = [
    "Letter",
    "NotPossibleError",
    "Plan",
    "address_of_proeve",
    "answer_objection",
    "appoint_third",
    "ask",
    "assessors_for",
    "begin",
    "can_answer_objection",
    "can_appoint_third",
    "can_ask",
    "can_ask_for",
    "can_begin",
    "can_decide",
    "can_declare",
    "can_give_verdict",
    "can_interview",
    "can_mandate",
    "can_object",
    "can_plan",
    "can_stop",
    "can_withdraw",
    "capacity_to_see",
    "confirm_mandate",
    "conflicts",
    "decide",
    "declare",
    "dossier_of",
    "earliest_retake",
    "give_verdict",
    "has_verdict",
    "hold_interview",
    "is_training_organisation",
    "missing_for",
    "missing_of",
    "object_to",
    "plan",
    "possible_assessors",
    "proeve_counts",
    "proeves_of",
    "proeves_of_others",
    "proeves_visible_to",
    "requests_for_mandate",
    "retake_for",
    "shortages_in_words",
    "stop",
    "why_not",
    "withdraw",
]


def begin(*, person: User, proeve_id: int, now: datetime) -> ProficiencyAssessment:
    """Draw one of the two prepared scenarios and begin the session."""
    return proeve.begin(person=person, proeve_id=proeve_id, drawn=secrets.choice(SCENARIOS), now=now)


def decide(*, person: User, proeve_id: int, letter: Letter, now: datetime) -> ProeveDecision:
    """Decide and send the letter; the stages of the candidate and of who assessed are looked at anew."""
    decision = deciding.decide(person=person, proeve_id=proeve_id, letter=letter, now=now)
    _evaluate(decision)
    return decision


def stop(*, person: User, proeve_id: int, letter: Letter, now: datetime) -> ProeveDecision:
    """End a proeve that could not go on."""
    return deciding.stop(person=person, proeve_id=proeve_id, letter=letter, now=now)


def _evaluate(decision: ProeveDecision) -> None:
    held = decision.proeve
    people = {held.candidate, *(seat.person for seat in held.seats.select_related("person"))}
    for person in people:
        progression.evaluate(person=person, municipality=held.municipality)
