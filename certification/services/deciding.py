"""From the forms to the letter: the interview, the verdicts, a third assessor when two differ, and the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log

from assessments.api import proeve as forms
from certification.choices import ProeveState, Result, SeatKind
from certification.models import AssessorSeat, CriterionInterview, ProeveDecision, Verdict
from certification.permissions import proeve as permissions
from certification.rules.assessors import Assessor, conflicts
from certification.rules.entry import retake
from certification.rules.validity import valid_until
from certification.selectors.assessors import assessors_for
from certification.selectors.candidates import CORE_TASKS, days_of_not_yet
from certification.selectors.proeves import Dossier, dossier_of, has_verdict
from certification.services.proeve import NotPossibleError, locked
from certification.services.reminding import tell_about
from core.access import require
from progression.api import evaluate
from progression.choices import EvidenceKind
from records.api import Statement, record
from records.choices import ActivityKind
from records.choices import Verb as LedgerVerb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from certification.models import ProficiencyAssessment
    from people.models import User

VERBS = {Result.PROFICIENT: LedgerVerb.PASSED, Result.NOT_YET: LedgerVerb.FAILED}


@dataclass(frozen=True)
class Letter:
    """The words of the decision: what was seen, and what is missing, what closes that gap and when again."""

    seen: str
    missing: str = ""
    closes_gap: str = ""
    new_date: date | None = None


@transaction.atomic
def hold_interview(
    *, person: User, proeve_id: int, raised: Mapping[str, tuple[int, str]], now: datetime
) -> None:
    """Put on record what the interview showed of at most two criteria that nobody could see."""
    dossier = dossier_of(locked(proeve_id))
    require(permissions.can_interview(person, dossier))
    levels = {code: level for code, (level, _note) in raised.items()}
    problems = forms.problems_of_interview(dossier.sheet, levels) if dossier.sheet else []
    if problems:
        raise NotPossibleError("interview", tuple((str(problem), code) for problem, code in problems))
    CriterionInterview.objects.bulk_create(
        CriterionInterview(
            municipality=dossier.proeve.municipality,
            proeve=dossier.proeve,
            criterion=code,
            level=level,
            note=note,
            interviewer=person,
            held_at=now,
        )
        for code, (level, note) in raised.items()
    )


@transaction.atomic
def give_verdict(
    *, person: User, proeve_id: int, is_proficient: bool, seen: str, missing: str, now: datetime
) -> Verdict:
    """One assessor's word about the whole; it is given once."""
    dossier = dossier_of(locked(proeve_id))
    require(permissions.can_give_verdict(person, dossier))
    seat = next(each for each in dossier.seats if each.person_id == person.pk)
    if not seen.strip() or not (is_proficient or missing.strip()):
        raise NotPossibleError("words_are_missing")
    return Verdict.objects.create(
        municipality=dossier.proeve.municipality,
        seat=seat,
        is_proficient=is_proficient,
        seen=seen.strip(),
        missing=missing.strip(),
        given_at=now,
    )


@transaction.atomic
def appoint_third(*, person: User, proeve_id: int, third: User, recording: str, now: datetime) -> None:
    """Ask a third assessor, who may assess this candidate, to decide on the recording."""
    proeve = locked(proeve_id)
    dossier = dossier_of(proeve)
    require(permissions.can_appoint_third(person, dossier))
    if not recording.strip() or proeve.observation is None:
        raise NotPossibleError("no_recording")
    assessor = assessors_for(proeve, on=localdate(now)).get(third.pk, Assessor(third.pk))
    problems = conflicts(assessor, candidate=proeve.candidate_id, kind=SeatKind.THIRD)
    if problems or dossier.seat_of(third):
        found = problems or ("twice",)
        raise NotPossibleError("conflict", tuple((str(SeatKind.THIRD), str(each)) for each in found))
    AssessorSeat.objects.create(
        municipality=proeve.municipality, proeve=proeve, person=third, kind=SeatKind.THIRD
    )
    forms.add_proeve_form(observation=proeve.observation, assessor=third, now=now)
    tell_about(proeve, [third], now=now)
    proeve.recording = recording.strip()
    proeve.save(update_fields=["recording"])
    log(instance=proeve, action="certification.appoint_third", user=person)


@transaction.atomic
def decide(*, person: User, proeve_id: int, letter: Letter, now: datetime) -> ProeveDecision:
    """Put the decision that follows from forms, interview and verdicts on record, with the letter; told to the ledger."""
    dossier = dossier_of(locked(proeve_id))
    require(permissions.can_decide(person, dossier))
    if dossier.result is None:
        raise NotPossibleError("not_clear_yet")
    if dossier.result == Result.NOT_YET:
        _check_the_way_on(dossier, letter, localdate(now))
    return _close(dossier, person, dossier.result, letter, now)


@transaction.atomic
def stop(*, person: User, proeve_id: int, letter: Letter, now: datetime) -> ProeveDecision:
    """End a proeve that could not go on; that is no failed one, so a new date may come soon."""
    dossier = dossier_of(locked(proeve_id))
    require(permissions.can_stop(person, dossier))
    if not letter.seen.strip():
        raise NotPossibleError("words_are_missing")
    if letter.new_date is None or letter.new_date <= localdate(now):
        raise NotPossibleError("too_soon", ((str(localdate(now)), ""),))
    return _close(dossier, person, Result.STOPPED, letter, now)


def earliest_retake(proeve: ProficiencyAssessment, *, today: date) -> date:
    """The first day of the next proeve, were this one "not yet" today."""
    days = days_of_not_yet(proeve.candidate, proeve.municipality, proeve.cluster)
    return retake([*days, today]).from_day or today


def _check_the_way_on(dossier: Dossier, letter: Letter, today: date) -> None:
    if not letter.missing.strip() or not letter.closes_gap.strip():
        raise NotPossibleError("words_are_missing")
    earliest = earliest_retake(dossier.proeve, today=today)
    if letter.new_date is None or letter.new_date < earliest:
        raise NotPossibleError("too_soon", ((str(earliest), ""),))


def _close(dossier: Dossier, person: User, result: Result, letter: Letter, now: datetime) -> ProeveDecision:
    proeve, today = dossier.proeve, localdate(now)
    is_proficient = result == Result.PROFICIENT
    decision = ProeveDecision.objects.create(
        municipality=proeve.municipality,
        proeve=proeve,
        result=result,
        mean=dossier.outcome.mean if dossier.outcome else None,
        seen=letter.seen.strip(),
        missing="" if is_proficient else letter.missing.strip(),
        closes_gap="" if is_proficient else letter.closes_gap.strip(),
        new_date=None if is_proficient else letter.new_date,
        valid_until=valid_until(today) if is_proficient else None,
        decided_by=person,
        decided_on=today,
        decided_at=now,
        basis=_basis(dossier),
    )
    proeve.state = ProeveState.DECIDED
    proeve.save(update_fields=["state"])
    if proeve.observation is not None:
        forms.close_proeve_forms(observation=proeve.observation, now=now)
    _tell_the_ledger(dossier, decision)
    tell_about(proeve, [proeve.candidate], now=now)
    log(instance=proeve, action="certification.decide", user=person)
    return decision


def _basis(dossier: Dossier) -> dict[str, Any]:
    """Everything that it was decided on, so that the decision explains itself."""
    sheet = dossier.sheet
    return {
        "rubric": sheet.rubric.code if sheet else "",
        "version": sheet.observation.rubric_version.number if sheet else None,
        "means": {row.line.code: str(row.line.mean) for row in sheet.rows if row.line.mean} if sheet else {},
        "raised": dossier.raised,
        "shortages": [[str(kind), code] for kind, code in dossier.outcome.shortages]
        if dossier.outcome
        else [],
        "assessors": [
            [str(seat.person.public_id), str(seat.kind), seat.verdict.is_proficient]
            for seat in dossier.seats
            if has_verdict(seat)
        ],
    }


def _tell_the_ledger(dossier: Dossier, decision: ProeveDecision) -> None:
    """A proeve that was passed or not is a fact about the candidate; assessing it is one about a coach who did."""
    proeve = dossier.proeve
    verb = VERBS.get(Result(decision.result))
    if verb is None:
        return
    tasks = tuple(sorted(CORE_TASKS[proeve.cluster]))
    told = Statement(
        verb=verb,
        activity_kind=ActivityKind.PROEVE,
        activity=f"proeve:{proeve.public_id}",
        occurred_at=decision.decided_at,
        title=str(proeve.get_cluster_display()),
        result={
            "decision": decision.result,
            "mean": None if decision.mean is None else str(decision.mean),
            "valid_until": str(decision.valid_until or ""),
        },
        context={"cluster": proeve.cluster, "assessors": len(dossier.verdicts)},
        shows=tasks,
    )
    record(person=proeve.candidate, municipality=proeve.municipality, statement=told)
    evaluate(person=proeve.candidate, municipality=proeve.municipality)
    _tell_who_assessed(dossier, decision, tasks)


def _tell_who_assessed(dossier: Dossier, decision: ProeveDecision, tasks: tuple[str, ...]) -> None:
    proeve = dossier.proeve
    for seat in dossier.seats:
        if seat.kind != SeatKind.EXTERNAL and has_verdict(seat):
            assessed = Statement(
                verb=LedgerVerb.COMPLETED,
                activity_kind=ActivityKind.EVIDENCE,
                activity=f"proeve-assessed:{proeve.public_id}",
                occurred_at=decision.decided_at,
                title=str(EvidenceKind.CO_ASSESSED.label),
                context={"kind": str(EvidenceKind.CO_ASSESSED)},
                shows=tasks,
            )
            record(person=seat.person, municipality=proeve.municipality, statement=assessed)
            evaluate(person=seat.person, municipality=proeve.municipality)
