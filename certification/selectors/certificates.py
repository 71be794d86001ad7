"""Which certificates somebody sees, what can be issued, and what a code shows to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from assessments.api import calibrated_until
from assessments.api.proeve import proeve_rubric
from certification.choices import Result
from certification.models import Certificate, ProeveDecision
from certification.rules.codes import normalised
from certification.rules.validity import Kept, Line, may_renew, renewal
from people.api import everywhere, people_in, reach_into, standing_of
from people.choices import DataKind, Role
from progression import api as progression
from progression.choices import EvidenceKind
from records.api import records_of
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from people.api import Reach
    from people.choices import Viewer
    from people.models import Municipality, User

TOOK_PART = (Verb.ATTENDED, Verb.LED, Verb.CO_LED, Verb.LOOKED_ALONG)


def certificates_of(person: User) -> QuerySet[Certificate]:
    """Somebody's own certificates, the latest first; also of a municipality that they have left. One query."""
    with everywhere():
        mine = Certificate.objects.filter(holder=person)
    return mine.select_related("revocation", "sharing", "municipality", "renewed_by")


def certificates_visible_to(person: User) -> QuerySet[Certificate]:
    """One's own certificates, and those that the table of who sees what gives."""
    visible = Q(holder=person)
    trains_in = [m.municipality_id for m in standing_of(person).memberships if m.role == Role.TRAINER]
    visible |= Q(issued_by=person, municipality__in=trains_in)
    for municipality in standing_of(person).municipalities:
        found = reach_into(standing_of(person), municipality, DataKind.CERTIFICATE)
        if found is not None:
            visible |= Q(municipality=municipality, holder__in=_people(municipality, found[0]))
    with everywhere():
        rows = Certificate.objects.filter(visible)
    return rows.select_related("revocation", "sharing", "municipality", "holder", "renewed_by", "decision")


def certificates_in_reach(person: User, municipality: Municipality) -> QuerySet[Certificate]:
    """The certificates of others that somebody sees in a municipality, the latest first. One query."""
    return certificates_visible_to(person).filter(municipality=municipality).exclude(holder=person)


def decisions_to_certify(
    person: User, municipality: Municipality, *, today: date
) -> QuerySet[ProeveDecision]:
    """Who passed a proeve that still holds and has no certificate of it yet, of who somebody trains. One query."""
    found = reach_into(standing_of(person), municipality, DataKind.PROEVE)
    waiting = ProeveDecision.objects.filter(
        municipality=municipality, result=Result.PROFICIENT, valid_until__gte=today
    )
    if found is None:
        return waiting.none()
    given = Certificate.objects.filter(decision=OuterRef("pk"))
    rows = waiting.filter(~Exists(given), proeve__candidate__in=_people(municipality, found[0]))
    return rows.exclude(proeve__candidate=person).select_related("proeve__candidate", "municipality")


def capacity_to_see_certificates(person: User, municipality: Municipality) -> Viewer | None:
    """In what capacity the table gives somebody sight of certificates, for the log of who looked."""
    found = reach_into(standing_of(person), municipality, DataKind.CERTIFICATE)
    return found[1] if found else None


def certificate_with_code(typed: str) -> Certificate | None:
    """What its holder lets anybody check who has the code; everything else does not exist. One query."""
    code = normalised(typed)
    if not code:
        return None
    with everywhere():
        shared = Certificate.objects.filter(code=code, sharing__is_open=True, holder__is_active=True)
        return shared.select_related("revocation", "sharing", "municipality").first()


def hours_of(person: User, municipality: Municipality, *, since: date | None, until: date) -> Decimal:
    """How many hours somebody was at confirmed meetings in a period, without breaks. One query."""
    told = records_of(person).filter(
        municipality=municipality, activity_kind=ActivityKind.MEETING, verb__in=TOOK_PART
    )
    told = told.filter(occurred_at__date__lte=until)
    if since is not None:
        told = told.filter(occurred_at__date__gte=since)
    hours = {row.activity: _hours(row.result) for row in told.in_force()}
    return sum(hours.values(), Decimal(0))


@dataclass(frozen=True)
class Renewal:
    """What keeping a certificate asks, and whether it can be renewed now."""

    lines: tuple[Line, ...]
    is_possible: bool


def renewal_of(certificate: Certificate, *, as_of: date) -> Renewal:
    """What a holder did since a certificate was given, beside what renewal asks. Three queries."""
    kept = _kept(certificate.holder, certificate.municipality, as_of)
    return Renewal(
        renewal(certificate.issued_on, kept, as_of=as_of),
        may_renew(certificate.issued_on, kept, as_of=as_of),
    )


def revoked_badges() -> list[str]:
    """The badges that were taken back, without why. One query."""
    with everywhere():
        revoked = Certificate.objects.filter(revocation__isnull=False).order_by("pk")
        return [str(each) for each in revoked.values_list("public_id", flat=True)]


def certificate_counts(*, today: date) -> dict[str, int]:
    """How many certificates there are, and how they stand. One query."""
    with everywhere():
        return Certificate.objects.aggregate(
            total=Count("pk"),
            revoked=Count("pk", filter=Q(revocation__isnull=False)),
            expired=Count("pk", filter=Q(revocation__isnull=True, valid_until__lt=today)),
            valid=Count("pk", filter=Q(revocation__isnull=True) & ~Q(valid_until__lt=today)),
        )


def _kept(person: User, municipality: Municipality, as_of: date) -> Kept:
    facts = list(_unique(progression.facts_of(person, municipality)))
    version = proeve_rubric()
    return Kept(
        sessions=[fact.on for fact in facts if fact.kind == EvidenceKind.LED_SESSION],
        consultations=[fact.on for fact in facts if fact.kind == EvidenceKind.PEER_CONSULTATION],
        observations=[
            (fact.on, fact.value)
            for fact in facts
            if fact.kind == EvidenceKind.OBSERVATION and fact.value is not None
        ],
        is_calibrated=version is not None
        and calibrated_until(person, rubric=version.as_rule(), as_of=as_of) is not None,
    )


def _unique(facts: Iterable[progression.Fact]) -> Iterable[progression.Fact]:
    """What was told twice counts once."""
    return {(fact.kind, fact.key): fact for fact in facts}.values()


def _hours(result: dict[str, object]) -> Decimal:
    return Decimal(str(result.get("hours") or 0))


def _people(municipality: Municipality, reach: Reach) -> QuerySet[User]:
    return people_in(municipality, teams=None if reach.covers_all else reach.team_ids).order_by()
