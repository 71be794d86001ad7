"""Our own content type: complete, in order for our own importer, and written as its semantics say."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from h5p.rules.check import check_file
from h5p.rules.libraries import Ref
from h5p.rules.writing import library_in, write_package
from tests.h5p.content_types import disagreements

ROOT = Path(__file__).parents[2]
FOLDERS = sorted([*ROOT.glob("h5p/content_types/*"), *ROOT.glob("roleplays/content_types/*")])
QUIZ = ROOT / "h5p" / "content_types" / "Leerplein.Quiz-1.0"
CONTENT = {
    "introduction": "Twee vragen over de rollen.",
    "questions": [
        {
            "text": "Wie vertaalt het kader?",
            "answers": [
                {
                    "text": "De zaakwaarnemer",
                    "correct": True,
                    "feedback": "Ja, zonder een oplossing te geven.",
                },
                {"text": "De procesbegeleider", "correct": False, "feedback": "Die bewaakt het gesprek."},
            ],
        }
    ],
    "pass": 60,
    "words": {
        "check": "Controleer",
        "choose": "Kies eerst een antwoord.",
        "right": "Goed.",
        "wrong": "Nog niet.",
        "result": "Je hebt @score van @total goed.",
    },
}
each_library = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def quiz_package(content: Mapping[str, Any] = CONTENT) -> bytes:
    """A quiz that brings its player along."""
    return write_package(
        title="De rollen", content=content, needs=[Ref("Leerplein.Quiz", 1, 0)], libraries=[QUIZ]
    )


@each_library
def test_a_library_is_what_its_folder_says_and_has_all_its_files(folder):
    library = library_in(folder)
    assert folder.name == f"{library.ref.name}-{library.ref.major}.{library.ref.minor}"
    assert library.runnable
    assert not [name for name in (*library.scripts, *library.styles) if not (folder / name).is_file()]


@each_library
def test_a_library_is_small_and_asks_for_nothing_else(folder):
    assert library_in(folder).needs == ()
    assert sum(file.stat().st_size for file in folder.rglob("*")) < 40_000


@each_library
def test_a_library_reaches_for_nothing_outside_its_own_document(folder):
    code = "".join(file.read_text() for file in folder.glob("*.js"))
    for word in (
        "fetch(",
        "XMLHttpRequest",
        "eval(",
        "document.cookie",
        "localStorage",
        "window.parent",
        "window.top",
    ):
        assert word not in code


@each_library
def test_the_words_that_a_library_falls_back_on_are_those_of_its_semantics(folder):
    fields = json.loads((folder / "semantics.json").read_text())
    words = next(field["fields"] for field in fields if field["name"] == "words")
    code = "".join(file.read_text() for file in folder.glob("*.js"))
    table = re.search(r"var WORDS = \{(.*?)\};", code, re.DOTALL)
    assert table
    assert dict(re.findall(r'(\w+): "([^"]*)"', table[1])) == {
        word["name"]: word["default"] for word in words
    }


def test_our_own_importer_takes_a_package_with_the_quiz():
    assert check_file(io.BytesIO(quiz_package())) == ()


def test_a_package_has_the_same_bytes_each_time():
    assert quiz_package() == quiz_package()


def test_the_content_is_as_the_semantics_say():
    semantics = json.loads((QUIZ / "semantics.json").read_text())
    assert list(disagreements(CONTENT, semantics)) == []
    wrong = {**CONTENT, "pass": 101, "more": ""}
    assert list(disagreements(wrong, semantics)) == ["/more is not described", "/pass is out of bounds"]


def test_the_first_library_that_a_package_needs_is_the_main_one():
    with zipfile.ZipFile(io.BytesIO(quiz_package())) as archive:
        manifest = json.loads(archive.read("h5p.json"))
    assert manifest["mainLibrary"] == "Leerplein.Quiz"
    assert manifest["title"] == "De rollen"
