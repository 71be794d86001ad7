"""Components, icons and words: what one file names, another file has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from core.templatetags import ui

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted((ROOT / "core/templates/cotton").glob("*.html"))
SHOWCASE = (ROOT / "site/templates/website/components.html").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs/components.md").read_text(encoding="utf-8")
ICONS = set((ROOT / "frontend/icons.txt").read_text(encoding="utf-8").split())
TEMPLATES = [
    file
    for file in ROOT.glob("*/**/templates/**/*.html")
    if not {".venv", "node_modules", "var"}.intersection(file.relative_to(ROOT).parts)
]
NAMED_ICON = re.compile(r"""(?:\bicon(?:_end)?="|{% icon ")([a-z0-9-]+)""")
MOST_ATTRIBUTES = 5


def tag_of(component):
    return "c-" + component.stem.replace("_", "-")


def attributes_of(component):
    """The attributes that a component declares; named slots are declared there too."""
    declared = re.search(r"<c-vars\s+(.*?)/>", component.read_text(encoding="utf-8"), re.DOTALL)
    return re.findall(r":?([a-z_]+)(?:=\"[^\"]*\")?", declared.group(1)) if declared else []


def render(source, **context):
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


@pytest.mark.parametrize("component", COMPONENTS, ids=tag_of)
def test_every_component_is_shown_and_described(component):
    tag = tag_of(component)
    used_by_others = any(f"<{tag}" in other.read_text(encoding="utf-8") for other in COMPONENTS)
    assert f"<{tag}" in SHOWCASE or used_by_others
    assert f"<{tag}>`" in GUIDE


@pytest.mark.parametrize("component", COMPONENTS, ids=tag_of)
def test_a_component_has_few_attributes(component):
    slots = {"aside", "progress", "do", "dont", "transcript"}
    assert len(set(attributes_of(component)) - slots) <= MOST_ATTRIBUTES


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_icon_that_a_template_names_is_in_the_sprite(file):
    assert set(NAMED_ICON.findall(file.read_text(encoding="utf-8"))) <= ICONS


@pytest.mark.parametrize("table", [ui.ROLES, ui.CALLOUTS, ui.STATES])
def test_every_icon_of_the_words_is_in_the_sprite(table):
    assert {icon for _word, icon in table.values()} <= ICONS


@pytest.mark.parametrize("table", [ui.NOTICE_ICONS, ui.PLACE_ICONS])
def test_every_icon_of_notices_and_places_is_in_the_sprite(table):
    assert set(table.values()) <= ICONS


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_template_carries_style_or_script_of_its_own(file):
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|hx-on|<script(?![^>]*\ssrc=)[^>]*>", source)


@pytest.mark.django_db
def test_the_components_page_shows_them_all(client, settings):
    settings.DEMO = True
    html = client.get("/onderdelen/").content.decode()
    assert "<c-" not in html
    assert 'id="sample-name_error"' in html


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [(2, 4, "2 van 4 onderdelen"), (0, 1, "0 van 1 onderdeel"), (4, 4, "4 van 4 onderdelen")],
)
def test_progress_says_how_many_and_never_a_percentage(done, total, words):
    with translation.override("nl"):
        html = render('<c-progress id="p" :value="done" :max="total" />', done=done, total=total)
    assert words in html
    assert "%" not in html


def test_text_from_an_author_is_escaped_once():
    html = render('<c-callout title="{{ title }}">{{ text }}</c-callout>', title="A & B", text="<b>")
    assert "A &amp; B" in html
    assert "&lt;b&gt;" in html
    assert "&amp;amp;" not in html


def test_a_person_key_says_nothing_and_stays_the_same():
    class Person:
        pk = 41

    class SomebodyElse:
        pk = 42

    assert re.fullmatch(r"[0-9a-f]{16}", ui.person_key(Person()))
    assert ui.person_key(Person()) == ui.person_key(Person()) != ui.person_key(SomebodyElse())


@pytest.mark.parametrize("unknown", ["", "nobody"])
def test_an_unknown_name_does_not_break_a_page(unknown):
    assert ui.role_word(unknown) == ui.callout_word(unknown) == ui.state_word(unknown) == ""
    assert {ui.role_icon(unknown), ui.callout_icon(unknown), ui.state_icon(unknown)} <= ICONS
    assert {ui.notice_icon(unknown), ui.place_icon(unknown)} <= ICONS
    assert ui.message_kind(unknown) == "info"


def test_scripts_find_every_sentence_they_say():
    said = set()
    for script in (ROOT / "frontend/src/js").glob("*.js"):
        source = script.read_text(encoding="utf-8")
        said |= set(re.findall(r"\bwords\.(?!js)(\w+)", source)) | set(re.findall(r'\bsay\("(\w+)"', source))
        said |= set(re.findall(r'show\(form, "(\w+)"', source)) & {
            "saved",
            "sending",
            "unsaved",
            "device",
            "failed",
        }
    assert said <= set(re.findall(r'"(\w+)":', str(ui.browser_words())))
