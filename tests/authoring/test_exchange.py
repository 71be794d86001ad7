"""Bringing and taking questions in the admin: look first, then drafts, all or none, and only where somebody writes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.api import exchange as api
from assessments.api import item_of
from assessments.models import BroughtFile, Question
from assessments.rules.exchange import formats
from assessments.tasks import forget_old_files
from people.models import Municipality
from tests.assessments.exchange.samples import FILES
from tests.authoring.world import question_of
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db
BRING = "/beheer/toetsvragen/inbrengen/"
LOOK = "/beheer/toetsvragen/inbrengen/nakijken/"
FORGET = "/beheer/toetsvragen/inbrengen/weggooien/"
EXAMPLE = "/beheer/toetsvragen/inbrengen/voorbeeld/"
TAKE = "/beheer/toetsvragen/meenemen/"
LIST = "/beheer/snippets/assessments/question/"
TABLE = "id;vraag;antwoord a;antwoord b;antwoord c;goed\n"
TWO = f"{TABLE}M2-Q91;Wat vraag je?;Hoe hoog?;Wat wil je?;Wie betaalt?;B\nM2-Q92;En dan?;Niets;Vragen;Weg;B\n"


@pytest.fixture
def desk(author, signed_in) -> Client:
    """Somebody who writes for everybody."""
    return signed_in(author)


def bring(desk: Client, content: bytes | str = TWO, name: str = "vragen.csv", **fields: object):
    content = content.encode() if isinstance(content, str) else content
    sent = {"file": SimpleUploadedFile(name, content), "purpose": "module_quiz", "module": "M2", **fields}
    return desk.post(BRING, sent)


def bring_in(desk: Client, content: bytes | str = TWO, name: str = "vragen.csv", **fields: object):
    """Bring a file and say yes to it."""
    assert bring(desk, content, name, **fields).status_code == 302
    return desk.post(LOOK, follow=True)


def words(answer) -> str:
    return unescape(answer.content.decode())


def written(identifier: str = "M2-Q91") -> Question:
    """A question as it was written last."""
    return Question.objects.get(identifier=identifier).get_latest_revision_as_object()


# --- Looking first, then drafts -----------------------------------------------------------------


def test_an_author_looks_before_anything_is_written(desk):
    assert bring(desk).url == LOOK
    page = words(desk.get(LOOK))
    assert "2 nieuwe vragen" in page
    assert "M2-Q91" in page
    assert Question.objects.count() == 0


def test_after_a_yes_the_questions_are_drafts_of_their_author(desk, author):
    page = words(bring_in(desk))
    assert "2 vragen staan klaar als concept" in page
    question = Question.objects.get(identifier="M2-Q91")
    assert (question.live, question.has_unpublished_changes, question.municipality) == (False, True, None)
    assert (question.kind, question.text, question.module) == ("one_choice", "Wat vraag je?", "M2")
    assert question.latest_revision.user == author
    assert [option.is_right for option in item_of(written()).options] == [False, True, False]
    assert ModelLogEntry.objects.filter(action=api.BROUGHT_IN, user=author).count() == 2
    assert BroughtFile.objects.count() == 0


def test_an_author_can_open_what_came_in(desk):
    bring_in(desk)
    answer = desk.get(f"{LIST}edit/{Question.objects.first().pk}/")
    assert answer.status_code == 200
    assert "Wat wil je?" in words(answer)


def test_bringing_the_same_file_again_changes_nothing(desk):
    bring_in(desk)
    revisions = [question.latest_revision_id for question in Question.objects.all()]
    bring(desk)
    page = words(desk.get(LOOK))
    assert "2 vragen die hetzelfde blijven" in page
    assert "Breng in als concept" not in page
    desk.post(LOOK)
    assert [question.latest_revision_id for question in Question.objects.all()] == revisions


def test_a_changed_question_becomes_a_new_draft_and_what_people_answer_stays(desk, author):
    bring_in(desk)
    Question.objects.get(identifier="M2-Q91").get_latest_revision().publish(skip_permission_checks=True)
    bring_in(desk, TWO.replace("Wat vraag je?", "Wat vraag je eerst?"))
    question = Question.objects.get(identifier="M2-Q91")
    assert (question.live, question.text) == (True, "Wat vraag je?")
    assert item_of(written()).text == "Wat vraag je eerst?"


def test_a_question_that_was_edited_here_is_left_alone_unless_it_is_chosen(desk, author):
    bring_in(desk)
    question = Question.objects.get(identifier="M2-Q91")
    question.module = "M3"
    question.save_revision(user=author, clean=False)
    bring(desk, TWO.replace("Wat vraag je?", "Wat vraag je eerst?"))
    page = words(desk.get(LOOK))
    assert "Hier geschreven of veranderd" in page
    desk.post(LOOK)
    assert item_of(written()).text == "Wat vraag je?"

    bring(desk, TWO.replace("Wat vraag je?", "Wat vraag je eerst?"))
    desk.post(LOOK, {"replace": ["M2-Q91"]})
    assert item_of(written()).text == "Wat vraag je eerst?"
    assert written().module == "M3", "the file says nothing about the module"


def test_a_question_that_was_written_here_is_left_alone(desk):
    question = QuestionFactory(identifier="M2-Q91", municipality=None)
    bring_in(desk)
    question.refresh_from_db()
    assert question.text != "Wat vraag je?"
    assert Question.objects.count() == 2


def test_what_gets_lost_and_what_has_to_be_mended_is_told(desk):
    bring(desk, FILES["moodle-4.xml"], "export.xml")
    page = words(desk.get(LOOK))
    assert "Een plaatje nemen we niet over: “Het kader met zeven velden”." in page
    assert "Dit soort vraag kennen we niet: “ddmarker”." in page
    assert "regel 266" in page
    assert "Antwoorden: Bij deze vraag horen er 3 tot 6." in page


def test_a_file_can_be_thrown_away(desk):
    bring(desk)
    desk.post(FORGET)
    assert BroughtFile.objects.count() == 0
    assert desk.get(LOOK).url == BRING


def test_two_authors_who_say_yes_to_the_same_file_make_each_question_once(desk, colleague, signed_in):
    other = signed_in(colleague)
    bring(desk)
    bring(other)
    desk.post(LOOK)
    assert "0 nieuwe vragen" in words(other.get(LOOK))
    other.post(LOOK)
    assert Question.objects.count() == 2


def test_a_question_that_comes_in_meanwhile_stops_everything(author):
    imported = api.read_questions(name="a.csv", content=TWO.encode())
    plan = api.plan_for(imported, author=author, municipality=None, purpose="module_quiz", module="M2")
    QuestionFactory(identifier="M2-Q92", municipality=None)
    with pytest.raises(api.BroughtMeanwhileError):
        api.bring_in(
            plan.to_write(()), author=author, municipality=None, file_name="a.csv", now=timezone.now()
        )
    assert Question.objects.count() == 1


# --- Files that cannot come in --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vragen.csv", b"", "bestand is leeg"),
        ("vragen.csv", b"PK\x03\x04 geen zip", "Dit ZIP-bestand is stuk."),
        ("vragen.xlsx", b"MZ\x90\x00 een programma", "Dit soort bestand kennen we niet."),
        ("vragen.xml", b"<quiz><question>", "De XML is hier stuk."),
        ("vragen.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><quiz>&b;</quiz>', "De XML bepaalt zelf"),
        ("vragen.csv", b"een;twee\n1;2\n", "Er moet een kolom “vraag” zijn."),
        ("foto.png", b"\x89PNG\r\n", "Dit soort bestand kennen we niet."),
        ("vragen.txt", b"x" * (formats.LARGEST_FILE + 1), "Het mag hooguit 20 MB zijn."),
    ],
)
def test_a_file_that_cannot_come_in_is_refused_with_the_reason(desk, name, content, says):
    answer = bring(desk, content, name)
    assert answer.status_code == 422
    assert says in words(answer)
    assert BroughtFile.objects.count() == 0


def test_without_a_file_the_form_asks_for_one_and_keeps_the_rest(desk):
    answer = desk.post(BRING, {"purpose": "final_test", "module": "M12"})
    assert answer.status_code == 422
    assert 'value="M12"' in words(answer)


def test_a_module_that_is_none_is_refused(desk):
    assert bring(desk, module="module vier").status_code == 422


def test_only_the_session_that_brought_a_file_finds_it(desk, colleague, signed_in):
    bring(desk)
    assert signed_in(colleague).get(LOOK).url == BRING


def test_a_second_file_takes_the_place_of_the_first(desk):
    bring(desk)
    bring(desk)
    assert BroughtFile.objects.count() == 1


def test_a_file_is_forgotten_within_a_day(desk):
    bring(desk)
    forget_old_files()
    assert BroughtFile.objects.count() == 1
    BroughtFile.objects.update(brought_at=timezone.now() - timedelta(hours=25))
    forget_old_files()
    assert BroughtFile.objects.count() == 0


# --- Whose they become -----------------------------------------------------------------------------


def test_an_author_of_one_municipality_brings_for_that_one(own_author, aaldorp, signed_in):
    desk = signed_in(own_author)
    page = words(desk.get(BRING))
    assert "Aaldorp" in page
    assert "Voor iedereen" not in page
    bring_in(desk)
    assert set(Question.objects.values_list("identifier", "municipality")) == {
        ("AALDORP-M2-Q91", aaldorp.pk),
        ("AALDORP-M2-Q92", aaldorp.pk),
    }
    bring(desk)
    assert "2 vragen die hetzelfde blijven" in words(desk.get(LOOK))


def test_an_author_cannot_bring_for_somebody_else(own_author, beekstad, signed_in):
    desk = signed_in(own_author)
    bring_in(desk, municipality=beekstad.pk)
    assert not Question.objects.filter(municipality=beekstad).exists()


def test_what_another_municipality_has_is_neither_told_nor_touched(
    own_author, beekstad, other_author, signed_in
):
    theirs = question_of(beekstad, other_author)
    before = theirs.text
    content = TWO.replace("M2-Q91", theirs.identifier)
    desk = signed_in(own_author)
    bring(desk, content)
    assert before not in words(desk.get(LOOK))
    desk.post(LOOK)
    theirs.refresh_from_db()
    assert theirs.text == before


def test_a_shared_author_cannot_take_over_what_a_municipality_has(desk, beekstad, other_author):
    theirs = question_of(beekstad, other_author)
    bring(desk, TWO.replace("M2-Q91", theirs.identifier))
    page = words(desk.get(LOOK))
    assert f"De id “{theirs.identifier}” hoort bij een vraag waarin jij niet schrijft." in page
    assert theirs.text not in page


def test_who_lost_their_area_meanwhile_brings_nothing_in(own_author, signed_in):
    desk = signed_in(own_author)
    bring(desk)
    own_author.groups.clear()
    desk.post(LOOK)
    assert Question.objects.count() == 0


def test_who_does_not_write_brings_nothing(reviewer, signed_in):
    desk = signed_in(reviewer)
    for address in (BRING, LOOK, EXAMPLE):
        assert desk.get(address).status_code == 302
    assert "Breng vragen in" not in words(desk.get(LIST))


def test_a_visitor_is_asked_to_sign_in():
    for address in (BRING, LOOK, TAKE, EXAMPLE):
        assert "/inloggen" in Client().get(address).url or "login" in Client().get(address).url


def test_a_platform_administrator_brings_for_everybody(platform_administrator, signed_in):
    bring_in(signed_in(platform_administrator))
    assert Question.objects.filter(municipality=None).count() == 2


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
