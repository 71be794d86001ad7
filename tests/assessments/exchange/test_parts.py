"""The parts of reading and writing questions: text, labels, keys, cells and words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import QuestionKind
from assessments.rules.exchange import formats, gift, moodle, qti, table
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.identity import fitting
from assessments.rules.exchange.prose import html_of, plain_of_html, plain_of_markdown
from assessments.rules.exchange.report import LONGEST_FACT, Notes, Place, Remark
from assessments.rules.exchange.table.columns import as_meant, column_named, joined, parted, safe
from assessments.rules.exchange.texts import number_in, number_words, tidy
from assessments.rules.exchange.vocabulary import labels_in, labels_of, module_in
from assessments.rules.items import Criterion, Item, Option, Panel, Tagged, Target
from assessments.selectors.exchange_words import IN_SHORT, SENTENCES, place_words, words_of
from tests.assessments.exchange.strategies import texts

CHOICE = Item(
    QuestionKind.ONE_CHOICE,
    "Wat vraag je?",
    (Option("a", "Hoe hoog?", "Nee."), Option("b", "Wat wilt u bereiken?", is_right=True)),
    principle="Zoek de wens.",
)
OPEN = Item(
    QuestionKind.OPEN, "Schrijf op.", criteria=(Criterion("a", "Vraagt door", ("niet", "soms", "steeds")),)
)
PAIRS = Item(
    QuestionKind.CLASSIFY,
    "Wens of oplossing?",
    (Option("a", "een hek", "Nee.", target="o"), Option("b", "rust", "Ja.", target="w")),
    (Target("o", "oplossing"), Target("w", "wens")),
)


def tagged(item: Item) -> Tagged:
    return Tagged("M2-Q01", "module_quiz", "M2", item, "M2-L1", "K7", "hard")


@given(st.text(max_size=60))
def test_tidy_text_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)


@given(texts(may_be_empty=True))
def test_plain_text_survives_html(text):
    notes = Notes()
    assert plain_of_html(html_of(text), notes) == text
    assert notes.remarks(Place()) == ()


@pytest.mark.parametrize(
    ("html", "words", "lost"),
    [
        pytest.param("<p>een</p><p>twee<br>drie</p>", "een\n\ntwee\ndrie", [], id="paragraphs"),
        pytest.param(
            "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>d", "- a\n- b\n1. c\n\nd", [], id="lists"
        ),
        pytest.param("<ol start='4'><li>a</li><li>b</li></ol>", "4. a\n5. b", [], id="a list that goes on"),
        pytest.param("a <em>b</em> <strong>c</strong>", "a b c", [Loss.FORMATTING], id="bold"),
        pytest.param('<a href="https://x.example/">x</a>', "x", [Loss.LINK], id="a link"),
        pytest.param('<img src="a.png" alt="kaart">', "", [Loss.PICTURE], id="a picture"),
        pytest.param('<video src="a.mp4"></video>', "", [Loss.MEDIA], id="a film"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a | b", [Loss.TABLE], id="a table"),
        pytest.param(r"\(x^2\)", r"\(x^2\)", [Loss.FORMULA], id="a formula"),
        pytest.param("<script>alert(1)</script><style>p {}</style>x", "x", [], id="a script"),
        pytest.param("5 &lt; 6 &amp; 7&nbsp;8", "5 < 6 & 7 8", [], id="entities"),
        pytest.param("<p>niet <b>gesloten", "niet gesloten", [Loss.FORMATTING], id="not closed"),
        pytest.param("<div>" * 3000 + "diep", "diep", [], id="deep"),
    ],
)
def test_html_becomes_words(html, words, lost):
    notes = Notes()
    assert plain_of_html(html, notes) == words
    assert [remark.code for remark in notes.remarks(Place())] == lost


def test_markdown_becomes_words():
    assert plain_of_markdown("# Kop\n\n- een\n- *twee*", Notes()) == "Kop\n\n- een\n- twee"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("-3,5", "-3.5"),
        (" 1e3 ", 1000),
        ("1.000,5", None),
        ("NaN", None),
        ("1e999999999", None),
        ("", None),
    ],
)
def test_numbers(text, number):
    assert number_in(text) == (None if number is None else Decimal(number))


@given(st.decimals(-(10**11), 10**11, places=6))
def test_a_number_survives_its_words(number):
    assert number_in(number_words(number)) == number


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("$course$/top/Standaard/M4 Kader", "M4"),
        ("M1/M02 Wens", "M2"),
        ("Module M14", "M14"),
        ("HTML5 en M16A4", ""),
        ("", ""),
    ],
)
def test_a_module_is_read_from_a_category(path, module):
    assert module_in(path) == module


@pytest.mark.parametrize(
    ("identifier", "fits"),
    [
        ("M1-Q01", "M1-Q01"),
        ("E-M1-01", "E-M1-01"),
        ("12", ""),
        ("3.", ""),
        ("vraag_12", "I-vraag-12-f07ffd6bfaf8"),
        ("é", "I-4a99557e4033"),
    ],
)
def test_an_identifier_fits_the_bank(identifier, fits):
    assert fitting(identifier) == fits


def test_two_identifiers_that_look_alike_stay_two():
    assert fitting("vraag_12") != fitting("vraag 12")


def test_questions_with_the_same_words_are_told_apart_whatever_their_order():
    rows = ["Welke?;a;b;A", "Welke?;c;d;A"]
    head = "vraag;antwoord a;antwoord b;goed\n"
    there = formats.read(name="a.csv", content=(head + "\n".join(rows)).encode())
    back = formats.read(name="a.csv", content=(head + "\n".join(rows[::-1])).encode())
    identifiers = [found.tagged.identifier for found in there.found]
    assert len(set(identifiers)) == 2
    assert identifiers == [found.tagged.identifier for found in back.found][::-1]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2 graden", "@naam", "\tx", "'=1", "''-"])
def test_no_cell_is_taken_for_a_formula_and_each_comes_back(cell):
    assert safe(cell)[0] == "'"
    assert as_meant(safe(cell)) == cell


@pytest.mark.parametrize("cell", ["-5", "-2,5", "gewoon", "'t kader", ""])
def test_other_cells_stay_as_they_are(cell):
    assert safe(cell) == as_meant(cell) == cell


@given(st.lists(texts(), max_size=4))
def test_several_texts_fit_in_a_cell(found):
    assert parted(joined(tuple(found))) == found


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Vraag", ("text", 0)),
        (" Antwoord A ", ("answer", 0)),
        ("optie 3", ("answer", 2)),
        ("D", ("answer", 3)),
        ("Hoort bij b:", ("belongs", 1)),
        ("antwoord 99", None),
        ("bron", None),
    ],
)
def test_a_heading_names_a_column(name, column):
    assert column_named(name) == column


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("B", "b"),
        ("b.", "b"),
        ("2", "b"),
        ("A en C", "ac"),
        ("a, c", "ac"),
        ("A C", "ac"),
        ("rood", "a"),
        ("3", "c"),
    ],
)
def test_the_right_answers_are_named_in_many_ways(cell, right):
    content = f"vraag;soort;a;b;c;goed\nWelke?;mr;rood;wit;blauw;{cell}\n"
    (found,) = formats.read(name="a.csv", content=content.encode()).found
    assert "".join(option.key for option in found.tagged.item.options if option.is_right) == right


@pytest.mark.parametrize("content", ["id;vraag\n;één?", "id\tvraag\n\téén?", "id,vraag\n,één?"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_be_parted_and_encoded_in_many_ways(content, encoding):
    (found,) = formats.read(name="a.csv", content=content.encode(encoding)).found
    assert found.tagged.item.text == "één?"


@pytest.mark.parametrize("met_on", [date(2026, 1, 31), None])
@pytest.mark.parametrize("is_example", [True, False])
def test_labels_hold_what_others_have_no_field_for(is_example, met_on):
    panel = Panel(12, 85, 80, met_on, is_example=is_example)
    options = tuple(Option(key, key) for key in "abc")
    item = Item(QuestionKind.SJT, "?", (replace(options[0], red_flag="rights"), *options[1:]), panel=panel)
    notes = Notes()
    labels = labels_in(labels_of(tagged(item)), notes)
    assert (labels.kind, labels.purpose, labels.module, labels.goal) == ("sjt", "module_quiz", "M2", "M2-L1")
    assert (labels.competency, labels.difficulty, labels.panel) == ("K7", "hard", panel)
    assert labels.red_flags == (("a", "rights"),)
    assert notes.remarks(Place()) == ()


@pytest.mark.parametrize(
    "label", ["iets", "competentie:K12", "panel:1/2", "panel:1/2/3/2026-02-31", "rode vlag:a x"]
)
def test_a_label_that_is_not_ours_is_said(label):
    notes = Notes()
    labels_in([label], notes)
    assert [remark.facts["name"] for remark in notes.remarks(Place())] == [label]


WRITERS = {"gift": gift.write, "moodle": moodle.write, "qti": qti.write_3, "table": table.write_csv}


@pytest.mark.parametrize(
    ("write", "item", "lost"),
    [
        ("gift", CHOICE, [Loss.PRINCIPLE]),
        ("gift", OPEN, [Loss.CRITERIA]),
        ("gift", PAIRS, [Loss.FEEDBACK, Loss.SHOWN_AS]),
        ("gift", replace(PAIRS, options=(replace(PAIRS.options[0], text="a -> b"),)), [Loss.FEEDBACK, Loss.TEXT, Loss.SHOWN_AS]),
        ("moodle", CHOICE, []),
        ("moodle", PAIRS, [Loss.FEEDBACK, Loss.SHOWN_AS]),
        ("qti", OPEN, []),
        ("qti", PAIRS, [Loss.FEEDBACK, Loss.SHOWN_AS]),
        ("table", CHOICE, []),
        ("table", OPEN, []),
        ("table", PAIRS, []),
    ],
)  # fmt: skip
def test_what_a_format_cannot_hold_is_said(write, item, lost):
    assert [loss.code for loss in WRITERS[write]([tagged(item)]).losses] == lost


def test_every_remark_has_a_sentence_and_every_sentence_its_facts():
    assert set(SENTENCES) == {*Refusal, *Loss}
    assert set(IN_SHORT) == {*Loss}
    needed = {name for sentence in SENTENCES.values() for name in re.findall(r"%\((\w+)\)s", str(sentence))}
    assert needed == {"megabytes", "name", "most", "identifier", "text", "kind", "word", "column", "address"}


def test_a_remark_names_its_place():
    place = Place(line=12, file="items/a.xml", name="M1-Q01")
    assert place_words(place) == "items/a.xml, regel 12, M1-Q01"
    assert words_of(Remark(Refusal.NO_KEY, place)) == "Er staat niet bij welk antwoord goed is."


def test_a_remark_stays_short():
    notes = Notes()
    notes.lose(Loss.TITLE, name="x" * 1000)
    (remark,) = notes.remarks(Place())
    assert len(remark.facts["name"]) == LONGEST_FACT
