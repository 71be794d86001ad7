"""Questions as text: what is written becomes questions, and each mistake is named with its file and line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.blocks import QuestionBodyBlock, body_of, item_of_body
from assessments.choices import QuestionKind as Kind
from assessments.rules.bank_text import BankProblem, parse_bank
from assessments.rules.items import Criterion, Item, Option, Panel
from assessments.rules.soundness import FlawKind
from assessments.selectors.problems import SENTENCES, problem_text
from core.rules.problems import FieldProblem
from tests.factories import question_files as make

QUIZ = "m01-quiz.yaml"


def item(kind: str) -> Item:
    source, problems = parse_bank(make.files(**{QUIZ: make.bank(make.question(kind))}))
    assert problems == []
    return source.questions[0].tagged.item


# --- What is written ----------------------------------------------------------------------------------


def test_a_folder_becomes_goals_and_questions():
    source, problems = parse_bank(make.files())
    assert problems == []
    assert [goal.code for goal in source.goals] == ["M1-L1", "M1-L2a"]
    assert [question.tagged.item.kind for question in source.questions] == list(make.KINDS)
    first = source.questions[0].tagged
    assert (first.identifier, first.purpose, first.module) == ("M1-Q-onechoice", "module_quiz", "M1")
    assert (first.goal, first.competency, first.difficulty) == ("M1-L1", "K1", "medium")


@pytest.mark.parametrize("kind", Kind)
def test_what_is_written_is_the_same_after_the_editor(kind):
    block = QuestionBodyBlock()
    written = item(kind)
    assert item_of_body(block.to_python(block.get_prep_value(block.to_python(body_of(written))))) == written


def test_words_are_plain_text_with_real_quotation_marks():
    one = item(Kind.ONE_CHOICE)
    assert one.options[1] == Option("b", "“Wat wilt u?”", "Goed.", is_right=True)
    assert (one.text, one.explanation, one.principle) == ("Wat zeg je?", "Eerst de wens.", "Zoek de wens.")


@pytest.mark.parametrize("style", [">-", "|"])
def test_a_blank_line_makes_a_paragraph(style):
    text = f"text: {style}\n      Joop belt.\n      Hij is boos.\n\n      Wat zeg je?\n"
    written = make.bank(make.question("one_choice").replace("text: Wat zeg je?\n", text, 1))
    source, problems = parse_bank(make.files(**{QUIZ: written}))
    assert problems == []
    assert source.questions[0].tagged.item.text == "Joop belt. Hij is boos.\n\nWat zeg je?"


def test_numbers_panels_and_criteria_are_read():
    assert (item(Kind.NUMERIC).number, item(Kind.NUMERIC).tolerance) == (Decimal("1.5"), Decimal("0.5"))
    assert item(Kind.SJT).panel == Panel(6, 83, 75, date(2026, 3, 2))
    made_up = make.question("sjt").replace("experts: 6", "experts: 6\n      example: true")
    [read] = parse_bank(make.files(**{QUIZ: make.bank(made_up)}))[0].questions
    assert read.tagged.item.panel == Panel(6, 83, 75, date(2026, 3, 2), is_example=True)
    assert [option.red_flag for option in item(Kind.SJT).options] == ["", "", "", "secrecy"]
    assert item(Kind.OPEN).criteria == (
        Criterion("a", "Vraagt naar de wens", ("niet", "een beetje", "helemaal")),
    )
    assert item(Kind.OPEN).explanation == "Wat wilt u bereiken?"


def test_keys_tell_nothing_about_what_is_right():
    match = item(Kind.MATCH)
    assert not {option.key for option in match.options} & {target.key for target in match.targets}
    assert {len(target.key) for target in match.targets} == {8}
    orders = {
        tuple(
            option.key
            for option in parse_bank(make.files(**{QUIZ: make.bank(make.question("order", f"M1-Q{n}"))}))[0]
            .questions[0]
            .tagged.item.options
        )
        for n in range(12)
    }
    assert len(orders) > 3


def test_a_question_may_say_its_own_module():
    written = make.bank(make.question("true_false").replace("    kind", "    module: M7\n    kind", 1))
    source, _ = parse_bank(make.files(**{QUIZ: written}))
    assert source.questions[0].tagged.module == "M7"


def test_a_file_of_tests_that_is_not_a_list_is_named():
    source, problems = parse_bank(make.files(**{"quizzes.yaml": "wat: dan ook"}))
    assert [(problem.file, problem.line, problem.code.value) for problem in problems] == [
        ("quizzes.yaml", 1, "yaml_shape")
    ]
    assert problem_text(problems[0]).startswith("quizzes.yaml:1: ")
    assert (len(source.questions), source.quizzes) == (len(make.KINDS), ())


def test_the_file_of_the_tests_is_no_bank():
    written = make.bank(make.question("order", "M1-Q77"))
    problems = parse_bank(make.files(**{"quizzes.yaml": written}))[1]
    assert {problem.file for problem in problems} == {"quizzes.yaml"}
    assert "M1-Q77" not in {each.tagged.identifier for each in parse_bank(make.files())[0].questions}


# --- What is wrong --------------------------------------------------------------------------------------


def problems_of(written: str) -> list[tuple[int, str]]:
    _, problems = parse_bank(make.files(**{QUIZ: written}))
    assert {problem.file for problem in problems} <= {QUIZ}
    return [(problem.line, problem.code) for problem in problems]


KIND, GOAL, TEXT, OWN = 5, 6, 9, 12  # lines of a bank with one question


@pytest.mark.parametrize(
    ("kind", "old", "new", "code", "line"),
    [
        pytest.param(
            "one_choice", "kind: one_choice", "kind: raden", FieldProblem.NOT_ONE_OF, KIND, id="kind"
        ),
        pytest.param("one_choice", "    kind: one_choice\n", "", FieldProblem.NOT_ONE_OF, 4, id="no kind"),
        pytest.param("one_choice", "goal: M1-L1", "goal: M1-L9", BankProblem.GOAL_UNKNOWN, GOAL, id="goal"),
        pytest.param("one_choice", "id: M1-Q-onechoice", "id: m1 q", FieldProblem.NOT_A_CODE, 4, id="id"),
        pytest.param("one_choice", "competency: K1", "competency: K0", FieldProblem.NOT_ONE_OF, 7, id="K0"),
        pytest.param("one_choice", "medium", "gewoon", FieldProblem.NOT_ONE_OF, 8, id="difficulty"),
        pytest.param("one_choice", "text: Wat", "tekst: Wat", FieldProblem.KEY_UNKNOWN, TEXT, id="typo"),
        pytest.param("one_choice", "Wat zeg je?", "Wat <b>zeg</b> je?", BankProblem.MARKUP, TEXT, id="html"),
        pytest.param("one_choice", "Wat zeg je?", "Wat **zeg** je?", BankProblem.MARKUP, TEXT, id="markdown"),
        pytest.param("one_choice", "Wat zeg je?", "w" * 1501, FieldProblem.TOO_LONG, TEXT, id="long"),
        pytest.param("one_choice", "right: true", "right: ja", FieldProblem.NOT_A_FLAG, 16, id="flag"),
        pytest.param("one_choice", "        right: true\n", "", FlawKind.RIGHT_ONE, OWN, id="none right"),
        pytest.param(
            "one_choice",
            "        feedback: Je gaat mee.\n",
            "        feedback: x\n        right: true\n",
            FlawKind.RIGHT_ONE,
            OWN,
            id="two right",
        ),
        pytest.param(
            "one_choice",
            "      - text: '\"Kan het ook laag?\"'\n        feedback: Je stuurt.\n",
            "",
            FlawKind.NUMBER,
            OWN,
            id="two answers",
        ),
        pytest.param("one_choice", "feedback: Goed.", "feedback:", FieldProblem.NOT_A_TEXT, 17, id="empty"),
        pytest.param(
            "one_choice", "ook laag", "ook laag\"'\n        x: '", FieldProblem.KEY_UNKNOWN, 19, id="x"
        ),
        pytest.param("several_choices", "Ja., right: true", "Ja.", FlawKind.RIGHT_FEW, OWN, id="few right"),
        pytest.param(
            "several_choices",
            "feedback: Nee.",
            "feedback: N., right: true",
            FlawKind.WRONG_FEW,
            OWN,
            id="few",
        ),
        pytest.param("several_choices", "text: Een", "text: Twee", FlawKind.TWICE, OWN, id="the same twice"),
        pytest.param("true_false", "answer: false", "answer: nee", FieldProblem.NOT_A_FLAG, OWN, id="answer"),
        pytest.param("match", "right: Plan", "right: Kader", FlawKind.TWICE, OWN, id="a side twice"),
        pytest.param("match", "[Oplossing]", "Oplossing", FieldProblem.NOT_A_LIST, 16, id="extra"),
        pytest.param("order", "      - De steun\n", "", FlawKind.NUMBER, OWN, id="two steps"),
        pytest.param("order", "Het doel", "de  wens", FlawKind.TWICE, OWN, id="a step twice"),
        pytest.param("fill_in", "[wens, de wens]", "[]", FieldProblem.NOT_A_LIST, OWN, id="nothing counts"),
        pytest.param(
            "fill_in", "[wens, de wens]", "['.']", FlawKind.EMPTY, OWN, id="only a full stop counts"
        ),
        pytest.param("numeric", "1.5", "anderhalf", FieldProblem.NOT_A_DECIMAL, OWN, id="no number"),
        pytest.param("numeric", "0.5", "-0.5", FlawKind.TOLERANCE, 13, id="tolerance"),
        pytest.param("mark", ", right: true", "", FlawKind.RIGHT_FEW, OWN, id="nothing to mark"),
        pytest.param(
            "classify", "category: Wens", "category: Wensen", BankProblem.CATEGORY_UNKNOWN, 13, id="category"
        ),
        pytest.param(
            "classify", "Wens, Oplossing", "Oplossing, Wens, A, B, C, D", FlawKind.NUMBER, OWN, id="6"
        ),
        pytest.param("sjt", ", best: true", "", FlawKind.BEST_ONE, OWN, id="no best"),
        pytest.param("sjt", ", worst: true", "", FlawKind.WORST_ONE, OWN, id="no worst"),
        pytest.param("sjt", "best: true", "best: true, worst: true", FlawKind.WORST_ONE, OWN, id="two worst"),
        pytest.param(
            "sjt", "best: true", "best: true, red_flag: frame", FlawKind.BEST_HAS_FLAG, OWN, id="flag"
        ),
        pytest.param("sjt", "secrecy", "geheim", FieldProblem.NOT_ONE_OF, 16, id="an unknown flag"),
        pytest.param("sjt", "experts: 6", "experts: 4", FlawKind.FEW_EXPERTS, 17, id="few experts"),
        pytest.param("sjt", "83", "69", FlawKind.LITTLE_AGREEMENT, 17, id="little agreement"),
        pytest.param("sjt", "83", "101", FieldProblem.OUT_OF_RANGE, 19, id="more than all"),
        pytest.param("open", ", helemaal", "", FlawKind.LEVELS, 12, id="two levels"),
        pytest.param("open", "model_answer: W", "explanation: W", FieldProblem.KEY_MISSING, 4, id="no model"),
    ],
)
def test_a_mistake_is_named_by_its_line(kind, old, new, code, line):
    written = make.bank(make.question(kind))
    assert old in written
    assert (line, code) in problems_of(written.replace(old, new))


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        pytest.param("", FieldProblem.YAML_SHAPE, 1, id="an empty file"),
        pytest.param("- een\n", FieldProblem.YAML_SHAPE, 1, id="a list"),
        pytest.param("purpose: [\n", FieldProblem.YAML_BROKEN, 2, id="broken"),
        pytest.param(make.bank(purpose="examen"), FieldProblem.NOT_ONE_OF, 1, id="an unknown purpose"),
        pytest.param("purpose: module_quiz\nquestions: []\n", FieldProblem.NOT_A_LIST, 2, id="no questions"),
        pytest.param("purpose: module_quiz\nquestions: [een]\n", FieldProblem.YAML_SHAPE, 2, id="a word"),
        pytest.param(
            make.bank(make.question("order")).replace("module: M1\n", "", 1),
            FieldProblem.KEY_MISSING,
            3,
            id="no module",
        ),
        pytest.param(
            make.bank(make.question("order", "A"), make.question("match", "A")),
            BankProblem.IDENTIFIER_TWICE,
            16,
            id="an id twice",
        ),
    ],
)
def test_a_mistake_in_a_file_is_named(written, code, line):
    assert (line, code) in problems_of(written)


def test_every_mistake_is_named_at_once():
    broken = make.bank(
        make.question("order", "A").replace("K1", "K0"),
        make.question("match", "B").replace("medium", "gewoon"),
        make.question("sjt", "C").replace(", best: true", ""),
    )
    assert len(problems_of(broken)) == 3


def test_the_goals_have_to_be_there_and_once_each():
    assert [p.code for p in parse_bank({QUIZ: make.bank()})[1]] == [BankProblem.NO_GOALS]
    twice = make.files(**{"goals.yaml": make.GOALS + make.GOALS})
    assert {p.code for p in parse_bank(twice)[1]} == {BankProblem.CODE_TWICE}


def test_an_id_that_stands_in_two_files_says_where_the_other_is():
    _, [problem] = parse_bank(make.files(**{"final.yaml": make.bank(make.question("order"))}))
    assert problem_text(problem).startswith("m01-quiz.yaml:")
    assert "final.yaml:4" in problem_text(problem)


def test_every_mistake_has_a_sentence():
    assert set(SENTENCES) == {*FlawKind, *BankProblem}


lines = st.sampled_from(
    [*make.bank().splitlines(), "", "  - ", "?", "x: [", "  <<: *a", "- &a {id: A}", "\t", "!!x"]
)


@given(st.lists(lines, max_size=30))
def test_whatever_is_written_nothing_breaks(written):
    for file in (QUIZ, "goals.yaml"):
        for problem in parse_bank(make.files(**{file: "\n".join(written)}))[1]:
            assert problem_text(problem)


@given(st.sampled_from(sorted(make.KINDS)), st.integers(0, 25), lines)
def test_one_strange_line_breaks_nothing(kind, place, line):
    written = make.bank(make.question(kind)).splitlines()
    written[min(place, len(written) - 1)] = line
    for problem in parse_bank(make.files(**{QUIZ: "\n".join(written)}))[1]:
        assert problem_text(problem)
