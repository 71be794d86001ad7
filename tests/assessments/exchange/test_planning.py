"""What bringing in a file does: new, changed, edited here, unchanged; and what a file is silent about stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from assessments.choices import QuestionKind
from assessments.rules.exchange import formats
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.merging import is_same, made, merged
from assessments.rules.exchange.planning import Destination, Fate, Known, plan, renamed
from assessments.rules.exchange.report import Found, Imported, Place
from assessments.rules.items import Criterion, Item, Option, Tagged, Target
from tests.assessments.exchange.strategies import tagged as questions

ITEM = Item(
    QuestionKind.ONE_CHOICE,
    "Wat vraag je?",
    (Option("q", "Hoe hoog?", "Nee."), Option("x", "Wat wilt u bereiken?", "Ja.", is_right=True)),
    explanation="Een hek is een oplossing.",
    principle="Zoek de wens.",
)
KNOWN = Tagged("M2-Q01", "module_quiz", "M2", ITEM, "M2-L1", "K7", "hard")
SILENT = Tagged(
    "M2-Q01",
    "",
    "",
    replace(
        ITEM,
        options=(Option("a", "Hoe hoog?"), Option("b", "Wat wilt u bereiken?", is_right=True)),
        explanation="",
        principle="",
    ),
    difficulty="",
)
HERE = Destination(purpose="module_quiz", module="M1")


def planned(*brought: Tagged, known: dict[str, Known] | None = None, destination: Destination = HERE):
    found = tuple(Found(each, Place(line=number)) for number, each in enumerate(brought, start=2))
    return plan(Imported(found), known=known or {}, goals={"M2-L1"}, destination=destination)


@pytest.mark.parametrize(
    ("brought", "known", "fate"),
    [
        pytest.param(KNOWN, None, Fate.NEW, id="not known"),
        pytest.param(KNOWN, Known(KNOWN), Fate.UNCHANGED, id="the same"),
        pytest.param(SILENT, Known(KNOWN), Fate.UNCHANGED, id="the same, as far as it goes"),
        pytest.param(
            SILENT, Known(KNOWN, is_edited=True), Fate.UNCHANGED, id="edited here, and still the same"
        ),
        pytest.param(replace(KNOWN, module="M3"), Known(KNOWN), Fate.CHANGED, id="another module"),
        pytest.param(
            replace(KNOWN, module="M3"), Known(KNOWN, is_edited=True), Fate.EDITED, id="edited here"
        ),
    ],
)
def test_the_fate_of_a_question(brought, known, fate):
    told = planned(brought, known={"M2-Q01": known} if known else {})
    assert [step.fate for step in told.steps] == [fate]
    assert told.counts[fate] == 1


def test_what_somebody_else_has_under_that_identifier_is_left_alone():
    told = planned(KNOWN, known={"M2-Q01": Known(None)})
    assert told.steps == ()
    assert [(p.code, p.place.line) for p in told.problems] == [(Refusal.TAKEN, 2)]


def test_an_edited_question_is_only_written_when_chosen():
    told = planned(replace(KNOWN, module="M3"), known={"M2-Q01": Known(KNOWN, is_edited=True)})
    assert told.to_write(()) == []
    assert [step.result.module for step in told.to_write({"M2-Q01"})] == ["M3"]


def test_a_new_question_gets_what_the_file_does_not_say():
    [step] = planned(SILENT).steps
    assert (step.result.purpose, step.result.module, step.result.difficulty) == (
        "module_quiz",
        "M1",
        "medium",
    )


def test_an_unknown_goal_is_said_and_left_open():
    [step] = planned(replace(KNOWN, goal="M9-L9")).steps
    assert step.result.goal == ""
    assert [loss.code for loss in step.found.losses] == [Loss.GOAL]


def test_the_keys_of_a_new_order_do_not_tell_the_order():
    steps = tuple(Option(key, key * 3) for key in "abcdef")
    item = made(Tagged("M1-Q02", "", "", Item(QuestionKind.ORDER, "?", steps)), purpose="x", module="y").item
    assert [option.text for option in item.options] == [option.text for option in steps]
    assert [option.key for option in item.options] != sorted(option.key for option in item.options)


def test_an_answer_keeps_its_key_while_its_words_stay():
    brought = replace(SILENT.item, options=(SILENT.item.options[1], Option("b", "Iets nieuws")))
    item = merged(known=KNOWN, brought=replace(SILENT, item=brought)).item
    assert item.options[0] == replace(ITEM.options[1])
    assert item.options[1].key not in {"q", "x"}


def test_another_kind_of_question_takes_nothing_over():
    brought = Item(QuestionKind.NUMERIC, "Hoeveel?", number=Decimal(3))
    assert merged(known=KNOWN, brought=replace(SILENT, item=brought)).item == brought


def test_criteria_stay_when_a_file_has_no_room_for_them():
    criteria = (Criterion("a", "Vraagt door", ("niet", "soms", "steeds")),)
    known = replace(KNOWN, item=Item(QuestionKind.OPEN, "Schrijf.", criteria=criteria))
    brought = replace(SILENT, item=Item(QuestionKind.OPEN, "Schrijf nu."))
    assert merged(known=known, brought=brought).item.criteria == criteria


def test_the_order_of_pairs_makes_no_difference():
    options = (
        Option("a", "hek", target="o"),
        Option("b", "rust", target="w"),
        Option("c", "bank", target="o"),
    )
    targets = (Target("o", "oplossing"), Target("w", "wens"))
    item = Item(QuestionKind.CLASSIFY, "Wat?", options, targets)
    other = replace(item, options=options[::-1], targets=targets[::-1])
    assert is_same(replace(KNOWN, item=item), replace(KNOWN, item=other))


@given(question=questions())
@settings(max_examples=20)
@pytest.mark.parametrize("form", formats.FORMATS.values(), ids=formats.FORMATS)
def test_taking_a_question_out_and_bringing_it_in_again_changes_nothing_that_a_format_holds(form, question):
    written = form.write([question])
    imported = formats.read(name=f"a.{form.extension}", content=written.content)
    told = plan(
        imported,
        known={question.identifier: Known(question, is_edited=True)},
        goals={question.goal},
        destination=HERE,
    )
    changed = {Loss.TEXT} & {loss.code for loss in written.losses}
    assert [step.fate for step in told.steps] == [Fate.EDITED if changed else Fate.UNCHANGED]


@pytest.mark.parametrize(
    ("beginning", "identifier", "name"),
    [
        ("", "M1-Q01", "M1-Q01"),
        ("AALDORP-", "M1-Q01", "AALDORP-M1-Q01"),
        ("AALDORP-", "AALDORP-M1-Q01", "AALDORP-M1-Q01"),
    ],
)
def test_own_questions_have_identifiers_of_their_own(beginning, identifier, name):
    imported = Imported((Found(replace(KNOWN, identifier=identifier), Place()),))
    [found] = renamed(imported, Destination(beginning=beginning)).found
    assert found.tagged.identifier == name


def test_a_long_identifier_still_fits_and_differs_from_its_neighbour():
    destination = Destination(beginning="GEMEENTE-AAN-DE-RIVIER-")
    names = [destination.named(f"I-een-lange-naam-van-een-vraag-{n}") for n in "12"]
    assert len(set(names)) == 2
    assert all(len(name) <= 40 for name in names)
