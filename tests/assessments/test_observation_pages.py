"""The pages of observations, as the people of a group use them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from assessments import api
from assessments.choices import ObservationState
from assessments.models import Observation, Rating
from people.choices import DataKind, Role, Viewer
from people.models import Look, User
from roleplays.blocks import stream_of_look_fors
from roleplays.models import RolePlayScenario
from tests.factories.observations import (
    A_DAY,
    GOOD,
    ask,
    calibrate,
    colleague_of,
    handed_over,
    kijkkader_version,
    observe,
    rate,
    row_of,
    signed,
)
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.roleplays import ScenarioFactory
from tests.factories.rubrics import K

FORM = dict(zip(K, ["3", "3", "3", "not_seen", "3", "3", "3", "3", "not_applicable"], strict=True))


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A function that gives somebody's browser."""

    def browser(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser


def url(name: str, observation: Observation, *more: int) -> str:
    """An address of an observation."""
    return reverse(f"assessments:{name}", args=[observation.pk, *more])


def with_a_look_for(**fields) -> RolePlayScenario:
    """A role-play in which observers look for something."""
    return ScenarioFactory(look_fors=stream_of_look_fors(["Vraagt wie er nog ontbreekt."]), **fields)


# --- Beginning ------------------------------------------------------------------------------------


def sent(group, **changes):
    """What somebody sends to begin."""
    fields = {
        "candidate": group.candidate.pk,
        "role": "process_guide",
        "activity": "Oefengesprek: de speeltuin",
        "occurred_on": A_DAY.isoformat(),
        "purpose": "practice",
        "version": kijkkader_version().pk,
        "relation": "own_trainer",
        "key": "7d1d6a3e-6f5b-4a53-a5f4-0f7b6f7b0001",
    }
    return {**fields, **changes}


def test_a_trainer_begins_an_observation_once(group, signed_in):
    client = signed_in(group.trainer)
    assert "Met welk kijkkader" in client.get(reverse("assessments:start_observation")).content.decode()
    answers = [client.post(reverse("assessments:start_observation"), sent(group)) for _ in range(2)]
    observation = Observation.objects.get()
    assert [answer.url for answer in answers] == [url("fill_in_observation", observation)] * 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"candidate": ""}, "Wie observeer je?"),
        ({"occurred_on": "2999-01-01"}, "Deze dag is nog niet geweest."),
        ({"occurred_on": "2020-01-01"}, "meer dan een jaar geleden"),
        ({"occurred_on": "morgen"}, "Vul een datum in"),
        ({"activity": "x" * 201}, "te lang"),
        ({"version": "999"}, "Met welk kijkkader"),
        ({"role": "mayor"}, "In welke rol"),
    ],
)
def test_a_wrong_beginning_says_what_is_wrong_and_keeps_what_was_typed(group, signed_in, changes, says):
    answer = signed_in(group.trainer).post(reverse("assessments:start_observation"), sent(group, **changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert "Oefengesprek" in text or "activity" in changes
    assert Observation.objects.count() == 0


def test_the_rubric_of_the_proeve_is_only_for_the_internal_coach(group, signed_in):
    proeve = next(row for row in api.rubrics_in_use() if row.rubric.code == "kijkkader-proeve")
    client = signed_in(group.trainer)
    refused = client.post(reverse("assessments:start_observation"), sent(group, version=proeve.pk))
    assert "niet voor deze rol" in refused.content.decode()
    taken = client.post(
        reverse("assessments:start_observation"), sent(group, version=proeve.pk, role="internal_coach")
    )
    assert taken.status_code == 302


def test_what_to_look_for_in_a_role_play_stands_on_the_form_and_comes_back_to_the_candidate(group, signed_in):
    scenario = with_a_look_for()
    client = signed_in(group.trainer)
    answer = client.post(reverse("assessments:start_observation"), sent(group, scenario=scenario.code))
    assert "Vraagt wie er nog ontbreekt." in client.get(answer.url).content.decode()
    filled = {**FORM, "look_fors": ["Vraagt wie er nog ontbreekt."], "action": "finish"}
    client.post(answer.url, filled)
    kept = row_of(Observation.objects.get(), group.trainer).look_fors
    assert {"criterion": "", "text": "Vraagt wie er nog ontbreekt.", "seen": True} in kept


def test_a_role_play_of_another_municipality_cannot_be_chosen(group, signed_in):
    scenario = with_a_look_for(municipality=MunicipalityFactory())
    client = signed_in(group.trainer)
    assert scenario.title not in client.get(reverse("assessments:start_observation")).content.decode()
    refused = client.post(reverse("assessments:start_observation"), sent(group, scenario=scenario.code))
    assert refused.status_code == 422


def test_somebody_of_another_group_cannot_be_chosen(group, signed_in):
    stranger = person_with(Role.LEARNER)
    answer = signed_in(group.coach).post(
        reverse("assessments:start_observation"), sent(group, candidate=stranger.pk)
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_other_roles_have_no_page_to_observe(group, signed_in, role):
    client = signed_in(colleague_of(group, role, team=group.team))
    for name in ("start_observation", "observations", "calibration"):
        assert client.get(reverse(f"assessments:{name}")).status_code == 404


# --- Filling in -------------------------------------------------------------------------------------


def test_a_form_is_kept_as_far_as_it_is_with_a_note(group, signed_in):
    observation = observe(group)
    client, address = signed_in(group.trainer), url("fill_in_observation", observation)
    kept = client.post(
        address, {"action": "note", "K1": "4", "note": "Wacht na de vraag.", "strength": "Rust"}
    )
    assert kept.url == f"{address}#notes"
    text = client.get(address).content.decode()
    assert "Wacht na de vraag." in text
    assert "Rust" in text
    assert 'name="K1" value="4" id="id_K1_3" checked' in text or 'value="4" id="id_K1_3" checked' in text
    note = row_of(observation, group.trainer).notes.get()
    client.post(address, {"action": f"remove:{note.pk}", "K1": "4"})
    assert row_of(observation, group.trainer).notes.count() == 0
    assert row_of(observation, group.trainer).draft["K1"] == "4"


def test_form_and_result_say_with_which_rubric_and_for_which_core_task(group, signed_in):
    observation = observe(group, core_task="KT4")
    trainer = signed_in(group.trainer)
    form = trainer.get(url("fill_in_observation", observation)).content.decode()
    rate(observation, group.trainer)
    result = trainer.get(observation.get_absolute_url()).content.decode()
    for page in (form, result):
        assert "Bekeken met: Kijkkader, versie 1" in page
        assert "Kerntaak KT4: Coachen in de praktijk" in page


def test_a_complete_form_goes_on_record(group, signed_in):
    observation = observe(group)
    form = {**FORM, "action": "finish", "look_fors": ["Vraagt waarom dat belangrijk is."], "strength": "Rust"}
    answer = signed_in(group.trainer).post(url("fill_in_observation", observation), form)
    assert answer.url == observation.get_absolute_url()
    row = row_of(observation, group.trainer)
    assert [each.level or each.absence for each in row.ratings.all()] == [
        3, 3, 3, "not_seen", 3, 3, 3, 3, "not_applicable",
    ]  # fmt: skip
    assert [each["text"] for each in row.look_fors if each["seen"]] == ["Vraagt waarom dat belangrijk is."]
    again = signed_in(group.trainer).get(url("fill_in_observation", observation), follow=True)
    assert "Je hebt al beoordeeld" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"K1": ""}, "Kies een niveau"),
        ({"K1": "7"}, "Kies een van de niveaus"),
        ({"K1": "not_seen", "K2": "not_seen"}, "hoogstens 2 keer"),
        ({"K9": "1"}, "Schrijf op wat er is gebeurd"),
        ({"knock_out": "on"}, "Schrijf op wat er is gebeurd"),
        ({"note": "x" * 2001}, "te lang"),
    ],
)
def test_a_form_that_is_not_right_yet_says_where_and_keeps_everything(group, signed_in, changes, says):
    observation = observe(group)
    form = {**FORM, "action": "finish", "strength": "Zij wacht.", **changes}
    answer = signed_in(group.trainer).post(url("fill_in_observation", observation), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert "Zij wacht." in text
    assert Rating.objects.count() == 0


def test_a_rater_sees_what_another_said_only_after_rating(group, signed_in):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "4 4 4 4 4 4 4 4 nvt")
    client = signed_in(group.other_trainer)
    assert client.get(observation.get_absolute_url()).url == url("fill_in_observation", observation)
    assert (
        str(group.trainer)
        not in client.get(url("fill_in_observation", observation)).content.decode().split("<main")[1]
    )
    rate(observation, group.other_trainer)
    assert f"{group.trainer}: 4" in client.get(observation.get_absolute_url()).content.decode()


def test_what_was_typed_after_signing_out_is_there_again(group, signed_in):
    observation = observe(group)
    client, address = Client(), url("fill_in_observation", observation)
    client.get(reverse("account_login"))
    kept = {"kept": str(group.trainer.public_id), "note": "Niet kwijtraken.", "K1": "2", "action": "keep"}
    assert client.post(address, kept).status_code == 302
    client.force_login(group.trainer)
    assert "Niet kwijtraken." in client.get(address).content.decode()


# --- Discussing ---------------------------------------------------------------------------------------


def test_raters_who_differ_discuss_on_a_page_of_their_own(group, signed_in):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "1 3 3 3 3 3 3 3 nvt")
    rate(observation, group.other_trainer, "3 3 3 3 3 3 3 3 nvt")
    client = signed_in(group.trainer)
    page = client.get(observation.get_absolute_url()).content.decode()
    assert "Bespreken en opnieuw beoordelen" in page
    assert "Staat nog niet vast" in page, "nothing is final while they still discuss"
    assert "gewogen gemiddelde 2," not in page
    address = url("discuss_observation", observation)
    assert f"{group.other_trainer}: 3" in client.get(address).content.decode()
    assert client.post(address, {"K1": ""}).status_code == 422
    assert client.post(address, {"K1": "not_seen"}).status_code == 422
    assert client.post(address, {"K1": "2", "K1_note": "Ik miste de tweede vraag."}).status_code == 302
    assert "1 → 2" in client.get(observation.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 302


# --- Handing over, replying, sharing, signing --------------------------------------------------------------


def test_from_handing_over_to_signing(group, signed_in):
    for rater in (group.trainer, group.other_trainer):
        calibrate(rater, group.municipality)
    observation = observe(group)
    trainer, other, candidate = map(signed_in, (group.trainer, group.other_trainer, group.candidate))
    trainer.post(
        url("invite_rater", observation), {"rater": group.other_trainer.pk, "relation": "other_trainer"}
    )
    for client in (trainer, other):
        client.post(url("fill_in_observation", observation), {**FORM, "action": "finish"})
    assert candidate.get(observation.get_absolute_url()).status_code == 404
    trainer.post(url("hand_over", observation))

    assert "Nieuw" in candidate.get(reverse("assessments:my_observations")).content.decode()
    assert "Jij leest dit als eerste" in candidate.get(observation.get_absolute_url()).content.decode()
    words = {"strength": "Ik liet stiltes vallen.", "intention": "Ik vraag door."}
    assert candidate.post(url("observation_words", observation), words).status_code == 302
    assert candidate.post(url("observation_reply", observation), {"reply": "Herkenbaar."}).status_code == 302

    for client in (trainer, other):
        client.post(url("sign_observation", observation))
    observation.refresh_from_db()
    assert observation.state == ObservationState.SIGNED
    text = candidate.get(observation.get_absolute_url()).content.decode()
    for words in ("Ik liet stiltes vallen.", "Herkenbaar.", "3,00", "Geijkt: telt mee", "Ondertekend op"):
        assert words in text


def test_a_no_is_said_with_its_reason(group, signed_in):
    observation = observe(group)
    rate(observation, group.trainer)
    answer = signed_in(group.trainer).post(url("sign_observation", observation), follow=True)
    assert "Overhandig de observatie eerst" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("observation_words", {"strength": "", "intention": "Ik vraag door."}),
        ("observation_reply", {"reply": "x" * 2001}),
    ],
)
def test_wrong_words_come_back_with_what_was_typed(group, signed_in, name, form):
    observation = handed_over(group)
    answer = signed_in(group.candidate).post(url(name, observation), form)
    assert answer.status_code == 422
    assert max(form.values(), key=len) in answer.content.decode()


def test_wrong_requests_of_an_observer_come_back_with_what_is_wrong(group, signed_in):
    observation = handed_over(group)
    client = signed_in(group.trainer)
    assert client.post(url("invite_rater", observation), {"rater": group.candidate.pk}).status_code == 422
    assert client.post(url("replace_observation", observation), {"why": ""}).status_code == 422


def test_who_is_observed_cannot_do_what_raters_do(group, signed_in):
    observation = handed_over(group)
    client = signed_in(group.candidate)
    for name in ("hand_over", "sign_observation", "invite_rater", "replace_observation"):
        assert client.post(url(name, observation)).status_code == 404
    assert client.get(url("fill_in_observation", observation)).status_code == 404
    assert client.get(url("discuss_observation", observation)).status_code == 404


def test_a_manager_reads_it_as_long_as_it_is_shared_and_that_is_written_down(group, signed_in):
    observation = handed_over(group)
    manager = colleague_of(group, Role.MANAGER, team=group.team)
    candidate, reader = signed_in(group.candidate), signed_in(manager)
    assert str(manager) in candidate.get(observation.get_absolute_url()).content.decode()
    candidate.post(url("share_observation", observation), {"viewer": "manager"})
    assert reader.get(observation.get_absolute_url()).status_code == 200
    assert observation.activity in reader.get(reverse("assessments:observations")).content.decode()
    looks = Look.objects.filter(person=group.candidate, viewer=manager)
    assert {(look.data_kind, look.capacity) for look in looks} == {(DataKind.OBSERVATION, Viewer.MANAGER)}
    candidate.post(url("share_observation", observation), {"viewer": "manager", "withdraw": "on"})
    assert reader.get(observation.get_absolute_url()).status_code == 404


def test_the_candidate_reading_it_is_no_look(group, signed_in):
    observation = handed_over(group)
    signed_in(group.candidate).get(observation.get_absolute_url())
    assert Look.objects.count() == 0
    observation.refresh_from_db()
    assert observation.seen_at is not None


def test_replacing_goes_on_with_a_form_that_is_filled_in(group, signed_in):
    observation = signed(group, GOOD, GOOD)
    client = signed_in(group.trainer)
    answer = client.post(url("replace_observation", observation), {"why": "Verkeerde rol."})
    newer = Observation.objects.get(supersedes=observation)
    assert answer.url == url("fill_in_observation", newer)
    assert "checked" in client.get(answer.url).content.decode()
    assert "telt niet meer" in client.get(observation.get_absolute_url()).content.decode()


def test_an_invitation_can_be_taken_back(group, signed_in):
    observation = observe(group)
    ask(observation, group.coach)
    rate(observation, group.trainer)
    client = signed_in(group.trainer)
    row = row_of(observation, group.coach)
    assert "terugnemen" in client.get(observation.get_absolute_url()).content.decode()
    client.post(url("withdraw_rater", observation, row.pk))
    assert observation.raters.count() == 1
    assert client.post(url("withdraw_rater", observation, row.pk)).status_code == 404


# --- Lists are flat -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "name"),
    [("candidate", "my_observations"), ("trainer", "observations"), ("other_trainer", "observations")],
)
def test_a_list_takes_as_many_queries_for_many_as_for_few(
    group, signed_in, who, name, django_assert_max_num_queries
):
    client, address = signed_in(getattr(group, who)), reverse(f"assessments:{name}")
    handed_over(group)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    number = len(few)
    for _ in range(5):
        handed_over(group)
    with django_assert_max_num_queries(number):
        assert client.get(address).status_code == 200


def test_an_observation_takes_a_fixed_number_of_queries(group, signed_in, django_assert_max_num_queries):
    client = signed_in(group.candidate)
    small, large = handed_over(group), handed_over(group, GOOD, "2 2 3 3 3 3 3 3 3")
    client.get(small.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        client.get(small.get_absolute_url())
    number = len(few)
    client.get(large.get_absolute_url())
    with django_assert_max_num_queries(number):
        client.get(large.get_absolute_url())
