"""Tests from text: checked against the banks, loaded like questions, and ready to be taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import api
from assessments.models import Question, Quiz
from assessments.rules.bank_text import parse_bank
from assessments.rules.drawing import Stratum
from assessments.selectors.quizzes import gaps_of, terms_of
from people.choices import Role
from tests.factories import question_files, quizzes
from tests.factories.people import MunicipalityFactory, UserFactory, person_with
from tooling.paths import ROOT

DEMO = ROOT / "site" / "website" / "demo" / "questions"
FILE = "quizzes.yaml"
WRITTEN = """\
- code: M1-T
  title: Oefentoets
  intro: Een oefentoets.
  purpose: module_quiz
  draw:
    - {count: 2, modules: [M1]}
    - {questions: [M1-Q-order]}
  guide_minutes: 5
- code: proef
  title: Proeftoets
  purpose: module_quiz
  draw:
    - {count: 1, each_of: [M1]}
  feedback: principle
  counts_for: certificate
  needs: M1-T
  attempts: 3
  wait_days: 7
  guide_minutes: 60
  limit_minutes: 90
  pass: {percent: 75, module_percent: 60, all_right_in: [M10], red_flags: 1, red_flags_send_to: [M10]}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return question_files.write(tmp_path, {**question_files.files(), FILE: WRITTEN})


def load(folder: Path, **options) -> api.BankReport:
    report = api.load_questions(folder, now=timezone.now(), **options)
    assert report.problems == []
    return report


def change(folder: Path, old: str, new: str) -> None:
    written = (folder / FILE).read_text()
    assert old in written
    (folder / FILE).write_text(written.replace(old, new))


@pytest.mark.django_db
def test_a_test_that_was_loaded_can_be_taken(folder):
    load(folder)
    quiz = Quiz.objects.get(code="M1-T")
    municipality = MunicipalityFactory()
    attempt = quizzes.begun(quiz, person_with(Role.LEARNER, municipality=municipality), municipality)
    asked = [item.question for item in quizzes.items(attempt)]
    assert (len(asked), "M1-Q-order" in asked) == (3, True)


@pytest.mark.django_db
def test_everything_that_was_written_holds(folder):
    load(folder)
    quiz = Quiz.objects.select_related("needs").get(code="proef")
    terms = terms_of(quiz)
    assert terms.draw.strata == (Stratum(1, ("M1",)),)
    assert (terms.norm.overall, terms.norm.per_module, terms.norm.all_right_in) == (75, 60, ("M10",))
    assert (terms.norm.red_flags, terms.norm.red_flags_send_to) == (1, ("M10",))
    assert (terms.attempts, terms.wait_days, terms.minutes, terms.feedback) == (3, 7, 90, "principle")
    assert (quiz.needs.code, quiz.guide_minutes, quiz.live) == ("M1-T", 60, True)


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_an_edit_in_wagtail_is_left_alone(folder):
    load(folder)
    assert {"M1-T", "proef"} <= set(load(folder).unchanged)
    quiz = Quiz.objects.get(code="M1-T")
    quiz.title = "Van een auteur"
    quiz.save_revision(user=UserFactory()).publish()
    change(folder, "title: Oefentoets", "title: Uit het bestand")
    assert load(folder).left_alone == ["M1-T"]
    assert Quiz.objects.get(code="M1-T").title == "Van een auteur"
    assert load(folder, overwrite=True).changed == ["M1-T"]
    assert Quiz.objects.get(code="M1-T").title == "Uit het bestand"


@pytest.mark.django_db
def test_a_test_that_left_the_file_is_taken_off_line(folder):
    load(folder)
    change(folder, WRITTEN[WRITTEN.index("- code: proef") :], "")
    assert load(folder).taken_away == ["proef"]
    assert not Quiz.objects.get(code="proef").live


@pytest.mark.parametrize(
    ("old", "new", "problem", "line"),
    [
        ("count: 2", "count: 99", "too_few", 5),
        ("M1-Q-order", "M1-Q99", "question_unknown", 5),
        ("needs: M1-T", "needs: M9-T", "quiz_unknown", 16),
        ("code: proef", "code: M1-T", "quiz_twice", 9),
        ("code: proef", "code: een toets", "not_a_code", 9),
        ("title: Oefentoets", "tietel: Oefentoets", "key_unknown", 2),
        ("purpose: module_quiz", "purpose: ander", "not_one_of", 4),
        ("{count: 1, each_of: [M1]}", "{each_of: [M1]}", "key_missing", 13),
        ("guide_minutes: 60", "guide_minutes: lang", "not_a_number", 19),
        ("percent: 75", "percent: 101", "out_of_range", 21),
        ("percent: 75", "procent: 75", "key_unknown", 21),
        ("title: Proeftoets", "title: '**Proef**'", "markup", 10),
    ],
)
def test_a_mistake_is_named_by_file_and_line(old, new, problem, line):
    assert old in WRITTEN
    found = problems_of(WRITTEN.replace(old, new))
    assert (line, problem) in found


@pytest.mark.parametrize(
    ("written", "problem", "line"),
    [
        pytest.param("wat: dan ook\n", "yaml_shape", 1, id="no list"),
        pytest.param("", "yaml_shape", 1, id="an empty file"),
        pytest.param("- een\n", "yaml_shape", 1, id="a word"),
        pytest.param("- code: [\n", "yaml_broken", 2, id="broken"),
    ],
)
def test_a_file_of_tests_that_cannot_be_read_is_named(written, problem, line):
    assert (line, problem) in problems_of(written)


def test_a_test_to_learn_from_of_only_open_questions_is_no_test_to_pass():
    asked = WRITTEN.replace("{count: 2, modules: [M1]}", "{questions: [M1-Q-open]}").replace(
        "    - {questions: [M1-Q-order]}\n", ""
    )
    must = asked.replace("  guide_minutes: 5\n", "  guide_minutes: 5\n  pass: {percent: 60}\n")
    assert problems_of(asked) == []
    assert problems_of(must) == [(5, "impossible")]
    marked = must.replace("  guide_minutes: 5\n", "  guide_minutes: 5\n  counts_for: gate\n")
    assert problems_of(marked) == []


def test_every_mistake_in_the_tests_is_named_at_once():
    written = WRITTEN.replace("count: 2", "count: 99").replace("needs: M1-T", "needs: M9-T")
    assert problems_of(written) == [(5, "too_few"), (16, "quiz_unknown")]


def problems_of(written: str) -> list[tuple[int, str]]:
    _, problems = parse_bank({**question_files.files(), FILE: written})
    assert {each.file for each in problems} <= {FILE}
    return [(each.line, str(each.code)) for each in problems]


@pytest.mark.django_db
def test_nothing_at_all_is_loaded_beside_a_test_with_a_mistake(folder):
    change(folder, "needs: M1-T", "needs: M9-T")
    for options in ([], ["--check"]):
        with pytest.raises(CommandError, match=r"quizzes\.yaml:16"):
            call_command("load_questions", folder, *options)
    assert not Question.objects.exists()
    assert not Quiz.objects.exists()


def test_a_mistake_of_a_test_comes_as_a_sentence():
    _, problems = parse_bank({**question_files.files(), FILE: WRITTEN.replace("count: 2", "count: 99")})
    assert api.bank_problem_text(problems[0]).startswith("quizzes.yaml:5: ")


def test_the_tests_of_the_demo_ask_what_the_domain_asks():
    source, problems = parse_bank({file.name: file.read_text("utf-8") for file in DEMO.glob("*.yaml")})
    assert problems == []
    tests = {quiz.code: quiz for quiz in source.quizzes}
    assert [f"M{number}-T" for number in range(15) if f"M{number}-T" not in tests] == []
    counts = {code: quiz.terms.draw.count for code, quiz in tests.items()}
    assert (counts["eindtoets-basis"], counts["situatietoets"], counts["situatietoets-1"]) == (40, 20, 8)
    assert (counts["M1-T"], counts["M3-T"], counts["M4-T"], counts["M10-T"]) == (6, 8, 10, 8)
    final = tests["eindtoets-basis"]
    assert (final.terms.norm.overall, final.terms.norm.per_module) == (75, 60)
    assert (final.terms.norm.all_right_in, final.needs, final.terms.minutes) == (("M10",), "M10-T", None)
    assert {quiz.code for quiz in source.quizzes if quiz.terms.must_be_passed} == {
        "M10-T",
        "eindtoets-basis",
        "situatietoets",
        "open-vragen",
    }


@pytest.mark.django_db
def test_an_author_sees_what_the_bank_lacks():
    quizzes.bank(2)
    quiz = quizzes.QuizFactory(blocks=[quizzes.by_chance(3, "M1"), quizzes.always("M1-X")])
    assert gaps_of(quiz) == ["De vraag M1-X bestaat niet.", "M1: 2 van 3 vragen."]
