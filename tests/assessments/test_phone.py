"""Observing on a phone: keys, numbers instead of names, and storing exactly once."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import api as observing
from assessments.api import phone as api
from assessments.models import Observation, PhoneRoster, Rating, RubricVersion
from people.choices import Role
from people.models import Municipality
from tests.factories.observations import colleague_of, kijkkader_version, row_of
from tests.factories.people import UserFactory, person_with
from tests.factories.phone import filled

NOW = timezone.now().replace(microsecond=0)


@pytest.fixture
def trainer(group) -> Client:
    """The phone of the trainer."""
    client = Client()
    client.force_login(group.trainer)
    return client


@pytest.fixture
def roster(group) -> PhoneRoster:
    """The candidate is participant 1, the coach participant 2."""
    return api.make_phone_roster(
        observer=group.trainer,
        municipality=group.municipality,
        candidates=[group.candidate, group.coach],
        now=NOW,
    )


def send(client: Client, form: object):
    """What the server answers."""
    return client.post(reverse("assessments:phone_send"), json.dumps(form), content_type="application/json")


# --- Stored exactly once --------------------------------------------------------------------------


def test_the_first_time_is_stored_and_every_other_time_is_the_same(group, trainer, roster):
    form = filled(roster)
    answers = [send(trainer, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    observation = Observation.objects.get()
    assert (observation.candidate, observation.strength) == (group.candidate, "Rust")
    row = row_of(observation, group.trainer)
    assert (row.ratings.count(), row.notes.count()) == (9, 1)
    assert answers[0].json() == {"url": observation.get_absolute_url(), "complete": True}
    assert [each["text"] for each in row.look_fors if each["seen"]] == ["Vraagt waarom dat belangrijk is."]


def test_other_words_under_the_same_name_are_refused_and_both_are_kept(trainer, roster):
    form = filled(roster)
    send(trainer, form)
    answer = send(trainer, {**form, "strength": "Iets anders"})
    assert answer.status_code == 409
    assert Observation.objects.get().strength == "Rust"
    assert send(trainer, {**form, "strength": "Iets anders", "key": str(uuid4())}).status_code == 201


def test_what_was_changed_on_the_platform_since_is_not_overwritten_by_a_repeat(group, trainer, roster):
    form = filled(roster, levels={"K1": "3"})
    send(trainer, form)
    observation = Observation.objects.get()
    observing.keep_form(row=row_of(observation, group.trainer), draft={"K1": "4"})
    assert send(trainer, form).status_code == 200
    assert row_of(observation, group.trainer).draft == {"K1": "4"}


def test_a_form_that_is_not_complete_becomes_a_draft_to_go_on_with(group, trainer, roster):
    answer = send(trainer, filled(roster, levels={"K1": "3", "K2": "not_seen"}))
    assert (answer.status_code, answer.json()["complete"]) == (201, False)
    row = row_of(Observation.objects.get(), group.trainer)
    assert (row.draft["K1"], row.draft["K2"], row.rated_at) == ("3", "not_seen", None)
    assert Rating.objects.count() == 0


def test_a_note_from_a_clock_that_runs_ahead_is_of_now(group, trainer, roster):
    tomorrow = (NOW + timedelta(days=1)).isoformat()
    note = {"key": str(uuid4()), "text": "Wacht.", "at": tomorrow}
    send(trainer, filled(roster, notes=[note]))
    assert row_of(Observation.objects.get(), group.trainer).notes.get().noted_at <= timezone.now()


def test_a_form_of_before_the_newest_rubric_is_taken_for_a_week(trainer, roster):
    older = kijkkader_version()
    newer = RubricVersion.objects.create(
        rubric=older.rubric, number=older.number + 1, content=older.content, made_at=NOW - timedelta(days=6)
    )
    assert send(trainer, filled(roster, version=older.pk)).status_code == 201
    assert Observation.objects.get().rubric_version == older
    form = filled(roster, version=older.pk)
    later = timezone.now() + timedelta(days=2)
    assert older not in api.versions_on_phones(later)
    assert newer in api.versions_on_phones(later)
    assert send(trainer, {**form, "version": newer.pk}).status_code == 201


def test_the_core_task_and_the_rubric_of_the_proeve_come_along_from_a_phone(group, trainer, roster):
    proeve = RubricVersion.objects.get(rubric__code="kijkkader-proeve")
    form = filled(roster, version=proeve.pk, role="internal_coach", core_task="KT1", levels={"K1": "3"})
    assert send(trainer, form).status_code == 201
    observation = Observation.objects.get()
    assert (observation.rubric_version, observation.core_task) == (proeve, "KT1")
    other = send(trainer, {**form, "key": str(uuid4()), "role": "process_guide"})
    assert (other.status_code, "niet voor deze rol" in other.json()["message"]) == (422, True)


def test_a_form_of_before_there_was_a_core_task_on_it_is_taken(trainer, roster):
    form = filled(roster)
    del form["core_task"]
    assert send(trainer, form).status_code == 201
    assert Observation.objects.get().core_task == ""


# --- What cannot be taken is said, and stays on the phone --------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"seat": 9},
        {"seat": None},
        {"seat": "drie"},
        {"roster": 10**9},
        {"key": "geen-sleutel"},
        {"activity": ""},
        {"activity": "x" * 201},
        {"occurred_on": "2999-01-01"},
        {"occurred_on": 5},
        {"occurred_on": ["2026-01-01"]},
        {"look_fors": ["x" * 2001]},
        {"levels": "[" * 100_000},
        {"role": "mayor"},
        {"core_task": "KT99"},
        {"version": 10**9},
        {"levels": {"K1": "7"}},
        {"levels": {"K1": ["3"]}},
        {"levels": {"K77": "3"}},
        {"levels": "3"},
        {"look_fors": [1]},
        {"notes": ["kort"]},
        {"notes": [{"text": "Wacht.", "at": "straks"}]},
        {"notes": [{"text": "x" * 2001, "at": NOW.isoformat(), "key": str(uuid4())}]},
        {"notes": [{"text": "Wacht.", "at": NOW.isoformat(), "key": "x"}]},
    ],
)
def test_a_form_that_is_wrong_is_refused_with_a_sentence(trainer, roster, changes):
    answer = send(trainer, {**filled(roster), **changes})
    assert answer.status_code == 422
    assert len(answer.json()["message"]) > 10
    assert Observation.objects.count() == 0


@pytest.mark.parametrize("body", ["", "{", "[]", '"a"', "NaN", "[" * 300_000, "x" * 600_000])
def test_what_is_no_form_at_all_is_refused_too(trainer, body):
    answer = trainer.post(reverse("assessments:phone_send"), body, content_type="application/json")
    assert (answer.status_code, "niet te lezen" in answer.json()["message"]) == (422, True)


def test_half_an_emoji_and_signs_that_nobody_sees_do_not_keep_a_form_on_the_phone(trainer, roster):
    note = {"key": str(uuid4()), "at": NOW.isoformat(), "text": "Lachte\ud83d\x00"}
    changes = {"strength": "Rust\ud83d", "activity": "Het\x00 plein", "look_fors": ["\x00"], "notes": [note]}
    assert send(trainer, {**filled(roster), **changes}).status_code == 201
    found = Observation.objects.get()
    assert (found.strength, found.activity) == ("Rust", "Het plein")
    assert found.raters.get().notes.get().text == "Lachte"


def test_who_is_not_signed_in_is_asked_to(roster):
    assert send(Client(), filled(roster)).status_code == 401
    assert Client().get(reverse("assessments:phone_keys")).status_code == 401


def test_the_numbers_of_somebody_else_are_nobody(group, roster):
    client = Client()
    client.force_login(group.other_trainer)
    assert send(client, filled(roster)).status_code == 422
    assert Observation.objects.count() == 0


def test_who_left_the_group_meanwhile_is_not_observed(group, trainer, roster):
    from people.api import everywhere
    from people.models import Membership

    with everywhere():
        Membership.objects.filter(person=group.candidate).delete()
    answer = send(trainer, filled(roster))
    assert answer.status_code == 422
    assert "eigen groep" in answer.json()["message"]


# --- Keys -------------------------------------------------------------------------------------------------


def told(client: Client, *names: str):
    """What the server says about keys."""
    return client.get(reverse("assessments:phone_keys"), {"sleutel": names})


def test_a_sign_in_has_one_key_and_another_sign_in_another(group, trainer, roster):
    first = told(trainer).json()
    assert told(trainer).json()["key"] == first["key"]
    assert (first["roster"], first["seats"], first["off"]) == (roster.pk, [1, 2], False)
    trainer.logout()
    trainer.force_login(group.trainer)
    assert told(trainer).json()["key"]["name"] != first["key"]["name"]


def test_a_key_is_given_back_to_its_person_for_a_week_and_to_nobody_else(group):
    key = api.issue_phone_key(group.trainer, kept="", now=NOW)
    assert api.phone_key(group.trainer, key.name, now=NOW + timedelta(days=7)) == key
    assert api.phone_key(group.trainer, key.name, now=NOW + timedelta(days=7, seconds=1)) is None
    assert api.phone_key(group.other_trainer, key.name, now=NOW) is None
    assert api.phone_key(group.trainer, f"{key.name}x", now=NOW) is None


def test_after_another_secret_key_no_wrong_key_is_given_back(group, settings):
    key = api.issue_phone_key(group.trainer, kept="", now=NOW)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "0" * 50
    assert api.phone_key(group.trainer, key.name, now=NOW) is None


def test_a_key_opens_a_phone_for_three_days(group):
    key = api.issue_phone_key(group.trainer, kept="", now=NOW)
    assert key.usable_until - key.issued_at == timedelta(hours=72)
    assert api.issue_phone_key(group.trainer, kept=key.name, now=NOW + timedelta(hours=71)) == key
    assert api.issue_phone_key(group.trainer, kept=key.name, now=NOW + timedelta(hours=73)) != key


def test_no_answer_with_a_key_is_kept_anywhere(trainer, roster):
    assert "no-store" in told(trainer)["Cache-Control"]
    assert "no-store" in send(trainer, filled(roster))["Cache-Control"]


def test_signing_out_lets_the_browser_forget_what_it_keeps(trainer):
    assert "Clear-Site-Data" not in trainer.get(reverse("account_logout"))
    answer = trainer.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"storage"'
    assert told(trainer).status_code == 401


def test_no_name_goes_to_the_phone(group, trainer, roster):
    answers = [told(trainer), trainer.get(reverse("assessments:phone"))]
    answers.append(Client().get(reverse("assessments:phone")))
    for answer in answers:
        text = answer.content.decode()
        for person in (group.candidate, group.trainer, group.coach):
            assert person.last_name not in text
            assert person.email not in text
        assert group.municipality.name not in text
    assert answers[1].content == answers[2].content


# --- The off-switch ---------------------------------------------------------------------------------------


@pytest.fixture
def off(group) -> None:
    """The municipality does not want forms on phones."""
    Municipality.objects.filter(pk=group.municipality.pk).update(may_observe_offline=False)


def test_switched_off_there_is_no_new_key_and_what_waits_can_still_be_sent(group, trainer, roster, off):
    old = api.issue_phone_key(group.trainer, kept="", now=timezone.now())
    answer = told(trainer, old.name).json()
    assert (answer["off"], answer["key"], answer["seats"]) == (True, None, [])
    assert [key["name"] for key in answer["keys"]] == [old.name]
    assert send(trainer, filled(roster)).status_code == 201


def test_switched_off_nobody_numbers_a_group(trainer, roster, off):
    assert trainer.get(reverse("assessments:phone_roster")).status_code == 404
    assert "zonder internet" not in trainer.get(reverse("assessments:observations")).content.decode()


# --- Numbers ------------------------------------------------------------------------------------------------


def test_a_trainer_numbers_people_and_sees_who_is_who(group, trainer):
    address = reverse("assessments:phone_roster")
    assert trainer.post(address, {"candidates": [group.candidate.pk]}).status_code == 302
    text = trainer.get(address).content.decode()
    assert f'<li value="1">{group.candidate}</li>' in text


def test_wrong_groups_are_refused(group, trainer):
    address = reverse("assessments:phone_roster")
    thirteen = [colleague_of(group, Role.LEARNER, team=group.team).pk for _ in range(13)]
    for chosen in ([], thirteen, [UserFactory().pk]):
        assert trainer.post(address, {"candidates": chosen}).status_code == 422
    assert PhoneRoster.objects.count() == 0


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD])
def test_who_does_not_observe_has_no_numbers_and_no_keys(group, role):
    client = Client()
    client.force_login(person_with(role, municipality=group.municipality))
    assert client.get(reverse("assessments:phone_roster")).status_code == 404
    assert told(client).status_code == 404


# --- The service worker -----------------------------------------------------------------------------------


def test_the_service_worker_may_answer_for_the_form_only_and_is_asked_for_anew(client, db):
    address = reverse("assessments:service_worker")
    assert address.startswith(reverse("assessments:phone"))
    answer = client.get(address)
    assert "Service-Worker-Allowed" not in answer
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    shell = json.loads(answer.content.decode().split("self.WKS_SHELL = ")[1].split(";\n")[0])
    assert shell["form"] == reverse("assessments:phone")
    assert all(name.startswith("/static/wks/") for name in shell["files"])
    assert len(shell["release"]) == 12


def test_switched_off_for_everybody_it_takes_itself_away(client, db, settings):
    address = reverse("assessments:service_worker")
    before = client.get(address).content
    settings.OBSERVING_OFFLINE = False
    after = client.get(address).content
    assert b"unregister" in after
    assert b"unregister" not in before


def test_the_content_policy_names_workers(client, db):
    assert "worker-src 'self'" in client.get(reverse("assessments:phone"))["Content-Security-Policy"]
