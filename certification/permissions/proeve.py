"""Who asks for, plans, assesses and decides a proeve, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from certification.choices import ProeveState, SeatKind
from certification.models import ProficiencyAssessment
from certification.models.proeve import OPEN
from certification.rules.entry import blocks_asking
from certification.selectors.candidates import missing_for
from certification.selectors.proeves import has_verdict, requests_for_mandate
from core.access import ALLOWED, Verdict, denied
from people.api import can_see, standing_of
from people.choices import DataKind, Role

if TYPE_CHECKING:
    from datetime import date

    from certification.choices import Cluster
    from certification.models import AssessorSeat
    from certification.selectors.proeves import Dossier
    from people.models import Municipality, User

State = ProeveState


def can_ask(person: User, municipality: Municipality) -> Verdict:
    """Whether somebody asks for a proeve at all: an internal coach."""
    if standing_of(person).has(Role.COACH, municipality.pk):
        return ALLOWED
    return denied(_("Internal coaches do the proeve."))


def can_ask_for(person: User, municipality: Municipality, cluster: Cluster | str, *, today: date) -> Verdict:
    """Whether a coach may ask for the proeve in a cluster now."""
    if not can_ask(person, municipality):
        return can_ask(person, municipality)
    open_ones = ProficiencyAssessment.objects.filter(
        candidate=person, municipality=municipality, cluster=cluster, state__in=OPEN
    )
    if open_ones.exists():
        return denied(_("You have asked for this proeve already."))
    if blocks_asking(missing_for(person, municipality, cluster, as_of=today)):
        return denied(_("Something is still missing before you can ask for this proeve."))
    return ALLOWED


def is_training_organisation(person: User, municipality: Municipality) -> bool:
    """Whether somebody works here for the training organisation."""
    return standing_of(person).has(Role.TRAINER, municipality.pk)


def can_mandate(person: User, proeve: ProficiencyAssessment) -> Verdict:
    """Whether somebody confirms time and mandate: the manager of the candidate, and nothing about quality."""
    if requests_for_mandate(person, proeve.municipality).filter(pk=proeve.pk).exists():
        return ALLOWED
    return denied(_("Only the candidate's own manager confirms time and mandate."))


def can_plan(person: User, proeve: ProficiencyAssessment) -> Verdict:
    """Whether somebody plans this proeve, or plans it anew: a trainer, before the session."""
    if not _is_training_organisation(person, proeve):
        return denied(_("Only a trainer of the training organisation plans a proeve."))
    if proeve.state not in {State.REQUESTED, State.PLANNED}:
        return denied(_("The session has been held, or the proeve was withdrawn."))
    if proeve.mandated_at is None:
        return denied(_("First the manager confirms time and mandate."))
    return ALLOWED


def can_withdraw(person: User, proeve: ProficiencyAssessment) -> Verdict:
    """Whether somebody takes the request back: the candidate, before the session."""
    if person.pk != proeve.candidate_id:
        return denied(_("Only the candidate decides this."))
    if proeve.state not in {State.REQUESTED, State.PLANNED}:
        return denied(_("The session has been held, or the proeve was withdrawn."))
    return ALLOWED


def can_object(person: User, dossier: Dossier, seat: AssessorSeat) -> Verdict:
    """Whether somebody objects to an assessor: the candidate, once, before the session."""
    if person.pk != dossier.proeve.candidate_id:
        return denied(_("Only the candidate decides this."))
    if dossier.proeve.state != State.PLANNED and not _is_third_in_time(dossier, seat):
        return denied(_("An objection is made before somebody assesses."))
    if seat.objection:
        return denied(_("You objected to this assessor already."))
    return ALLOWED


def can_answer_objection(person: User, dossier: Dossier, seat: AssessorSeat) -> Verdict:
    """Whether somebody answers an objection: a trainer whom it is not about."""
    if not _is_training_organisation(person, dossier.proeve):
        return denied(_("Only a trainer of the training organisation does this."))
    if person.pk == seat.person_id:
        return denied(_("Somebody else answers an objection that is about you."))
    return ALLOWED if seat.is_contested else denied(_("There is no objection to answer."))


def can_declare(person: User, dossier: Dossier) -> Verdict:
    """Whether somebody declares to be free of interests: each assessor, before assessing."""
    seat = dossier.seat_of(person)
    if seat is None:
        return denied(_("You do not assess this proeve."))
    if seat.declared_at is not None:
        return denied(_("You have declared this already."))
    return ALLOWED if dossier.proeve.is_open else denied(_("This proeve is closed."))


def can_begin(person: User, dossier: Dossier, *, today: date) -> Verdict:
    """Whether somebody begins the session: the assessor from outside, on the day, with everything in order."""
    if dossier.proeve.state != State.PLANNED:
        return denied(_("This proeve is not planned, or has begun already."))
    if dossier.chair is None or dossier.chair.person_id != person.pk:
        return denied(_("The assessor from the training organisation begins the session."))
    if any(seat.declared_at is None for seat in dossier.seats):
        return denied(_("First both assessors declare that they have no interest in the result."))
    if dossier.contested:
        return denied(_("First the objection of the candidate is answered."))
    if dossier.proeve.begins_at is None or localdate(dossier.proeve.begins_at) > today:
        return denied(_("The day of the session has not come yet."))
    return ALLOWED


def can_interview(person: User, dossier: Dossier) -> Verdict:
    """Whether somebody writes down the interview: the assessor from outside, after the forms and before the verdicts."""
    if not _leads(person, dossier):
        return denied(_("The assessor from the training organisation leads the interview."))
    if not dossier.forms_are_done:
        return denied(_("First both assessors fill in their form, and discuss where they differ."))
    if dossier.verdicts:
        return denied(_("A verdict has been given. The interview comes before it."))
    if dossier.interviews:
        return denied(_("The interview is on record."))
    return ALLOWED


def can_give_verdict(person: User, dossier: Dossier) -> Verdict:
    """Whether an assessor says what they think of the whole: once, after the forms."""
    seat = dossier.seat_of(person)
    if seat is None or dossier.proeve.state != State.HELD:
        return denied(_("You do not assess this proeve now."))
    if has_verdict(seat):
        return denied(_("Your verdict is on record."))
    if seat.is_contested or seat.declared_at is None:
        return denied(
            _("First declare that you have no interest in the result, and wait for open objections.")
        )
    if not dossier.forms_are_done:
        return denied(_("First everybody fills in their form, and you discuss where you differ."))
    return ALLOWED


def can_appoint_third(person: User, dossier: Dossier) -> Verdict:
    """Whether somebody appoints a third assessor: a trainer, when the two differ."""
    if not _is_training_organisation(person, dossier.proeve):
        return denied(_("Only a trainer of the training organisation does this."))
    if any(seat.kind == SeatKind.THIRD for seat in dossier.seats):
        return denied(_("A third assessor has been asked already."))
    return ALLOWED if dossier.needs_third else denied(_("The two assessors do not differ."))


def can_decide(person: User, dossier: Dossier) -> Verdict:
    """Whether somebody decides and writes the letter: the assessor from outside, once it is clear."""
    if not _leads(person, dossier):
        return denied(_("The assessor from the training organisation decides."))
    if dossier.needs_third:
        return denied(_("The assessors differ. A third assessor decides on the recording."))
    return ALLOWED if dossier.result else denied(_("Not everybody has given a verdict yet."))


def can_stop(person: User, dossier: Dossier) -> Verdict:
    """Whether somebody stops the proeve: the assessor from outside, after the session began and before the decision."""
    return ALLOWED if _leads(person, dossier) else denied(_("The assessor from outside stops a session."))


def _leads(person: User, dossier: Dossier) -> bool:
    chair = dossier.chair
    is_chair = chair is not None and chair.person_id == person.pk and chair.kind == SeatKind.EXTERNAL
    return is_chair and dossier.proeve.state == State.HELD


def _is_third_in_time(dossier: Dossier, seat: AssessorSeat) -> bool:
    return seat.kind == SeatKind.THIRD and dossier.proeve.state == State.HELD and not has_verdict(seat)


def _is_training_organisation(person: User, proeve: ProficiencyAssessment) -> bool:
    is_trainer = is_training_organisation(person, proeve.municipality)
    return is_trainer and bool(
        can_see(person, proeve.candidate, DataKind.PROEVE, municipality=proeve.municipality)
    )
