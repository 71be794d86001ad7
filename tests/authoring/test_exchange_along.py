"""Taking questions along to other systems, many at once, and the same from a terminal."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Question
from assessments.rules.exchange import formats
from people.models import Municipality
from tests.authoring.exchange_desk import (
    EXAMPLE,
    LIST,
    LOOK,
    TABLE,
    TAKE,
    TWO,
    bring,
    bring_in,
    words,
)
from tests.authoring.world import question_of
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db


# --- Taking along -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", formats.FORMATS)
def test_questions_go_along_in_every_format(desk, form):
    bring_in(desk)
    answer = desk.post(TAKE, {"form": form})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    name = f"a.{formats.FORMATS[form].extension}"
    report = formats.read(name=name, content=answer.content)
    assert [found.tagged.identifier for found in report.found] == ["M2-Q91", "M2-Q92"]


def test_questions_go_along_to_h5p(desk):
    bring_in(desk)
    answer = desk.post(TAKE, {"form": "h5p"})
    assert answer["Content-Disposition"].endswith('.h5p"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        content = json.loads(archive.read("content/content.json"))
    assert [question["metadata"]["title"] for question in content["questions"]] == ["M2-Q91", "M2-Q92"]


def test_what_a_format_does_not_hold_is_told_first(desk):
    QuestionFactory(municipality=None)
    page = words(desk.get(TAKE, {"form": "gift"}))
    assert "1 vraag gaat mee" in page
    assert "Principe (1 vraag)" in " ".join(page.split())


def test_only_what_fits_goes_along(desk):
    bring_in(desk)
    assert "Geen vraag past" in words(desk.get(TAKE, {"form": "gift", "module": "M7"}))
    assert "2 vragen gaan mee" in words(desk.get(TAKE, {"form": "gift", "kind": "one_choice"}))
    assert desk.get(TAKE, {"form": "zip"}).status_code == 422


def test_what_was_ticked_in_the_list_goes_along(desk):
    bring_in(desk)
    question = Question.objects.get(identifier="M2-Q92")
    answer = desk.get(f"/beheer/bulk/assessments/question/take_along/?id={question.pk}&next={LIST}")
    assert answer.url == f"{TAKE}?ticked=1"
    page = words(desk.get(TAKE, {"ticked": "1", "form": "csv"}))
    assert "Je hebt 1 vraag aangevinkt in de lijst." in page
    content = desk.post(TAKE, {"ticked": "1", "form": "csv"}).content.decode()
    assert "M2-Q92" in content
    assert "M2-Q91" not in content


def test_nothing_of_another_municipality_goes_along(own_author, beekstad, other_author, signed_in):
    theirs = question_of(beekstad, other_author)
    desk = signed_in(own_author)
    desk.get(f"/beheer/bulk/assessments/question/take_along/?id={theirs.pk}&next={LIST}")
    for fields in ({}, {"ticked": "1"}):
        page = words(desk.get(TAKE, {"form": "csv", **fields}))
        assert theirs.identifier not in page
        assert theirs.text not in desk.post(TAKE, {"form": "csv", **fields}).content.decode()


def test_an_author_begins_with_an_example_that_can_come_in(desk):
    answer = desk.get(EXAMPLE)
    report = formats.read(name="voorbeeld.xlsx", content=answer.content)
    assert len({found.tagged.item.kind for found in report.found}) == 11
    assert report.problems == ()
    assert {found.tagged.identifier[:10] for found in report.found} == {"VOORBEELD-"}, (
        "no question of the bank"
    )


# --- Size and terminal ------------------------------------------------------------------------------


def rows(number: int) -> str:
    return TABLE + "".join(f"M3-Q{n:03};Vraag {n}?;Ja;Nee;Soms;A\n" for n in range(number))


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_looking_takes_as_many_queries_for_many_questions(desk):
    counts = []
    for number in (3, 30):
        bring_in(desk, rows(number))
        bring(desk, rows(number))
        counts.append(queries(lambda: desk.get(LOOK)))
    assert counts[0] == counts[1]


def test_taking_along_takes_as_many_queries_for_many_questions(desk):
    counts = []
    for number in (3, 30):
        bring_in(desk, rows(number))
        counts.append(queries(lambda: desk.get(TAKE, {"form": "moodle"})))
    assert counts[0] == counts[1]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "vragen.csv"
    path.write_text(TWO)
    return path


def test_a_terminal_tells_first_and_brings_in_then(author, file, tmp_path, capsys):
    call_command("import_questions", str(file), author=author.email, module="M2", dry_run=True)
    assert "M2-Q91" in capsys.readouterr().out
    assert Question.objects.count() == 0
    call_command("import_questions", str(file), author=author.email, module="M2")
    assert Question.objects.count() == 2
    target = tmp_path / "uit.xml"
    call_command("export_questions", str(target), author=author.email, format="moodle")
    assert len(formats.read(name="uit.xml", content=target.read_bytes()).found) == 2


def test_a_terminal_brings_in_for_a_municipality(own_author, aaldorp: Municipality, file):
    call_command("import_questions", str(file), author=own_author.email, municipality="aaldorp")
    assert Question.objects.filter(municipality=aaldorp).count() == 2


@pytest.mark.parametrize("wrong", [{"author": "niemand@example.nl"}, {"municipality": "nergens"}])
def test_a_terminal_says_what_it_does_not_know(author, file, wrong):
    with pytest.raises(CommandError):
        call_command("import_questions", str(file), **{"author": author.email, **wrong})
