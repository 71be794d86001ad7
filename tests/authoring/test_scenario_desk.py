"""The desk of who writes a scenario: the map, one scene as a plain form, the next scene from a choice, playing on trial."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.api import everywhere, within
from roleplays.api.authoring import draft_of, ids_of_blocks, scenario_of
from roleplays.blocks import body_of
from roleplays.choices import Outcome
from roleplays.models import RolePlayRun
from roleplays.rules.scenario import Condition
from tests.authoring.scenario_editor import DESK, LIST, WRITTEN, changed, fresh, scene_form
from tests.factories.people import MunicipalityFactory
from tests.factories.roleplays import RunFactory, ScenarioFactory, version_of

pytestmark = pytest.mark.django_db
FIRST, SECOND, GOOD, POOR = WRITTEN


@pytest.fixture
def row():
    return ScenarioFactory()


def words(answer) -> str:
    return unescape(answer.content.decode())


def now(row):
    """The scenes as they are written now, by name."""
    return scenario_of(draft_of(fresh(row))).by_key


def write(browser, row, node=FIRST, choices=None, **changes):
    form = scene_form(
        replace(node, choices=choices or node.choices), based_on=fresh(row).latest_revision_id, **changes
    )
    return browser.post(f"{DESK}{row.pk}/scene/{node.key}/", form)


def test_a_choice_makes_the_next_scene_and_the_author_goes_on_there(author, row, signed_in):
    answer = write(signed_in(author), row, SECOND, **{"choice-1-to": "+scene"})
    assert answer.status_code == 302
    assert answer.url == f"{DESK}{row.pk}/scene/n3/"
    assert now(row)["n2"].choices[1].to == "n3"
    found = words(signed_in(author).get(answer.url))
    assert f'href="{DESK}{row.pk}/scene/n2/"' in found  # from where choices lead here


def test_what_is_not_changed_stays_to_the_letter(author, row, signed_in):
    before = now(row)
    write(signed_in(author), row)
    assert now(row) == before
    assert fresh(row).latest_revision.user == author
    assert fresh(row).live


ASKED = Condition(
    chosen=("n1:a",), not_chosen=("n1:c",), at_least=(("autonomy", 1),), at_most=(("frame", -2),)
)


def test_a_condition_stays_when_the_scene_is_saved(author, signed_in):
    asked = replace(SECOND.choices[0], condition=ASKED)
    row = ScenarioFactory(body=body_of(changed(1, choices=(asked, SECOND.choices[1]))), published=False)
    write(signed_in(author), row, SECOND, choices=(asked, SECOND.choices[1]))
    assert now(row)["n2"].choices[0].condition == ASKED


def test_a_condition_is_written_and_told_in_words(author, row, signed_in):
    asked = replace(SECOND.choices[0], condition=ASKED)
    browser = signed_in(author)
    write(browser, row, SECOND, choices=(asked, SECOND.choices[1]))
    assert now(row)["n2"].choices[0].condition == ASKED
    found = words(browser.get(f"{DESK}{row.pk}/kaart/"))
    assert "alleen na n1:a; niet na n1:c; alleen vanaf 1: Autonomie; alleen tot en met -2: Kader" in found


def test_a_row_of_a_condition_that_is_emptied_is_gone(author, signed_in):
    asked = replace(SECOND.choices[0], condition=ASKED)
    row = ScenarioFactory(body=body_of(changed(1, choices=(asked, SECOND.choices[1]))), published=False)
    gone = {
        "choice-0-made-0-name": "",
        "choice-0-level-0-principle": "",
        "choice-0-level-0-amount": "",
    }
    write(signed_in(author), row, SECOND, choices=(asked, SECOND.choices[1]), **gone)
    assert now(row)["n2"].choices[0].condition == replace(ASKED, chosen=(), at_least=())


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("choice-0-made-0-name", "de eerste keuze", "Schrijf een scène en een keuze, bijvoorbeeld n1:a."),
        ("choice-0-level-0-amount", "99", "hoogstens 20"),
        ("choice-0-level-0-amount", "", "Vul in hoe ver, bijvoorbeeld 2."),
        ("choice-0-level-0-principle", "", "Kies een principe."),
    ],
)
def test_a_condition_that_is_not_one_is_refused_at_its_choice(author, row, signed_in, field, typed, told):
    asked = replace(SECOND.choices[0], condition=ASKED)
    changes = {field: typed, "text": "Lang nagedacht over deze zin."}
    answer = write(signed_in(author), row, SECOND, choices=(asked, SECOND.choices[1]), **changes)
    assert answer.status_code == 422
    assert "Keuze 1, " in words(answer)
    assert told in words(answer)
    assert "Lang nagedacht over deze zin." in words(answer)
    assert now(row)["n2"] == SECOND


def test_only_a_condition_makes_a_choice_too(author, row, signed_in):
    more = {
        "choice-TOTAL_FORMS": 3,
        "choice-2-made-TOTAL_FORMS": 1,
        "choice-2-made-INITIAL_FORMS": 0,
        "choice-2-made-0-when": "chosen",
        "choice-2-made-0-name": "n1:b",
        "choice-2-level-TOTAL_FORMS": 0,
        "choice-2-level-INITIAL_FORMS": 0,
    }
    write(signed_in(author), row, SECOND, **more)
    assert now(row)["n2"].choices[2].condition.chosen == ("n1:b",)


def test_choices_and_scenes_change_places_without_a_mouse(author, row, signed_in):
    write(signed_in(author), row, **{"choice-2-place": 1})
    assert [choice.key for choice in now(row)["n1"].choices] == ["c", "a", "b"]
    write(signed_in(author), row, SECOND, after="+first")
    assert list(now(row))[:2] == ["n2", "n1"]
    write(signed_in(author), row, SECOND, after="n1")
    assert list(now(row))[:2] == ["n1", "n2"]


def test_a_place_that_is_not_there_is_refused_and_nothing_typed_is_lost(author, row, signed_in):
    answer = write(signed_in(author), row, SECOND, after="nergens", text="Lang nagedacht.")
    assert answer.status_code == 422
    assert "Lang nagedacht." in words(answer)
    assert list(now(row))[:2] == ["n1", "n2"]


def test_a_new_name_is_followed_and_the_block_keeps_its_place_in_the_editor(author, row, signed_in):
    blocks = ids_of_blocks(draft_of(row))
    write(signed_in(author), row, SECOND, key="vervolg")
    assert now(row)["n1"].choices[0].to == "vervolg"
    assert ids_of_blocks(draft_of(fresh(row)))["vervolg"] == blocks["n2"]


def test_the_name_of_another_scene_is_refused_and_nothing_typed_is_lost(author, row, signed_in):
    answer = write(signed_in(author), row, SECOND, key="n1", text="Lang nagedacht over deze zin.")
    assert answer.status_code == 422
    assert "Een andere scène heeft deze naam" in words(answer)
    assert "Lang nagedacht over deze zin." in words(answer)
    assert now(row)["n2"].text == SECOND.text


def test_holding_and_breaking_the_same_is_refused_at_its_choice(author, row, signed_in):
    answer = write(signed_in(author), row, **{"choice-0-broken": ["autonomy"]})
    assert answer.status_code == 422
    assert "Keuze 1, Houdt niet vast:" in words(answer)
    assert "Autonomie" in words(answer)


def test_a_version_of_somebody_else_is_not_overwritten_unseen(author, colleague, row, signed_in):
    mine = scene_form(FIRST, based_on=row.latest_revision_id, text="Van mij.")
    write(signed_in(colleague), row, SECOND, text="Van de collega.")
    answer = signed_in(author).post(f"{DESK}{row.pk}/scene/n1/", mine)
    assert answer.status_code == 422
    assert "Van mij." in words(answer)
    again = {**mine, "based_on": fresh(row).latest_revision_id}
    assert signed_in(author).post(f"{DESK}{row.pk}/scene/n1/", again).status_code == 302
    assert now(row)["n1"].text == "Van mij."
    assert now(row)["n2"].text == "Van de collega."


def test_a_choice_is_taken_away_and_another_keeps_its_letter(author, row, signed_in):
    write(signed_in(author), row, **{"choice-0-DELETE": "on"})
    assert [choice.key for choice in now(row)["n1"].choices] == ["b", "c"]


def test_an_end_is_written_too(author, row, signed_in):
    write(signed_in(author), row, GOOD, text="Iedereen gaat naar huis.", outcome="mixed")
    assert (now(row)["e_good"].text, now(row)["e_good"].end) == ("Iedereen gaat naar huis.", "mixed")


def test_a_scenario_begins_with_its_first_scene(author, signed_in):
    row = ScenarioFactory(body=[], published=False)
    browser = signed_in(author)
    assert "Maak de eerste scène" in words(browser.get(f"{DESK}{row.pk}/kaart/"))
    based_on = fresh(row).latest_revision_id or ""
    answer = browser.post(f"{DESK}{row.pk}/scene/", {"kind": "scene", "based_on": based_on})
    assert answer.url == f"{DESK}{row.pk}/scene/n1/"
    assert browser.get(answer.url).status_code == 200


def test_a_scene_is_taken_away_and_the_map_says_what_leads_nowhere(author, row, signed_in):
    browser = signed_in(author)
    answer = browser.post(
        f"{DESK}{row.pk}/scene/n2/weg/", {"based_on": fresh(row).latest_revision_id}, follow=True
    )
    assert "n2" not in now(row)
    assert "Deze keuze gaat naar een scène die er niet is." in words(answer)


def test_nobody_writes_in_what_waits_for_somebody_else(author, reviewer, row, signed_in):
    row.save_revision(user=author)
    row.get_workflow().start(row, author)
    before = now(row)
    refused = write(signed_in(author), row, text="Stiekem.")
    assert refused.status_code == 422
    assert "onder beoordeling" in words(refused)
    assert "Stiekem." in words(refused)
    signed_in(author).post(f"{DESK}{row.pk}/scene/n2/weg/", {"based_on": fresh(row).latest_revision_id})
    assert now(row) == before
    assert write(signed_in(reviewer), row, text="Mag wel.").status_code == 302


# --- The map ------------------------------------------------------------------------------------------


def test_the_map_leads_by_links_to_each_scene_and_tells_the_same_in_words(author, row, signed_in):
    found = words(signed_in(author).get(f"{DESK}{row.pk}/kaart/"))
    for node in WRITTEN:
        assert f'href="{DESK}{row.pk}/scene/{node.key}/"' in found
        assert f'id="scene-{node.key}"' in found
    assert "Niets staat in de weg" in found


def test_the_map_takes_a_fixed_number_of_queries(author, signed_in):
    browser = signed_in(author)
    small = ScenarioFactory(published=False)
    small.save_revision()
    browser.get(f"{DESK}{small.pk}/kaart/")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"{DESK}{small.pk}/kaart/")
    many_scenes = [*WRITTEN[:2], *(SECOND.__class__(f"n{n}", "Nog een.") for n in range(3, 60)), GOOD, POOR]
    large = ScenarioFactory(body=body_of(many_scenes), published=False)
    large.save_revision()
    with CaptureQueriesContext(connection) as many:
        assert browser.get(f"{DESK}{large.pk}/kaart/").status_code == 200
    assert len(many) <= len(few)


def test_a_draft_with_strange_names_still_has_a_map(author, signed_in):
    strange = [
        {"type": "scene", "value": {**body_of([FIRST])[0]["value"], "key": key}} for key in ("", "a b")
    ]
    row = ScenarioFactory(body=strange, published=False)
    assert signed_in(author).get(f"{DESK}{row.pk}/kaart/").status_code == 200
    assert signed_in(author).get(f"{LIST}edit/{row.pk}/").status_code == 200


# --- Playing on trial ------------------------------------------------------------------------------------


def test_a_draft_is_played_from_any_scene_and_nothing_is_kept(author, row, signed_in):
    browser = signed_in(author)
    found = words(browser.get(f"{DESK}{row.pk}/spelen/?vanaf=n2"))
    assert SECOND.text in found
    end = words(browser.get(f"{DESK}{row.pk}/spelen/?vanaf=n2&weg=a"))
    assert GOOD.text in end
    assert "Henk denkt na." in end
    with everywhere():
        assert not RolePlayRun.objects.exists()


@pytest.mark.parametrize("asked", ["vanaf=nergens", "weg=z.z", "weg=" + "a." * 500, "vanaf=%00&weg=%00"])
def test_a_road_that_does_not_exist_begins_again(author, row, signed_in, asked):
    answer = signed_in(author).get(f"{DESK}{row.pk}/spelen/?{asked}")
    assert answer.status_code == 200


PAGES = ["kaart/", "scene/n1/", "spelen/"]


@pytest.mark.parametrize("page", PAGES)
def test_the_desk_of_another_municipality_does_not_exist(own_author, beekstad, signed_in, page):
    theirs = ScenarioFactory(municipality=beekstad)
    assert signed_in(own_author).get(f"{DESK}{theirs.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_desk_of_what_is_shared_is_not_for_who_only_writes_own_content(own_author, row, signed_in, page):
    assert signed_in(own_author).get(f"{DESK}{row.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["scene/", "scene/n1/", "scene/n1/weg/"])
def test_nobody_elsewhere_changes_a_scene(own_author, beekstad, signed_in, page):
    theirs = ScenarioFactory(municipality=beekstad)
    form = scene_form(FIRST, based_on=theirs.latest_revision_id, text="Ingebroken.")
    assert signed_in(own_author).post(f"{DESK}{theirs.pk}/{page}", form).status_code == 404
    assert now(theirs)["n1"].text == FIRST.text


def test_a_scene_that_does_not_exist_is_not_there(author, row, signed_in):
    assert signed_in(author).get(f"{DESK}{row.pk}/scene/nergens/").status_code == 404


# --- How people walked --------------------------------------------------------------------------------


def walked_by(row, people):
    here = MunicipalityFactory(works_council_agreed_on="2026-01-01")
    with within(here):
        for _ in range(people):
            RunFactory(
                version=version_of(row),
                municipality=here,
                moves=["a", "a"],
                finished_at=timezone.now(),
                outcome=Outcome.GOOD,
            )


@pytest.mark.parametrize(("people", "is_warm"), [(4, False), (5, True)])
def test_an_author_sees_on_the_map_how_five_or_more_walked(author, row, signed_in, people, is_warm):
    walked_by(row, people)
    found = words(signed_in(author).get(f"{DESK}{row.pk}/kaart/"))
    assert ("wks-map__place--warm-4" in found) is is_warm
    assert ("Dit gaat over versie 1" in found) is is_warm


def test_the_map_takes_as_many_queries_for_forty_people_as_for_five(author, row, signed_in):
    browser = signed_in(author)
    seen = []
    for people in (5, 35):
        walked_by(row, people)
        browser.get(f"{DESK}{row.pk}/kaart/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"{DESK}{row.pk}/kaart/")
        seen.append(len(queries))
    assert seen[0] == seen[1]
