"""A mistake in the text of a curriculum is named by file and line, and all of them at once."""

from __future__ import annotations

import re

import pytest

from core.rules.problems import FieldProblem
from courses.rules.curriculum_text import Problem, ProblemCode
from courses.selectors.problems import SENTENCES, problem_text
from tests.courses.curriculum_texts import FIRST_LINE_OF_BODY, L1, codes_in, problems_in
from tests.factories.curriculum_files import FILES, changed, with_body

BROKEN_BODIES = [
    pytest.param("# Te groot", ProblemCode.HEADING_LEVEL, 0, id="a title in the text"),
    pytest.param("### Te diep", ProblemCode.HEADING_LEVEL, 0, id="a level skipped"),
    pytest.param("Goed.\n\n#### Te diep", ProblemCode.HEADING_LEVEL, 2, id="a heading too small"),
    pytest.param("Een.\n\n<b>html</b>", ProblemCode.NOT_ALLOWED_HERE, 2, id="html"),
    pytest.param("Zie <script>alert(1)</script>", ProblemCode.NOT_ALLOWED_HERE, 0, id="html in a line"),
    pytest.param("| a | b |", ProblemCode.NOT_ALLOWED_HERE, 0, id="a table"),
    pytest.param("```\ncode\n```", ProblemCode.NOT_ALLOWED_HERE, 0, id="code"),
    pytest.param("> citaat", ProblemCode.NOT_ALLOWED_HERE, 0, id="a quotation outside a block"),
    pytest.param("![alt](https://x.nl/a.png)", ProblemCode.NOT_ALLOWED_HERE, 0, id="a picture"),
    pytest.param("Een.\n\n---\n\nTwee.", ProblemCode.NOT_ALLOWED_HERE, 2, id="a line of dashes"),
    pytest.param("[x](term:bestaat-niet)", ProblemCode.LINK_UNKNOWN, 0, id="an unknown term"),
    pytest.param("Regel een\nen [x](lesson:M9-L9).", ProblemCode.LINK_UNKNOWN, 1, id="an unknown lesson"),
    pytest.param("[x](module:M9)", ProblemCode.LINK_UNKNOWN, 0, id="an unknown module"),
    pytest.param("[x](../elders)", ProblemCode.LINK_ADDRESS, 0, id="an address without a site"),
    pytest.param("[x](ftp://x.nl/a)", ProblemCode.LINK_ADDRESS, 0, id="an address of another kind"),
    pytest.param(
        "::: term name=bestaat-niet\n:::", ProblemCode.LINK_UNKNOWN, 0, id="a box of an unknown term"
    ),
    pytest.param("::: verhaal\nTekst.\n:::", ProblemCode.DIRECTIVE_UNKNOWN, 0, id="an unknown block"),
    pytest.param(
        "::: note id=een twee\nTekst.\n:::", ProblemCode.DIRECTIVE_UNREADABLE, 0, id="a word too many"
    ),
    pytest.param("::: note id=a id=b\nTekst.\n:::", ProblemCode.DIRECTIVE_UNREADABLE, 0, id="a name twice"),
    pytest.param("::: note\nTekst.\n:::", FieldProblem.KEY_MISSING, 0, id="no id"),
    pytest.param("::: note id=Groot\nTekst.\n:::", FieldProblem.NOT_A_SLUG, 0, id="an id with a capital"),
    pytest.param(
        "::: intro kleur=rood\nTekst.\n:::", FieldProblem.KEY_UNKNOWN, 0, id="a name that means nothing"
    ),
    pytest.param("::: callout kind=tip\nTekst.\n:::", FieldProblem.NOT_ONE_OF, 0, id="an unknown kind"),
    pytest.param("::: intro\nTekst.", ProblemCode.DIRECTIVE_NOT_CLOSED, 0, id="not closed"),
    pytest.param("Tekst.\n\n:::", ProblemCode.DIRECTIVE_NOT_OPENED, 2, id="closed without an opening"),
    pytest.param(
        "::: accordion\n### Een\nTekst\n\n::: intro\nx\n:::", ProblemCode.DIRECTIVE_NESTED, 4, id="nested"
    ),
    pytest.param("::: intro\n:::", ProblemCode.DIRECTIVE_EMPTY, 0, id="empty"),
    pytest.param(
        "::: diagram name=frame\nTekst\n:::", ProblemCode.DIRECTIVE_NOT_EMPTY, 0, id="text in a figure"
    ),
    pytest.param(
        "::: callout kind=law\n## Kop\n:::", ProblemCode.NOT_ALLOWED_HERE, 1, id="a heading in a block"
    ),
    pytest.param("::: summary\nGeen lijst\n:::", ProblemCode.SUMMARY_SHAPE, 0, id="a summary without a list"),
    pytest.param("::: summary\n- Eén\n:::", ProblemCode.SUMMARY_SHAPE, 0, id="a summary of one line"),
    pytest.param(
        "::: accordion\nTekst\n:::", ProblemCode.ACCORDION_SHAPE, 1, id="an accordion without headings"
    ),
    pytest.param("::: accordion\n### Een\n:::", ProblemCode.ACCORDION_SHAPE, 1, id="a heading without text"),
    pytest.param(
        "::: comparison\n### Niet\n- x\n\n### Wel\n- y\n:::",
        ProblemCode.COMPARISON_SHAPE,
        0,
        id="the wrong way round",
    ),
    pytest.param(
        "::: dialogue\n- inwoner Fatma: Alleen ik.\n:::", ProblemCode.DIALOGUE_SHAPE, 0, id="a monologue"
    ),
    pytest.param(
        "::: dialogue\n- inwoner Fatma: Ja.\n- burgemeester Ans: Nee.\n:::",
        ProblemCode.DIALOGUE_SPEAKER,
        2,
        id="an unknown speaker",
    ),
    pytest.param(
        "::: dialogue\n- inwoner Fatma: Ja.\n- inwoner: Nee.\n:::",
        ProblemCode.DIALOGUE_SPEAKER,
        2,
        id="no name",
    ),
    pytest.param("::: check id=c\nAlleen een vraag?\n:::", ProblemCode.CHECK_SHAPE, 0, id="no answers"),
    pytest.param(
        "::: check id=c\nJa?\n\n- [x] Ja\n  > Goed.\n:::", ProblemCode.CHECK_NUMBER, 3, id="one answer"
    ),
    pytest.param(
        "::: check id=c\nJa?\n\n- [ ] Ja\n  > A.\n- [ ] Nee\n  > B.\n:::",
        ProblemCode.CHECK_RIGHT,
        3,
        id="none right",
    ),
    pytest.param(
        "::: check id=c\nJa?\n\n- [x] Ja\n  > A.\n- [x] Nee\n  > B.\n:::",
        ProblemCode.CHECK_RIGHT,
        3,
        id="two right",
    ),
    pytest.param(
        "::: check id=c\nJa?\n\n- [x] Ja\n  > A.\n- [ ] Nee\n:::",
        ProblemCode.CHECK_FEEDBACK,
        5,
        id="no feedback",
    ),
    pytest.param(
        "::: check id=c\nJa?\n\n- [x] Ja\n  > A.\n- Nee\n  > B.\n:::", ProblemCode.CHECK_SHAPE, 5, id="no box"
    ),
    pytest.param(
        "::: question id=q\nEen?\n---\nTwee.\n\n---\n:::",
        ProblemCode.COMPARE_TWICE,
        5,
        id="two lines of dashes",
    ),
    pytest.param(
        "::: note id=n\nEen.\n:::\n\n::: note id=n\nTwee.\n:::",
        ProblemCode.ID_TWICE,
        4,
        id="the same id twice",
    ),
    pytest.param(
        '::: exercise id=e title="Lang" minutes=500\nDoe.\n:::',
        FieldProblem.OUT_OF_RANGE,
        0,
        id="too many minutes",
    ),
    pytest.param(
        f"::: callout kind=law title={'x' * 121}\nTekst.\n:::", FieldProblem.TOO_LONG, 0, id="a long title"
    ),
    pytest.param("", ProblemCode.NO_BODY, None, id="no text at all"),
]


@pytest.mark.parametrize(("body", "code", "line"), BROKEN_BODIES)
def test_a_mistake_in_a_lesson_is_named_by_file_and_line(body, code, line):
    found = problems_in(with_body(body))
    assert [(problem.file, problem.code) for problem in found] == [(L1, code)]
    if line is not None:
        assert found[0].line == FIRST_LINE_OF_BODY + line


@pytest.mark.parametrize(
    ("name", "before", "after", "code", "line"),
    [
        (L1, "code: M1-L1", "code: m1-l1", FieldProblem.NOT_A_CODE, 2),
        ("m01-vragen/l2.md", "code: M1-L2", "code: M1-L1", ProblemCode.CODE_TWICE, 2),
        (L1, "slug: eerste-les", "slug: Eerste les", FieldProblem.NOT_A_SLUG, 4),
        ("m01-vragen/l2.md", "slug: tweede-les", "slug: eerste-les", ProblemCode.SLUG_TWICE, 4),
        (L1, "form: lesson", "form: filmpje", FieldProblem.NOT_ONE_OF, 5),
        (L1, "minutes: 10", "minutes: tien", FieldProblem.NOT_A_NUMBER, 6),
        (L1, "minutes: 10", "minutes: 40", FieldProblem.OUT_OF_RANGE, 6),
        (L1, "description: Een wens helemaal horen.", f"description: {'x' * 161}", FieldProblem.TOO_LONG, 7),
        (L1, "goals:\n  - Je kunt een wens uitvragen.", "goals: Je kunt iets", FieldProblem.NOT_A_LIST, 8),
        (L1, "goals:", "goal: x\ngoals:", FieldProblem.KEY_UNKNOWN, 8),
        (L1, "goals:", "title: x\ngoals:", FieldProblem.KEY_TWICE, 8),
        (L1, "goals:", "required: misschien\ngoals:", FieldProblem.NOT_A_FLAG, 8),
        (L1, "goals:", "review_due: morgen\ngoals:", FieldProblem.NOT_A_DATE, 8),
        (L1, "goals:", "review_due: 2027-13-01\ngoals:", FieldProblem.YAML_BROKEN, 2),
        (L1, "goals:", "prerequisites:\n  - [M9]\ngoals:", ProblemCode.PREREQUISITE_UNKNOWN, 8),
        (L1, "goals:", "prerequisites:\n  - [M1-L1]\ngoals:", ProblemCode.PREREQUISITE_UNKNOWN, 8),
        (L1, "goals:", "prerequisites:\n  - [M1]\ngoals:", ProblemCode.CIRCLE, 8),
        (L1, "goals:", "prerequisites: M1\ngoals:", FieldProblem.NOT_A_LIST, 8),
        (L1, "title: Eerste les", "title: Eerste: les", FieldProblem.YAML_BROKEN, 3),
        (L1, "title: Eerste les\n", "", FieldProblem.KEY_MISSING, 2),
        (L1, "---\n", "", ProblemCode.NO_FRONT_MATTER, 1),
        ("m01-vragen/module.md", "level: 1", "level: 7", ProblemCode.LEVEL_UNKNOWN, 5),
        ("m01-vragen/module.md", "Drie korte vragen.", "## Kop", ProblemCode.NOT_ALLOWED_HERE, 9),
        ("path.yaml", "levels:\n  - number: 1", "levels:\n  - nummer: 1", FieldProblem.KEY_UNKNOWN, 6),
        ("path.yaml", "code: OEFEN", "- a", FieldProblem.YAML_BROKEN, 2),
        ("glossary.yaml", "slug: kader", "slug: wens", ProblemCode.SLUG_TWICE, 6),
        ("glossary.yaml", "see_also: [kader]", "see_also: [regie]", ProblemCode.LINK_UNKNOWN, 5),
        ("glossary.yaml", "definition: Wat vastligt.", "betekenis: x", FieldProblem.KEY_MISSING, 6),
    ],
)
def test_a_mistake_in_the_headings_is_named_by_file_and_line(name, before, after, code, line):
    found = problems_in(changed(name, before, after))
    assert (name, line, code) in {(problem.file, problem.line, problem.code) for problem in found}


@pytest.mark.parametrize(
    ("files", "file", "code"),
    [
        ({k: v for k, v in FILES.items() if k != "path.yaml"}, "path.yaml", ProblemCode.FILE_MISSING),
        ({k: v for k, v in FILES.items() if k != "glossary.yaml"}, "glossary.yaml", ProblemCode.FILE_MISSING),
        (
            {k: v for k, v in FILES.items() if not k.endswith("module.md")},
            "m01-vragen/module.md",
            ProblemCode.FILE_MISSING,
        ),
        ({**FILES, "losse-les.md": "x"}, "losse-les.md", ProblemCode.FILE_NOT_EXPECTED),
        ({**FILES, "m01-vragen/diep/les.md": "x"}, "m01-vragen/diep/les.md", ProblemCode.FILE_NOT_EXPECTED),
    ],
)
def test_a_file_that_is_missing_or_in_the_wrong_place_is_named(files, file, code):
    assert (file, code) in {(problem.file, problem.code) for problem in problems_in(files)}


def test_a_circle_that_runs_through_a_module_is_found():
    files = changed("m01-vragen/module.md", "level: 1", "level: 1\nprerequisites:\n  - [M2]")
    files["m02-verder/module.md"] = (
        FILES["m01-vragen/module.md"].replace("M1", "M2").replace("de-vragen", "verder")
    )
    files["m02-verder/l1.md"] = (
        FILES["m01-vragen/l2.md"]
        .replace("M1-L2", "M2-L1")
        .replace("goals:", "prerequisites:\n  - [M1]\ngoals:")
    )
    found = problems_in(files)
    assert [problem.code for problem in found] == [ProblemCode.CIRCLE]
    assert found[0].words["codes"] == "M1 → M2 → M2-L1 → M1"


def test_a_file_that_cannot_be_read_gets_no_blame_for_links_to_it():
    files = changed("m01-vragen/l2.md", "form: lesson", "form: filmpje")
    assert codes_in(files) == {FieldProblem.NOT_ONE_OF}


def test_all_mistakes_are_named_at_once():
    files = with_body("# Te groot\n\n[x](term:weg)\n\n::: verhaal\n:::")
    assert codes_in(files) == {
        ProblemCode.HEADING_LEVEL,
        ProblemCode.DIRECTIVE_UNKNOWN,
        ProblemCode.LINK_UNKNOWN,
    }


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_mistake_has_a_sentence_whose_words_are_given(code):
    asked = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))
    assert problem_text(Problem("les.md", 3, code, dict.fromkeys(asked, "x"))).startswith("les.md:3: ")


def test_the_sentences_get_the_words_that_they_need():
    for case in BROKEN_BODIES:
        for problem in problems_in(with_body(case.values[0])):
            assert "%(" not in problem_text(problem)
