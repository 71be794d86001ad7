"""How groups walked through a scenario: for who leads a group and who writes it, and never about one person."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.api import within
from people.choices import Role
from roleplays.blocks import body_of
from roleplays.choices import Outcome
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.roleplays import SCENES, RunFactory, ScenarioFactory, version_of

pytestmark = pytest.mark.django_db
GOOD, SKETCH, SECRET = ["a", "a"], ["b", "b"], ["c", "a"]
NOW = timezone.now()
URL = "/oefenen/scenario/rp1/zo-gespeeld/"


@pytest.fixture
def here():
    """A municipality whose works council agreed."""
    return MunicipalityFactory(works_council_agreed_on="2026-01-01")


@pytest.fixture
def scenario():
    """A conversation of two scenes."""
    return ScenarioFactory(code="RP1", title="De eerste avond")


def play(scenario, municipality, moves, *, team=None, days=1, person=None, is_finished=True):
    """Somebody who played so many days ago."""
    moment = NOW - timedelta(days=days)
    more = {"person": person} if person else {}
    if is_finished:
        more |= {"finished_at": moment, "outcome": Outcome.MIXED}
    with within(municipality):
        return RunFactory(
            version=version_of(scenario),
            municipality=municipality,
            team=team,
            moves=list(moves),
            started_at=moment,
            played_at=moment,
            **more,
        )


def play_all(scenario, municipality, roads, **more):
    return [
        play(scenario, municipality, moves, days=100 - place, **more) for place, moves in enumerate(roads)
    ]


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def trainer(here):
    """The browser of who trains in the whole municipality."""
    return browser_of(person_with(Role.TRAINER, municipality=here))


def told(browser, url=URL):
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def traffic(browser, url=URL):
    return browser.get(url).context["picture"].traffic


# --- Five or more -----------------------------------------------------------------------------------


def test_four_people_are_shown_nothing(scenario, here, trainer):
    play_all(scenario, here, [SKETCH] * 4)
    assert "Er is nog niets te laten zien" in told(trainer)


def test_five_people_are_shown_in_bands(scenario, here, trainer):
    play_all(scenario, here, [SKETCH] * 3 + [GOOD] * 2)
    page = told(trainer)
    assert "Geteld over 5 mensen" in page
    assert "Gekozen door 60% of meer van de groep" in page
    assert not re.search(r"\b[345] (mensen )?kozen", page)


def test_the_sixth_person_changes_nothing_until_the_tenth_is_there(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    before = traffic(trainer)
    for day in (4, 3, 2, 1):
        play(scenario, here, SKETCH, days=day)
        assert traffic(trainer) == before
    play(scenario, here, SKETCH, days=0)
    assert traffic(trainer).people == 10


def test_who_plays_often_counts_once_and_by_the_first_time(scenario, here, trainer):
    runs = play_all(scenario, here, [GOOD] * 5)
    before = traffic(trainer)
    for run in runs:
        play(scenario, here, SKETCH, person=run.person, days=1)
    assert traffic(trainer) == before


def test_a_small_team_is_counted_together_with_another(scenario, here, trainer):
    large, small = TeamFactory(municipality=here, name="Wijk"), TeamFactory(municipality=here, name="Zorg")
    play_all(scenario, here, [GOOD] * 7, team=large)
    play_all(scenario, here, [SKETCH] * 2, team=small)
    pictures = trainer.get(URL).context["sight"].pictures
    assert [sorted(picture.names) for picture in pictures] == [["Wijk", "Zorg"]]


def test_a_coach_sees_the_groups_that_they_lead_and_no_others(scenario, here):
    mine, theirs = TeamFactory(municipality=here, name="Wijk"), TeamFactory(municipality=here, name="Zorg")
    play_all(scenario, here, [GOOD] * 5, team=mine)
    play_all(scenario, here, [SKETCH] * 5, team=theirs)
    coach = MembershipFactory(municipality=here, role=Role.COACH, team=mine).person
    page = told(browser_of(coach))
    assert "Wijk" in page
    assert "Zorg" not in page


def test_without_the_works_council_nothing_is_shown(scenario):
    closed = MunicipalityFactory(works_council_agreed_on=None)
    play_all(scenario, closed, [SKETCH] * 5)
    page = told(browser_of(person_with(Role.TRAINER, municipality=closed)))
    assert "De ondernemingsraad" in page
    assert "Geteld over" not in page


def test_versions_are_counted_apart(scenario, here, trainer):
    play_all(scenario, here, [SKETCH] * 5)
    scenario.body = body_of(tuple(SCENES[:2]) + SCENES[2:][::-1])
    scenario.save_revision().publish()
    assert "Er is nog niets te laten zien" in told(trainer)
    assert "Geteld over 5 mensen" in told(trainer, f"{URL}?versie=1")


def test_people_of_another_municipality_are_not_counted(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    play_all(scenario, MunicipalityFactory(works_council_agreed_on="2026-01-01"), [SKETCH] * 5)
    assert len(trainer.get(URL).context["sight"].pictures) == 1
    assert traffic(trainer).people == 5


def test_where_many_people_stop_is_said(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    play_all(scenario, here, [["a"]] * 10, is_finished=False)
    stops = trainer.get(URL).context["picture"].stops
    assert (stops.people, list(stops.scenes)) == (15, ["n2"])


def test_who_only_just_began_has_not_stopped(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    for _ in range(5):
        play(scenario, here, ["a"], days=2, is_finished=False)
    assert trainer.get(URL).context["picture"].stops.people == 5


def test_the_map_is_coloured_and_leads_to_the_words(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    page = told(trainer)
    assert 'class="wks-map__place wks-map__place--scene wks-map__place--warm-4" href="#scene-n1"' in page
    assert 'id="scene-n1"' in page
    assert "Zo liepen 5 mensen" in page
    assert "De letters zijn de keuzes." in page
    assert "om te herstellen" not in page


# --- Who may look -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_for_others_the_page_does_not_exist(scenario, here, role):
    browser = browser_of(person_with(role, municipality=here))
    assert browser.get(URL).status_code == 404
    assert browser.get(f"{URL}bestand/").status_code == 404
    assert "zo-gespeeld" not in told(browser, reverse("roleplays:scenario", args=["rp1"]))


def test_who_leads_a_group_finds_the_page_from_the_scenario(scenario, trainer):
    assert URL in told(trainer, reverse("roleplays:scenario", args=["rp1"]))


def test_who_writes_the_scenario_sees_all_municipalities_together(scenario, here):
    play_all(scenario, here, [GOOD] * 7)
    play_all(scenario, MunicipalityFactory(works_council_agreed_on="2026-01-01"), [SKETCH] * 5)
    play_all(scenario, MunicipalityFactory(works_council_agreed_on=None), [SKETCH] * 5)
    author = person_with(Role.LEARNER, municipality=here)
    author.is_superuser = True
    author.save()
    picture = browser_of(author).get(URL).context["picture"]
    assert (picture.is_everybody, picture.traffic.people) == (True, 10)


def test_nothing_on_the_page_names_who_played(scenario, here, trainer):
    runs = play_all(scenario, here, [SKETCH] * 5)
    with within(here):
        for run in runs:
            run.reflection = "Mijn geheime reflectie."
            run.save()
    pages = told(trainer) + trainer.get(f"{URL}bestand/").content.decode()
    assert "Mijn geheime reflectie." not in pages
    for run in runs:
        assert str(run.person) not in pages
        assert str(run.public_id) not in pages


@pytest.mark.parametrize("asked", ["?versie=9", "?versie=x", "?groep=2", "?groep=0", "?groep=veel"])
def test_a_group_or_a_version_that_is_not_there_is_not_found(scenario, here, trainer, asked):
    play_all(scenario, here, [GOOD] * 5)
    assert trainer.get(f"{URL}{asked}").status_code == 404


# --- The file -------------------------------------------------------------------------------------------


def test_the_file_holds_the_same_numbers(scenario, here, trainer):
    play_all(scenario, here, [SKETCH] * 3 + [GOOD] * 2)
    answer = trainer.get(f"{URL}bestand/")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    shown = traffic(trainer)
    said = {(row[1], row[2]): (int(row[4]), int(row[5])) for row in rows[1:] if row[2]}
    assert said == {tuple(name.split(":")): (share.low, share.high) for name, share in shown.choices.items()}
    assert "attachment" in answer["Content-Disposition"]


def test_a_text_that_looks_like_a_formula_is_harmless_in_the_file(here, trainer):
    nodes = (SCENES[0], SCENES[1], *SCENES[2:])
    evil = ScenarioFactory(code="RP9", body=body_of((nodes[0], *nodes[1:])))
    evil.body = body_of(
        tuple(
            type(node)(node.key, f"=1+1 {node.text}", node.speaker, node.speaker_name, node.choices, node.end)
            for node in nodes
        )
    )
    evil.save_revision().publish()
    play_all(evil, here, [GOOD] * 5)
    assert ";'=1+1" in trainer.get("/oefenen/scenario/rp9/zo-gespeeld/bestand/").content.decode()


# --- Queries ----------------------------------------------------------------------------------------------


def queries(browser):
    with CaptureQueriesContext(connection) as seen:
        browser.get(URL)
    return len(seen)


def test_the_page_takes_as_many_queries_for_sixty_people_as_for_five(scenario, here, trainer):
    play_all(scenario, here, [GOOD] * 5)
    trainer.get(URL)
    few = queries(trainer)
    for _ in range(5):
        play_all(scenario, here, [SKETCH] * 11, team=TeamFactory(municipality=here))
    assert queries(trainer) == few <= 14
