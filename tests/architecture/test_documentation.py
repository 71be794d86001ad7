"""The documentation says what the code does."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.architecture import pages
from tooling import messages
from tooling.paths import ROOT, source_folders

LINK = re.compile(r"\]\((?P<to>[^)#\s]+)(?:#[^)]*)?\)")
ADR = re.compile(r"\bADR (\d{4})\b")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", ["settings.md", "permissions.md", "glossary.md"])
def test_a_page_that_is_written_from_the_code_is_up_to_date(name):
    with translation.override("nl"):
        expected = pages.pages()[pages.DOCS / name]
    written = (pages.DOCS / name).read_text(encoding="utf-8")
    assert written == expected, "run: .venv/bin/python -m tests.architecture.pages"


def test_the_settings_page_names_every_variable_and_nothing_else():
    from config.settings.env import VARIABLES

    named = set(re.findall(r"^\| `(\w+)` \|", (pages.DOCS / "settings.md").read_text(), re.MULTILINE))
    assert named == set(VARIABLES)


def test_every_variable_is_read_by_name_and_nowhere_round_the_table():
    """`env.read` refuses an unknown name; this finds who reads the environment without it."""
    readers = [
        file.relative_to(ROOT).as_posix()
        for folder in source_folders()
        for file in folder.rglob("*.py")
        if "os.environ[" in (text := file.read_text(encoding="utf-8"))
        or "os.getenv" in text
        or "environ.get" in text
    ]
    # The tests' settings give one variable a value before it is read.
    assert sorted(readers) == ["site/config/settings/env.py", "site/config/settings/test.py"]


def test_the_glossary_has_every_word_that_people_read():
    text = (pages.DOCS / "glossary.md").read_text(encoding="utf-8")
    with translation.override("nl"):
        words = [(app, kind, word) for app, kind in pages.kinds_of_words() for word in kind]
        missing = [
            f"{app}.{kind.__name__}.{word.name}"
            for app, kind, word in words
            if f"| {word.label} |" not in text
        ]
    assert len(words) > 60
    assert missing == []


def test_no_two_words_of_one_list_read_the_same():
    with translation.override("nl"):
        for app, kind in pages.kinds_of_words():
            labels = [str(word.label) for word in kind]
            assert len(labels) == len(set(labels)), f"{app}.{kind.__name__}"


def test_the_catalogues_are_complete():
    assert messages.problems() == []


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(file):
    dead = [
        match["to"]
        for match in LINK.finditer(file.read_text(encoding="utf-8"))
        if "://" not in match["to"]
        and not match["to"].startswith(("mailto:", "/"))
        and not (file.parent / match["to"]).exists()
        and not _is_an_example(match["to"])
    ]
    assert dead == []


def _is_an_example(target: str) -> bool:
    """The format of the curriculum shows links that only mean something inside a lesson."""
    return target.startswith(("term:", "lesson:", "module:"))


def test_a_decision_has_a_number_of_its_own():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    titles = {int(file.name[:4]): file.read_text(encoding="utf-8").splitlines()[0] for file in decisions}
    assert len(titles) == len(decisions)
    assert {number: title.startswith(f"# {number}. ") for number, title in titles.items()} == dict.fromkeys(
        titles, True
    )
    readers = [*DOCUMENTS, *(file for folder in source_folders() for file in folder.rglob("*.py"))]
    named = {int(n) for file in readers for n in ADR.findall(file.read_text(encoding="utf-8"))}
    assert named <= set(titles)
