"""Scenarios from files and to files in the admin: first what would happen, then a draft; what is not right is said."""

from __future__ import annotations

import re
from html import unescape
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from roleplays.api import FORMATS, take_scenario
from roleplays.api import exchange as api
from roleplays.blocks import body_of
from roleplays.models import RolePlayScenario
from tests.authoring.scenario_editor import DESK, LIST, changed
from tests.factories.roleplays import ScenarioFactory

pytestmark = pytest.mark.django_db
BRING = f"{DESK}inbrengen/"


def words(answer) -> str:
    return unescape(answer.content.decode())


def bring(browser, content: bytes, name: str = "gesprek.twee", **more):
    return browser.post(BRING, {"file": SimpleUploadedFile(name, content), "municipality": "", **more})


def seal_in(answer) -> str:
    [found] = re.findall(r'name="seal" value="([^"]+)"', words(answer))
    return found


def twee(**options) -> bytes:
    return take_scenario(
        ScenarioFactory.build(code="RP55", municipality=None, **options), form="twee"
    ).content


def test_a_file_is_looked_through_first_and_comes_in_as_a_draft_after_a_yes(author, signed_in):
    browser = signed_in(author)
    looked = bring(browser, twee())
    assert looked.status_code == 200
    assert "Nog niets is bewaard" in words(looked)
    assert "wks-map__place" in words(looked)
    assert not RolePlayScenario.objects.exists()
    done = browser.post(f"{BRING}ja/", {"seal": seal_in(looked)})
    row = RolePlayScenario.objects.get()
    assert done.url == f"{DESK}{row.pk}/kaart/"
    assert (row.code, row.live, row.latest_revision.user) == ("RP55", False, author)
    assert row.body.raw_data[0]["value"]["text"] == "Wat is de bedoeling?"


@pytest.mark.parametrize("form", ["yaml", "twee"])
def test_what_leaves_comes_back_the_same(author, signed_in, form):
    row = ScenarioFactory()
    browser = signed_in(author)
    file = browser.post(f"{DESK}{row.pk}/meenemen/", {"form": form})
    looked = bring(browser, file.content, name=f"terug.{form}")
    browser.post(f"{BRING}ja/", {"seal": seal_in(looked)})
    back = RolePlayScenario.objects.exclude(pk=row.pk).get()
    assert take_scenario(back, form="html").content == take_scenario(row, form="html").content
    assert back.code == f"{row.code}-2"


REFUSED = [
    pytest.param(b"", "a.twee", "niets in dit bestand", id="empty"),
    pytest.param(b" \n ", "a.twee", "Er staat niets in dit bestand", id="white space"),
    pytest.param(b"x" * 2_000_001, "a.twee", "te groot", id="huge"),
    pytest.param(":: Begin\nCafé".encode("utf-16"), "a.twee", "UTF-8", id="another encoding"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.twee", "UTF-8", id="a picture in disguise"),
    pytest.param(b"PK\x03\x04\x00\x00\x00\x00", "a.yaml", "UTF-8", id="an archive in disguise"),
    pytest.param(b"<html></html>", "a.html", "soort bestand", id="another kind"),
    pytest.param(b"zomaar een verhaal", "a.twee", "geen passage", id="no passages"),
    pytest.param(b"id: [", "a.yaml", "1", id="broken yaml"),
    pytest.param(b":: A\nx\n\n:: A\ny\n", "a.twee", "twee passages", id="a name twice"),
]


@pytest.mark.parametrize(("content", "name", "says"), REFUSED)
def test_a_file_that_is_not_right_is_refused_in_a_sentence(author, signed_in, content, name, says):
    answer = bring(signed_in(author), content, name)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not RolePlayScenario.objects.exists()


def test_no_file_is_asked_for(author, signed_in):
    answer = signed_in(author).post(BRING, {"municipality": ""})
    assert answer.status_code == 422
    assert "Kies eerst een bestand" in words(answer)


def test_a_loop_without_exit_and_a_missing_scene_are_said_before_it_comes_in(author, signed_in):
    story = ":: Begin\nWat nu?\n[[Door->Verder]]\n[[Weg->Nergens]]\n\n:: Verder\nEn?\n[[Terug->Begin]]\n[[Nog eens->Verder]]\n"
    looked = bring(signed_in(author), story.encode())
    assert looked.status_code == 200
    found = words(looked)
    assert "Nergens" in found
    assert "Herstel" in found
    assert "Regel" in found


def test_a_button_pressed_twice_brings_in_one_draft(author, signed_in):
    browser = signed_in(author)
    seal = seal_in(bring(browser, twee()))
    answers = [browser.post(f"{BRING}ja/", {"seal": seal}, follow=True) for _ in range(2)]
    assert RolePlayScenario.objects.count() == 1
    assert "is al ingebracht" in words(answers[1])


def test_what_failed_comes_in_when_it_is_asked_again(author, signed_in, monkeypatch):
    browser = signed_in(author)
    seal = seal_in(bring(browser, twee()))
    with monkeypatch.context() as broken:
        broken.setattr(api, "bring_in", Mock(side_effect=OperationalError))
        with pytest.raises(OperationalError):
            browser.post(f"{BRING}ja/", {"seal": seal})
    browser.post(f"{BRING}ja/", {"seal": seal})
    assert RolePlayScenario.objects.count() == 1


def test_nothing_comes_in_without_a_seal_of_ones_own(author, colleague, signed_in):
    seal = seal_in(bring(signed_in(colleague), twee()))
    for sent in ("", "verzonnen", seal):
        answer = signed_in(author).post(f"{BRING}ja/", {"seal": sent})
        assert answer.url == BRING
    assert not RolePlayScenario.objects.exists()


def test_an_own_author_brings_in_for_the_own_municipality_whatever_is_sent(
    own_author, aaldorp, beekstad, signed_in
):
    looked = bring(signed_in(own_author), twee(), municipality=beekstad.pk)
    signed_in(own_author).post(f"{BRING}ja/", {"seal": seal_in(looked)})
    assert RolePlayScenario.objects.get().municipality == aaldorp


def test_who_writes_nowhere_brings_nothing_in(reviewer, signed_in):
    assert signed_in(reviewer).get(BRING).status_code == 302
    assert "inbrengen" not in words(signed_in(reviewer).get(LIST))


@pytest.mark.parametrize("form", FORMATS)
def test_a_scenario_leaves_in_each_format_and_says_first_what_stays_behind(author, signed_in, form):
    row = ScenarioFactory()
    browser = signed_in(author)
    asked = browser.get(f"{DESK}{row.pk}/meenemen/?form={form}")
    assert "Wat niet meegaat" in words(asked)
    file = browser.post(f"{DESK}{row.pk}/meenemen/", {"form": form})
    assert file.status_code == 200
    assert row.code.lower() in file["Content-Disposition"]
    assert file["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_format_is_refused(author, signed_in):
    row = ScenarioFactory()
    assert signed_in(author).post(f"{DESK}{row.pk}/meenemen/", {"form": "docx"}).status_code == 422


def test_who_only_looks_gets_what_is_on_line_without_hidden_parts(own_author, signed_in):
    row = ScenarioFactory()
    row.body = body_of(changed(0, text="Nog niet klaar"))
    row.save_revision()
    browser, url = signed_in(own_author), f"{DESK}{row.pk}/meenemen/"
    file = browser.post(url, {"form": "html"})
    assert "Nog niet klaar" not in words(file)
    assert browser.post(url, {"form": "yaml"}).status_code == 422
    draft = ScenarioFactory(published=False)
    assert browser.get(f"{DESK}{draft.pk}/meenemen/").status_code == 404


def test_a_scenario_of_another_municipality_does_not_leave(own_author, beekstad, signed_in):
    theirs = ScenarioFactory(municipality=beekstad)
    assert signed_in(own_author).get(f"{DESK}{theirs.pk}/meenemen/").status_code == 404
