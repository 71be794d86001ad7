"""The road of a proeve: asked for, mandated, planned, begun. What follows from the forms is in deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from assessments.api import proeve as forms
from certification.choices import ProeveState, SeatKind
from certification.models import AssessorSeat, ProficiencyAssessment
from certification.permissions import proeve as permissions
from certification.rules.assessors import Assessor, problems_of_pair
from certification.selectors.assessors import assessors_for
from certification.selectors.candidates import missing_of, retake_for
from certification.selectors.holders import managers_of_person
from certification.selectors.proeves import dossier_of
from certification.services.reminding import tell_about
from core.access import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from certification.choices import Cluster
    from people.models import Municipality, User

State = ProeveState


@dataclass(eq=False)  # not frozen: Python writes where it was raised on it
class NotPossibleError(ValueError):
    """Something that cannot be done now: the reason as a key, and what it is about."""

    why: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """When, where, with which two prepared scenarios, and who assesses."""

    begins_at: datetime
    place: str
    scenario_1: str
    scenario_2: str
    external: User
    second: User
    conversation_on: date | None = None


@transaction.atomic
def ask(
    *, person: User, municipality: Municipality, cluster: Cluster | str, readiness: str, now: datetime
) -> ProficiencyAssessment:
    """A coach asks for the proeve in a cluster, in their own words; asking twice is once."""
    require(permissions.can_ask_for(person, municipality, cluster, today=localdate(now)))
    if not readiness.strip():
        raise NotPossibleError("readiness_is_empty")
    try:
        with transaction.atomic():
            proeve = ProficiencyAssessment.objects.create(
                municipality=municipality,
                candidate=person,
                cluster=cluster,
                readiness=readiness.strip(),
                requested_at=now,
            )
    except IntegrityError as error:
        raise NotPossibleError("asked_already") from error
    log(instance=proeve, action="certification.ask", user=person)
    tell_about(proeve, managers_of_person(person, municipality, on=localdate(now)), now=now)
    return proeve


@transaction.atomic
def confirm_mandate(*, person: User, proeve_id: int, now: datetime) -> ProficiencyAssessment:
    """The manager confirms that there is time, and that the coach may do this work."""
    proeve = locked(proeve_id)
    require(permissions.can_mandate(person, proeve))
    proeve.manager, proeve.mandated_at = person, now
    proeve.save(update_fields=["manager", "mandated_at"])
    log(instance=proeve, action="certification.mandate", user=person)
    return proeve


@transaction.atomic
def plan(*, person: User, proeve_id: int, wanted: Plan, now: datetime) -> ProficiencyAssessment:
    """Plan the session with two assessors who may assess this candidate on that day; planning anew replaces it."""
    proeve = locked(proeve_id)
    require(permissions.can_plan(person, proeve))
    day = localdate(wanted.begins_at)
    _keep_to_the_terms(proeve, wanted, day, now)
    known = assessors_for(proeve, on=day)
    external, second = (known.get(one.pk, Assessor(one.pk)) for one in (wanted.external, wanted.second))
    _refuse_conflicts(external, second, candidate=proeve.candidate_id)
    proeve.begins_at, proeve.place = wanted.begins_at, wanted.place
    proeve.scenario_1, proeve.scenario_2 = wanted.scenario_1, wanted.scenario_2
    proeve.conversation_on, proeve.planner, proeve.state = wanted.conversation_on, person, State.PLANNED
    proeve.save()
    _seat(proeve, {SeatKind.EXTERNAL: wanted.external, SeatKind.SECOND: wanted.second})
    tell_about(proeve, [proeve.candidate, wanted.external, wanted.second], now=now)
    log(instance=proeve, action="certification.plan", user=person)
    return proeve


@transaction.atomic
def withdraw(*, person: User, proeve_id: int) -> None:
    """The candidate takes the request back."""
    proeve = locked(proeve_id)
    require(permissions.can_withdraw(person, proeve))
    proeve.state = State.WITHDRAWN
    proeve.save(update_fields=["state"])
    log(instance=proeve, action="certification.withdraw", user=person)


@transaction.atomic
def object_to(*, person: User, proeve_id: int, seat_id: int, reason: str, now: datetime) -> None:
    """The candidate says why somebody should not assess; until it is answered nothing begins."""
    dossier = dossier_of(locked(proeve_id))
    seat = _seat_in(dossier.seats, seat_id)
    require(permissions.can_object(person, dossier, seat))
    if not reason.strip():
        raise NotPossibleError("reason_is_empty")
    seat.objection, seat.objected_at = reason.strip(), now
    seat.save(update_fields=["objection", "objected_at"])


@transaction.atomic
def answer_objection(*, person: User, proeve_id: int, seat_id: int, answer: str) -> None:
    """A trainer says why an assessor stays; appointing somebody else is planning anew."""
    dossier = dossier_of(locked(proeve_id))
    seat = _seat_in(dossier.seats, seat_id)
    require(permissions.can_answer_objection(person, dossier, seat))
    if not answer.strip():
        raise NotPossibleError("reason_is_empty")
    seat.answer = answer.strip()
    seat.save(update_fields=["answer"])
    log(instance=dossier.proeve, action="certification.answer_objection", user=person)


@transaction.atomic
def declare(*, person: User, proeve_id: int, now: datetime) -> None:
    """An assessor declares not to have coached the candidate and to have no interest in the result."""
    dossier = dossier_of(locked(proeve_id))
    require(permissions.can_declare(person, dossier))
    seat = dossier.seat_of(person)
    if seat is not None:
        seat.declared_at = now
        seat.save(update_fields=["declared_at"])


@transaction.atomic
def begin(*, person: User, proeve_id: int, drawn: int, now: datetime) -> ProficiencyAssessment:
    """Begin the session with the scenario that was drawn, and open a form for each assessor."""
    proeve = locked(proeve_id)
    dossier = dossier_of(proeve)
    today = localdate(now)
    require(permissions.can_begin(person, dossier, today=today))
    _still_in_order(proeve, dossier.seats, today)
    version = forms.proeve_rubric()
    if version is None:
        raise NotPossibleError("no_rubric")
    proeve.drawn, proeve.state = drawn, State.HELD
    proeve.observation = forms.open_proeve_forms(
        municipality=proeve.municipality,
        candidate=proeve.candidate,
        assessors=sorted((seat.person for seat in dossier.seats), key=lambda each: each.pk != person.pk),
        version=version,
        activity=proeve.scenario,
        occurred_on=today,
        now=now,
    )
    proeve.save(update_fields=["drawn", "state", "observation"])
    log(instance=proeve, action="certification.begin", user=person)
    return proeve


def locked(proeve_id: int) -> ProficiencyAssessment:
    """The proeve as it is now, held until the end of the transaction."""
    rows = ProficiencyAssessment.objects.select_for_update(of=("self",))
    return rows.select_related("candidate", "municipality", "observation").get(pk=proeve_id)


def _keep_to_the_terms(proeve: ProficiencyAssessment, wanted: Plan, day: date, now: datetime) -> None:
    if wanted.begins_at < now:
        raise NotPossibleError("in_the_past")
    missing = missing_of(proeve, as_of=localdate(now))
    if missing:
        raise NotPossibleError("something_is_missing", tuple((str(need), "") for need in missing))
    terms = retake_for(proeve.candidate, proeve.municipality, proeve.cluster)
    if not terms.allows(day, conversation_on=wanted.conversation_on):
        needs = terms.from_day is not None and day >= terms.from_day
        raise NotPossibleError("conversation_first" if needs else "too_soon", ((str(terms.from_day), ""),))


def _still_in_order(proeve: ProficiencyAssessment, seats: Sequence[AssessorSeat], today: date) -> None:
    """On the day itself everything is looked at anew: a mandate, a calibration or a role may have ended."""
    missing = missing_of(proeve, as_of=today)
    if missing:
        raise NotPossibleError("something_is_missing", tuple((str(need), "") for need in missing))
    known = assessors_for(proeve, on=today)
    sits = {seat.kind: known.get(seat.person_id, Assessor(seat.person_id)) for seat in seats}
    _refuse_conflicts(sits[SeatKind.EXTERNAL], sits[SeatKind.SECOND], candidate=proeve.candidate_id)


def _refuse_conflicts(external: Assessor, second: Assessor, *, candidate: int) -> None:
    problems = problems_of_pair(external, second, candidate=candidate)
    if problems:
        raise NotPossibleError("conflict", tuple((str(kind), str(conflict)) for kind, conflict in problems))


def _seat(proeve: ProficiencyAssessment, wanted: dict[SeatKind, User]) -> None:
    """Give the seats; who stays keeps what was declared and said about them."""
    for kind, person in wanted.items():
        AssessorSeat.objects.filter(proeve=proeve).exclude(person__in=wanted.values()).delete()
        AssessorSeat.objects.filter(proeve=proeve, kind=kind).exclude(person=person).delete()
    for kind, person in wanted.items():
        AssessorSeat.objects.get_or_create(
            proeve=proeve, kind=kind, person=person, defaults={"municipality": proeve.municipality}
        )


def _seat_in(seats: Sequence[AssessorSeat], seat_id: int) -> AssessorSeat:
    return next(seat for seat in seats if seat.pk == seat_id)
