"""Who searches finds lessons by another form of a word, by a word that was mistyped, and in some context."""

from __future__ import annotations

import pytest

from courses import api
from courses.selectors import search as searching
from tests.factories import courses as content
from tests.factories.courses import GlossaryTermFactory

pytestmark = pytest.mark.django_db

LINES = "<h2>Aan tafel</h2><p>Tom is de zaakwaarnemer van Hilda.</p><p>Hij kiest niets voor haar.</p>"


@pytest.fixture
def path():
    page = content.LessonPageFactory(body=[content.text(LINES)])
    return content.published(page.get_parent().get_parent())


def test_another_form_of_a_dutch_word_finds_the_lesson(path):
    [hit] = api.search("zaakwaarnemers", paths=[path]).hits
    assert hit.spot.lesson.title


def test_a_mistyped_word_finds_what_was_meant_and_says_so(path):
    findings = api.search("zaakwarnemer", paths=[path])
    assert (findings.asked, findings.meant) == ("zaakwarnemer", "zaakwaarnemer")
    assert findings.was_corrected
    assert len(findings.hits) == 1


def test_an_excerpt_shows_what_stands_before_and_after_on_one_line(path):
    [hit] = api.search("zaakwaarnemer", paths=[path]).hits
    assert "Tom is de <mark>zaakwaarnemer</mark> van Hilda. · Hij kiest" in hit.excerpt
    assert "\n" not in hit.excerpt


def test_signs_in_a_lesson_stay_text():
    page = content.LessonPageFactory(
        body=[content.text("<p>Schrijf nooit 2 &lt; 3 zonder uitleg in een verslag.</p>")]
    )
    [hit] = api.search("verslag", paths=[content.published(page.get_parent().get_parent())]).hits
    assert "2 &lt; 3" in hit.excerpt


def test_a_lesson_that_somebody_may_not_see_is_not_found(path):
    assert api.search("zaakwaarnemer", paths=[]).hits == []


def test_it_says_when_there_is_more_than_it_shows(path, monkeypatch):
    assert not api.search("zaakwaarnemer", paths=[path]).has_more
    monkeypatch.setattr(searching, "MOST_RESULTS", 0)
    findings = api.search("zaakwaarnemer", paths=[path])
    assert (findings.hits, findings.has_more) == ([], True)


def test_a_term_is_found_by_a_part_of_it_and_by_its_plural():
    GlossaryTermFactory(term="zaakwaarnemer", plural="zaakwaarnemers")
    for words in ("zaakwaarn", "zaakwaarnemers", "zaakwarnemer"):
        assert [term.term for term in api.search(words, paths=[]).terms] == ["zaakwaarnemer"]


@pytest.mark.parametrize("words", ["", "  ", '"', "-", "or", "%", "\u0001", "\U0001f600", "x " * 900])
def test_whatever_is_typed_is_answered(path, words):
    assert api.search(words, paths=[path]).hits == []
