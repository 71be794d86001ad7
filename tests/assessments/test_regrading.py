"""A mended key: results follow it only when somebody decides so, and nothing of the old result gets lost."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from assessments.api import regrading as api
from assessments.choices import QuestionKind
from assessments.models import Attempt, AttemptItem, Question, Regrade, RegradedAttempt
from courses.api import make_author, make_reviewer
from people.api import everywhere
from people.choices import Role
from records.models import Record
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, UserFactory, person_with
from tests.factories.questions import ITEMS, QuestionFactory, rewrite
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
REASON = "Twee lezers vonden dat antwoord a klopt."


def with_key(key: str):
    """The same question with another right answer."""
    return replace(
        CHOICE, options=tuple(replace(option, is_right=option.key == key) for option in CHOICE.options)
    )


@pytest.fixture
def reviewer():
    person = UserFactory(first_name="Bea", last_name="Beoordelaar")
    make_reviewer(person)
    return person


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def quiz():
    QuestionFactory(identifier="M1-Q1")
    QuestionFactory(identifier="M1-Q2")
    return QuizFactory(blocks=[make.always("M1-Q1", "M1-Q2")], pass_percent=60)


@pytest.fixture
def taken(quiz, municipality):
    """Somebody answered the first question wrong and the second one right."""
    attempt = make.begun(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    for item in make.items(attempt):
        make.answer(attempt, item.position, {"choice": "a" if item.question == "M1-Q1" else "b"})
    return make.handed_in(attempt)


@pytest.fixture
def mended(taken):
    """After that, the other answer to the first question turned out to be right."""
    return rewrite(Question.objects.get(identifier="M1-Q1"), with_key("a"))


def stored(attempt) -> Attempt:
    with everywhere():
        return Attempt.objects.select_related("quiz").get(pk=attempt.pk)


def decide(question, person, **changes):
    options = {"version_id": question.versions.last().pk, "reason": REASON, "now": timezone.now(), **changes}
    return api.regrade(question=question, person=person, **options)


def ledger(attempt) -> list[Record]:
    with everywhere():
        return list(Record.objects.filter(person=attempt.person).in_force())


# --- Before anybody decides -----------------------------------------------------------------------


def test_a_mended_key_changes_no_result_by_itself(taken, mended):
    assert (taken.percent, taken.is_passed) == (50, False)
    assert (stored(taken).percent, stored(taken).is_passed) == (50, False)
    assert api.number_to_regrade(mended) == 1


def test_the_effect_is_told_in_numbers(taken, mended):
    effect = api.prospect(mended).effect
    assert (effect.attempts, effect.people, effect.more, effect.fewer) == (1, 1, 1, 0)
    assert (effect.now_passed, effect.no_longer_passed) == (1, 0)


def test_mending_a_word_asks_nothing(taken):
    question = Question.objects.get(identifier="M1-Q1")
    rewrite(question, replace(CHOICE, text="Wat zeg je dan?"))
    assert api.number_to_regrade(question) == 0
    assert api.prospect(question).effect.attempts == 0


def test_an_attempt_that_is_still_open_is_not_weighed(quiz, municipality):
    make.begun(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    question = rewrite(Question.objects.get(identifier="M1-Q1"), with_key("a"))
    assert api.number_to_regrade(question) == 0


def test_who_got_the_new_key_is_left_alone(quiz, mended, municipality):
    make.taken(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    assert api.number_to_regrade(mended) == 1


# --- The decision ----------------------------------------------------------------------------------


def test_results_follow_the_new_key_and_the_old_ones_are_kept_beside_them(taken, mended, reviewer):
    [done] = decide(mended, reviewer)
    now = stored(taken)
    assert (now.percent, now.is_passed) == (100, True)
    with everywhere():
        kept = RegradedAttempt.objects.get()
        item = AttemptItem.objects.get(attempt=taken, question="M1-Q1")
        assert (item.points, item.is_right, item.regraded_with) == (1, True, mended.versions.last())
    assert (kept.before["percent"], kept.before["is_passed"], kept.before["points"]) == (
        "50.0",
        False,
        "0.0000",
    )
    assert (kept.after["percent"], kept.after["is_passed"], kept.after["is_right"]) == ("100.0", True, True)
    assert (done.decided_by, done.reason, done.attempts, done.now_passed) == (reviewer, REASON, 1, 1)


def test_the_fact_is_taken_back_and_told_anew(taken, mended, reviewer):
    [before] = ledger(taken)
    decide(mended, reviewer)
    [after] = ledger(taken)
    assert (before.verb, after.verb) == ("failed", "passed")
    assert after.occurred_at == before.occurred_at
    with everywhere():
        void = Record.objects.get(revokes=before)
    assert void.context["reason"] == REASON
    from assessments.services.ledger import attempt_differences

    assert attempt_differences() == []


def test_once_is_enough(taken, mended, reviewer):
    decide(mended, reviewer)
    assert api.number_to_regrade(mended) == 0
    assert decide(mended, reviewer) == []
    assert len(ledger(taken)) == 1


def test_a_key_that_is_mended_twice_is_weighed_twice(taken, mended, reviewer):
    decide(mended, reviewer)
    again = rewrite(mended, with_key("b"))
    assert api.number_to_regrade(again) == 1
    decide(again, reviewer)
    assert (stored(taken).percent, stored(taken).is_passed) == (50, False)
    assert [record.verb for record in ledger(taken)] == ["failed"]
    from assessments.services.ledger import attempt_differences

    assert attempt_differences() == []


def test_an_answer_that_gets_the_same_is_noted_and_not_told_again(quiz, municipality, reviewer):
    attempt = make.begun(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    for item in make.items(attempt):
        make.answer(attempt, item.position, {"choice": "c"})
    make.handed_in(attempt)
    question = rewrite(Question.objects.get(identifier="M1-Q1"), with_key("a"))
    [fact] = ledger(attempt)
    decide(question, reviewer)
    assert ledger(attempt) == [fact]
    with everywhere():
        assert not RegradedAttempt.objects.exists()
    assert api.number_to_regrade(question) == 0


def test_each_municipality_has_a_row_of_its_own(quiz, taken, reviewer):
    elsewhere = MunicipalityFactory()
    make.taken(quiz, person_with(Role.LEARNER, municipality=elsewhere), elsewhere)
    question = rewrite(Question.objects.get(identifier="M1-Q1"), with_key("a"))
    done = decide(question, reviewer)
    assert {each.municipality_id for each in done} == {taken.municipality_id, elsewhere.pk}
    assert [each.attempts for each in done] == [1, 1]


def test_a_key_that_changed_meanwhile_is_not_decided_about(taken, mended, reviewer):
    seen = mended.versions.last().pk
    rewrite(mended, with_key("c"))
    with pytest.raises(api.KeyChangedMeanwhileError):
        decide(mended, reviewer, version_id=seen)
    assert stored(taken).percent == 50


def test_only_a_reviewer_of_whose_question_it_is_decides(taken, mended, municipality):
    author, own_reviewer = UserFactory(), UserFactory()
    make_author(author)
    make_reviewer(own_reviewer, municipality=municipality)
    for person in (author, own_reviewer, UserFactory()):
        with pytest.raises(PermissionDenied):
            decide(mended, person)
    with everywhere():
        assert not Regrade.objects.exists()


def test_looking_takes_a_fixed_number_of_queries(
    quiz, taken, mended, municipality, django_assert_num_queries
):
    with django_assert_num_queries(4):
        api.prospect(mended)
    question = rewrite(mended, with_key("c"))
    for _ in range(3):
        make.taken(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    rewrite(question, with_key("a"))
    with django_assert_num_queries(4):
        assert api.prospect(question).effect.attempts == 4


# --- On the screen -------------------------------------------------------------------------------------


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer) -> str:
    return unescape(answer.content.decode())


def address(question) -> str:
    return f"/beheer/toetsvragen/{question.pk}/opnieuw-wegen/"


def test_the_question_itself_offers_it_to_a_reviewer(taken, mended, reviewer):
    author = UserFactory()
    make_author(author)
    edit = f"/beheer/snippets/assessments/question/edit/{mended.pk}/"
    assert address(mended) in words(signed_in(reviewer).get(edit))
    assert address(mended) not in words(signed_in(author).get(edit))


def test_a_reviewer_looks_and_decides(taken, mended, reviewer):
    browser = signed_in(reviewer)
    page = words(browser.get(address(mended)))
    assert "1 toets is alsnog gehaald" in page
    assert taken.person.last_name not in page
    answer = browser.post(
        address(mended), {"version": mended.versions.last().pk, "reason": REASON}, follow=True
    )
    assert "1 antwoord is opnieuw gewogen" in words(answer)
    assert stored(taken).is_passed
    page = words(browser.get(address(mended)))
    assert "Er valt niets opnieuw te wegen" in page
    assert REASON in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reason": ""}, "Vul dit veld in"),
        ({"reason": "kort"}, "10 tekens"),
        ({"reason": REASON, "version": "0"}, "intussen opnieuw online"),
        ({"reason": REASON, "version": "x"}, "Antwoorden opnieuw wegen"),
    ],
)
def test_without_a_reason_or_with_an_old_look_nothing_happens(taken, mended, reviewer, sent, says):
    data = {"version": mended.versions.last().pk, **sent}
    answer = signed_in(reviewer).post(address(mended), data)
    assert answer.status_code == 422
    assert says in words(answer)
    assert sent["reason"] in words(answer)
    assert not stored(taken).is_passed


def test_others_do_not_get_that_page(taken, mended, municipality):
    author, own_author = UserFactory(), UserFactory()
    make_author(author)
    make_author(own_author, municipality=municipality)
    assert signed_in(author).get(address(mended)).status_code in {302, 403}
    assert signed_in(own_author).get(address(mended)).status_code == 404
    assert signed_in(UserFactory()).get(address(mended)).status_code == 403


def test_people_read_that_and_why_their_result_changed(taken, mended, reviewer):
    decide(mended, reviewer)
    page = words(signed_in(taken.person).get(f"/poging/{taken.pk}/uitslag/"))
    assert "Je uitslag is opnieuw berekend" in page
    assert REASON in page
    assert "Geslaagd" in page
