"""Which proeves somebody sees, and one proeve with everything that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from assessments.api import proeve as forms
from assessments.api import sheet_of
from certification.choices import Result, SeatKind
from certification.models import AssessorSeat, ProficiencyAssessment
from people.api import people_in, reach_into, standing_of
from people.choices import DataKind, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.selectors.sheets import Sheet
    from certification.models import CriterionInterview
    from people.api import Reach
    from people.choices import Viewer
    from people.models import Municipality, User

WITH_PEOPLE = ("candidate", "municipality", "manager", "planner", "decision", "observation")


def proeves_visible_to(person: User) -> QuerySet[ProficiencyAssessment]:
    """One's own proeves, those that somebody assesses, and of their own group for who the table gives sight."""
    visible = Q(candidate=person) | Q(pk__in=_assessed_by(person))
    for municipality in standing_of(person).municipalities:
        found = reach_into(standing_of(person), municipality, DataKind.PROEVE)
        if found is not None:
            visible |= Q(municipality=municipality, candidate__in=_people(municipality, found[0]))
    return ProficiencyAssessment.objects.filter(visible).select_related(*WITH_PEOPLE)


def proeves_of(person: User, municipality: Municipality) -> QuerySet[ProficiencyAssessment]:
    """Somebody's own proeves, the latest first. One query."""
    mine = ProficiencyAssessment.objects.filter(candidate=person, municipality=municipality)
    return mine.select_related("decision")


def proeves_of_others(person: User) -> QuerySet[ProficiencyAssessment]:
    """The proeves of others that somebody assesses or plans, wherever they work, the latest first. One query."""
    theirs = proeves_visible_to(person).exclude(candidate=person)
    return theirs.order_by("-requested_at", "-pk")


def requests_for_mandate(person: User, municipality: Municipality) -> QuerySet[ProficiencyAssessment]:
    """Who of their own teams asked for a proeve and waits for time and mandate, for a manager. One query."""
    reach = _reach_of_manager(person, municipality)
    waiting = ProficiencyAssessment.objects.filter(municipality=municipality, state="requested", manager=None)
    if reach is None:
        return waiting.none()
    rows = waiting.filter(candidate__in=_people(municipality, reach)).exclude(candidate=person)
    return rows.select_related("candidate", "municipality").order_by("requested_at")


def capacity_to_see(person: User, proeve: ProficiencyAssessment) -> Viewer | None:
    """In what capacity the table gives somebody sight of a proeve, for the log of who looked."""
    found = reach_into(standing_of(person), proeve.municipality, DataKind.PROEVE)
    return found[1] if found else None


def address_of_proeve(observation_id: int) -> str:
    """Where the proeve of a form goes on, or nothing when there is none. One query."""
    proeve = ProficiencyAssessment.objects.filter(observation=observation_id).first()
    return proeve.get_absolute_url() if proeve else ""


def _reach_of_manager(person: User, municipality: Municipality) -> Reach | None:
    return standing_of(person).reach(Role.MANAGER, municipality.pk)


def _assessed_by(person: User) -> QuerySet[AssessorSeat, Any]:
    return AssessorSeat.objects.filter(person=person).values("proeve_id")


def _people(municipality: Municipality, reach: Reach) -> QuerySet[User]:
    return people_in(municipality, teams=None if reach.covers_all else reach.team_ids).order_by()


@dataclass(frozen=True)
class Dossier:
    """A proeve as who has to do with it reads it."""

    proeve: ProficiencyAssessment
    seats: tuple[AssessorSeat, ...]
    interviews: tuple[CriterionInterview, ...]

    @cached_property
    def sheet(self) -> Sheet | None:
        """The forms, once the session has begun. Four queries."""
        return sheet_of(self.proeve.observation) if self.proeve.observation else None

    @property
    def raised(self) -> dict[str, int]:
        """What the interview raised."""
        return {each.criterion: each.level for each in self.interviews}

    @property
    def verdicts(self) -> dict[int, bool]:
        """What the assessors said who gave a verdict."""
        return {seat.person_id: seat.verdict.is_proficient for seat in self.seats if has_verdict(seat)}

    @property
    def waits_for(self) -> tuple[AssessorSeat, ...]:
        """The assessors who gave no verdict yet."""
        return tuple(seat for seat in self.seats if not has_verdict(seat))

    @property
    def contested(self) -> tuple[AssessorSeat, ...]:
        """The assessors against whom an objection waits for an answer."""
        return tuple(seat for seat in self.seats if seat.is_contested)

    @property
    def forms_are_done(self) -> bool:
        """Whether everybody rated, and differences were discussed."""
        sheet = self.sheet
        return sheet is not None and not sheet.waiting_for and not sheet.to_discuss

    @cached_property
    def outcome(self) -> forms.Proeve | None:
        """What it comes to when everybody gave a verdict."""
        if self.sheet is None or self.waits_for or not self.forms_are_done:
            return None
        return forms.proeve_of(self.sheet, verdicts=self.verdicts, raised=self.raised)

    @property
    def needs_third(self) -> bool:
        """Whether the assessors differ, so that a third decides."""
        return self.outcome is not None and self.outcome.decision == "third_assessor"

    @property
    def result(self) -> Result | None:
        """The result that follows, when there is one."""
        if self.outcome is None or self.needs_third:
            return None
        return Result(self.outcome.decision.value)

    def seat_of(self, person: User) -> AssessorSeat | None:
        """Somebody's own seat."""
        return next((seat for seat in self.seats if seat.person_id == person.pk), None)

    @property
    def chair(self) -> AssessorSeat | None:
        """The assessor from the training organisation, who leads the session and writes the letter."""
        return next((seat for seat in self.seats if seat.kind == SeatKind.EXTERNAL), None)


def has_verdict(seat: AssessorSeat) -> bool:
    """Whether an assessor said what they think of the whole."""
    return hasattr(seat, "verdict")


def dossier_of(proeve: ProficiencyAssessment) -> Dossier:
    """A proeve with its assessors, their verdicts and the interview. Two queries, and four for the forms when asked."""
    seats = AssessorSeat.objects.filter(proeve=proeve).select_related("person", "verdict")
    return Dossier(proeve, tuple(seats), tuple(proeve.interviews.all()))
