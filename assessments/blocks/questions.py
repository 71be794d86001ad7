"""A block for each kind of question."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.choices import QuestionKind, RedFlag
from core.blocks import NamedChoiceBlock

BEST, WORST = "best", "worst"


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

    text = blocks.TextBlock(rows=2, label=_("Action"))
    place = NamedChoiceBlock(
        required=False,
        choices=[(BEST, _("Best action")), (WORST, _("Worst action"))],
        label=_("Best or worst"),
    )
    red_flag = NamedChoiceBlock(required=False, choices=RedFlag.choices, label=_("Red flag"))
    feedback = blocks.TextBlock(required=False, rows=2, label=_("What you say about it"))

    class Meta:
        icon = "pick"
        label = _("Action")


class PanelBlock(blocks.StructBlock):
    """What experts thought of the key."""

    experts = blocks.IntegerBlock(required=False, min_value=1, label=_("Number of experts"))
    best_agreement = blocks.IntegerBlock(
        required=False, min_value=0, max_value=100, label=_("Percent that agreed on the best action")
    )
    worst_agreement = blocks.IntegerBlock(
        required=False, min_value=0, max_value=100, label=_("Percent that agreed on the worst action")
    )
    met_on = blocks.DateBlock(required=False, label=_("Date"))

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


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    text = blocks.TextBlock(rows=3, label=_("Question"), help_text=_("A blank line begins a paragraph."))
    explanation = blocks.TextBlock(
        required=False, rows=2, label=_("Explanation"), help_text=_("Stands beside the right answer.")
    )
    principle = blocks.TextBlock(
        required=False,
        rows=2,
        label=_("Principle"),
        help_text=_("Shown in tests that do not tell the right answer."),
    )


class OneChoiceBlock(QuestionBlock):
    """One answer is right."""

    options = blocks.ListBlock(ChoiceBlock(), label=_("Answers"))

    class Meta:
        icon = "radio-full"
        label = QuestionKind.ONE_CHOICE.label


class SeveralChoicesBlock(QuestionBlock):
    """Several answers are right."""

    options = blocks.ListBlock(ChoiceBlock(), label=_("Answers"))

    class Meta:
        icon = "list-ul"
        label = QuestionKind.SEVERAL_CHOICES.label


class TrueFalseBlock(QuestionBlock):
    """A statement that is true or not."""

    is_true = blocks.BooleanBlock(required=False, label=_("The statement is true"))
    feedback_true = blocks.TextBlock(required=False, rows=2, label=_("What you say to who answers true"))
    feedback_false = blocks.TextBlock(required=False, rows=2, label=_("What you say to who answers not true"))

    class Meta:
        icon = "circle-check"
        label = QuestionKind.TRUE_FALSE.label


class MatchBlock(QuestionBlock):
    """Pairs."""

    pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"))
    extra = blocks.ListBlock(
        blocks.TextBlock(rows=2), min_num=0, default=[], label=_("Right-hand sides that belong to nothing")
    )

    class Meta:
        icon = "link"
        label = QuestionKind.MATCH.label


class OrderBlock(QuestionBlock):
    """Steps in an order."""

    steps = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("Steps in the right order"))

    class Meta:
        icon = "list-ol"
        label = QuestionKind.ORDER.label


class FillInBlock(QuestionBlock):
    """A word or a few to fill in."""

    accepted = blocks.ListBlock(blocks.CharBlock(max_length=160), label=_("Answers that count"))

    class Meta:
        icon = "edit"
        label = QuestionKind.FILL_IN.label


class NumericBlock(QuestionBlock):
    """A number."""

    number = blocks.DecimalBlock(label=_("Number"))
    tolerance = blocks.DecimalBlock(required=False, min_value=0, default=0, label=_("May differ by"))
    unit = blocks.CharBlock(required=False, max_length=40, label=_("Unit"))

    class Meta:
        icon = "decimal"
        label = QuestionKind.NUMERIC.label


class MarkBlock(QuestionBlock):
    """Sentences of which some have to be marked."""

    sentences = blocks.ListBlock(SentenceBlock(), label=_("Sentences"))

    class Meta:
        icon = "highlighter"
        label = QuestionKind.MARK.label


class ClassifyBlock(QuestionBlock):
    """Statements that belong to categories."""

    categories = blocks.ListBlock(CategoryBlock(), label=_("Categories"))

    class Meta:
        icon = "folder-open-inverse"
        label = QuestionKind.CLASSIFY.label


class SituationBlock(QuestionBlock):
    """A situation with four actions."""

    actions = blocks.ListBlock(ActionBlock(), label=_("Actions"))
    panel = PanelBlock(required=False)

    class Meta:
        icon = "pick"
        label = QuestionKind.SJT.label


class OpenBlock(QuestionBlock):
    """An answer in one's own words, that a person marks."""

    criteria = blocks.ListBlock(CriterionBlock(), label=_("Criteria"))

    class Meta:
        icon = "comment"
        label = QuestionKind.OPEN.label


class QuestionBodyBlock(blocks.StreamBlock):
    """Exactly one question, of a kind."""

    one_choice = OneChoiceBlock()
    several_choices = SeveralChoicesBlock()
    true_false = TrueFalseBlock()
    match = MatchBlock()
    order = OrderBlock()
    fill_in = FillInBlock()
    numeric = NumericBlock()
    mark = MarkBlock()
    classify = ClassifyBlock()
    sjt = SituationBlock()
    open = OpenBlock()

    class Meta:
        min_num = 1
        max_num = 1
