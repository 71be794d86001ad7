"""What an author writes: scenes with choices, ends, role cards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from casestudies.choices import FrameField, WksRole
from core.blocks import NamedChoiceBlock, WholeNumberBlock, named
from roleplays.blocks.faults import faults_in
from roleplays.choices import Outcome, Principle, Speaker

KEY_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,39}\Z"
KEY_HELP = _("A short name without spaces, for example n1. Choices lead to it.")
# A field without a value of its own reads "undefined" in a row that the editor adds.
EMPTY_CHOICE: dict[str, Any] = {
    "key": "",
    "text": "",
    "to": "",
    "consequence": "",
    "feedback": "",
    "held": [],
    "broken": [],
    "is_knock_out": False,
    "condition": {"chosen": "", "not_chosen": "", "at_least": [], "at_most": []},
}


class NameBlock(blocks.RegexBlock):
    """The name of a scene or a choice."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"regex": KEY_PATTERN, "error_messages": {"invalid": KEY_HELP}, **options})


class ThresholdBlock(blocks.StructBlock):
    """How far a principle must have been held, or may have been held, until now."""

    principle = NamedChoiceBlock(choices=Principle.choices, label=_("Principle"))
    amount = WholeNumberBlock(min_value=-20, max_value=20, label=_("Held less broken"))

    class Meta:
        icon = "resubmit"
        label = _("Threshold")


class ConditionBlock(blocks.StructBlock):
    """When a choice is on offer; left empty it always is."""

    chosen = blocks.CharBlock(
        required=False,
        label=_("Only after"),
        help_text=_("Choices that were made, as scene:choice with commas between, for example n1:a, n2:c."),
    )
    not_chosen = blocks.CharBlock(required=False, label=_("Not after"))
    at_least = blocks.ListBlock(ThresholdBlock(), min_num=0, default=[], label=_("Only from"))
    at_most = blocks.ListBlock(ThresholdBlock(), min_num=0, default=[], label=_("Only up to"))

    class Meta:
        icon = "cogs"
        label = _("When it is on offer")
        label_format = _("When it is on offer")
        collapsed = True


class PrinciplesBlock(blocks.MultipleChoiceBlock):
    """Any of the nine principles, to tick."""

    def __init__(self, **options: Any) -> None:
        fixed = {
            "required": False,
            "choices": Principle.choices,
            "widget": forms.CheckboxSelectMultiple(attrs={"class": "wks-principles"}),
        }
        super().__init__(**{**fixed, **options})


class ChoiceBlock(blocks.StructBlock):
    """Something that the player can say or do."""

    key = NameBlock(required=False, label=_("Letter"), help_text=_("Left empty: its place, a to d."))
    text = blocks.TextBlock(rows=2, label=_("What the player says or does"))
    to = NameBlock(label=_("Leads to"), help_text=_("The name of the next scene or of an end."))
    consequence = blocks.TextBlock(
        required=False, rows=2, label=_("What happens"), help_text=_("The player sees this first.")
    )
    feedback = blocks.TextBlock(
        required=False,
        rows=2,
        label=_("Feedback"),
        help_text=_("In the voice of the process guide: no judgement."),
    )
    held = PrinciplesBlock(label=_("Holds"), help_text=_("The principles that this choice holds on to."))
    broken = PrinciplesBlock(label=_("Breaks"), help_text=_("The principles that this choice lets go of."))
    is_knock_out = blocks.BooleanBlock(
        required=False,
        label=_("Knock-out"),
        help_text=_("Leaves safety or rights. Module M10 is offered at the end."),
    )
    condition = ConditionBlock()

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        label_format = "{key} {text}"


class SceneBlock(blocks.StructBlock):
    """A moment at which the player chooses."""

    key = NameBlock(label=_("Name"), help_text=KEY_HELP)
    speaker = NamedChoiceBlock(choices=Speaker.choices, label=_("Who speaks"))
    speaker_name = blocks.CharBlock(required=False, max_length=40, label=_("First name"))
    text = blocks.TextBlock(rows=3, label=_("What is said or happens"))
    choices = blocks.ListBlock(
        ChoiceBlock(), min_num=0, max_num=6, default=[EMPTY_CHOICE] * 2, label=_("Choices")
    )

    class Meta:
        icon = "comment"
        label = _("Scene")
        label_format = "{key}: {text}"
        description = _("Somebody speaks, and the player chooses.")


class EndBlock(blocks.StructBlock):
    """How it ends."""

    key = NameBlock(label=_("Name"), help_text=KEY_HELP)
    outcome = NamedChoiceBlock(choices=Outcome.choices, label=_("How it ends"))
    text = blocks.TextBlock(rows=3, label=_("What happens"))

    class Meta:
        icon = "tick-inverse"
        label = _("End")
        label_format = "{key}: {text}"
        description = _("The story ends here.")


class ScenesBlock(blocks.StreamBlock):
    """The scenes and ends of a scenario; the first scene is where it begins."""

    scene = SceneBlock()
    end = EndBlock()

    def clean(self, value: Any) -> Any:
        """Refuse what nobody can play to the end, at its scene and field; a draft may be unfinished."""
        cleaned = super().clean(value)
        faults = None if self.is_deferred_validation else faults_in(cleaned)
        if faults is not None:
            raise faults
        return cleaned


class RoleCardBlock(blocks.StructBlock):
    """What somebody at the table knows."""

    role = NamedChoiceBlock(choices=WksRole.choices, label=_("Role"))
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    public = blocks.TextBlock(rows=3, label=_("What everybody knows"))
    goal = blocks.TextBlock(rows=2, label=_("What this role wants"))
    hidden = blocks.TextBlock(rows=2, label=_("What only this player knows"))

    class Meta:
        icon = "user"
        label = _("Role card")


class RoleCardsBlock(blocks.StreamBlock):
    """The cards on the table."""

    card = RoleCardBlock()

    class Meta:
        max_num = 6

    def clean(self, value: Any) -> Any:
        """Ask for a card of each of the four roles, once somebody else is to read it."""
        cleaned = super().clean(value)
        there = {str(child.value["role"]) for child in cleaned}
        missing = [str(label) for role, label in WksRole.choices if role not in there]
        if missing and not self.is_deferred_validation:
            told = _("There is no role card yet for: %(roles)s.")
            error = ValidationError(told, params={"roles": ", ".join(missing)})
            raise StreamBlockValidationError(non_block_errors=[error])
        return cleaned


class FrameFieldBlock(blocks.StructBlock):
    """One field of the frame."""

    field = NamedChoiceBlock(choices=FrameField.choices, label=_("Field"))
    text = blocks.TextBlock(rows=2, label=_("In plain words"))

    class Meta:
        icon = "form"
        label = _("Field of the frame")


class FrameBlock(blocks.StreamBlock):
    """The frame that stays at hand during play."""

    field = FrameFieldBlock()


class LookForBlock(blocks.StreamBlock):
    """What observers look for."""

    look_for = named(blocks.CharBlock(max_length=200, label=_("Look-for")))
