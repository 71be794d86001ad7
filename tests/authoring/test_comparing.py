"""What reviewer and author see of each other's work: what changed between versions, and what was asked."""

from __future__ import annotations

from html import unescape

import pytest
from wagtail.rich_text import RichText

from tests.authoring import editor
from tests.authoring.editor import REJECT, SUBMIT
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
LOADED = ("<p>Vraag naar de wens.</p>", "<p>Wacht even.</p>", "<p>Luister.</p>")


@pytest.fixture
def lesson(author, signed_in):
    """A lesson as a file brings it: rich text without the marks of an editor."""
    lesson = editor.begin(signed_in(author), make.ModulePageFactory())
    lesson.body = [("text", RichText(words)) for words in LOADED]
    lesson.save_revision()
    return lesson


def compared(browser, lesson, change) -> str:
    """The page that compares the last version with one in which an editor marked all text, and changed some."""
    before = lesson.latest_revision
    parts = lesson.body.get_prep_value()
    for part in parts:
        part["value"] = part["value"].replace("<p>", '<p data-block-key="a1b2c">')
    lesson.body = lesson.body.stream_block.to_python(change(parts))
    after = lesson.save_revision()
    address = f"/beheer/pages/{lesson.pk}/revisions/compare/{before.pk}...{after.pk}/"
    return unescape(browser.get(address).content.decode())


def test_the_parts_that_changed_are_shown_and_the_others_are_counted(lesson, author, signed_in):
    def change(parts):
        parts[1]["value"] = parts[1]["value"].replace("even", "tien tellen")
        return parts

    page = compared(signed_in(author), lesson, change)
    assert "tien tellen" in page
    assert "Vraag naar de wens" not in page
    assert page.count("1 deel is niet veranderd.") == 2


def test_marks_of_the_editor_are_no_change(lesson, author, signed_in):
    page = compared(signed_in(author), lesson, lambda parts: parts)
    assert "comparison__child-object" not in page


def test_of_another_order_everything_is_shown(lesson, author, signed_in):
    page = compared(signed_in(author), lesson, lambda parts: parts[::-1])
    assert page.index("Luister.") < page.index("Wacht even.") < page.index("Vraag naar de wens.")


def test_what_was_added_and_what_was_taken_away_are_marked(lesson, author, signed_in):
    page = compared(signed_in(author), lesson, lambda parts: parts[:2])
    assert "2 delen zijn niet veranderd." in page
    assert page.split("comparison__child-object deletion")[1].split("</div>")[0].count("Luister.") == 1


# --- What was asked -------------------------------------------------------------------------------


def test_who_opens_a_text_that_came_back_reads_what_was_asked(author, reviewer, signed_in):
    lesson = editor.begin(signed_in(author), make.ModulePageFactory(), **SUBMIT)
    address = f"/beheer/pages/{lesson.pk}/edit/"
    assert "vraagt om een wijziging" not in unescape(signed_in(author).get(address).content.decode())
    editor.save(signed_in(reviewer), lesson, **REJECT)
    page = unescape(signed_in(author).get(address).content.decode())
    assert f"{reviewer.get_full_name()} vraagt om een wijziging: “Kan het korter?”" in page


def test_the_moment_of_publishing_is_explained_as_it_is_here(author, signed_in):
    lesson = editor.begin(signed_in(author), make.ModulePageFactory())
    page = unescape(signed_in(author).get(f"/beheer/pages/{lesson.pk}/edit/").content.decode())
    assert "Het moment geldt zodra iemand anders je tekst heeft goedgekeurd." in page
    assert "publicatie-permissies" not in page
