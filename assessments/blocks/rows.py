"""The rows of questions: answers, pairs, statements, actions and criteria."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.conversion import BEST, WORST
from assessments.choices import RedFlag
from core.blocks import DayBlock, NamedChoiceBlock, WholeNumberBlock

# What a new question begins with; each row has to say all of its values.
EMPTY_CHOICE = {"text": "", "is_right": False, "feedback": ""}
EMPTY_PAIR = {"left": "", "right": ""}
EMPTY_CATEGORY = {"text": "", "statements": []}
EMPTY_ACTION = {"text": "", "place": "", "red_flag": "", "feedback": ""}


class ChoiceBlock(blocks.StructBlock):
    """One answer that can be chosen."""

    text = blocks.TextBlock(rows=2, label=_("Answer"))
    is_right = blocks.BooleanBlock(required=False, label=_("Right"))
    feedback = blocks.TextBlock(required=False, rows=2, label=_("What you say about it"))

    class Meta:
        icon = "circle-check"
        label = _("Answer")


class SentenceBlock(ChoiceBlock):
    """One sentence of a text."""

    text = blocks.TextBlock(rows=2, label=_("Sentence"))
    is_right = blocks.BooleanBlock(required=False, label=_("Has to be marked"))

    class Meta:
        icon = "pilcrow"
        label = _("Sentence")


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.TextBlock(rows=2, label=_("Left"))
    right = blocks.TextBlock(rows=2, label=_("Right-hand side"))

    class Meta:
        icon = "link"
        label = _("Pair")


class StatementBlock(blocks.StructBlock):
    """Something that belongs to a category."""

    text = blocks.TextBlock(rows=2, label=_("Statement"))
    feedback = blocks.TextBlock(required=False, rows=2, label=_("What you say about it"))

    class Meta:
        icon = "openquote"
        label = _("Statement")


class CategoryBlock(blocks.StructBlock):
    """A category, and what belongs to it."""

    text = blocks.CharBlock(max_length=160, label=_("Category"))
    statements = blocks.ListBlock(StatementBlock(), min_num=0, label=_("What belongs to it"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category")


class ActionBlock(blocks.StructBlock):
    """What somebody could do in a situation."""

    text = blocks.TextBlock(rows=2, label=_("Thing to do"))
    place = NamedChoiceBlock(
        required=False,
        choices=[(BEST, _("Best action")), (WORST, _("Worst action"))],
        label=_("Best or worst"),
    )
    red_flag = NamedChoiceBlock(required=False, choices=RedFlag.choices, label=_("Red flag"))
    feedback = blocks.TextBlock(required=False, rows=2, label=_("What you say about it"))

    class Meta:
        icon = "pick"
        label = _("Thing to do")


class PanelBlock(blocks.StructBlock):
    """What experts thought of the key."""

    experts = WholeNumberBlock(required=False, min_value=1, label=_("Number of experts"))
    best_agreement = WholeNumberBlock(
        required=False, min_value=0, max_value=100, label=_("Percent that agreed on the best action")
    )
    worst_agreement = WholeNumberBlock(
        required=False, min_value=0, max_value=100, label=_("Percent that agreed on the worst action")
    )
    met_on = DayBlock(required=False, label=_("Date"))
    is_example = blocks.BooleanBlock(
        required=False,
        label=_("Example figures"),
        help_text=_("Tick this when no panel met yet. The screen then says that these are example figures."),
    )

    class Meta:
        icon = "group"
        label = _("Panel")


class CriterionBlock(blocks.StructBlock):
    """What a marker looks at."""

    text = blocks.TextBlock(rows=2, label=_("Criterion"))
    levels = blocks.ListBlock(
        blocks.TextBlock(rows=2), label=_("Levels"), help_text=_("From nothing (0 points) upwards.")
    )

    class Meta:
        icon = "tasks"
        label = _("Criterion")
