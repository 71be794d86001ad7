"""A form that waits on the platform is taken along on a phone: that of a proeve, or of who was asked to rate too."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import api as observing
from assessments.api import phone as api
from assessments.api import proeve
from assessments.models import Observation, ObservationRater, PhoneRoster, RubricVersion
from people.choices import Role
from tests.factories.observations import kijkkader_version, observe, row_of
from tests.factories.people import person_with
from tests.factories.phone import filled
from tests.factories.rubrics import K

NOW = timezone.now().replace(microsecond=0)
LEVELS = {**dict.fromkeys(K[:-1], "3"), "K9": "not_applicable", "P1": "4", "P2": "3", "P3": "3"}


@pytest.fixture
def second(group):
    """The second assessor, a coach of another team whom the candidate is not among the people of."""
    return person_with(Role.COACH, municipality=group.municipality)


@pytest.fixture
def observation(group, second) -> Observation:
    """The session of a proeve, opened for two assessors."""
    return proeve.open_proeve_forms(
        municipality=group.municipality,
        candidate=group.coach,
        assessors=[group.trainer, second],
        version=RubricVersion.objects.get(rubric__code="kijkkader-proeve", number=1),
        activity="Proeve van bekwaamheid",
        occurred_on=NOW.date(),
        now=NOW,
    )


@pytest.fixture
def phone(second) -> Client:
    """The phone of the second assessor."""
    return signed_in(second)


@pytest.fixture
def roster(group, observation, second) -> PhoneRoster:
    """The form of the proeve is number 1."""
    return numbered(group, row_of(observation, second))


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def numbered(group, row: ObservationRater) -> PhoneRoster:
    return api.make_phone_roster(
        observer=row.rater, municipality=group.municipality, candidates=[], waiting=[row], now=NOW
    )


def sent(roster: PhoneRoster, **changes):
    """What a phone sends: nothing of who, what and when."""
    version = RubricVersion.objects.get(rubric__code="kijkkader-proeve", number=1).pk
    form = filled(roster, **{"version": version, "levels": LEVELS, "look_fors": [], **changes})
    unknown = ("role", "activity", "core_task", "occurred_on", "purpose")
    return {**form, **dict.fromkeys(unknown, "")}


def send(client: Client, form: object):
    return client.post(reverse("assessments:phone_send"), json.dumps(form), content_type="application/json")


def test_an_assessor_fills_in_the_form_of_a_proeve_without_internet(observation, second, phone, roster):
    answer = send(phone, sent(roster))
    assert (answer.status_code, answer.json()["complete"]) == (201, True)
    row = row_of(observation, second)
    assert (row.ratings.count(), row.notes.get().text) == (12, "Wacht.")
    assert Observation.objects.count() == 1
    assert row.observation.purpose == "proeve"


def test_sent_three_times_it_is_on_record_once(observation, second, phone, roster):
    form = sent(roster)
    assert [send(phone, form).status_code for _ in range(3)] == [201, 200, 200]
    assert row_of(observation, second).ratings.count() == 12


def test_what_was_rated_already_is_never_overwritten_and_the_phone_keeps_what_it_has(
    observation, second, phone, roster
):
    send(phone, sent(roster))
    answer = send(phone, sent(roster, levels={**LEVELS, "K1": "1"}))
    assert (answer.status_code, "hebt al beoordeeld" in answer.json()["message"]) == (422, True)
    assert row_of(observation, second).ratings.get(criterion="K1").level == 3


def test_what_is_not_complete_is_added_to_what_was_kept_on_the_platform(observation, second, phone, roster):
    observing.keep_form(
        row=row_of(observation, second), draft={"K1": "2", "motivation": "Getypt op de laptop"}
    )
    answer = send(phone, sent(roster, levels={"K2": "4"}))
    assert (answer.status_code, answer.json()["complete"]) == (201, False)
    draft = row_of(observation, second).draft
    assert (draft["K1"], draft["K2"], draft["motivation"]) == ("2", "4", "Getypt op de laptop")


def test_a_late_repeat_of_one_phone_wipes_out_nothing_that_another_phone_sent_since(
    observation, second, phone, roster
):
    first = sent(roster, levels={"K1": "2"}, motivation="Op de eerste telefoon")
    later = sent(roster, levels={"K1": "4"}, motivation="Op de tweede telefoon")
    assert [send(phone, form).status_code for form in (first, later, first)] == [201, 201, 200]
    draft = row_of(observation, second).draft
    assert (draft["K1"], draft["motivation"]) == ("4", "Op de tweede telefoon")


def test_a_late_repeat_after_the_form_was_rated_is_known_so_the_phone_may_forget_it(phone, roster):
    first = sent(roster, levels={"K1": "2"})
    answers = [send(phone, form) for form in (first, sent(roster), first)]
    assert [answer.status_code for answer in answers] == [201, 201, 200]
    assert answers[-1].json()["complete"] is True


def test_only_who_leads_writes_the_words_for_the_debriefing(group, observation, phone, roster):
    send(phone, sent(roster, strength="Van de tweede"))
    assert row_of(observation, group.trainer).observation.strength == ""
    lead = numbered(group, row_of(observation, group.trainer))
    send(signed_in(group.trainer), sent(lead, strength="Van wie leidt", intention=""))
    assert row_of(observation, group.trainer).observation.strength == "Van wie leidt"


def test_another_rubric_than_the_form_asks_for_is_refused_in_words(phone, roster):
    answer = send(phone, {**sent(roster), "version": kijkkader_version().pk, "levels": {"K1": "3"}})
    assert (answer.status_code, "een ander kijkkader" in answer.json()["message"]) == (422, True)


def test_a_newer_version_of_its_rubric_is_taken(observation, second, phone, roster):
    older = observation.rubric_version
    newer = RubricVersion.objects.create(
        rubric=older.rubric, number=older.number + 1, content=older.content, made_at=NOW
    )
    assert send(phone, {**sent(roster), "version": newer.pk}).status_code == 201
    assert row_of(observation, second).observation.rubric_version == older


def test_a_form_that_was_closed_meanwhile_stays_on_the_phone(observation, phone, roster):
    proeve.close_proeve_forms(observation=observation, now=NOW)
    answer = send(phone, sent(roster))
    assert (answer.status_code, "gesloten" in answer.json()["message"]) == (422, True)


def test_a_request_that_was_taken_back_has_no_number_any_more(group):
    observation = observe(group)
    row = observing.invite_rater(
        person=group.trainer,
        observation=observation,
        rater=group.other_trainer,
        relation="other_trainer",
        now=NOW,
    )
    roster = numbered(group, row_of(observation, group.other_trainer))
    observing.withdraw_invitation(person=group.trainer, row=row)
    answer = send(signed_in(group.other_trainer), filled(roster))
    assert (answer.status_code, "zit niet in je groep" in answer.json()["message"]) == (422, True)


def test_the_number_of_somebody_elses_form_is_refused(group, roster):
    answer = send(signed_in(group.trainer), sent(roster))
    assert (answer.status_code, "zit niet in je groep" in answer.json()["message"]) == (422, True)


# --- Numbering ---------------------------------------------------------------------------------------


def test_a_form_that_waits_is_offered_and_gets_a_number_without_its_occasion(observation, second, phone):
    page = phone.get(reverse("assessments:phone_roster"))
    assert f"{observation.candidate} · Proeve van bekwaamheid" in page.content.decode()
    row = row_of(observation, second)
    answer = phone.post(reverse("assessments:phone_roster"), {"waiting": [row.pk]}, follow=True)
    assert f"{observation.candidate} · Proeve van bekwaamheid</li>" in answer.content.decode()
    told = phone.get(reverse("assessments:phone_keys")).json()
    assert told["seats"] == [1]
    version = observation.rubric_version
    assert told["forms"] == {"1": {"version": version.pk, "rubric": "kijkkader-proeve", "words": False}}
    assert observation.candidate.last_name not in json.dumps(told)


def test_the_form_that_somebody_comes_from_is_ticked(observation, second, phone):
    row = row_of(observation, second)
    page = phone.get(reverse("assessments:fill_in_observation", args=[observation.pk])).content.decode()
    address = f"{reverse('assessments:phone_roster')}?formulier={row.pk}"
    assert address in page
    assert f'value="{row.pk}" id="id_waiting_0" checked' in phone.get(address).content.decode()


def test_nobody_at_all_cannot_be_numbered(phone, observation):
    answer = phone.post(reverse("assessments:phone_roster"))
    assert (answer.status_code, "Kies minstens één" in answer.content.decode()) == (422, True)


def test_what_was_filled_in_is_not_offered_any_more(group, observation, second, phone, roster):
    send(phone, sent(roster))
    assert list(api.forms_that_wait(second, group.municipality)) == []
