"""Questions of every kind as plain data, and questions of the bank."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory
from hypothesis import strategies as st

from assessments.blocks import body_of
from assessments.choices import Competency, Purpose, QuestionKind, RedFlag
from assessments.models import LearningGoal, Question
from assessments.rules.items import Criterion, Item, Option, Panel, Target
from assessments.rules.making import FALSE, TRUE, partner_of
from people.models import Municipality

COMMON = {"explanation": "Eerst vraag je naar de wens.", "principle": "Zoek de wens achter een oplossing."}
CHOICES = (
    Option("a", "Hoe hoog moet het hek zijn?", "Je gaat mee in de oplossing."),
    Option("b", "Wat wil je bereiken?", "Je vraagt naar de wens.", is_right=True),
    Option("c", "Kan het ook met struiken?", "Je geeft zelf een oplossing."),
)
ITEMS: dict[str, Item] = {
    QuestionKind.ONE_CHOICE: Item("one_choice", "Wat vraag je als eerste?", CHOICES, **COMMON),
    QuestionKind.SEVERAL_CHOICES: Item(
        "several_choices",
        "Welke zinnen vragen naar de wens?",
        (*CHOICES, Option("d", "Wat is er dan anders?", "Goed.", is_right=True)),
        **COMMON,
    ),
    QuestionKind.TRUE_FALSE: Item(
        "true_false",
        "Een hek is een wens.",
        (Option("true", TRUE, "Nee."), Option("false", FALSE, "Precies.", is_right=True)),
        **COMMON,
    ),
    QuestionKind.MATCH: Item(
        "match",
        "Wie doet wat?",
        tuple(
            Option(key, text, target=partner_of(key))
            for key, text in (("a", "Gemeente"), ("b", "Inwoner"), ("c", "Zaakwaarnemer"))
        ),
        targets=(
            Target(partner_of("a"), "Geeft het kader"),
            Target(partner_of("b"), "Maakt het plan"),
            Target(partner_of("c"), "Vraagt door"),
            Target("x", "Bedenkt de oplossing"),
        ),
        **COMMON,
    ),
    QuestionKind.ORDER: Item(
        "order",
        "Zet in de goede volgorde.",
        (Option("c", "De wens"), Option("a", "Het doel"), Option("b", "De steun")),
        **COMMON,
    ),
    QuestionKind.FILL_IN: Item("fill_in", "Zoek eerst de …", accepted=("wens", "de wens"), **COMMON),
    QuestionKind.NUMERIC: Item(
        "numeric",
        "Hoeveel weken?",
        number=Decimal("1.5"),
        tolerance=Decimal("0.25"),
        unit="weken",
        **COMMON,
    ),
    QuestionKind.MARK: Item(
        "mark",
        "Welke zinnen geven een oplossing?",
        (
            Option("a", "Wij willen rust.", "Een wens."),
            Option("b", "Er moet een hek komen.", "Een oplossing.", is_right=True),
            Option("c", "Het is er druk.", "Een feit."),
            Option("d", "Zet er camera's neer.", "Een oplossing.", is_right=True),
        ),
        **COMMON,
    ),
    QuestionKind.CLASSIFY: Item(
        "classify",
        "Wens of oplossing?",
        (
            Option("b", "Wij willen rust.", "Een wens.", target="x"),
            Option("a", "Er moet een hek komen.", "Een oplossing.", target="y"),
            Option("c", "Zet er camera's neer.", "Een oplossing.", target="y"),
        ),
        targets=(Target("x", "Wens"), Target("y", "Oplossing")),
        **COMMON,
    ),
    QuestionKind.SJT: Item(
        "sjt",
        "Een bewoner huilt. Wat doe je?",
        (
            Option("a", "Je wacht en luistert.", "Goed.", is_best=True),
            Option("b", "Je geeft een folder.", "Dat kan later."),
            Option("c", "Je belt morgen.", "Dat is laat."),
            Option(
                "d", "Je belooft dat niemand het hoort.", "Nooit.", is_worst=True, red_flag=RedFlag.SECRECY
            ),
        ),
        panel=Panel(6, 83, 75, date(2026, 3, 2), is_example=True),
        **COMMON,
    ),
    QuestionKind.OPEN: Item(
        "open",
        "Schrijf een open vraag.",
        criteria=(Criterion("a", "Vraagt naar de wens", ("niet", "een beetje", "helemaal")),),
        **COMMON,
    ),
}


class LearningGoalFactory(DjangoModelFactory):
    """A goal of module M1."""

    class Meta:
        model = LearningGoal

    code = factory.Sequence(lambda n: f"M1-X{n}")
    module = "M1"
    text = "Je kunt een wens uitvragen."


def beginning(municipality: Municipality | None) -> str:
    """What the identifiers of a municipality's own questions begin with."""
    return f"{municipality.slug.upper()}-" if municipality else ""


class QuestionFactory(DjangoModelFactory):
    """A question that was published as an author's question is: through a revision; `item` is what it asks."""

    class Meta:
        model = Question
        exclude = ("item",)

    item = ITEMS[QuestionKind.ONE_CHOICE]
    municipality = None
    identifier = factory.LazyAttributeSequence(
        lambda question, n: f"{beginning(question.municipality)}M1-X{n}"
    )
    purpose = Purpose.MODULE_QUIZ
    module = "M1"
    goal = factory.SubFactory(LearningGoalFactory)
    competency = Competency.K1
    body = factory.LazyAttribute(lambda question: json.dumps(body_of(question.item)))
    is_published = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Question:
        is_published = fields.pop("is_published")
        question = super()._create(model_class, *args, **{**fields, "live": False})
        if is_published:
            question.save_revision().publish()
        return model_class.objects.get(pk=question.pk)


def rewrite(question: Question, item: Item) -> Question:
    """Publish another wording or key of a question, as an author does."""
    question = Question.objects.get(pk=question.pk)
    question.body = json.dumps(body_of(item))
    question.save_revision().publish()
    return Question.objects.get(pk=question.pk)


# --- For properties ----------------------------------------------------------------------------

words = st.text("abc éë.,?“”", min_size=1, max_size=12).map(str.strip).filter(bool)
decimals = st.decimals(-1000, 1000, places=2)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A question of some kind, with other words and another key than the examples."""
    item = ITEMS[draw(st.sampled_from(sorted(ITEMS)))]
    changes: dict[str, Any] = {"text": draw(words), "explanation": draw(words), "principle": draw(words)}
    if item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.MARK}:
        changes["options"] = tuple(
            replace(option, text=draw(words), is_right=draw(st.booleans())) for option in item.options
        )
    if item.kind == QuestionKind.FILL_IN:
        changes["accepted"] = tuple(draw(st.lists(words, min_size=1, max_size=4)))
    if item.kind == QuestionKind.NUMERIC:
        changes |= {"number": draw(decimals), "tolerance": abs(draw(decimals))}
    return replace(item, **changes)
