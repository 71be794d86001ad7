"""Bringing questions in, in the admin: look first, then drafts, all or none; a file that cannot come in says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.api import exchange as api
from assessments.api import item_of
from assessments.models import BroughtFile, Question
from assessments.rules.exchange import formats
from assessments.tasks import forget_old_files
from tests.assessments.exchange.samples import FILES
from tests.authoring.exchange_desk import (
    BRING,
    FORGET,
    LIST,
    LOOK,
    TWO,
    bring,
    bring_in,
    words,
    written,
)
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db


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
