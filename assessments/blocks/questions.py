"""A block for each kind of question."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.conversion import COMMON, body_of, item_of_value
from assessments.blocks.examples import EXAMPLES
from assessments.blocks.rows import (
    EMPTY_ACTION,
    EMPTY_CATEGORY,
    EMPTY_CHOICE,
    EMPTY_PAIR,
    ActionBlock,
    CategoryBlock,
    ChoiceBlock,
    CriterionBlock,
    PairBlock,
    PanelBlock,
    SentenceBlock,
)
from assessments.blocks.words import sentence
from assessments.choices import QuestionKind, RedFlag
from assessments.rules.soundness import flaws_of
from core.blocks import DecimalNumberBlock


class QuestionBlock(blocks.StructBlock):
    """What every question has; `parts` says which of its blocks holds a part of the question."""

    parts: ClassVar[dict[str, str]] = {}

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

    class Meta:
        template = "assessments/bank/question.html"

    def get_form_layout(self) -> blocks.BlockGroup:
        """First the question and its answers, then what is said about them."""
        own = [name for name in self.child_blocks if name not in COMMON]
        return blocks.BlockGroup(children=["text", *own, "explanation", "principle"])

    def get_preview_value(self) -> Any:
        """An example, for the picker."""
        [body] = body_of(EXAMPLES[self.name])
        return self.to_python(body["value"])

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The question as plain data, and its options with the words for their red flags."""
        item = item_of_value(self.name, value)
        flags = dict(RedFlag.choices)
        options = [(option, flags.get(option.red_flag)) for option in item.options]
        return {**super().get_context(value, parent_context), "item": item, "options": options}

    def clean(self, value: Any) -> Any:
        """Refuse a question that cannot be asked; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors: dict[str, list[ValidationError]] = {}
        for flaw in flaws_of(item_of_value(self.name, cleaned)):
            part = self.parts.get(flaw.part, flaw.part)
            errors.setdefault(part, []).append(ValidationError(sentence(flaw)))
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={part: ErrorList(found) for part, found in errors.items()}
            )
        return cleaned


class OneChoiceBlock(QuestionBlock):
    """One answer is right."""

    options = blocks.ListBlock(ChoiceBlock(), default=[EMPTY_CHOICE] * 3, label=_("Answers"))

    class Meta:
        icon = "radio-full"
        label = QuestionKind.ONE_CHOICE.label
        description = _("Three to five answers, of which one is right.")


class SeveralChoicesBlock(QuestionBlock):
    """Several answers are right."""

    options = blocks.ListBlock(ChoiceBlock(), default=[EMPTY_CHOICE] * 3, label=_("Answers"))

    class Meta:
        icon = "list-ul"
        label = QuestionKind.SEVERAL_CHOICES.label
        description = _("Four to six answers, of which at least two are right and two are wrong.")


class TrueFalseBlock(QuestionBlock):
    """A statement that is true or not."""

    parts = {"options": "is_true"}
    is_true = blocks.BooleanBlock(required=False, label=_("The statement is true"))
    feedback_true = blocks.TextBlock(required=False, rows=2, label=_("What you say to who answers true"))
    feedback_false = blocks.TextBlock(required=False, rows=2, label=_("What you say to who answers not true"))

    class Meta:
        icon = "circle-check"
        label = QuestionKind.TRUE_FALSE.label
        description = _("A statement that is true or not.")


class MatchBlock(QuestionBlock):
    """Pairs."""

    parts = {"options": "pairs", "targets": "pairs"}
    pairs = blocks.ListBlock(PairBlock(), default=[EMPTY_PAIR] * 3, label=_("Pairs"))
    extra = blocks.ListBlock(
        blocks.TextBlock(rows=2), min_num=0, default=[], label=_("Right-hand sides that belong to nothing")
    )

    class Meta:
        icon = "link"
        label = QuestionKind.MATCH.label
        description = _("Three to six pairs, and texts that belong to nothing.")


class OrderBlock(QuestionBlock):
    """Steps in an order."""

    parts = {"options": "steps"}
    steps = blocks.ListBlock(blocks.TextBlock(rows=2), default=[""] * 3, label=_("Steps in the right order"))

    class Meta:
        icon = "list-ol"
        label = QuestionKind.ORDER.label
        description = _("Three to six steps of which only one order is right.")


class FillInBlock(QuestionBlock):
    """A word or a few to fill in."""

    accepted = blocks.ListBlock(blocks.CharBlock(max_length=160), label=_("Answers that count"))

    class Meta:
        icon = "edit"
        label = QuestionKind.FILL_IN.label
        description = _("A word or a few. Capitals and spaces do not matter.")


class NumericBlock(QuestionBlock):
    """A number."""

    number = DecimalNumberBlock(max_digits=13, decimal_places=4, label=_("Number"))
    tolerance = DecimalNumberBlock(
        required=False, min_value=0, max_digits=13, decimal_places=4, default=0, label=_("May differ by")
    )
    unit = blocks.CharBlock(required=False, max_length=40, label=_("Unit"))

    class Meta:
        icon = "decimal"
        label = QuestionKind.NUMERIC.label
        description = _("A number that may differ a little.")


class MarkBlock(QuestionBlock):
    """Sentences of which some have to be marked."""

    parts = {"options": "sentences"}
    sentences = blocks.ListBlock(SentenceBlock(), default=[EMPTY_CHOICE] * 4, label=_("Sentences"))

    class Meta:
        icon = "doc-full-inverse"
        label = QuestionKind.MARK.label
        description = _("Four to eight sentences of which some have to be marked.")


class ClassifyBlock(QuestionBlock):
    """Statements that belong to categories."""

    parts = {"options": "categories", "targets": "categories"}
    categories = blocks.ListBlock(CategoryBlock(), default=[EMPTY_CATEGORY] * 2, label=_("Categories"))

    class Meta:
        icon = "folder-open-inverse"
        label = QuestionKind.CLASSIFY.label
        description = _("Statements that each belong to a category.")


class SituationBlock(QuestionBlock):
    """A situation with four actions."""

    parts = {"options": "actions"}
    actions = blocks.ListBlock(ActionBlock(), default=[EMPTY_ACTION] * 4, label=_("Things to do"))
    panel = PanelBlock(required=False)

    class Meta:
        icon = "pick"
        label = QuestionKind.SJT.label
        description = _("A situation with four actions; choose the best and the worst.")


class OpenBlock(QuestionBlock):
    """An answer in one's own words, that a person marks."""

    criteria = blocks.ListBlock(CriterionBlock(), label=_("Criteria"))

    class Meta:
        icon = "comment"
        label = QuestionKind.OPEN.label
        description = _("An answer in one’s own words, that a person marks by criteria.")


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
        max_num = 1
