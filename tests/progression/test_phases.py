"""Phases: people decide, the records count, the gate asks two quarters and three signatures, and going back is possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from people.api import within
from people.choices import Role
from progression import api
from progression.choices import CoreTask, DeliveryMode, GateCapacity, Phase, Stage
from progression.models import (
    GateSignature,
    PhaseChange,
    PhaseTick,
    PoolMember,
    Takeover,
    TenantGroup,
    Trajectory,
)
from progression.rules.gate import CHECKLIST, Quarter, judge
from progression.selectors import phases as selectors
from progression.selectors.phases import quarters_before
from tests.factories.people import MunicipalityFactory, TeamFactory, person_with
from tests.factories.takeover import coach_at, delivered, planned, put_at, takeover

pytestmark = pytest.mark.django_db
PAGE, CHANGE, SIGN = (reverse(f"progression:{name}") for name in ("phases", "change_phase", "sign_gate"))
GOOD = Quarter(
    number=8104,
    strict=Fraction(95, 100),
    volume=Fraction(1),
    coaches=dict.fromkeys((task for task in CoreTask if task != CoreTask.KT8), 2),
    top_shares={},
    internal_quality=Decimal("3.2"),
    raters=2,
    quality_gap=Decimal(0),
    consultations_per_coach=Fraction(1),
    has_educator=True,
    has_certification_agreement=False,
    has_aftercare_agreement=True,
)


def go(place, wanted, *, by=None, reason=""):
    return api.change_phase(
        person=by or place.lead,
        municipality=place.municipality,
        wanted=Phase(wanted),
        reason=reason,
        today=timezone.localdate(),
        now=timezone.now(),
    )


def tick(place, *codes, by=None):
    api.tick(
        person=by or place.lead,
        municipality=place.municipality,
        codes=frozenset(codes),
        today=timezone.localdate(),
    )


def sign(place, who, capacity):
    return api.sign_gate(
        person=who,
        municipality=place.municipality,
        capacity=capacity,
        today=timezone.localdate(),
        now=timezone.now(),
    )


@pytest.fixture
def open_gate(place, monkeypatch):
    """A municipality in F4 whose last two quarters were good."""
    takeover(place.municipality, phase=Phase.TAKING_OVER, entry=4)
    good = (GOOD, replace(GOOD, number=GOOD.number + 1))
    monkeypatch.setattr(selectors, "quarters_before", lambda *_: good)
    return place


def test_a_phase_is_left_when_everything_is_done_and_the_decision_is_kept(place):
    tick(place, *CHECKLIST[Phase.INTRODUCTION])
    changed = go(place, Phase.PREPARING)
    assert (changed.person, changed.entry) == (place.lead, 1)
    assert set(changed.grounds) >= set(CHECKLIST[Phase.INTRODUCTION])
    assert Takeover.objects.get().phase == Phase.PREPARING


def test_a_phase_is_not_left_with_one_thing_open_nor_skipped(place):
    tick(place, *CHECKLIST[Phase.INTRODUCTION][:-1])
    for wanted in (Phase.PREPARING, Phase.FIRST_STEP, Phase.INTRODUCTION):
        with pytest.raises(api.NotPossibleError):
            go(place, wanted)
    assert not PhaseChange.objects.exists()


def test_what_is_counted_is_never_ticked_by_hand(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    tick(place, *CHECKLIST[Phase.EXPANDING])
    assert not PhaseTick.objects.exists()
    with pytest.raises(api.NotPossibleError):
        go(place, Phase.TAKING_OVER)


def test_ticking_again_takes_out_what_is_not_so_any_more(place):
    tick(place, "decision_taken", "frame_signed")
    tick(place, "decision_taken", "made_up")
    assert [row.code for row in PhaseTick.objects.all()] == ["decision_taken"]


def test_going_back_is_always_possible_with_a_reason(place):
    takeover(place.municipality, phase=Phase.TAKING_OVER, entry=4)
    with pytest.raises(api.NotPossibleError):
        go(place, Phase.EXPANDING, reason=" ")
    changed = go(place, Phase.EXPANDING, reason="Een coach ging weg.")
    assert (changed.from_phase, changed.to_phase, changed.entry) == (4, 3, 5)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COACH, Role.MANAGER, Role.ADMINISTRATOR])
def test_only_the_lead_decides(place, role):
    person = person_with(role, municipality=place.municipality)
    with pytest.raises(PermissionDenied):
        go(place, Phase.PREPARING, by=person)
    with pytest.raises(PermissionDenied):
        tick(place, "decision_taken", by=person)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_never_rewrites_a_decision(place, change):
    tick(place, *CHECKLIST[Phase.INTRODUCTION])
    rows = PhaseChange.objects.filter(pk=go(place, Phase.PREPARING).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(reason="anders") if change == "update" else rows.delete()


# --- The gate ----------------------------------------------------------------------------------------


def test_three_people_sign_separately_and_only_then_it_is_taken_over(open_gate):
    for who, capacity in ((open_gate.lead, "lead"), (open_gate.trainer, "trainer")):
        sign(open_gate, who, GateCapacity(capacity))
        with pytest.raises(api.NotPossibleError):
            go(open_gate, Phase.SUSTAINING)
    sign(open_gate, open_gate.coach, GateCapacity.COACH)
    assert go(open_gate, Phase.SUSTAINING).to_phase == Phase.SUSTAINING


def test_a_signature_holds_the_quarters_as_they_were(open_gate):
    signed = sign(open_gate, open_gate.lead, GateCapacity.LEAD)
    assert [each["strict"] for each in signed.evidence["quarters"]] == ["19/20", "19/20"]
    assert len(signed.evidence_hash) == 64


def test_nobody_signs_twice_nor_in_a_capacity_they_do_not_have(open_gate):
    sign(open_gate, open_gate.lead, GateCapacity.LEAD)
    with pytest.raises(api.NotPossibleError):
        sign(open_gate, open_gate.lead, GateCapacity.LEAD)
    with pytest.raises(PermissionDenied):
        sign(open_gate, open_gate.lead, GateCapacity.COACH)


def test_a_signature_can_be_taken_back_by_who_gave_it_and_stays_on_file(open_gate):
    signed = sign(open_gate, open_gate.lead, GateCapacity.LEAD)

    def revoke(who, reason="Te vroeg."):
        return api.revoke_gate_signature(person=who, signature=signed, reason=reason, now=timezone.now())

    for who, reason in ((open_gate.coach, "Te vroeg."), (open_gate.lead, " ")):
        with pytest.raises(api.NotPossibleError):
            revoke(who, reason)
    assert revoke(open_gate.lead) == revoke(open_gate.lead)
    assert GateSignature.objects.filter(pk=signed.pk).exists()
    assert sign(open_gate, open_gate.lead, GateCapacity.LEAD).pk != signed.pk


def test_the_gate_stays_closed_when_one_quarter_was_not_good(place, monkeypatch):
    takeover(place.municipality, phase=Phase.TAKING_OVER)
    bad = replace(GOOD, number=GOOD.number + 1, has_aftercare_agreement=False)
    monkeypatch.setattr(selectors, "quarters_before", lambda *_: (GOOD, bad))
    with pytest.raises(api.NotPossibleError):
        sign(place, place.lead, GateCapacity.LEAD)


def test_a_quarter_is_counted_from_its_own_work(place):
    today = timezone.datetime(2026, 11, 25).date()
    planned(place.municipality, "KT2", 40, year=2026)
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    delivered(place.municipality, hours=Decimal(9), held_on=today.replace(month=9), coach=coach)
    delivered(place.municipality, hours=Decimal(1), mode=DeliveryMode.CO_LED, held_on=today.replace(month=9))
    delivered(place.municipality, hours=Decimal(8), mode=DeliveryMode.CO_LED, held_on=today)
    earlier, later = quarters_before(place.municipality, today)
    assert later.number == earlier.number + 1
    assert (later.strict, later.volume) == (Fraction(9, 10), 1)
    assert later.top_shares["KT2"] == Fraction(9, 10)
    assert earlier.strict is None
    assert not judge(later).passes


LONG_AGO, LATE = date(2026, 1, 5), date(2026, 11, 25)


@pytest.mark.parametrize("left_on", [None, date(2026, 8, 1), date(2026, 10, 20)])
def test_a_quarter_counts_who_was_there_at_its_end_and_nobody_who_had_left(place, left_on):
    road = put_at(place.coach, Stage.INDEPENDENT, "KT2", place.municipality, since=LONG_AGO)
    Trajectory.objects.filter(pk=road.pk).update(left_on=left_on)
    put_at(
        person_with(Role.COACH, municipality=place.municipality),
        Stage.INDEPENDENT,
        "KT2",
        place.municipality,
        since=LATE,
    )
    spring, summer = (quarter.coaches["KT2"] for quarter in quarters_before(place.municipality, LATE))
    assert (spring, summer) == (1, int(left_on != date(2026, 8, 1)))


def test_a_quarter_counts_the_coaches_that_municipalities_share(place):
    group, other = TenantGroup.objects.create(name="Samen"), MunicipalityFactory()
    for municipality, since in ((place.municipality, date(2026, 8, 1)), (other, LONG_AGO)):
        with within(municipality):
            PoolMember.objects.create(municipality=municipality, group=group, since=since)
    with within(other):
        for since in (LONG_AGO, LATE):
            coach = person_with(Role.COACH, municipality=other)
            put_at(coach, Stage.INDEPENDENT, "KT6", other, since=since)
    assert [quarter.coaches["KT6"] for quarter in quarters_before(place.municipality, LATE)] == [0, 1]


# --- The page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("lead", 200), ("trainer", 200), ("coach", 200), ("manager", 404), ("learner", 404)]
)
def test_who_reads_the_phases(place, browser, who, status):
    assert browser(getattr(place, who)).get(PAGE).status_code == status


def test_the_lead_ticks_goes_on_and_goes_back_on_the_page(place, browser):
    client = browser(place.lead)
    assert client.post(PAGE, {"done": list(CHECKLIST[Phase.INTRODUCTION])}).status_code == 302
    for _twice in range(2):
        assert client.post(CHANGE, {"phase": "1"}).status_code == 302
    assert PhaseChange.objects.count() == 1
    refused = client.post(CHANGE, {"phase": "0", "reason": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom" in refused.content.decode()
    assert client.post(CHANGE, {"phase": "0", "reason": "Het team viel uit elkaar."}).status_code == 302
    assert "Het team viel uit elkaar." in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("reason", "said"),
    [("\x00", "Er staat een teken in de tekst dat niemand"), ("x" * 501, "Houd het onder 500 tekens")],
    ids=["a character that is none", "too long"],
)
def test_a_reason_that_cannot_be_kept_is_refused_in_words(open_gate, browser, reason, said):
    client = browser(open_gate.lead)
    signed = sign(open_gate, open_gate.lead, GateCapacity.LEAD)
    back = reverse("progression:revoke_gate_signature", args=[signed.pk])
    for address, sent in ((CHANGE, {"phase": "3"}), (back, {})):
        answer = client.post(address, {**sent, "reason": reason})
        assert answer.status_code == 422
        assert said in answer.content.decode()


# --- What is counted to leave a phase ----------------------------------------------------------------------


def test_a_counted_check_says_its_figures_and_opens_to_the_rows(place, browser):
    takeover(place.municipality, phase=Phase.EXPANDING, entry=3)
    for number in range(2):
        team = TeamFactory(municipality=place.municipality, name=f"Team {number}")
        delivered(place.municipality, team=team)
    coach_at(Stage.SUPERVISED, "KT2", place.municipality)
    page = " ".join(browser(place.lead).get(PAGE).content.decode().split())
    for said in (
        "2 teams hadden bijeenkomsten in de laatste 90 dagen.",
        "1 van de 7 kerntaken.",
        "0 observaties in twaalf maanden; een gemiddelde staat er vanaf vijf.",
    ):
        assert said in page
    for row in (
        reverse("progression:takeover") + "#teams-title",
        reverse("progression:number", args=["dekking"]),
        reverse("progression:number", args=["kwaliteit"]),
    ):
        assert f'href="{row}"' in page
    assert "Bewaar wat gedaan is" not in page, "nobody ticks what is counted"
    # A coach signs here, but does not see the numbers page.
    assert (
        reverse("progression:number", args=["dekking"]) not in browser(place.coach).get(PAGE).content.decode()
    )


def test_a_coach_who_pauses_leads_no_core_task(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    coach = coach_at(Stage.SUPERVISED, "KT2", place.municipality)
    today = timezone.localdate()

    def led():
        return api.PhaseState(api.numbers_of(place.municipality, on=today)).tasks_led

    assert led() == 1
    api.begin_pause(by=coach, person=coach, municipality=place.municipality, today=today)
    assert led() == 0


def test_no_figure_is_shown_before_the_works_council_and_a_dpia(place, browser):
    takeover(place.municipality, phase=Phase.EXPANDING, dpia_done_on=None)
    page = browser(place.lead).get(PAGE).content.decode()
    assert "(geteld: nog niet)" in page
    assert "kerntaken." not in page
    takeover(place.municipality, phase=Phase.PREPARING, dpia_done_on=None)
    assert "Ondernemingsraad: 1 januari 2020. DPIA: –." in browser(place.lead).get(PAGE).content.decode()


@pytest.mark.parametrize("sent", [{"phase": "99"}, {"phase": "x"}, {}], ids=str)
def test_a_phase_that_does_not_exist_is_not_there(place, browser, sent):
    assert browser(place.lead).post(CHANGE, sent).status_code == 404


def test_who_signs_does_it_on_the_page_and_takes_it_back_there(open_gate, browser):
    client = browser(open_gate.coach)
    assert client.post(SIGN, {"capacity": "lead"}).status_code == 404
    assert client.post(SIGN, {"capacity": "coach"}).status_code == 302
    back = reverse("progression:revoke_gate_signature", args=[GateSignature.objects.get().pk])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert browser(open_gate.lead).post(back, {"reason": "Nee"}).status_code == 404
    assert client.post(back, {"reason": "Toch niet."}).status_code == 302
    assert api.PhaseState(api.numbers_of(open_gate.municipality, on=timezone.localdate())).signatures == ()


BAD = replace(
    GOOD,
    strict=None,
    volume=Fraction(1, 2),
    coaches={"KT1": 1, "KT2": 0},
    top_shares={"KT1": Fraction(1, 4), "KT2": Fraction(3, 4)},
    internal_quality=None,
    has_educator=False,
    has_aftercare_agreement=False,
)


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        pytest.param(
            GOOD,
            [
                "95,0% zonder trainer, 100,0% van het plan.",
                "2 coaches in de zwakste kerntaak (KT1).",
                "Gemiddeld 3,20 door 2 beoordelaars, 0,00 vergeleken met trainers.",
                "Gemiddeld 1,0 per coach.",
                "Er was een coach op S5.",
                "Er was een afspraak.",
            ],
            id="all hold",
        ),
        pytest.param(
            BAD,
            [
                "– zonder trainer, 50,0% van het plan.",
                "0 coaches in de zwakste kerntaak (KT2). 75,0% van KT2 bij één persoon.",
                "Te weinig observaties van eigen coaches of van trainers.",
                "Gemiddeld 1,0 per coach.",
                "Geen van beide was er.",
                "Er was geen afspraak.",
            ],
            id="hardly any holds",
        ),
    ],
)
def test_each_condition_says_what_it_was_held_against(quarter, said):
    assert [figures for _, figures in api.judged(quarter).values()] == said


def test_the_page_shows_the_figures_of_each_quarter(open_gate, browser):
    page = browser(open_gate.lead).get(PAGE).content.decode()
    assert page.count("95,0% zonder trainer, 100,0% van het plan.") == 2
    assert f'data-label="Kwartaal {GOOD.number % 4 + 1}, {GOOD.number // 4}"' in page


def test_in_the_last_phase_people_tick_what_keeps_it_going_and_nothing_comes_after(place, browser):
    takeover(place.municipality, phase=Phase.SUSTAINING, entry=5)
    client = browser(place.lead)
    page = client.get(PAGE).content.decode()
    assert "Wat het gaande houdt" in page
    assert "Bewaar wat gedaan is" in page
    assert "Er is een plan voor als coaches weggaan" in page
    assert client.post(PAGE, {"done": list(CHECKLIST[Phase.SUSTAINING])}).status_code == 302
    assert PhaseTick.objects.count() == 3
    assert client.post(CHANGE, {"phase": "6"}).status_code == 404
    assert "Ga verder" not in client.get(PAGE).content.decode()
