"""Whether somebody may observe, rate, hand over, sign, share or replace, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.choices import ObservationPurpose, ObservationState
from assessments.selectors.observing import candidates_for, raters_in
from core.access import ALLOWED, Verdict, denied
from people.choices import Role

if TYPE_CHECKING:
    from assessments.models import Observation, ObservationRater
    from assessments.selectors.sheets import Sheet
    from people.api import Standing
    from people.models import Municipality, User

OBSERVING = (Role.TRAINER, Role.COACH)
WITH_THE_CANDIDATE = {ObservationState.HANDED_OVER, ObservationState.SIGNED}


def can_start_observing(standing: Standing, municipality: Municipality) -> Verdict:
    """Whether somebody observes people of a municipality at all."""
    if any(standing.has(role, municipality.pk) for role in OBSERVING):
        return ALLOWED
    return denied(_("Trainers and internal coaches observe."))


def can_observe(observer: User, candidate: User, *, municipality: Municipality) -> Verdict:
    """Whether somebody may observe this person: somebody else, of their own group."""
    if observer.pk == candidate.pk:
        return denied(_("You cannot observe yourself."))
    if not candidates_for(observer, municipality).filter(pk=candidate.pk).exists():
        return denied(_("You observe people of your own group."))
    return ALLOWED


def can_be_rater(person: User, observation: Observation) -> Verdict:
    """Whether somebody may rate too: a trainer or coach of the municipality, and not the candidate."""
    if person.pk == observation.candidate_id:
        return denied(_("Nobody rates themselves."))
    if not raters_in(observation.municipality).filter(pk=person.pk).exists():
        return denied(_("Only a trainer or coach of this municipality can rate too."))
    return ALLOWED


def can_invite(person: User, observation: Observation) -> Verdict:
    """Whether somebody may ask another rater, or take that back."""
    if person.pk != observation.observer_id:
        return denied(_("Only who started this observation asks others to rate."))
    return _no_proeve(observation) and _still_open(observation)


def can_rate(row: ObservationRater) -> Verdict:
    """Whether a rater may still fill in the form; afterwards only a discussion makes a new round."""
    if row.rated_at is not None:
        return denied(_("You rated already. What you said is kept as it is."))
    return _still_open(row.observation)


def can_rate_again(row: ObservationRater, sheet: Sheet) -> Verdict:
    """Whether a rater has something to rate again after a discussion."""
    if not sheet.to_rate_again(row):
        return denied(_("There is nothing that you have to rate again."))
    return _still_open(row.observation)


def can_hand_over(person: User, sheet: Sheet) -> Verdict:
    """Whether the candidate can read it now: everybody rated, and differences were discussed."""
    observation = sheet.observation
    if person.pk != observation.observer_id:
        return denied(_("Only who started this observation hands it over."))
    if not _no_proeve(observation):
        return _no_proeve(observation)
    if observation.state != ObservationState.DRAFT:
        return denied(_("This observation was handed over already."))
    if sheet.waiting_for:
        return denied(_("Not everybody who was asked has rated yet."))
    if sheet.to_discuss:
        return denied(_("Discuss first where you differ, and rate that again."))
    return ALLOWED


def can_sign(row: ObservationRater, sheet: Sheet) -> Verdict:
    """Whether a rater may sign: with the candidate, discussed, with the candidate's own words."""
    observation = sheet.observation
    if row.signed_at is not None:
        return denied(_("You signed this already."))
    if row.rated_at is None:
        return denied(_("Fill in your own form first."))
    if not _no_proeve(observation):
        return _no_proeve(observation)
    if observation.state != ObservationState.HANDED_OVER:
        return denied(_("Hand the observation over first. The candidate reads it before anybody signs."))
    if sheet.to_discuss or sheet.waiting_for:
        return denied(_("Discuss first where you differ, and rate that again."))
    if not observation.strength or not observation.intention:
        return denied(_("First write down one strength and one intention, in the candidate's own words."))
    if observation.purpose == ObservationPurpose.EVIDENCE and len(sheet.rated) < observation.required_raters:
        return denied(_("As evidence this needs another rater first."))
    return ALLOWED


def can_answer(person: User, observation: Observation) -> Verdict:
    """Whether somebody replies, and decides who reads it: the candidate, from the moment it was handed over."""
    if person.pk != observation.candidate_id:
        return denied(_("Only who was observed does this."))
    if observation.state not in WITH_THE_CANDIDATE:
        return denied(_("This observation was replaced by a newer one."))
    return ALLOWED


def can_write_words(person: User, observation: Observation) -> Verdict:
    """Whether somebody may write the strength and the intention: the candidate, or the observer for them."""
    if person.pk not in {observation.candidate_id, observation.observer_id}:
        return denied(_("These are the candidate's own words."))
    return _still_open(observation)


def can_replace(person: User, observation: Observation) -> Verdict:
    """Whether somebody may take an observation back by making it again."""
    if person.pk != observation.observer_id:
        return denied(_("Only who started this observation can replace it."))
    if not _no_proeve(observation):
        return _no_proeve(observation)
    if observation.state not in WITH_THE_CANDIDATE:
        return denied(_("This observation cannot be replaced now."))
    return ALLOWED


def _no_proeve(observation: Observation) -> Verdict:
    if observation.purpose != ObservationPurpose.PROEVE:
        return ALLOWED
    return denied(_("This form belongs to a proeve. The proeve itself says what happens next."))


def _still_open(observation: Observation) -> Verdict:
    if observation.is_open:
        return ALLOWED
    return denied(_("This observation is closed: it was signed or replaced."))
