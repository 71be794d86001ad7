"""Taking a test, through the door: begin, answer, hand in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import api
from assessments.api import Kept
from assessments.choices import AttemptState, CountsFor, Feedback, Grading, Measure, Purpose, QuestionKind
from assessments.models import Attempt, AttemptItem
from people.api import everywhere, within
from people.choices import Role
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.questions import ITEMS, rewrite
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def learner(municipality):
    return person_with(Role.LEARNER, municipality=municipality)


@pytest.fixture
def quiz():
    make.bank(6)
    return QuizFactory()


@pytest.fixture
def attempt(quiz, learner, municipality):
    return make.begun(quiz, learner, municipality)


def stored(attempt: Attempt) -> Attempt:
    """The attempt as the database has it."""
    with everywhere():
        return Attempt.objects.get(pk=attempt.pk)


def records_about(attempt: Attempt) -> list[Record]:
    """What the ledger says about the test of an attempt."""
    with everywhere():
        return list(Record.objects.filter(activity=f"test:{attempt.quiz.code}").order_by("stored_at"))


# --- Beginning ----------------------------------------------------------------------------------------


def test_an_attempt_keeps_the_terms_and_the_questions_with_which_it_began(quiz, attempt):
    asked = [item.version_id for item in make.items(attempt)]
    quiz.title, quiz.feedback, quiz.pass_percent = "Anders", Feedback.PRINCIPLE, 90
    quiz.save()

    again = stored(attempt)
    assert again.title == "Toets " + quiz.code
    assert again.terms["feedback"] == Feedback.AT_ONCE
    assert [item.version_id for item in make.items(again)] == asked
    assert len(asked) == 3


def test_beginning_twice_goes_on_with_the_same_attempt(quiz, learner, municipality, attempt):
    assert make.begun(quiz, learner, municipality, chance=2) == attempt
    with everywhere():
        assert Attempt.objects.count() == 1


def test_an_open_question_keeps_its_version_when_the_bank_changes(attempt):
    first = make.items(attempt)[0]
    rewrite(first.version.question, ITEMS[QuestionKind.TRUE_FALSE])

    make.answer(attempt, 1, RIGHT[ONE])
    make.handed_in(attempt)

    assert make.items(attempt)[0].version == first.version
    assert make.items(attempt)[0].is_right


def test_a_second_attempt_asks_what_was_not_asked_before(quiz, learner, municipality, attempt):
    first = {item.question for item in make.items(attempt)}
    make.handed_in(attempt)
    second = make.begun(quiz, learner, municipality, chance=3)
    assert second.number == 2
    assert not first & {item.question for item in make.items(second)}


def test_a_test_that_counts_does_not_begin_with_too_few_questions(learner, municipality):
    make.bank(2)
    with pytest.raises(PermissionDenied, match="te weinig vragen"):
        make.begun(QuizFactory(counts_for=CountsFor.GATE), learner, municipality)
    assert make.begun(QuizFactory(), learner, municipality).items is not None


def test_questions_of_another_bank_or_another_municipality_are_never_drawn(learner, municipality):
    make.bank(3, purpose=Purpose.FINAL_TEST)
    make.bank(3, municipality=MunicipalityFactory())
    own = make.bank(1, municipality=municipality)
    attempt = make.begun(QuizFactory(), learner, municipality)
    assert [item.question for item in make.items(attempt)] == [own[0].identifier]


def test_when_all_attempts_are_used_nothing_begins(learner, municipality):
    make.bank(3)
    quiz = QuizFactory(attempts_allowed=1)
    make.taken(quiz, learner, municipality)
    with pytest.raises(PermissionDenied, match="alle pogingen"):
        make.begun(quiz, learner, municipality)


def test_a_new_attempt_waits_until_its_day(learner, municipality):
    make.bank(3)
    quiz, now = QuizFactory(wait_days=7), timezone.now()
    make.taken(quiz, learner, municipality, now=now - timedelta(days=6))
    with pytest.raises(PermissionDenied, match="opnieuw proberen"):
        make.begun(quiz, learner, municipality, now=now)
    assert make.begun(quiz, learner, municipality, now=now + timedelta(days=1)).number == 2


def test_a_test_waits_for_the_test_before_it(learner, municipality):
    make.bank(3)
    limits = QuizFactory(code="M10-T", title="Grenzen", all_right=True)
    final = QuizFactory(needs=limits)
    with pytest.raises(PermissionDenied, match="Nog niet open: haal eerst “Grenzen”"):
        make.begun(final, learner, municipality)
    make.taken(limits, learner, municipality, right=2)
    with pytest.raises(PermissionDenied):
        make.begun(final, learner, municipality)
    make.taken(limits, learner, municipality)
    assert make.begun(final, learner, municipality).is_open


# --- Answering ----------------------------------------------------------------------------------------


def test_an_answer_is_kept_in_one_query(attempt, django_assert_num_queries):
    version_id = make.items(attempt)[0].version_id
    with within(attempt.municipality), django_assert_num_queries(1):
        kept = api.answer_question(
            person=attempt.person,
            attempt_id=attempt.pk,
            position=1,
            version_id=version_id,
            answer=RIGHT[ONE],
            is_flagged=True,
            sequence=1,
            now=timezone.now(),
        )
    assert kept == Kept.SAVED
    assert (make.items(attempt)[0].answer, make.items(attempt)[0].is_flagged) == (RIGHT[ONE], True)


def test_a_late_request_never_overwrites_a_newer_answer(attempt):
    assert make.answer(attempt, 1, {"choice": "c"}, sequence=2) == Kept.SAVED
    assert make.answer(attempt, 1, {"choice": "a"}, sequence=1) == Kept.NEWER_IS_THERE
    assert (
        make.answer(attempt, 1, {"choice": "c"}, sequence=2) == Kept.SAVED
    )  # once more, for it heard nothing
    assert make.items(attempt)[0].answer == {"choice": "c"}


def test_an_answer_can_be_taken_away(attempt):
    make.answer(attempt, 1, RIGHT[ONE])
    make.answer(attempt, 1, {}, sequence=2)
    assert make.items(attempt)[0].answer == {}


def test_an_answer_after_handing_in_changes_nothing(attempt):
    make.answer(attempt, 1, RIGHT[ONE])
    make.handed_in(attempt)
    assert make.answer(attempt, 1, WRONG[ONE], sequence=2) == Kept.HANDED_IN
    assert make.items(attempt)[0].answer == RIGHT[ONE]


def test_an_answer_for_a_question_that_is_not_there_finds_nothing(attempt, municipality):
    stranger = person_with(Role.LEARNER, municipality=municipality)
    one = make.items(attempt)[0]
    common = {"answer": {}, "is_flagged": False, "sequence": 9, "now": timezone.now()}
    where = {
        "attempt_id": attempt.pk,
        "position": 1,
        "version_id": one.version_id,
    }
    with within(municipality):
        assert api.answer_question(person=stranger, **where, **common) == Kept.NOWHERE
        assert (
            api.answer_question(person=attempt.person, **{**where, "position": 9}, **common) == Kept.NOWHERE
        )
        other = {**where, "version_id": make.items(attempt)[1].version_id}
        assert api.answer_question(person=attempt.person, **other, **common) == Kept.NOWHERE


# --- Feedback at once ---------------------------------------------------------------------------------------


def test_a_checked_answer_stays(attempt):
    make.answer(attempt, 1, WRONG[ONE])
    with within(attempt.municipality):
        assert api.check_answer(attempt=attempt, position=1, now=timezone.now())
    assert make.answer(attempt, 1, RIGHT[ONE], sequence=2) == Kept.CHECKED
    assert make.items(attempt)[0].is_right is False


def test_nothing_is_checked_without_an_answer(attempt):
    with within(attempt.municipality):
        assert not api.check_answer(attempt=attempt, position=1, now=timezone.now())
        assert not api.check_answer(attempt=attempt, position=99, now=timezone.now())
    assert make.items(attempt)[0].checked_at is None


@pytest.mark.parametrize("feedback", [Feedback.AFTER_HANDING_IN, Feedback.PRINCIPLE])
def test_where_feedback_comes_later_nothing_can_be_checked(feedback, learner, municipality):
    make.bank(3)
    attempt = make.begun(QuizFactory(feedback=feedback), learner, municipality)
    make.answer(attempt, 1, RIGHT[ONE])
    with within(municipality):
        assert not api.check_answer(attempt=attempt, position=1, now=timezone.now())
    assert make.items(attempt)[0].points is None


# --- Handing in ---------------------------------------------------------------------------------------------


def test_handing_in_gives_a_result_and_a_fact(attempt):
    make.answer_all(attempt, right=2)
    done = make.handed_in(attempt)
    assert (done.state, done.percent, done.is_passed) == (AttemptState.HANDED_IN, Decimal("66.6"), None)
    (told,) = records_about(attempt)
    assert (told.verb, told.activity_kind, told.shows) == (
        Verb.COMPLETED,
        ActivityKind.TEST,
        [attempt.quiz.code],
    )
    assert [row["is_right"] for row in told.context["questions"]] == [True, True, False]
    assert "choice" not in str(told.context)


def test_handing_in_twice_is_one_result(attempt):
    make.answer_all(attempt)
    first, second = make.handed_in(attempt), make.handed_in(attempt, now=timezone.now() + timedelta(days=1))
    assert first.handed_in_at == second.handed_in_at
    assert len(records_about(attempt)) == 1


def test_what_was_not_answered_is_wrong_and_does_not_stop_anybody(attempt):
    make.answer(attempt, 2, RIGHT[ONE])
    assert make.handed_in(attempt).percent == Decimal("33.3")


def test_a_pass_of_a_test_that_counts_shows_the_criteria_that_were_answered(learner, municipality):
    make.bank(2, competency="K3")
    make.bank(1, competency="K7")
    quiz = QuizFactory(counts_for=CountsFor.CERTIFICATE, pass_percent=60)
    passed = make.taken(quiz, learner, municipality, right=3)
    (told,) = records_about(passed)
    assert (told.verb, told.shows) == (Verb.PASSED, [quiz.code, "K3", "K7"])


def test_who_did_not_pass_has_that_on_record_too_and_shows_nothing(learner, municipality):
    make.bank(3)
    quiz = QuizFactory(counts_for=CountsFor.CERTIFICATE, pass_percent=60)
    (told,) = records_about(make.taken(quiz, learner, municipality, right=1))
    assert (told.verb, told.shows) == (Verb.FAILED, [quiz.code])


def test_two_red_flags_send_back(learner, municipality):
    make.situations(8)
    quiz = QuizFactory(
        purpose=Purpose.SITUATIONS,
        blocks=[make.by_chance(8)],
        measure=Measure.POINTS,
        pass_percent=65,
        red_flags_allowed=1,
        red_flags_send_to=["M10"],
        feedback=Feedback.PRINCIPLE,
    )
    one_flag = make.taken(quiz, learner, municipality, right=7)
    assert (one_flag.is_passed, one_flag.result["discuss"]) == (True, [8])
    two_flags = make.taken(quiz, learner, municipality, right=6)
    assert (two_flags.is_passed, two_flags.result["again"][0]) == (False, "M10")
    assert two_flags.percent == Decimal(75)


def test_an_open_answer_waits_for_a_marker_and_is_no_fact_yet(learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    fields = {"pass_percent": 60, "counts_for": CountsFor.CERTIFICATE}
    quiz = QuizFactory(blocks=[make.by_chance(1, "M1")], **fields)
    attempt = make.begun(quiz, learner, municipality)
    make.answer(attempt, 1, {"text": "Wat wil je bereiken?"})
    done = make.handed_in(attempt)
    assert (done.is_passed, done.result["waiting"]) == (None, 1)
    assert records_about(attempt) == []
    assert make.answer(attempt, 1, {"text": "Nog iets"}, sequence=2) == Kept.HANDED_IN


# --- Time ---------------------------------------------------------------------------------------------------


def test_a_test_to_learn_from_that_asks_only_open_questions_does_not_begin_when_it_has_to_be_passed(
    learner, municipality
):
    make.bank(2, kind=QuestionKind.OPEN)
    with pytest.raises(PermissionDenied, match="niemand hem halen"):
        make.begun(QuizFactory(blocks=[make.by_chance(2, "M1")], all_right=True), learner, municipality)
    assert make.begun(QuizFactory(blocks=[make.by_chance(2, "M1")]), learner, municipality).is_open
    make.bank(1)
    mixed = QuizFactory(blocks=[make.by_chance(3, "M1")], all_right=True)
    attempt = make.begun(mixed, learner, municipality)
    for item in make.items(attempt):
        given = RIGHT[ONE] if item.version.content["kind"] == ONE else {"text": "Ik vraag door."}
        make.answer(attempt, item.position, given)
    assert make.handed_in(attempt).is_passed


@pytest.fixture
def timed(learner, municipality):
    make.bank(3)
    return make.begun(QuizFactory(minutes=30), learner, municipality)


def test_by_default_there_is_no_limit(attempt):
    assert attempt.deadline_at is None


def test_after_the_time_an_answer_is_refused_and_what_was_there_counts(timed):
    make.answer(timed, 1, RIGHT[ONE], now=timed.deadline_at)
    late = timed.deadline_at + timedelta(seconds=11)
    assert make.answer(timed, 2, RIGHT[ONE], now=late) == Kept.TIME_UP
    closed = stored(timed)
    assert (closed.state, closed.handed_in_at, closed.percent) == (
        AttemptState.TIME_UP,
        timed.deadline_at,
        Decimal("33.3"),
    )
    assert make.answer(timed, 2, RIGHT[ONE], now=late) == Kept.TIME_UP


def test_handing_in_after_the_time_counts_what_was_there_in_time(timed):
    make.answer(timed, 1, RIGHT[ONE])
    done = make.handed_in(timed, now=timed.deadline_at + timedelta(hours=1))
    assert (done.state, done.percent) == (AttemptState.TIME_UP, Decimal("33.3"))
    assert len(records_about(timed)) == 1


def test_who_never_comes_back_gets_a_result_as_well(timed):
    from assessments import tasks

    with everywhere():
        Attempt.objects.update(deadline_at=timezone.now() - timedelta(minutes=1))
    tasks.close_attempts()
    tasks.close_attempts()
    assert stored(timed).state == AttemptState.TIME_UP
    assert len(records_about(timed)) == 1


def test_after_the_time_a_new_attempt_can_begin(timed, learner, municipality):
    after = timed.deadline_at + timedelta(hours=1)
    again = make.begun(timed.quiz, learner, municipality, now=after)
    assert (again.number, stored(timed).state) == (2, AttemptState.TIME_UP)


def test_extra_time_moves_the_end_also_of_a_test_that_is_open(timed, learner, municipality):
    trainer = person_with(Role.TRAINER, municipality=municipality)
    give = {"giver": trainer, "person": learner, "municipality": municipality, "now": timezone.now()}
    with within(municipality):
        api.give_extra_time(**give, percent=50)
    assert stored(timed).deadline_at == timed.started_at + timedelta(minutes=45)
    make.handed_in(timed)
    assert make.begun(timed.quiz, learner, municipality).deadline_at > timezone.now() + timedelta(minutes=44)


def test_taking_extra_time_back_never_shortens_a_test_that_is_open(timed, learner, municipality):
    trainer = person_with(Role.ADMINISTRATOR, municipality=municipality)
    give = {"giver": trainer, "person": learner, "municipality": municipality, "now": timezone.now()}
    with within(municipality):
        api.give_extra_time(**give, percent=100)
        api.give_extra_time(**give, percent=0)
    assert stored(timed).deadline_at == timed.started_at + timedelta(minutes=60)
    make.handed_in(timed)
    assert make.begun(timed.quiz, learner, municipality).deadline_at < timezone.now() + timedelta(minutes=31)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COACH, Role.MANAGER, Role.LEAD])
def test_nobody_else_gives_extra_time(role, timed, learner, municipality):
    giver = person_with(role, municipality=municipality)
    with within(municipality), pytest.raises(PermissionDenied, match="trainer"):
        api.give_extra_time(
            giver=giver, person=learner, municipality=municipality, percent=50, now=timezone.now()
        )


# --- Which attempt counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grading", "is_done"), [(Grading.HIGHEST, True), (Grading.LAST, False)])
def test_the_test_says_which_attempt_counts(grading, is_done, learner, municipality):
    make.bank(3)
    quiz = QuizFactory(pass_percent=100, grading=grading)
    make.taken(quiz, learner, municipality, right=3)
    make.taken(quiz, learner, municipality, right=1, chance=5)
    with within(municipality):
        finished = api.finished_codes(person=learner, municipality=municipality, codes=[quiz.code, "X-T"])
    assert finished == ({quiz.code} if is_done else set())


def test_a_quiz_to_learn_from_is_behind_somebody_when_it_was_handed_in(attempt, learner, municipality):
    def finished():
        with within(municipality):
            return api.finished_codes(person=learner, municipality=municipality, codes=[attempt.quiz.code])

    assert finished() == set()
    make.handed_in(attempt)
    assert finished() == {attempt.quiz.code}


# --- The ledger ------------------------------------------------------------------------------------------------


def test_results_told_again_from_the_ledger_are_the_same(learner, municipality):
    make.bank(5)
    for right in range(4):
        make.taken(QuizFactory(pass_percent=60), learner, municipality, right=right, chance=right)
    assert api.attempt_differences() == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"percent": Decimal(99)}, "score"),
        ({"is_passed": True}, "passed"),
        ({"number": 8}, "not in the ledger"),
    ],
)
def test_a_result_that_was_tampered_with_is_found(change, what, learner, municipality):
    make.bank(3)
    make.taken(QuizFactory(pass_percent=60), learner, municipality, right=1)
    with everywhere():
        Attempt.objects.update(**change)
    assert what in {difference.what for difference in api.attempt_differences()}


def test_an_attempt_that_was_deleted_is_found(learner, municipality):
    make.bank(3)
    make.taken(QuizFactory(), learner, municipality)
    with everywhere():
        AttemptItem.objects.all().delete()
        Attempt.objects.all().delete()
    assert [d.what for d in api.attempt_differences()] == ["only in the ledger"]


def test_the_database_refuses_two_open_attempts(attempt):
    from django.db import IntegrityError, transaction

    with everywhere(), pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            person=attempt.person,
            municipality=attempt.municipality,
            quiz=attempt.quiz,
            number=2,
            title="x",
            terms={},
            started_at=timezone.now(),
        )


def test_chance_is_handed_in(quiz, municipality):
    def drawn(chance):
        learner = person_with(Role.LEARNER, municipality=municipality)
        attempt = make.begun(quiz, learner, municipality, chance=chance)
        return [(item.question, item.shown) for item in make.items(attempt)]

    assert drawn(4) == drawn(4)
    assert any(drawn(4) != drawn(other) for other in range(5, 10))
    assert Random(1).random() == Random(1).random()
