"""What a curriculum file may say, what it becomes, and how a mistake is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.choices import CalloutKind, Diagram, Speaker
from core.rules.problems import FieldProblem
from courses.choices import LessonForm, PlaceKind
from courses.rules.curriculum_text import LessonSource, Problem, ProblemCode, fingerprint, parse_curriculum
from courses.rules.curriculum_text.directives import CALLOUTS, DIAGRAMS, PLACES
from courses.rules.curriculum_text.files import FORMS
from courses.rules.curriculum_text.telling import SPEAKERS
from courses.selectors.problems import SENTENCES, problem_text
from tests.factories.curriculum_files import BODY, FILES, changed, with_body

L1 = "m01-vragen/l1.md"
FIRST_LINE_OF_BODY = 11
REAL = Path(__file__).resolve().parents[2] / "site" / "website" / "demo" / "curriculum"


def problems_in(files: dict[str, str]) -> list[Problem]:
    curriculum, problems = parse_curriculum(files)
    assert (curriculum is None) == bool(problems)
    return problems


def codes_in(files: dict[str, str]) -> set[ProblemCode]:
    return {problem.code for problem in problems_in(files)}


def lesson(body: str) -> LessonSource:
    curriculum, problems = parse_curriculum(with_body(body))
    assert curriculum is not None, problems
    return curriculum.lessons[0]


def value(body: str) -> Any:
    return lesson(body).body[0]["value"]


def values(items: list[dict[str, Any]]) -> list[Any]:
    return [item["value"] for item in items]


# --- What text becomes --------------------------------------------------------------


def test_a_folder_becomes_a_path_with_modules_lessons_and_terms():
    curriculum, problems = parse_curriculum(FILES)

    assert problems == []
    assert curriculum is not None
    assert curriculum.path.title == "Een klein leerpad"
    assert [level.title for level in curriculum.path.levels] == ["Basis"]
    assert [module.code for module in curriculum.modules] == ["M1"]
    assert [found.code for found in curriculum.lessons] == ["M1-L1", "M1-L2"]
    assert curriculum.terms[0].see_also == ("kader",)


def test_lessons_follow_the_order_of_their_file_names():
    files = {name.replace("l1", "l3"): written for name, written in FILES.items()}
    curriculum, _ = parse_curriculum(files)
    assert curriculum is not None
    assert [found.code for found in curriculum.lessons] == ["M1-L2", "M1-L1"]


def test_a_lesson_reads_its_headings():
    files = changed(
        L1, "goals:", "required: false\nreview_due: 2027-06-01\nprerequisites:\n  - [M1-L2]\ngoals:"
    )
    curriculum, _ = parse_curriculum(files)
    assert curriculum is not None
    first = curriculum.lessons[0]
    assert (first.form, first.minutes, first.is_required) == ("lesson", 10, False)
    assert first.review_due == date(2027, 6, 1)
    assert first.needs == (("M1-L2",),)


@pytest.mark.parametrize(
    ("headings", "is_locked"),
    [
        pytest.param("", False, id="nothing comes first"),
        pytest.param("prerequisites:\n  - [M1-L2]\n", True, id="closed until what comes first is done"),
        pytest.param("prerequisites:\n  - [M1-L2]\nlocked: false\n", False, id="only advice"),
    ],
)
def test_a_lesson_with_prerequisites_is_closed_unless_it_says_otherwise(headings, is_locked):
    curriculum, _ = parse_curriculum(changed(L1, "goals:", f"{headings}goals:"))
    assert curriculum is not None
    assert curriculum.lessons[0].is_locked is is_locked


def test_a_module_is_readable_unless_it_says_otherwise_and_can_be_open_to_visitors():
    curriculum, _ = parse_curriculum(FILES)
    opened, _ = parse_curriculum(
        changed("m01-vragen/module.md", "level: 1", "level: 1\nopen: true\nlocked: true")
    )
    assert curriculum is not None
    assert opened is not None
    assert (curriculum.modules[0].is_open, curriculum.modules[0].is_locked) == (False, False)
    assert (opened.modules[0].is_open, opened.modules[0].is_locked) == (True, True)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Een **wens** en *meer*.", "<p>Een <b>wens</b> en <i>meer</i>.</p>"),
        ("Eén regel\nen nog een.", "<p>Eén regel en nog een.</p>"),
        ("## Kop\n\n### Onder", "<h2>Kop</h2><h3>Onder</h3>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("- een\n  - onder", "<ul><li>een<ul><li>onder</li></ul></li></ul>"),
        ('Hij zei "ja" & ging.', "<p>Hij zei “ja” &amp; ging.</p>"),
        ("Dat is 's avonds zo.", "<p>Dat is 's avonds zo.</p>"),
        ("[wens](term:wens)", '<p><a href="/begrippen/wens/">wens</a></p>'),
        ("[les](lesson:M1-L2)", '<p><a href="/leren/code/M1-L2/">les</a></p>'),
        ("[module](module:M1)", '<p><a href="/leren/code/M1/">module</a></p>'),
        ("[wet](https://wetten.overheid.nl/x)", '<p><a href="https://wetten.overheid.nl/x">wet</a></p>'),
    ],
)
def test_text_becomes_clean_html_as_the_editor_writes_it(body, html):
    assert value(body) == html


def test_text_and_directives_become_blocks_in_order():
    assert [block["type"] for block in lesson(BODY).body] == ["intro", "text", "check", "summary"]


def test_a_check_knows_its_answers():
    check = lesson(BODY).body[2]["value"]
    assert check["question"] == "<p>Wat vraag je?</p>"
    assert check["must_be_right"] is False
    assert values(check["choices"]) == [
        {"text": "“Hoe hoog moet het hek zijn?”", "is_right": False, "feedback": "Je gaat mee."},
        {"text": "“Wat wil je bereiken?”", "is_right": True, "feedback": "Goed."},
    ]


def test_a_check_can_ask_for_the_right_answer_and_be_optional():
    body = BODY.replace("id=eerste-vraag", "id=eerste-vraag must_be_right=true required=false")
    check = lesson(body).body[2]["value"]
    assert (check["must_be_right"], check["is_required"]) == (True, False)


def test_an_exercise_has_its_example_after_the_dashes():
    exercise = value(
        '::: exercise id=drie title="Drie wensen" minutes=7\nSchrijf op:\n\n1. Een\n---\nBijvoorbeeld.\n:::'
    )
    assert exercise == {
        "title": "Drie wensen",
        "minutes": 7,
        "instruction": "<p>Schrijf op:</p><ol><li>Een</li></ol>",
        "example": "<p>Bijvoorbeeld.</p>",
        "is_required": True,
    }


def test_a_question_may_have_nothing_to_compare_with():
    assert value("::: question id=vraag\nWat zag je?\n:::")["compare"] == ""


def test_a_line_of_dashes_makes_no_heading_of_the_line_above():
    question = value("::: question id=vraag\nWat zag je?\n---\nEen voorbeeld.\n:::")
    assert (question["question"], question["compare"]) == ("<p>Wat zag je?</p>", "<p>Een voorbeeld.</p>")


def test_a_dialogue_names_its_speakers_in_order():
    dialogue = value(
        '::: dialogue title="Thuis"\nFatma woont hier.\n\n- inwoner Fatma: We willen iets.\n'
        "- zaakwaarnemer Ruud: Wat?\n- verteller: Het blijft stil.\n:::"
    )
    assert dialogue["situation"] == "<p>Fatma woont hier.</p>"
    assert values(dialogue["turns"]) == [
        {"speaker": "resident", "name": "Fatma", "text": "We willen iets."},
        {"speaker": "case_steward", "name": "Ruud", "text": "Wat?"},
        {"speaker": "narrator", "name": "", "text": "Het blijft stil."},
    ]


def test_a_comparison_has_two_lists():
    comparison = value(
        '::: comparison title="Vragen"\n### Wel\n- "Wat wil je?"\n\n### Niet\n- Zeggen\n- Doen\n:::'
    )
    assert values(comparison["helps"]) == ["“Wat wil je?”"]
    assert values(comparison["hinders"]) == ["Zeggen", "Doen"]


def test_an_accordion_has_a_text_under_each_heading():
    accordion = value("::: accordion\n### Een\nTekst.\n\n### Twee\n- punt\n:::")
    assert values(accordion["headings"]) == [
        {"title": "Een", "text": "<p>Tekst.</p>"},
        {"title": "Twee", "text": "<ul><li>punt</li></ul>"},
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: callout kind=law\nDe wet.\n:::", {"kind": "law", "title": "", "text": "<p>De wet.</p>"}),
        ('::: quote by="Fatma"\nEindelijk.\n:::', {"text": "Eindelijk.", "by": "Fatma"}),
        ("::: diagram name=frame\n:::", {"name": "frame", "caption": ""}),
        ("::: term name=wens\n:::", {"term": "wens"}),
        ("::: note id=n\nWat hield ik vast?\n:::", {"prompt": "Wat hield ik vast?"}),
        (
            '::: place kind=case ref=C1 title="Casus"\nTot die tijd: praat.\n:::',
            {
                "kind": "case",
                "reference": "C1",
                "title": "Casus",
                "text": "<p>Tot die tijd: praat.</p>",
                "is_required": True,
            },
        ),
    ],
)
def test_other_directives_become_blocks_too(body, expected):
    assert value(body) == expected


def test_plain_fields_keep_the_words_of_a_link():
    body = BODY.replace("> Je gaat mee.", "> Dit is een [wens](term:wens).")
    assert values(lesson(body).body[2]["value"]["choices"])[0]["feedback"] == "Dit is een wens."


# --- Keys ---------------------------------------------------------------------------


def test_the_key_of_a_part_hangs_on_its_id_and_not_on_its_place_or_words():
    before = lesson(BODY).body[2]["id"]
    moved = "Eerst dit.\n\n" + BODY.replace("Wat vraag je?", "Wat zeg je?")
    after = next(block for block in lesson(moved).body if block["type"] == "check")["id"]
    assert before == after


def test_two_lessons_with_the_same_id_have_different_keys():
    both = with_body("::: note id=n\nEen.\n:::")
    both["m01-vragen/l2.md"] = both["m01-vragen/l2.md"].replace(
        "Vraag eerst naar de wens.", "::: note id=n\nTwee.\n:::"
    )
    curriculum, _ = parse_curriculum(both)
    assert curriculum is not None
    assert len({found.body[0]["id"] for found in curriculum.lessons}) == 2


def test_no_two_blocks_of_the_real_curriculum_share_a_key():
    curriculum, _ = real()
    keys = [block["id"] for found in curriculum.lessons for block in found.body]
    assert len(keys) == len(set(keys))


def test_no_lesson_promises_for_later_what_stands_in_it():
    promises = re.compile(r"tot die tijd:|hier speel je straks|hier werk je straks", re.IGNORECASE)
    promised = {file.name for file in REAL.rglob("*.md") if promises.search(file.read_text(encoding="utf-8"))}
    assert promised == set()


def test_a_lesson_asks_for_one_role_play_and_offers_the_others():
    wanted = re.compile(r"^::: place kind=role_play (?!.*required=false)", re.MULTILINE)
    asks = {file.name: len(wanted.findall(file.read_text(encoding="utf-8"))) for file in REAL.rglob("*.md")}
    assert {name for name, number in asks.items() if number > 1} == set()


def test_the_fingerprint_follows_the_content_of_a_page_alone():
    curriculum, _ = parse_curriculum(FILES)
    other, _ = parse_curriculum(changed(L1, "Vraag eerst\n", "Vraag eerst dit\n"))
    spaced, _ = parse_curriculum(changed(L1, "## Vraag eerst\n", "\n\n## Vraag eerst\n\n"))
    assert curriculum is not None
    assert other is not None
    assert spaced is not None
    assert fingerprint(curriculum.lessons[0]) != fingerprint(other.lessons[0])
    assert fingerprint(curriculum.lessons[0]) == fingerprint(spaced.lessons[0])
    assert fingerprint(curriculum.modules[0]) == fingerprint(other.modules[0])
    assert fingerprint(curriculum.path) == fingerprint(other.path)


# --- Mistakes -----------------------------------------------------------------------

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


# --- The vocabulary and the real thing -------------------------------------------------


def test_the_words_of_the_format_are_those_of_the_pages():
    assert set(FORMS) == set(LessonForm.values)
    assert set(CALLOUTS) == set(CalloutKind.values)
    assert set(DIAGRAMS) == set(Diagram.values)
    assert set(PLACES) == set(PlaceKind.values)
    assert set(SPEAKERS.values()) == set(Speaker.values)


def real() -> tuple[Any, list[Problem]]:
    names = [file for file in sorted(REAL.rglob("*")) if file.is_file()]
    return parse_curriculum({file.relative_to(REAL).as_posix(): file.read_text("utf-8") for file in names})


def test_the_real_curriculum_has_no_mistakes():
    curriculum, problems = real()
    assert problems == []
    assert len(curriculum.modules) == 15
    assert next(module for module in curriculum.modules if module.code == "M0").is_open
