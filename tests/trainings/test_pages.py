"""Meetings over HTTP: what people see, send and get back when something is not right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.choices import DataKind
from people.models import Look
from tests.factories.people import MembershipFactory, TeamFactory
from tests.factories.trainings import MeetingFactory, give_part, learners
from trainings import api
from trainings.choices import Experience, MeetingState, Method, Part, Presence, Question
from trainings.models import Attendance, Confirmation, EvaluationTally, FeedToken, Meeting, SignUp
from trainings.rules.consultation import PLANS

pytestmark = pytest.mark.django_db
LIST, PLAN = reverse("trainings:meetings"), reverse("trainings:plan")
FEED = reverse("trainings:feed_settings")


def words(answer):
    return answer.content.decode()


def at(meeting, page=""):
    return f"{meeting.get_absolute_url()}{page}"


def filled_in(world, **changes):
    """What a lead sends for a new meeting."""
    sent = {
        "kind": "training_day",
        "title": "Trainingsdag: het kader",
        "date": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "begins": "09:00",
        "ends": "12:30",
        "place": "Stadhuis, zaal 3",
        "core_task": "KT2",
        f"part_{world.coach.pk}": "leads",
        f"part_{world.trainer.pk}": "on_call",
    }
    return {**sent, **changes}


# --- Lists -----------------------------------------------------------------------------------------------


def test_people_see_what_is_for_everybody_and_for_their_own_team(world, browser):
    other_team = TeamFactory(municipality=world.municipality)
    for title, team in (("Voor iedereen", None), ("Voor ons", world.team), ("Voor hen", other_team)):
        MeetingFactory(municipality=world.municipality, title=title, team=team)
    page = words(browser(world.learner).get(LIST))
    assert "Voor iedereen" in page
    assert "Voor ons" in page
    assert "Voor hen" not in page


@pytest.mark.parametrize("who", ["lead", "trainer"])
def test_who_looks_after_the_whole_municipality_sees_all(world, browser, who):
    MeetingFactory(
        municipality=world.municipality, title="Voor hen", team=TeamFactory(municipality=world.municipality)
    )
    assert "Voor hen" in words(browser(getattr(world, who)).get(LIST))


def test_what_has_been_is_on_another_page(world, browser):
    MeetingFactory(municipality=world.municipality, title="Vorige week", over=True)
    client = browser(world.learner)
    assert "Vorige week" not in words(client.get(LIST))
    assert "Vorige week" in words(client.get(LIST, {"toon": "geweest"}))


def test_a_list_without_meetings_says_so(world, browser):
    assert "Er is nog geen bijeenkomst gepland" in words(browser(world.learner).get(LIST))


def test_who_leads_is_told_what_waits_to_be_confirmed(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, over=True, led_by=world.coach)
    assert at(meeting, "aanwezigheid/") in words(browser(world.coach).get(LIST))
    assert at(meeting, "aanwezigheid/") not in words(browser(world.lead).get(LIST))


def _queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_list_costs_the_same_for_many_meetings(world, browser):
    client = browser(world.learner)
    MeetingFactory(municipality=world.municipality)
    client.get(LIST)
    few = _queries(client, LIST)
    for meeting in MeetingFactory.create_batch(12, municipality=world.municipality):
        SignUp.objects.create(
            meeting=meeting,
            municipality=world.municipality,
            person=world.learner,
            state="placed",
            since=timezone.now(),
        )
    assert _queries(client, LIST) == few
    assert few <= 12


def test_a_meeting_costs_the_same_for_many_people(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    client = browser(world.coach)
    api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    client.get(at(meeting))
    few = _queries(client, at(meeting))
    for person in learners(world.municipality, 15):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    assert _queries(client, at(meeting)) == few
    assert few <= 14


# --- Coming or not ---------------------------------------------------------------------------------------


def test_somebody_signs_up_and_thinks_better_of_it(world, browser):
    meeting = MeetingFactory(municipality=world.municipality)
    client = browser(world.learner)
    assert "Je hebt een plaats" in words(client.post(at(meeting, "aanmelden/"), follow=True))
    assert "Je bent afgemeld" in words(client.post(at(meeting, "afmelden/"), follow=True))


def test_who_waits_reads_their_number(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, capacity=1)
    first, second = learners(world.municipality, 2)
    for person in (first, second):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    page = words(browser(world.learner).post(at(meeting, "aanmelden/"), follow=True))
    assert "nummer 2 op de wachtlijst" in page


def test_an_overlap_is_a_sentence_and_not_an_error(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, title="Intervisie Oost")
    other = MeetingFactory(municipality=world.municipality, begins_at=meeting.begins_at)
    client = browser(world.learner)
    client.post(at(meeting, "aanmelden/"))
    answer = client.post(at(other, "aanmelden/"))
    assert answer.status_code == 422
    assert "Je bent op dat moment bij “Intervisie Oost”" in words(answer)


@pytest.mark.parametrize("page", ["aanmelden/", "afmelden/", "bevestigen/"])
def test_what_changes_something_is_never_a_link(world, browser, page):
    meeting = MeetingFactory(municipality=world.municipality)
    assert browser(world.learner).get(at(meeting, page)).status_code == 405


# --- Whose names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees"), [("coach", True), ("trainer", True), ("manager", True), ("lead", False)]
)
def test_names_are_for_who_leads_and_for_own_groups(world, browser, who, sees):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    assert (str(world.learner) in words(browser(getattr(world, who)).get(at(meeting)))) == sees


def test_participants_do_not_see_each_other_by_name(world, browser):
    meeting = MeetingFactory(municipality=world.municipality)
    other = learners(world.municipality, 1)[0]
    for person in (world.learner, other):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    page = words(browser(world.learner).get(at(meeting)))
    assert str(other) not in page
    assert str(world.learner) in page


def test_looking_because_of_a_role_is_written_down(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    browser(world.manager).get(at(meeting))
    browser(world.coach).get(at(meeting))  # who leads knows who comes
    look = Look.objects.get()
    assert (look.person, look.viewer, look.data_kind) == (world.learner, world.manager, DataKind.ATTENDANCE)


def test_of_a_meeting_that_was_people_see_how_many_were_there(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, over=True, led_by=world.coach)
    other = learners(world.municipality, 1)[0]
    there = {world.learner.pk: api.There(Presence.PARTLY, 45), other.pk: api.There(Presence.THERE)}
    api.keep_attendance(by=world.coach, meeting_id=meeting.pk, there=there, now=timezone.now())
    page = words(browser(world.learner).get(at(meeting)))
    assert "2 mensen waren erbij." in page
    assert "Je was erbij." in page
    assert str(other) not in page
    for_manager = words(browser(world.manager).get(at(meeting)))
    assert str(world.learner) in for_manager
    assert "45 minuten" in for_manager
    assert str(other) not in for_manager  # of another team
    assert Look.objects.get(viewer=world.manager).person == world.learner


# --- Planning ---------------------------------------------------------------------------------------------


def test_a_lead_plans_a_meeting(world, browser):
    answer = browser(world.lead).post(PLAN, filled_in(world))
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert timezone.localtime(meeting.begins_at).hour == 9
    assert dict(meeting.roles.values_list("person", "part")) == {
        world.coach.pk: "leads",
        world.trainer.pk: "on_call",
    }
    assert "De coach, de trainer was bereikbaar" in words(browser(world.learner).get(answer.url))


@pytest.mark.parametrize("who", ["learner", "manager"])
def test_the_form_is_not_there_for_others(world, browser, who):
    assert browser(getattr(world, who)).get(PLAN).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Geef de bijeenkomst een titel."),
        ({"date": "31-31-2026"}, "Vul een datum in met dag, maand en jaar."),
        ({"date": ""}, "Vul een datum in."),
        ({"date": "0001-01-01"}, "Dit is meer dan een jaar geleden."),
        ({"date": "9999-12-31"}, "meer dan drie jaar vooruit"),
        ({"begins": "25:00"}, "Geef een tijd in uren en minuten"),
        ({"ends": "08:00"}, "Een bijeenkomst eindigt later dan hij begint."),
        ({"ends": "09:00"}, "Een bijeenkomst eindigt later dan hij begint."),
        ({"place": "", "link": ""}, "Vul een plaats of een link in"),
        ({"link": "niet een link"}, "Geef een hele link"),
        ({"link": "javascript:alert(1)"}, "Geef een hele link"),
        ({"capacity": "0"}, "Er is ten minste één plaats."),
        ({"capacity": "-3"}, "Er is ten minste één plaats."),
        ({"capacity": "99999999999999999999"}, "Er zijn ten hoogste 500 plaatsen."),
        ({"kind": "borrel"}, "borrel"),
        ({"core_task": "KT99"}, "KT99"),
        ({"team": "999999"}, "Selecteer een geldige keuze"),
        ({"about": "a" * 1001}, "Deze tekst is te lang."),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(world, browser, changes, sentence):
    answer = browser(world.lead).post(PLAN, filled_in(world, **{"about": "Neem je casus mee", **changes}))
    assert answer.status_code == 422
    page = words(answer)
    assert sentence in page
    if "about" not in changes:
        assert "Neem je casus mee" in page
    assert not Meeting.objects.exists()


def test_somebody_who_is_elsewhere_is_named_and_the_form_stays(world, browser):
    client = browser(world.lead)
    client.post(PLAN, filled_in(world))
    answer = client.post(PLAN, filled_in(world, title="Nog een", begins="11:00"))
    assert answer.status_code == 422
    assert f"{world.coach} heeft op dat moment een andere bijeenkomst" in words(answer)
    assert "Nog een" in words(answer)
    assert Meeting.objects.count() == 1


def test_a_meeting_that_nobody_leads_is_refused(world, browser):
    answer = browser(world.lead).post(PLAN, filled_in(world, **{f"part_{world.coach.pk}": ""}))
    assert answer.status_code == 422
    assert "Iemand leidt de bijeenkomst. Kies wie." in words(answer)


@pytest.mark.parametrize("date", ["2027-03-28", "2026-03-29"])
def test_an_hour_that_the_clock_skips_is_refused(world, browser, date, time_machine):
    time_machine.move_to("2026-03-20 12:00+01:00")
    answer = browser(world.lead).post(PLAN, filled_in(world, date=date, begins="02:30", ends="05:00"))
    assert answer.status_code == 422
    assert "gaat de klok een uur vooruit of terug" in words(answer)


def test_the_form_for_a_change_shows_the_meeting_as_it_is(world, browser):
    client = browser(world.lead)
    client.post(PLAN, filled_in(world, capacity="8"))
    meeting = Meeting.objects.get()
    page = words(client.get(at(meeting, "wijzigen/")))
    assert 'value="09:00"' in page
    assert 'value="8"' in page
    answer = client.post(at(meeting, "wijzigen/"), filled_in(world, begins="10:00"))
    assert answer.url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert (meeting.sequence, timezone.localtime(meeting.begins_at).hour) == (1, 10)


def test_a_change_that_cannot_be_keeps_what_was_typed(world, browser):
    client = browser(world.lead)
    client.post(PLAN, filled_in(world))
    meeting = Meeting.objects.get()
    answer = client.post(at(meeting, "wijzigen/"), filled_in(world, title="Een andere titel", ends="07:00"))
    assert answer.status_code == 422
    assert "Een andere titel" in words(answer)
    meeting.refresh_from_db()
    assert meeting.title == "Trainingsdag: het kader"


def test_who_may_not_change_a_meeting_reads_why(world, browser):
    meeting = MeetingFactory(municipality=world.municipality)
    answer = browser(world.learner).post(at(meeting, "wijzigen/"), filled_in(world), follow=True)
    assert "Wie de bijeenkomst heeft gepland of leidt, wijzigt hem." in words(answer)
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_cancelling_asks_once_and_tells_everybody(world, browser):
    meeting = MeetingFactory(municipality=world.municipality)
    client = browser(world.lead)
    assert "Deze bijeenkomst afzeggen?" in words(client.get(at(meeting, "afzeggen/")))
    assert "Afgezegd" in words(client.post(at(meeting, "afzeggen/"), follow=True))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED


# --- Afterwards --------------------------------------------------------------------------------------------


@pytest.fixture
def past(world):
    """A meeting of the day before yesterday, led by the coach, for the team."""
    return MeetingFactory(municipality=world.municipality, over=True, led_by=world.coach, team=world.team)


def test_who_leads_fills_in_who_was_there_and_confirms(world, browser, past):
    client = browser(world.coach)
    sent = {f"presence_{world.learner.pk}": "partly", f"minutes_{world.learner.pk}": "60"}
    client.post(at(past, "aanwezigheid/"), sent)
    assert Attendance.objects.get().minutes == 60
    page = words(client.post(at(past, "bevestigen/"), {"hours": "2,5"}, follow=True))
    assert "Nu telt hij mee" in page
    assert str(Confirmation.objects.get().hours) == "2.50"


@pytest.mark.parametrize("minutes", ["", "0", "-4", "1000", "veel", "99999999999999999999"])
def test_minutes_that_cannot_be_are_said_at_their_field(world, browser, past, minutes):
    sent = {f"presence_{world.learner.pk}": "partly", f"minutes_{world.learner.pk}": minutes}
    answer = browser(world.coach).post(at(past, "aanwezigheid/"), sent)
    assert answer.status_code == 422
    assert "minuten" in words(answer)
    assert f'value="{minutes}"' in words(answer) or not minutes
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ("", "Vul de uren in."),
        ("veel", "Geef de uren als getal"),
        ("-2", "Vul meer dan 0 uur in"),
        ("0", "Vul meer dan 0 uur in"),
        ("25", "ten hoogste 24 uur"),
        ("4", "meer uren dan de bijeenkomst duurde"),
        ("1e9", "Geef de uren als getal"),
        ("NaN", "Geef de uren als getal"),
    ],
)
def test_hours_that_cannot_be_are_said_and_stay(world, browser, past, hours, sentence):
    answer = browser(world.coach).post(at(past, "bevestigen/"), {"hours": hours})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{hours}"' in words(answer) or not hours
    assert not Confirmation.objects.exists()


def test_somebody_who_was_not_there_confirms_nothing(world, browser, past):
    answer = browser(world.lead).post(at(past, "bevestigen/"), {"hours": "2"})
    assert answer.status_code == 422
    assert "Alleen wie erbij was, bevestigt een bijeenkomst." in words(answer)
    assert 'value="2"' in words(answer)
    assert not Confirmation.objects.exists()


def test_a_trainer_who_looked_along_confirms_on_the_page_of_the_meeting(world, browser, past):
    give_part(past, world.trainer, Part.OBSERVES, is_external=True)
    client = browser(world.trainer)
    assert "De bijeenkomst bevestigen" in words(client.get(at(past)))
    assert "Nu telt hij mee" in words(client.post(at(past, "bevestigen/"), {"hours": "2"}, follow=True))
    assert Confirmation.objects.get().person == world.trainer


def test_attendance_of_a_confirmed_meeting_changes_only_with_a_reason(world, browser, past):
    client = browser(world.coach)
    client.post(at(past, "bevestigen/"), {"hours": "2"})
    answer = client.post(at(past, "aanwezigheid/"), {f"presence_{world.learner.pk}": "there"}, follow=True)
    assert answer.status_code == 422
    assert "Schrijf waarom je wijzigt wie er was." in words(answer)
    assert not Attendance.objects.exists()


def test_three_questions_once(world, browser, past):
    api.keep_attendance(
        by=world.coach,
        meeting_id=past.pk,
        there={world.learner.pk: api.There(Presence.THERE)},
        now=timezone.now(),
    )
    client = browser(world.learner)
    assert client.post(at(past, "terugblik/"), {"choice": "4"}).status_code == 422
    sent = {question.value: str(Experience.WHOLLY.value) for question in Question}
    assert "zonder je naam" in words(client.post(at(past, "terugblik/"), sent, follow=True))
    again = client.post(at(past, "terugblik/"), sent, follow=True)
    assert "Je hebt op deze bijeenkomst teruggekeken" in words(again)
    assert EvaluationTally.objects.get().tally.waiting_answers == 1


@pytest.mark.parametrize("value", ["5", "0", "-1", "ja", ""])
def test_an_answer_that_is_none_is_not_counted(world, browser, past, value):
    api.keep_attendance(
        by=world.coach,
        meeting_id=past.pk,
        there={world.learner.pk: api.There(Presence.THERE)},
        now=timezone.now(),
    )
    sent = {question.value: value for question in Question}
    answer = browser(world.learner).post(at(past, "terugblik/"), sent)
    assert answer.status_code == 422
    assert "Kies een antwoord." in words(answer)
    assert not EvaluationTally.objects.exists()


def test_fewer_than_eight_answers_show_nothing(world, browser, past):
    row = EvaluationTally.objects.create(meeting=past, municipality=world.municipality)
    row.waiting = {question.value: [0, 0, 0, 7] for question in Question}
    row.save()
    page = words(browser(world.coach).get(at(past)))
    assert "Nog geen acht mensen hebben geantwoord" in page
    assert "Helemaal" not in page


# --- Calendars ----------------------------------------------------------------------------------------------


def test_one_meeting_as_a_file(world, browser):
    meeting = MeetingFactory(municipality=world.municipality)
    answer = browser(world.learner).get(at(meeting, "agenda.ics"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert f"UID:{meeting.uid}".encode() in answer.content.replace(b"\r\n ", b"")


def _address(client):
    page = words(client.post(FEED))
    start = page.index("http://testserver/bijeenkomsten/agenda/")
    return page[start : page.index("<", start)].removeprefix("http://testserver")


def test_a_feed_is_read_without_signing_in_and_holds_what_somebody_goes_to(world, browser):
    going, other = MeetingFactory.create_batch(2, municipality=world.municipality)
    api.sign_up(person=world.learner, meeting_id=going.pk, now=timezone.now())
    answer = Client().get(_address(browser(world.learner)))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    written = answer.content.replace(b"\r\n ", b"")
    assert going.uid.encode() in written
    assert other.uid.encode() not in written


def test_only_the_hash_of_a_key_is_kept(world, browser):
    key = _address(browser(world.learner)).split("/")[-1].removesuffix(".ics")
    assert key not in str(FeedToken.objects.values())
    assert key not in words(browser(world.learner).get(FEED))


def test_a_key_that_was_revoked_opens_nothing(world, browser):
    client = browser(world.learner)
    address = _address(client)
    assert "is ingetrokken" in words(client.post(FEED, {"revoke": "1"}, follow=True))
    answer = Client().get(address)
    assert answer.status_code == 404
    assert words(answer).startswith("Dit adres werkt niet, of niet meer. Is het ingetrokken?")


def test_a_new_key_closes_the_old_one(world, browser):
    client = browser(world.learner)
    old, new = _address(client), _address(client)
    assert [Client().get(each).status_code for each in (old, new)] == [404, 200]


@pytest.mark.parametrize("key", ["nietes", "a" * 500, "%00", "..%2F.."])
def test_a_key_that_never_was_opens_nothing(world, key):
    assert Client().get(f"/bijeenkomsten/agenda/{key}.ics").status_code == 404


def test_who_has_left_has_no_feed(browser, world):
    membership = MembershipFactory(municipality=world.municipality)
    address = _address(browser(membership.person))
    membership.ends_on = timezone.localdate() - timedelta(days=1)
    membership.save()
    assert Client().get(address).status_code == 404


def test_a_feed_takes_few_queries_whatever_it_holds(world, browser, django_assert_max_num_queries):
    address = _address(browser(world.learner))
    for number in range(10):
        meeting = MeetingFactory(
            municipality=world.municipality, begins_at=timezone.now() + timedelta(days=number + 1)
        )
        api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    with django_assert_max_num_queries(3):
        Client().get(address)


# --- Peer consultation --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", Method)
def test_every_step_of_every_method_has_a_page(world, browser, method):
    client = browser(world.learner)
    slug = method.value.replace("_", "-")
    for number, stage in enumerate(PLANS[method], start=1):
        page = words(client.get(reverse("trainings:step", args=[slug, number])))
        assert str(stage.step.label) in page
        assert "<textarea" not in page


@pytest.mark.parametrize(("method", "number"), [("incident", 0), ("incident", 99), ("geen-methode", 1)])
def test_a_step_that_is_not_there_is_not_there(world, browser, method, number):
    assert browser(world.learner).get(reverse("trainings:step", args=[method, number])).status_code == 404


def test_the_clock_runs_without_scripts_and_without_anything_kept(world, browser):
    client = browser(world.learner)
    address = reverse("trainings:step", args=["incident", 1])
    begun = int(timezone.now().timestamp())
    page = words(client.get(address, {"sinds": begun}))
    assert "data-countdown=" in page
    until = timezone.localtime(timezone.now() + timedelta(minutes=5))
    assert "Tot " in page
    assert f"{until:%H.}" in page


@pytest.mark.parametrize("since", ["", "gisteren", "-1", "1", "99999999999", "9" * 40, "١٢٣"])
def test_a_clock_of_nonsense_does_not_run(world, browser, since):
    page = words(
        browser(world.learner).get(reverse("trainings:step", args=["incident", 1]), {"sinds": since})
    )
    assert "data-countdown=" not in page


def test_a_meeting_for_peer_consultation_leads_to_its_method(world, browser):
    meeting = MeetingFactory(
        municipality=world.municipality, kind="peer_consultation", method="behind_the_back"
    )
    assert "/bijeenkomsten/intervisie/behind-the-back/1/" in words(browser(world.learner).get(at(meeting)))


# --- Elsewhere ------------------------------------------------------------------------------------------------


def test_the_dashboard_shows_the_next_meeting_or_says_that_there_is_none(world, browser):
    client = browser(world.learner)
    assert "Je hebt geen bijeenkomst in de agenda" in words(client.get(reverse("website:dashboard")))
    meeting = MeetingFactory(municipality=world.municipality, title="Trainingsdag in de raadzaal")
    page = words(client.get(reverse("website:dashboard")))
    assert "Je bent uitgenodigd voor deze" in page
    assert "Trainingsdag in de raadzaal" in page
    api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    page = words(client.get(reverse("website:dashboard")))
    assert "Trainingsdag in de raadzaal" in page
    assert "Je bent uitgenodigd" not in page


def test_who_can_be_reached_sees_that_too(world, browser):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    give_part(meeting, world.trainer, Part.ON_CALL, is_external=True)
    assert "Je bent bereikbaar" in words(browser(world.trainer).get(LIST))
