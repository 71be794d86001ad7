"""What was told wrongly about a meeting that counts: a new fact beside the old one, and the stages look again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from progression import api as progression
from progression.choices import DeliveryMode, EvidenceKind, Stage
from progression.models import Delivery, SignOff, StageChange
from progression.services import absence
from progression.services.trajectories import NotPossibleError
from records.choices import Verb
from records.models import Record
from tests.factories.people import MembershipFactory
from tests.factories.trainings import MeetingFactory, give_part
from tests.factories.trajectories import cast
from trainings import api
from trainings.api import There
from trainings.choices import MeetingKind, Part, Presence, Problem
from trainings.models import Attendance, Meeting

pytestmark = pytest.mark.django_db
M, E = DeliveryMode, EvidenceKind
THERE = There(Presence.THERE)
ABSENT = There(Presence.ABSENT)


def held(world, *, coach, part=Part.LEADS, ago=3, **meeting):
    """A meeting that was held and confirmed, with a learner who was there."""
    begins_at = timezone.now() - timedelta(days=ago)
    leader = coach if part == Part.LEADS else world.trainer
    found = MeetingFactory(municipality=world.municipality, begins_at=begins_at, led_by=leader, **meeting)
    if part != Part.LEADS:
        found.roles.update(is_external=True)
        give_part(found, coach, part)
    api.keep_attendance(by=leader, meeting_id=found.pk, there={world.learner.pk: THERE}, now=timezone.now())
    api.confirm_meeting(by=leader, meeting_id=found.pk, hours=Decimal(3), now=timezone.now())
    return found


def delivery_of(meeting):
    return progression.work_known_as(meeting.municipality, key=meeting.told_as)


def correct(world, meeting, *, hours="3", mode=M.CO_LED, coach=None, now=None):
    return progression.correct_delivery(
        person=world.lead,
        delivery=delivery_of(meeting),
        hours=Decimal(hours),
        mode=mode,
        coach=coach,
        reason="De trainer deed de helft.",
        now=now or timezone.now(),
    )


def did(person):
    """What counts of somebody, as verb, way and hours."""
    rows = Record.objects.filter(person=person).in_force()
    return [(row.verb, row.context["mode"], row.result["hours"]) for row in rows]


def counted(person, municipality):
    return sorted(fact.kind for fact in progression.facts_of(person, municipality))


# --- The work -------------------------------------------------------------------------------------------


def test_a_session_that_was_led_together_after_all_counts_as_that_and_the_old_fact_stays(world):
    meeting = held(world, coach=world.coach)
    assert counted(world.coach, world.municipality) == [E.LED_ON_CALL, E.LED_SESSION]

    correct(world, meeting, hours="2.5", coach=world.coach)

    assert counted(world.coach, world.municipality) == [E.CO_LED_SESSION]
    assert did(world.coach) == [(Verb.CO_LED, M.CO_LED, "2.50")]
    assert did(world.learner) == [(Verb.ATTENDED, M.CO_LED, "2.50")]
    taken = Record.objects.get(person=world.coach, verb=Verb.VOIDED)
    assert taken.context["reason"] == "De trainer deed de helft."
    assert (taken.revokes.verb, taken.revokes.result) == (Verb.LED, {"hours": "3.00"})


def test_a_meeting_that_was_not_held_counts_for_nobody_and_comes_back_when_that_was_wrong_too(world):
    meeting = held(world, coach=world.coach)
    correct(world, meeting, hours="0", mode=M.INDEPENDENT, coach=world.coach)
    assert did(world.coach) == did(world.learner) == []

    correct(world, meeting, hours="3", mode=M.INDEPENDENT, coach=world.coach)

    assert did(world.coach) == [(Verb.LED, M.INDEPENDENT, "3.00")]
    assert did(world.learner) == [(Verb.ATTENDED, M.INDEPENDENT, "3.00")]
    assert counted(world.coach, world.municipality) == [E.LED_ON_CALL, E.LED_SESSION]


def test_who_was_not_there_after_all_does_not_come_back_with_a_correction_of_the_work_at_that_very_moment(
    world,
):
    meeting, moment = held(world, coach=world.coach), timezone.now()
    correct(world, meeting, hours="2", mode=M.INDEPENDENT, coach=world.coach, now=moment)
    api.correct_attendance(
        by=world.coach,
        meeting_id=meeting.pk,
        there={world.learner.pk: ABSENT},
        reason="Zij was ziek gemeld.",
        now=moment,
    )

    correct(world, meeting, hours="3", mode=M.INDEPENDENT, coach=world.coach)

    assert did(world.learner) == []
    assert did(world.coach) == [(Verb.LED, M.INDEPENDENT, "3.00")]
    keys = list(Delivery.objects.order_by("pk").values_list("key", flat=True))
    taken = Record.objects.filter(verb=Verb.VOIDED, person=world.coach).order_by("stored_at")
    assert [each.context["because"] for each in taken] == keys[1:]


def test_another_coach_led_it_after_all(world):
    meeting, other = (
        held(world, coach=world.coach),
        MembershipFactory(municipality=world.municipality, coach=True).person,
    )
    correct(world, meeting, mode=M.INDEPENDENT, coach=other)
    assert did(world.coach) == []
    assert did(other) == [(Verb.LED, M.INDEPENDENT, "3.00")]
    assert delivery_of(meeting).coach == other


def test_of_three_who_were_thought_to_lead_one_after_the_other_only_the_last_did(world):
    meeting = held(world, coach=world.coach)
    others = [MembershipFactory(municipality=world.municipality, coach=True).person for _ in range(2)]
    for other in others:
        correct(world, meeting, mode=M.INDEPENDENT, coach=other)
    assert did(world.coach) == did(others[0]) == []
    assert did(others[1]) == [(Verb.LED, M.INDEPENDENT, "3.00")]
    correct(world, meeting, mode=M.INDEPENDENT, coach=world.coach)
    assert did(world.coach) == [(Verb.LED, M.INDEPENDENT, "3.00")]
    assert did(others[1]) == []


def test_who_was_there_comes_back_also_when_it_was_corrected_twice_to_not_held(world):
    meeting = held(world, coach=world.coach)
    for hours in ("0", "0", "2"):
        correct(world, meeting, hours=hours, mode=M.INDEPENDENT, coach=world.coach)
    assert did(world.learner) == [(Verb.ATTENDED, M.INDEPENDENT, "2.00")]
    assert did(world.coach) == [(Verb.LED, M.INDEPENDENT, "2.00")]


def test_who_looked_along_led_together_after_all(world):
    meeting = held(world, coach=world.coach, part=Part.OBSERVES)
    assert counted(world.coach, world.municipality) == [E.OBSERVED_SESSION]
    correct(world, meeting, mode=M.CO_LED, coach=world.coach)
    assert counted(world.coach, world.municipality) == [E.CO_LED_SESSION]


def test_only_what_changes_is_told_anew(world):
    meeting = held(world, coach=world.coach)
    correct(world, meeting, hours="3", mode=M.LEAD_BACKUP, coach=world.coach)
    assert not Record.objects.filter(person=world.learner, verb=Verb.VOIDED).exists()
    assert did(world.coach) == [(Verb.LED, M.LEAD_BACKUP, "3.00")]


@pytest.mark.parametrize("who", ["lead", "learner"])
def test_nobody_corrects_their_own_work_and_only_a_coach_led(world, who):
    meeting = held(world, coach=world.coach)
    person = getattr(world, who)
    with pytest.raises(NotPossibleError):
        correct(world, meeting, coach=person)
    assert Delivery.objects.count() == 1
    assert did(world.coach) == [(Verb.LED, M.INDEPENDENT, "3.00")]


# --- The stage ------------------------------------------------------------------------------------------


@pytest.fixture
def supervised(world):
    """A coach at S3 of whom one of the three sessions led together was a real meeting."""
    road = cast("KT2", municipality=world.municipality, candidate=world.coach)
    road.bring_to(Stage.TOGETHER)
    meeting = held(world, coach=world.coach, part=Part.CO_LEADS, core_task="KT2")
    road.show(Stage.SUPERVISED, leave_out=E.CO_LED_SESSION)
    road.agree()
    for person, capacity in road.signers(Stage.SUPERVISED):
        road.sign(person, capacity)
    assert road.evaluate() == Stage.SUPERVISED
    return road, meeting


def step_back(road):
    return absence.step_back(
        person=road.trainer,
        trajectory=road.trajectory,
        reason="Een sessie telde niet.",
        repair_plan="Nog een sessie samen.",
        today=timezone.localdate(),
        now=timezone.now(),
    )


def test_a_stage_that_does_not_hold_any_more_is_talked_about_and_a_person_decides(world, supervised):
    road, meeting = supervised
    signed = list(SignOff.objects.values_list("evidence_hash", flat=True))
    with pytest.raises(NotPossibleError):
        step_back(road)

    correct(world, meeting, hours="0", mode=M.CO_LED, coach=world.coach)

    assert road.evaluate() == Stage.SUPERVISED, "nothing happens by itself"
    decision = progression.decision_about(road.trajectory, as_of=timezone.localdate())
    assert [(each.key, each.have, each.asked) for each in decision.setbacks] == [("fell_away", 2, 3)]
    assert list(SignOff.objects.values_list("evidence_hash", flat=True)) == signed
    change = step_back(road)
    road.trajectory.refresh_from_db()
    assert (change.from_stage, change.to_stage) == (Stage.SUPERVISED, Stage.TOGETHER)
    assert road.trajectory.stage == Stage.TOGETHER
    assert StageChange.objects.filter(decided_by=road.trainer).count() == 1
    assert progression.road_differences() == []


def test_the_trainer_reads_why_and_where_to_and_the_coach_too(world, supervised, browser):
    road, meeting = supervised
    correct(world, meeting, hours="0", mode=M.CO_LED, coach=world.coach)
    for person in (road.trainer, road.candidate):
        page = browser(person).get(road.trajectory.get_absolute_url()).content.decode()
        assert "Praat over teruggaan naar S2 Samen doen" in page
        assert "dit stadium begon met 3, en na een verbetering zijn er daarvan nog 2" in page


def test_a_correction_that_leaves_enough_shakes_nothing(world, supervised):
    road, meeting = supervised
    correct(world, meeting, hours="1", mode=M.CO_LED, coach=world.coach)
    assert not progression.decision_about(road.trajectory, as_of=timezone.localdate()).setbacks


# --- Who was there --------------------------------------------------------------------------------------


@pytest.fixture
def consultation(world):
    """A peer consultation that counts, with the learner there; the coach of another road was noted as absent."""
    other = MembershipFactory(municipality=world.municipality, coach=True).person
    meeting = held(world, coach=world.coach, kind=MeetingKind.PEER_CONSULTATION, core_task="")
    return meeting, other


def mend(meeting, by, there, reason="Verkeerd aangevinkt."):
    api.correct_attendance(by=by, meeting_id=meeting.pk, there=there, reason=reason, now=timezone.now())


def test_who_was_there_after_all_has_it_as_evidence_and_who_was_not_loses_it(world, consultation):
    meeting, other = consultation
    road = cast(municipality=world.municipality, candidate=other)
    road.evaluate()

    mend(meeting, world.coach, {world.learner.pk: ABSENT, other.pk: There(Presence.PARTLY, 45)})

    assert counted(other, world.municipality) == [E.PEER_CONSULTATION]
    assert counted(world.learner, world.municipality) == []
    assert Record.objects.get(person=other, verb=Verb.ATTENDED).result == {"hours": "0.75"}
    assert Record.objects.get(verb=Verb.VOIDED).context["reason"] == "Verkeerd aangevinkt."
    road.trajectory.refresh_from_db()
    assert road.trajectory.needs_evaluation
    mend(meeting, world.coach, {world.learner.pk: THERE})
    assert counted(world.learner, world.municipality) == [E.PEER_CONSULTATION]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"reason": " "}, Problem.NO_REASON),
        ({"there": "same"}, Problem.NOTHING_CHANGED),
        ({"there": "self"}, Problem.OWN_PRESENCE),
        ({"there": "too long"}, Problem.PART_WITHOUT_MINUTES),
        ({"by": "lead"}, None),
        ({"by": "learner"}, None),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_says_why_and_changes_nothing(world, consultation, change, problem):
    meeting, _other = consultation
    rows = {
        "same": {world.learner.pk: THERE},
        "self": {world.coach.pk: THERE},
        "too long": {world.learner.pk: There(Presence.PARTLY, 999)},
    }
    there = rows.get(change.get("there"), {world.learner.pk: ABSENT})
    with pytest.raises(api.NotPossible, match=str(problem.label) if problem else None):
        mend(meeting, getattr(world, change.get("by", "coach")), there, change.get("reason", "Fout."))
    assert Attendance.objects.get().presence == Presence.THERE
    assert not Record.objects.filter(verb=Verb.VOIDED).exists()


def test_a_meeting_that_does_not_count_yet_is_mended_without_a_reason(world):
    meeting = MeetingFactory(municipality=world.municipality, over=True, led_by=world.coach)
    with pytest.raises(api.NotPossible):
        mend(meeting, world.coach, {world.learner.pk: THERE})


def test_on_screen_a_reason_is_asked_and_nothing_typed_is_lost(world, browser):
    meeting = held(world, coach=world.coach, team=world.team)
    address = f"{meeting.get_absolute_url()}aanwezigheid/"
    page = browser(world.coach).get(address).content.decode()
    assert "Deze bijeenkomst telt al." in page
    assert "Bevestig" not in page
    sent = {f"presence_{world.learner.pk}": "absent", "reason": ""}

    answer = browser(world.coach).post(address, sent)

    assert answer.status_code == 422
    assert "Schrijf waarom je wijzigt wie er was." in answer.content.decode()
    assert 'value="absent" selected' in answer.content.decode()
    answer = browser(world.coach).post(address, {**sent, "reason": "Was ziek gemeld."}, follow=True)
    assert did(world.learner) == []
    assert browser(world.lead).get(address).status_code == 302
    assert Meeting.objects.get().state == "confirmed"


def test_the_page_of_the_meeting_says_what_it_counts_for_now(world, browser):
    meeting = held(world, coach=world.coach)
    correct(world, meeting, hours="1.5", coach=world.coach)
    page = browser(world.coach).get(meeting.get_absolute_url()).content.decode()
    assert "het telt voor 1,50 uur, Trainer en coach samen" in page
