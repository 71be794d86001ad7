"""The content policy forbids inline styles and scripts, so no template has any."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tooling.paths import ROOT, source_folders

TEMPLATES = sorted(
    file for folder in source_folders() for file in folder.rglob("*.html") if "templates" in file.parts
)
each_template = pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.DOTALL)
MARKUP = re.compile(r"\{\{.*?\}\}|<!--.*?-->|<[^>]*>", re.DOTALL)
SENTENCE = re.compile(r"[A-Za-zÀ-ÿ]{3,}(?: [A-Za-zÀ-ÿ]{2,}){2,}")
DATA = {"application/json", "importmap"}
EDITED = "rich text that the editor and expand_db_html passed on"
MARKED_SAFE = {
    "core/templates/core/_field_help.html": "help texts stand in our code, and Django's own have markup",
    "core/templates/core/blocks/video.html": "made from the address by our own finder of films",
    "courses/templates/courses/parts/case.html": EDITED,
    "courses/templates/courses/parts/check.html": EDITED,
    "courses/templates/courses/parts/exercise.html": EDITED,
    "courses/templates/courses/parts/h5p.html": EDITED,
    "courses/templates/courses/parts/medium.html": EDITED,
    "courses/templates/courses/parts/preview.html": EDITED,
    "courses/templates/courses/parts/question.html": EDITED,
    "courses/templates/courses/parts/role_play.html": EDITED,
    "courses/templates/courses/parts/test.html": EDITED,
}
IN_DUTCH_ITSELF = {
    "site/templates/500.html": "has to work when nothing else does",
    "site/templates/website/components.html": "for developers: shows components with words in them",
}


class Inline(HTMLParser):
    """Finds what a strict content policy would refuse."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note inline styles, handlers and scripts without an address."""
        names = {name for name, _ in attributes}
        values = dict(attributes)
        where = f"line {self.getpos()[0]}"
        self.found += [
            f"{where}: {name}" for name in names if name == "style" or re.match(r"on[a-z]+$", name)
        ]
        if tag == "style":
            self.found.append(f"{where}: <style>")
        if tag == "script" and "src" not in names and values.get("type") not in DATA:
            self.found.append(f"{where}: <script> without src")
        self.found += [
            f"{where}: {value}" for value in values.values() if str(value).startswith("javascript:")
        ]


def inline(html: str) -> list[str]:
    """Everything inline in a template."""
    parser = Inline()
    parser.feed(TAG.sub("", html))
    return parser.found


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '{% if a %}<p style="x">{% endif %}',
    ],
)
def test_what_is_inline_is_found(html):
    assert inline(html)


@pytest.mark.parametrize(
    "html",
    ['<script src="/a.js"></script>', '<script type="application/json">{}</script>', "<p class='style'>"],
)
def test_what_is_not_inline_is_left_alone(html):
    assert inline(html) == []


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 60


@each_template
def test_a_template_has_nothing_inline(file: Path):
    assert inline(file.read_text(encoding="utf-8")) == []


@each_template
def test_a_template_marks_nothing_as_safe(file: Path):
    """HTML that people wrote is cleaned where it is made; what is marked here says why it may be."""
    text = file.read_text(encoding="utf-8")
    assert "|safe" not in text.replace(" ", "") or file.relative_to(ROOT).as_posix() in MARKED_SAFE
    assert "autoescape off" not in text


def test_what_may_be_marked_as_safe_still_is():
    for name in MARKED_SAFE:
        assert "|safe" in (ROOT / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    "file",
    [file for file in TEMPLATES if file.relative_to(ROOT).as_posix() not in IN_DUTCH_ITSELF],
    ids=lambda file: file.relative_to(ROOT).as_posix(),
)
def test_a_template_says_its_words_through_gettext(file: Path):
    """A sentence outside {% translate %} would be in one language for ever."""
    text = TRANSLATED.sub(" ", file.read_text(encoding="utf-8"))
    text = MARKUP.sub(" ", TAG.sub(" ", text))
    assert SENTENCE.findall(text) == []
