"""What holds of a proeve past every service."""

from __future__ import annotations

from django.utils import timezone

from certification.choices import Result, SeatKind
from certification.models import (
    AssessorSeat,
    CriterionInterview,
    ProeveDecision,
    Verdict,
)
from tests.certification.proeve.refusing import refused


def test_the_database_keeps_what_was_said(them):
    decision = them.decided()
    for change in (
        lambda: ProeveDecision.objects.update(result=Result.STOPPED, valid_until=None),
        lambda: Verdict.objects.update(is_proficient=False, missing="x"),
        decision.delete,
        lambda: Verdict.objects.all().delete(),
    ):
        assert "never rewritten" in refused(change)


def test_the_database_knows_who_may_not_assess(them):
    proeve = them.mandated()

    def seat(person, kind=SeatKind.EXTERNAL):
        return lambda: AssessorSeat.objects.create(
            municipality=them.municipality, proeve=proeve, person=person, kind=kind
        )

    assert "nobody assesses themselves" in refused(seat(them.candidate))
    assert "who guided" in refused(seat(them.trainer))


def test_the_database_asks_two_for_proficient(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True})
    words = {"municipality": them.municipality, "proeve": proeve, "seen": "x", "decided_by": them.external}
    today = timezone.localdate()
    assert "two assessors" in refused(
        lambda: ProeveDecision.objects.create(
            result=Result.PROFICIENT,
            valid_until=today,
            decided_on=today,
            decided_at=timezone.now(),
            basis={},
            **words,
        )
    )


def test_the_database_raises_at_most_two_and_never_safety(them):
    proeve = them.rated()

    def raised(code):
        return CriterionInterview.objects.create(
            municipality=them.municipality,
            proeve=proeve,
            criterion=code,
            level=3,
            note="x",
            interviewer=them.external,
            held_at=timezone.now(),
        )

    assert "safety_is_never_raised" in refused(lambda: raised("K9"))
    raised("K1")
    raised("K2")
    assert "at most two" in refused(lambda: raised("K3"))
