"""The blocks of a rubric and of a standard recording, and their way to and from plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.choices import Absence, ObservedRole
from assessments.rules.observing import Given
from assessments.rules.recordings import Expected, Turn
from assessments.rules.rubrics import HIGHEST, LOWEST, Rubric, RubricCriterion
from core.blocks import NamedChoiceBlock, WholeNumberBlock
from core.choices import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import StreamValue

Value = dict[str, Any]
MOST_WEIGHT = 9
LEVELS = [(str(level), str(level)) for level in range(LOWEST, HIGHEST + 1)]


def weights_block() -> blocks.StructBlock:
    """How heavy a criterion is for each role; empty where the rubric is not for that role."""
    fields = [
        (
            role.value,
            WholeNumberBlock(required=False, min_value=0, max_value=MOST_WEIGHT, label=role.label),
        )
        for role in ObservedRole
    ]
    return blocks.StructBlock(fields, icon="order", label=_("Weight per role"))


class CriterionBlock(blocks.StructBlock):
    """One thing to look at."""

    code = blocks.RegexBlock(
        r"^[A-Z][A-Z0-9]{0,7}\Z",
        label=_("Code"),
        error_messages={"invalid": _("Use a capital and digits, for example K1.")},
    )
    title = blocks.CharBlock(max_length=80, label=_("Criterion"))
    lowest = blocks.TextBlock(rows=2, label=_("Level 1: not yet"))
    highest = blocks.TextBlock(rows=2, label=_("Level 4: exemplary"))
    look_fors = blocks.ListBlock(blocks.CharBlock(max_length=200), min_num=0, label=_("Look-fors"))
    weights = weights_block()
    may_not_apply = blocks.BooleanBlock(required=False, label=_("May not apply"))
    is_knock_out = blocks.BooleanBlock(required=False, label=_("Level 1 makes the whole insufficient"))

    class Meta:
        icon = "eye"
        label = _("Criterion")


class CriteriaBlock(blocks.StreamBlock):
    """The criteria of a rubric, in their order."""

    criterion = CriterionBlock()


class TurnBlock(blocks.StructBlock):
    """What one person says."""

    speaker = NamedChoiceBlock(choices=Speaker.choices, label=_("Who speaks"))
    name = blocks.CharBlock(required=False, max_length=40, label=_("First name"))
    text = blocks.TextBlock(rows=2, label=_("What is said"))

    class Meta:
        icon = "user"
        label = _("Turn")


class TurnsBlock(blocks.StreamBlock):
    """A conversation."""

    turn = TurnBlock()


class ReferenceBlock(blocks.StructBlock):
    """What experts agreed on about one criterion of a recording, and why."""

    code = blocks.CharBlock(max_length=8, label=_("Code"))
    level = NamedChoiceBlock(choices=[*LEVELS, *Absence.choices], label=_("Level"))
    why = blocks.TextBlock(rows=2, label=_("Why"))

    class Meta:
        icon = "check"
        label = _("Reference")


class ReferencesBlock(blocks.StreamBlock):
    """The reference for every criterion."""

    reference = ReferenceBlock()


def criteria_of(stream: StreamValue) -> tuple[RubricCriterion, ...]:
    """The criteria that a rubric holds."""
    return tuple(
        RubricCriterion(
            code=child.value["code"],
            title=child.value["title"],
            lowest=child.value["lowest"],
            highest=child.value["highest"],
            may_not_apply=bool(child.value["may_not_apply"]),
            is_knock_out=bool(child.value["is_knock_out"]),
            look_fors=tuple(child.value["look_fors"]),
        )
        for child in stream
    )


def weights_of(stream: StreamValue) -> dict[str, dict[str, int]]:
    """The weights per role; a role without any weight is left out."""
    table = {
        role.value: {
            child.value["code"]: child.value["weights"][role.value]
            for child in stream
            if child.value["weights"][role.value] is not None
        }
        for role in ObservedRole
    }
    return {role: weights for role, weights in table.items() if weights}


def criteria_body(rubric: Rubric) -> list[Value]:
    """The criteria of a rubric, as the field keeps them."""
    return [{"type": "criterion", "value": _criterion(rubric, each)} for each in rubric.criteria]


def _criterion(rubric: Rubric, criterion: RubricCriterion) -> Value:
    return {
        "code": criterion.code,
        "title": criterion.title,
        "lowest": criterion.lowest,
        "highest": criterion.highest,
        "look_fors": list(criterion.look_fors),
        "weights": {role: rubric.weights.get(role, {}).get(criterion.code) for role in ObservedRole.values},
        "may_not_apply": criterion.may_not_apply,
        "is_knock_out": criterion.is_knock_out,
    }


def turns_of(stream: StreamValue) -> tuple[Turn, ...]:
    """The conversation of a recording."""
    return tuple(
        Turn(child.value["speaker"], child.value["name"] or "", child.value["text"]) for child in stream
    )


def turns_body(turns: Iterable[Turn]) -> list[Value]:
    """A conversation, as the field keeps it."""
    return [
        {"type": "turn", "value": {"speaker": turn.speaker, "name": turn.name, "text": turn.text}}
        for turn in turns
    ]


def references_of(stream: StreamValue) -> dict[str, Expected]:
    """What experts agreed on, per criterion."""
    return {
        child.value["code"]: Expected(given_of(child.value["level"]), child.value["why"]) for child in stream
    }


def references_body(references: dict[str, Expected]) -> list[Value]:
    """What experts agreed on, as the field keeps it."""
    return [
        {
            "type": "reference",
            "value": {"code": code, "level": word_of(expected.given), "why": expected.why},
        }
        for code, expected in references.items()
    ]


def given_of(word: str) -> Given:
    """What a choice on a form means: a level, or why there is none."""
    return Given(int(word)) if word.isdigit() else Given(absence=word)


def word_of(given: Given) -> str:
    """The choice on a form that means this."""
    return str(given.absence) if given.level is None else str(given.level)
