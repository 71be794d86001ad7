"""Loading the bank: all or nothing, twice is once, and what people edited in Wagtail is theirs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from assessments import api
from assessments.models import LearningGoal, Question, QuestionVersion
from tests.factories import question_files as make
from tests.factories.people import MunicipalityFactory, UserFactory
from tests.factories.questions import QuestionFactory

pytestmark = pytest.mark.django_db
QUIZ = "m01-quiz.yaml"
FEW = 6


@pytest.fixture
def folder(tmp_path) -> Path:
    return make.write(tmp_path, make.files())


def load(folder: Path, **options) -> api.BankReport:
    report = api.load_questions(folder, now=timezone.now(), **options)
    assert report.problems == []
    return report


def change(folder: Path, old: str, new: str, *, file: str = QUIZ) -> None:
    written = (folder / file).read_text()
    assert old in written
    (folder / file).write_text(written.replace(old, new))


def edit(identifier: str = "M1-Q-order") -> Question:
    """Somebody changes a question in Wagtail, and it is published."""
    question = Question.objects.get(identifier=identifier)
    question.difficulty = "hard"
    question.save_revision(user=UserFactory()).publish()
    return question


def test_loading_makes_questions_that_people_can_be_asked(folder):
    report = load(folder)
    assert len(report.made) == 2 + len(make.KINDS)
    versions = list(api.current_versions(municipality=None))
    assert {version.question.kind for version in versions} == set(make.KINDS)
    for version in versions:
        question = Question.objects.get(pk=version.question_id)
        assert api.item_of_version(version) == api.item_of(question)
        assert question.text == "Wat zeg je?"


def test_a_loaded_question_is_as_if_somebody_wrote_and_published_it(folder):
    load(folder)
    question = Question.objects.get(identifier="M1-Q-order")
    assert question.live
    assert not question.has_unpublished_changes
    assert question.latest_revision == question.live_revision
    [entry] = log_registry.get_logs_for_instance(question)
    assert (entry.action, entry.revision) == ("wagtail.publish", question.live_revision)
    before = QuestionVersion.objects.count()
    question.get_latest_revision().publish()
    assert QuestionVersion.objects.count() == before
    assert question.get_latest_revision_as_object().goal.code == "M1-L1"
    assert [found.pk for found in Question.objects.all() if found.text] == list(
        Question.objects.values_list("pk", flat=True)
    )


def test_loaded_questions_and_goals_are_found(folder):
    from wagtail.search.backends import get_search_backend

    load(folder)
    search = get_search_backend().search
    assert [found.identifier for found in search("M1-Q-order", Question)] == ["M1-Q-order"]
    assert [found.code for found in search("vermomde", LearningGoal)] == ["M1-L2a"]


def test_loading_twice_changes_nothing_and_asks_little(folder):
    load(folder)
    before = (Question.objects.count(), QuestionVersion.objects.count())
    with CaptureQueriesContext(connection) as queries:
        report = load(folder)
    assert [report.made, report.changed, report.left_alone, report.taken_away] == [[], [], [], []]
    assert len(report.unchanged) == 2 + len(make.KINDS)
    assert before == (Question.objects.count(), QuestionVersion.objects.count())
    assert len(queries) <= FEW


def test_the_number_of_queries_does_not_grow_with_the_bank(folder):
    numbers = []
    for many in (range(1), range(60)):
        written = make.bank(make.question("order"), *(make.question("match", f"A-{n}") for n in many))
        make.write(folder, {QUIZ: written})
        with CaptureQueriesContext(connection) as queries:
            load(folder)
        numbers.append(len(queries))
    assert numbers[1] <= numbers[0]


def test_with_one_mistake_nothing_is_loaded(folder):
    change(folder, "kind: order", "kind: raden")
    report = api.load_questions(folder, now=timezone.now())
    assert len(report.problems) == 1
    assert not Question.objects.exists()
    assert not LearningGoal.objects.exists()


def test_checking_writes_nothing(folder):
    assert api.check_questions(folder).problems == []
    assert not Question.objects.exists()


def test_a_changed_file_is_a_new_version(folder):
    load(folder)
    change(folder, "De steun", "De hulp")
    assert load(folder).changed == ["M1-Q-order"]
    question = Question.objects.get(identifier="M1-Q-order")
    assert [version.number for version in question.versions.all()] == [1, 2]
    assert load(folder).changed == []


def test_other_tags_are_no_new_version(folder):
    load(folder)
    change(folder, "difficulty: medium", "difficulty: hard")
    assert len(load(folder).changed) == len(make.KINDS)
    assert set(Question.objects.values_list("difficulty", flat=True)) == {"hard"}
    assert QuestionVersion.objects.count() == len(make.KINDS)


def test_what_was_edited_in_wagtail_is_left_alone_and_named(folder):
    load(folder)
    edit()
    assert load(folder).left_alone == ["M1-Q-order"]
    change(folder, "De steun", "De hulp")
    assert load(folder).left_alone == ["M1-Q-order"]
    assert Question.objects.get(identifier="M1-Q-order").difficulty == "hard"


def test_what_was_edited_may_be_replaced_on_purpose(folder):
    load(folder)
    edit()
    assert load(folder, overwrite=True).changed == ["M1-Q-order"]
    assert Question.objects.get(identifier="M1-Q-order").difficulty == "medium"
    assert load(folder).left_alone == []


def test_a_question_that_was_taken_off_line_by_hand_stays_off_line(folder):
    load(folder)
    Question.objects.get(identifier="M1-Q-order").unpublish()
    assert load(folder).left_alone == ["M1-Q-order"]
    assert not Question.objects.get(identifier="M1-Q-order").live


def test_a_question_that_is_no_longer_in_a_file_goes_off_line_and_may_come_back(folder):
    load(folder)
    whole = (folder / QUIZ).read_text()
    change(folder, make.question("order"), "")
    assert load(folder).taken_away == ["M1-Q-order"]
    assert not Question.objects.get(identifier="M1-Q-order").live
    assert load(folder).taken_away == []
    (folder / QUIZ).write_text(whole)
    assert load(folder).changed == ["M1-Q-order"]
    assert Question.objects.get(identifier="M1-Q-order").live


def test_questions_that_people_made_in_wagtail_stay(folder):
    own = QuestionFactory(municipality=MunicipalityFactory())
    shared = QuestionFactory(identifier="M1-ANDERS")
    load(folder)
    assert set(Question.objects.filter(pk__in=[own.pk, shared.pk]).values_list("live", flat=True)) == {True}


def test_an_id_of_a_municipality_is_not_taken_from_it(folder):
    QuestionFactory(identifier="M1-Q-order", municipality=MunicipalityFactory(slug="m1-q"))
    [problem] = api.load_questions(folder, now=timezone.now()).problems
    assert "M1-Q-order" in api.bank_problem_text(problem)
    assert Question.objects.count() == 1


def test_a_goal_that_was_edited_in_wagtail_is_left_alone(folder):
    load(folder)
    LearningGoal.objects.filter(code="M1-L1").update(text="Beter gezegd.")
    assert load(folder).left_alone == ["M1-L1"]
    change(folder, "vermomde", "verstopte", file="goals.yaml")
    assert load(folder).changed == ["M1-L2a"]
    assert load(folder, overwrite=True).changed == ["M1-L1"]


# --- The command ----------------------------------------------------------------------------------


def run(*arguments) -> str:
    told = io.StringIO()
    call_command("load_questions", *map(str, arguments), stdout=told)
    return told.getvalue()


def test_the_command_says_what_it_did(folder):
    assert "Er is niets opgeslagen" in run(folder, "--check")
    assert "M1-Q-order" in run(folder)
    assert "13 leerdoelen en vragen waren bij" in run(folder)
    edit()
    assert "--overwrite" in run(folder)


def test_the_command_names_mistakes_by_file_and_line(folder):
    change(folder, "kind: order", "kind: raden")
    for arguments in ((folder,), (folder, "--check")):
        with pytest.raises(CommandError, match=rf"{QUIZ}:\d+: “kind” moet een van deze zijn"):
            run(*arguments)


def test_the_command_says_so_when_there_is_no_folder(tmp_path):
    with pytest.raises(CommandError, match="geen map"):
        run(tmp_path / "weg")
    (tmp_path / "kapot.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="UTF-8"):
        run(tmp_path)
