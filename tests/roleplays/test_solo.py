"""Playing alone: over HTTP, as a plain form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.selectors.curriculum import curriculum_now
from people.api import within
from people.choices import Role
from records.models import Record
from roleplays.blocks import stream_of_frame
from roleplays.choices import Outcome
from roleplays.models import RolePlayRun
from tests.factories.people import MembershipFactory, MunicipalityFactory, UserFactory, person_with
from tests.factories.roleplays import SCENES, ScenarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    """Somebody who learns."""
    return MembershipFactory()


@pytest.fixture
def client(membership):
    """Their browser."""
    client = Client()
    client.force_login(membership.person)
    return client


@pytest.fixture
def scenario():
    """A conversation of two scenes."""
    return ScenarioFactory(code="RP1", title="De eerste avond")


@pytest.fixture
def url(client, scenario):
    """A run that has begun."""
    return client.post(reverse("roleplays:scenario", args=["rp1"])).url


def run_of(membership):
    with within(membership.municipality):
        return RolePlayRun.objects.get()


def say(client, url, *keys):
    """Make choices one after the other."""
    answer = None
    for place, key in enumerate(keys):
        answer = client.post(url, {"choice": key, "place": place})
        assert answer.status_code == 302, answer.content.decode()
    return answer


def words(answer):
    return answer.content.decode()


def test_a_scenario_is_found_and_explained_before_it_begins(client, scenario):
    assert "De eerste avond" in words(client.get(reverse("roleplays:scenarios")))
    page = words(client.get(reverse("roleplays:scenario", args=["rp1"])))
    assert "Alleen case_steward weet dit" in page
    others = ("resident", "municipality", "process_guide")
    assert not any(f"Alleen {role} weet dit" in page for role in others)


def test_a_scene_shows_who_speaks_and_every_choice(client, url):
    page = words(client.get(url))
    assert "Samira" in page
    assert all(choice.text in page for choice in SCENES[0].choices)
    assert not any(choice.feedback in page for choice in SCENES[0].choices)


def test_after_a_choice_come_its_feedback_and_the_next_scene(client, url):
    say(client, url, "b")
    page = words(client.get(url))
    assert "Terug op b." in page
    assert "En nu? Wie doet wat?" in page


def test_a_run_goes_on_where_the_player_was(client, url):
    say(client, url, "a")
    assert client.post(reverse("roleplays:scenario", args=["rp1"])).url == url


def test_a_good_end_shows_a_profile_and_the_roads_not_taken(client, url, membership):
    say(client, url, "a", "a")
    page = words(client.get(url))
    assert "De inwoners gaan zelf verder" in page
    assert "Profiel per principe" in page
    assert "Ik heb hier een schets bij me." in page
    assert run_of(membership).outcome == Outcome.GOOD


def test_an_end_that_tells_more_than_the_choices_gave_says_why(client, url):
    say(client, url, "c", "a")
    page = words(client.get(url))
    assert "Het gesprek liep vast" in page
    assert "De groep gaat zelf verder." in page
    assert "Zo loopt het verhaal af. Er bleef iets liggen over veiligheid of rechten" in page


def test_an_end_that_says_what_the_choices_gave_needs_no_reason(client, url):
    say(client, url, "a", "a")
    assert "Zo loopt het verhaal af." not in words(client.get(url))


def test_what_happens_comes_before_the_feedback_also_at_the_end(client, url):
    say(client, url, "a", "a")
    page = words(client.get(url))
    first, road = page.split('id="road-title"')
    assert first.index("Henk denkt na.") < first.index("De groep gaat zelf verder.")
    assert road.index("Henk denkt na.") < road.index("Terug op a.", road.index("Henk denkt na."))


def test_each_scene_says_which_step_it_is_and_with_whom_the_direction_lies(client, url):
    page = client.get(url).content.decode()
    assert "Stap 1" in page
    assert "Je keuzes zeggen daar nog niets over." in page
    say(client, url, "a")
    page = client.get(url).content.decode()
    assert "Stap 2" in page
    assert "Meer bij de ander dan bij jou." in page


def test_the_frame_stays_at_hand_in_every_scene(client):
    frame = stream_of_frame([("issue", "Wat doen we met het plein?"), ("resources", "Er is 40.000 euro.")])
    ScenarioFactory(code="RP2", frame=frame)
    url = client.post(reverse("roleplays:scenario", args=["rp2"])).url
    for keys in ((), ("a",)):
        say(client, url, *keys)
        assert "Wat doen we met het plein?" in words(client.get(url))
        assert "Er is 40.000 euro." in words(client.get(url))


def test_after_a_knock_out_m10_is_offered_without_blame(client, url):
    say(client, url, "c", "a")
    page = words(client.get(url))
    assert reverse("courses:by_code", args=["m10"]) in page
    assert "Veiligheid en rechten gaan voor" in page


def test_right_after_a_knock_out_m10_is_offered_while_the_conversation_waits(client, url):
    say(client, url, "c")
    page = words(client.get(url))
    assert reverse("courses:by_code", args=["m10"]) in page
    assert "En nu? Wie doet wat?" in page
    assert "Het gesprek wacht hier op je" in page
    client.post(f"{url}terug/", {"place": 1})
    assert reverse("courses:by_code", args=["m10"]) not in words(client.get(url))


def test_a_finished_run_is_a_fact_without_its_choices(client, url, membership):
    say(client, url, "b", "b")
    with within(membership.municipality):
        fact = Record.objects.get()
    assert fact.activity == "role-play:RP1"
    assert "b" not in str(fact.result)
    assert fact.person == membership.person


def test_playing_twice_is_one_fact_and_two_runs(client, url, membership):
    say(client, url, "a", "a")
    again = client.post(reverse("roleplays:scenario", args=["rp1"])).url
    assert again != url
    say(client, again, "b", "b")
    with within(membership.municipality):
        assert Record.objects.count() == 1
        assert RolePlayRun.objects.count() == 2


def test_a_step_back_takes_one_choice_away(client, url, membership):
    say(client, url, "b")
    client.post(f"{url}terug/", {"place": 1})
    assert run_of(membership).moves == []
    assert "Wat is de bedoeling?" in words(client.get(url))


def test_a_choice_sent_twice_counts_once(client, url, membership):
    say(client, url, "a")
    assert client.post(url, {"choice": "a", "place": 0}).status_code == 302
    assert run_of(membership).moves == ["a"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"place": 0}, "Kies eerst wat je zegt of doet."),
        ({"choice": "z", "place": 0}, "Die keuze is er hier niet."),
        ({"choice": "b", "place": 3}, "ging verder in een ander venster"),
        ({"choice": "x" * 99, "place": 0}, "40"),
        ({"choice": "a", "place": "vier"}, "getal"),
    ],
)
def test_a_choice_that_cannot_be_made_is_explained(client, url, membership, sent, says):
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert says in words(answer)
    assert run_of(membership).moves == []


def test_another_window_that_went_on_is_told(client, url):
    say(client, url, "a")
    answer = client.post(url, {"choice": "b", "place": 0})
    assert answer.status_code == 422
    assert "ging verder in een ander venster" in words(answer)


def test_a_step_back_from_the_end_is_refused(client, url, membership):
    say(client, url, "a", "a")
    assert client.post(f"{url}terug/", {"place": 2}).status_code == 422
    assert run_of(membership).outcome == Outcome.GOOD


def test_a_reflection_is_kept_and_shown_again(client, url):
    say(client, url, "a", "a")
    client.post(f"{url}reflectie/", {"reflection": "Ik zou eerst stil zijn."})
    assert "Ik zou eerst stil zijn." in words(client.get(url))


def test_a_reflection_that_is_too_long_comes_back_with_what_was_typed(client, url):
    say(client, url, "a", "a")
    answer = client.post(f"{url}reflectie/", {"reflection": "lang " * 1001})
    assert answer.status_code == 422
    assert "lang lang" in words(answer)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_sees_a_run(url, membership, role):
    stranger = Client()
    stranger.force_login(person_with(role, municipality=membership.municipality))
    assert stranger.get(url).status_code == 404
    assert stranger.post(url, {"choice": "a", "place": 0}).status_code == 404


def test_an_own_scenario_exists_only_in_its_municipality(client, membership):
    ScenarioFactory(code="RP7", municipality=MunicipalityFactory())
    ScenarioFactory(code="RP8", municipality=membership.municipality)
    assert client.get(reverse("roleplays:scenario", args=["rp7"])).status_code == 404
    assert client.get(reverse("roleplays:scenario", args=["rp8"])).status_code == 200


def test_a_run_keeps_the_version_it_began_in(client, url, scenario):
    from roleplays.blocks import body_of

    other_end = replace(SCENES[2], text="Alles is anders.")
    scenario.body = body_of((*SCENES[:2], other_end, SCENES[3]))
    scenario.save_revision().publish()
    assert scenario.versions.count() == 2
    say(client, url, "a", "a")
    assert "De groep gaat zelf verder." in words(client.get(url))


def queries(client, *asked):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.post(*asked)
    return len(seen)


def test_a_choice_takes_at_most_ten_queries_however_long_the_road(client, url):
    curriculum_now()  # this process has read it: what ends a conversation may complete a lesson
    assert queries(client, url, {"choice": "a", "place": 0}) <= 10
    assert queries(client, url, {"choice": "a", "place": 1}) <= 10


def test_the_page_takes_a_flat_number_of_queries(client, url, django_assert_max_num_queries):
    say(client, url, "a")
    with django_assert_max_num_queries(8):
        client.get(url)


def test_a_conversation_goes_on_from_the_list(client, url):
    say(client, url, "a")
    told = words(client.get(reverse("roleplays:scenarios")))
    assert f'href="{url}"' in told
    say(client, url)
    client.post(url, {"choice": "a", "place": 1})
    assert f'href="{url}"' not in words(client.get(reverse("roleplays:scenarios")))


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [("player_role=case_steward", True), ("player_role=coach", False), ("context=debt", False), ("", True)],
)
def test_the_list_shows_what_fits(client, scenario, asked, is_there):
    told = words(client.get(f"/oefenen/?{asked}"))
    assert (scenario.title in told) == is_there
    assert ("Geen gesprek past" in told) != is_there


def test_a_filter_that_does_not_exist_is_explained(client, scenario):
    answer = client.get("/oefenen/?context=ruimtevaart")
    assert answer.status_code == 400
    assert scenario.title in words(answer)


def test_the_list_takes_as_many_queries_for_twelve_scenarios_as_for_two(client, scenario):
    def number() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/oefenen/")
        return len(seen)

    ScenarioFactory()
    number()
    few = number()
    ScenarioFactory.create_batch(10)
    assert number() == few <= 8


def test_who_works_in_no_municipality_is_offered_nothing_that_is_not_there_for_them(scenario):
    nobody = Client()
    nobody.force_login(UserFactory())
    page = nobody.get(reverse("roleplays:scenarios")).content.decode()
    assert "Je werkt in geen gemeente" in page
    assert reverse("roleplays:scenario", args=["rp1"]) not in page
    assert reverse("assessments:my_tests") not in page
