"""Somebody who knows nothing cannot guess: chance is counted, and the real banks are held to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from assessments import api
from assessments.choices import Competency, Difficulty, QuestionKind, RedFlag
from assessments.rules.bank_text import BankSource, parse_bank
from assessments.rules.fairness import ALL_BANKS, Tally, Trait, at_least, tallies
from assessments.rules.items import Item, Option
from tests.factories.questions import ITEMS

FOLDER = Path(settings.SITE_DIR) / "website" / "demo" / "questions"


def choice(*lengths: int, right: int) -> Item:
    options = tuple(
        Option(str(place), "x" * length, is_right=place == right) for place, length in enumerate(lengths)
    )
    return Item("one_choice", "?", options)


def found(*items: Item) -> dict[Trait, Tally]:
    return {tally.trait: tally for tally in tallies(("bank", item) for item in items) if tally.bank == "bank"}


@pytest.mark.parametrize(
    ("item", "traits"),
    [
        pytest.param(choice(9, 5, 5, right=0), {Trait.LONGEST, Trait.FIRST}, id="longest and first"),
        pytest.param(choice(9, 5, 3, right=2), {Trait.SHORTEST}, id="shortest"),
        pytest.param(choice(9, 5, 3, right=1), set(), id="in between"),
        pytest.param(choice(9, 9, 3, right=1), set(), id="as long as another one"),
        pytest.param(ITEMS[QuestionKind.SJT], {Trait.FIRST}, id="the best action counts"),
        pytest.param(ITEMS[QuestionKind.TRUE_FALSE], set(), id="not true"),
        pytest.param(ITEMS[QuestionKind.MATCH], set(), id="nothing to guess from"),
    ],
)
def test_a_right_answer_that_looks_different_is_counted(item, traits):
    assert {trait for trait, tally in found(item).items() if tally.times} == traits


def test_what_happens_always_is_no_chance():
    tally = found(*[choice(9, 5, 5, 5, right=0)] * 8)[Trait.LONGEST]
    assert (tally.times, tally.questions, tally.expected) == (8, 8, 2)
    assert tally.chance == pytest.approx(0.25**8)
    assert not tally.is_fair


def test_a_few_times_may_well_be_chance():
    assert found(*[choice(9, 5, 5, 5, right=place) for place in (0, 1, 2, 3)])[Trait.LONGEST].is_fair


def test_all_banks_together_are_counted_too():
    counted = tallies([("one", choice(9, 5, 5, right=0)), ("two", choice(9, 5, 5, right=0))])
    assert {(t.bank, t.trait): t.times for t in counted}[ALL_BANKS, Trait.LONGEST] == 2


@given(st.lists(st.floats(0.01, 0.99), max_size=12))
def test_more_is_never_more_probable(shares):
    chances = [at_least(times, shares) for times in range(len(shares) + 2)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(1)
    assert chances[-1] == 0


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5, unique=True), st.randoms())
def test_the_order_of_questions_does_not_matter(lengths, chance):
    items = [choice(*lengths, right=place) for place in range(len(lengths))]
    mixed = chance.sample(items, len(items))
    for trait, tally in found(*items).items():
        other = found(*mixed)[trait]
        assert replace(other, chance=0, expected=0) == replace(tally, chance=0, expected=0)


# --- The banks of the demo -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def banks() -> BankSource:
    files = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.yaml")}
    source, problems = parse_bank(files)
    assert [api.bank_problem_text(problem) for problem in problems] == []
    return source


def test_the_banks_of_the_demo_are_in_order_and_fair():
    report = api.check_questions(FOLDER)
    assert [api.bank_problem_text(problem) for problem in report.problems] == []
    assert [api.tally_text(tally) for tally in report.unfair] == []


def test_there_are_questions_of_every_difficulty(banks):
    assert len(banks.questions) >= 60
    assert {question.tagged.difficulty for question in banks.questions} == set(Difficulty)
    assert {question.tagged.competency for question in banks.questions} <= set(Competency)


def test_every_bank_holds_three_times_what_is_drawn_from_it(banks):
    kept = Counter((question.tagged.purpose, question.tagged.module) for question in banks.questions)
    for quiz in banks.quizzes:
        for stratum in quiz.terms.draw.strata:
            modules = stratum.modules or {module for purpose, module in kept if purpose == quiz.purpose}
            held = sum(kept[quiz.purpose, module] for module in modules)
            assert held >= 3 * stratum.count, (quiz.code, stratum)


def test_the_final_test_and_the_situations_have_the_banks_of_the_blueprint(banks):
    held = Counter(question.tagged.purpose for question in banks.questions)
    assert held["final_test"] >= 160
    assert held["situations"] >= 60


def test_situations_have_a_panel_that_agrees_enough_and_every_red_flag_occurs(banks):
    situations = [question.tagged.item for question in banks.questions if question.tagged.item.kind == "sjt"]
    assert all(item.panel is not None for item in situations)
    assert all(min(item.panel.best_agreement, item.panel.worst_agreement) >= 70 for item in situations)
    assert {option.red_flag for item in situations for option in item.options} >= set(RedFlag)


def test_a_question_tests_a_goal_of_its_own_module(banks):
    modules = {goal.code: goal.module for goal in banks.goals}
    astray = [
        question.tagged.identifier
        for question in banks.questions
        if question.tagged.purpose != "situations" and modules[question.tagged.goal] != question.tagged.module
    ]
    assert astray == []


def test_no_two_questions_ask_the_same(banks):
    asked = Counter(
        (question.tagged.item.text, tuple(sorted(o.text for o in question.tagged.item.options)))
        for question in banks.questions
    )
    assert [text for text, times in asked.items() if times > 1] == []


def test_who_checks_is_told_where_the_right_answer_gives_itself_away(tmp_path):
    from tests.factories import question_files as make

    one = make.question("one_choice").replace("text: '\"Wat wilt u?\"'", "text: Wat wilt u daar dan mee")
    bank = make.bank(*(one.replace("M1-Q-onechoice", f"M1-Q{n}") for n in range(12)))
    make.write(tmp_path, make.files(**{"m01-quiz.yaml": bank}))
    told = [api.tally_text(tally) for tally in api.check_questions(tmp_path).unfair]
    assert "m01-quiz.yaml: het goede antwoord is 12 van de 12 keer het langste; toeval geeft 4,0." in told
