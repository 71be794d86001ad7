"""What a curriculum file may say, what it becomes, and how a mistake is named."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from core.choices import CalloutKind, Diagram, Speaker
from courses.choices import LessonForm, PlaceKind
from courses.rules.curriculum_text import Problem, fingerprint, parse_curriculum
from courses.rules.curriculum_text.directives import CALLOUTS, DIAGRAMS, PLACES
from courses.rules.curriculum_text.files import FORMS
from courses.rules.curriculum_text.telling import SPEAKERS
from tests.courses.curriculum_texts import L1, REAL, lesson, value, values
from tests.factories.curriculum_files import BODY, FILES, changed, with_body

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
