"""Tests in the admin: within one's own area, with four eyes, and with a code that stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import nested_form_data

from assessments.models import Quiz
from assessments.selectors.quizzes import terms_of
from tests.authoring.editor import APPROVE, SUBMIT
from tests.factories.people import UserFactory
from tests.factories.quizzes import QuizFactory, bank

pytestmark = pytest.mark.django_db
LIST = "/beheer/snippets/assessments/quiz/"


def sent(**changes: Any) -> dict[str, Any]:
    """What the form of a test holds."""
    block = {
        "type": "random",
        "id": "00000000-0000-4000-8000-000000000000",
        "order": "0",
        "deleted": "",
        "value": {"count": "2", "modules": "M1"},
    }
    return nested_form_data(
        {
            "title": "Toets over de wens",
            "code": "M1-X",
            "purpose": "module_quiz",
            "intro": "",
            "draw": {"count": "1", "0": block},
            "feedback": "at_once",
            "counts_for": "learning",
            "wait_days": "0",
            "grading": "highest",
            "guide_minutes": "10",
            "measure": "right",
            "all_right_in": "M10, M5",
            **changes,
        }
    )


def add(browser, **changes) -> Any:
    return browser.post(f"{LIST}add/", sent(**changes))


def test_an_author_writes_a_test_and_hands_it_in(author, signed_in):
    answer = add(signed_in(author), **SUBMIT)
    assert answer.status_code == 302
    quiz = Quiz.objects.get(code="M1-X")
    written = quiz.get_latest_revision_as_object()
    assert (quiz.live, written.workflow_in_progress) == (False, True)
    assert terms_of(written).draw.strata[0].modules == ("M1",)
    assert written.all_right_in == ["M10", "M5"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "een toets"}, "letters, cijfers en streepjes"),
        ({"pass_percent": "120"}, "100"),
        ({"guide_minutes": ""}, "Vul dit veld in"),
    ],
)
def test_a_form_with_a_mistake_comes_back_with_what_to_do(changes, words, author, signed_in):
    answer = add(signed_in(author), **{**changes, "action-publish": ""})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Quiz.objects.exists()


def test_a_test_to_learn_from_that_nobody_could_pass_is_not_saved(author, signed_in):
    bank(2, kind="open")
    browser = signed_in(author)
    answer = add(browser, pass_percent="60")
    assert "alleen open vragen" in answer.content.decode()
    assert not Quiz.objects.exists()
    assert add(browser, pass_percent="60", counts_for="gate").status_code == 302


def test_a_code_stays_once_it_was_published(author, signed_in):
    quiz = QuizFactory(code="M1-T")
    quiz.save_revision().publish()
    answer = signed_in(author).post(f"{LIST}edit/{quiz.pk}/", sent(code="M9-T"))
    assert "blijft dus M1-T" in answer.content.decode()


def test_a_municipality_writes_its_own_tests_under_its_own_codes(own_author, aaldorp, signed_in):
    answer = add(signed_in(own_author), municipality=aaldorp.pk)
    assert "begint met" in answer.content.decode()
    answer = add(signed_in(own_author), municipality=aaldorp.pk, code=f"{aaldorp.slug}-M1")
    assert answer.status_code == 302
    assert Quiz.objects.get().municipality == aaldorp


def test_a_test_of_another_municipality_does_not_exist(own_author, beekstad, signed_in):
    quiz = QuizFactory(municipality=beekstad, title="Geheime toets")
    for address in (f"edit/{quiz.pk}/", f"inspect/{quiz.pk}/", f"history/{quiz.pk}/", f"preview/{quiz.pk}/"):
        assert signed_in(own_author).get(f"{LIST}{address}").status_code == 404
    assert "Geheime toets" not in signed_in(own_author).get(LIST).content.decode()


def test_what_people_may_have_taken_is_not_deleted(platform_administrator, signed_in):
    quiz = QuizFactory()
    quiz.save_revision().publish()
    signed_in(platform_administrator).post(f"{LIST}delete/{quiz.pk}/")
    assert Quiz.objects.filter(pk=quiz.pk).exists()


def test_the_preview_says_what_the_bank_lacks(author, signed_in):
    bank(1)
    quiz = QuizFactory()
    quiz.save_revision()
    visitor = signed_in(author)
    visitor.post(f"{LIST}preview/{quiz.pk}/", sent(code=quiz.code))
    page = visitor.get(f"{LIST}preview/{quiz.pk}/").content.decode()
    assert "M1: 1 van 2 vragen." in page


def test_who_writes_nowhere_sees_no_tests(signed_in):
    assert signed_in(UserFactory()).get(LIST).status_code == 403


def test_a_reviewer_publishes_it(author, reviewer, signed_in):
    add(signed_in(author), **SUBMIT)
    quiz = Quiz.objects.get(code="M1-X")
    signed_in(reviewer).post(f"{LIST}edit/{quiz.pk}/", {**sent(), **APPROVE})
    assert Quiz.objects.get(pk=quiz.pk).live


def test_the_list_takes_as_many_queries_for_many_as_for_one(author, signed_in):
    browser = signed_in(author)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(LIST).status_code == 200
        return len(found)

    QuizFactory()
    queries()
    one = queries()
    QuizFactory.create_batch(5)
    assert queries() <= one
