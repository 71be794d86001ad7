"""One scene as a plain form: what is said, and what the player can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from roleplays.blocks.conversion import LETTERS
from roleplays.blocks.scenes import KEY_HELP, KEY_PATTERN
from roleplays.choices import Outcome, Principle, Speaker
from roleplays.rules.checks import MOST
from roleplays.rules.editing import NEW_END, NEW_SCENE
from roleplays.rules.scenario import ALWAYS, Choice, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2_000
NOT_YET = ("", _("Choose where this leads"))
ROWS = {"rows": 3}


class NodeForm(forms.Form):
    """What every scene and end has."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(
        label=_("Name"), help_text=KEY_HELP, max_length=40, validators=[RegexValidator(KEY_PATTERN, KEY_HELP)]
    )

    def __init__(self, *args: Any, taken: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = taken

    def clean_key(self) -> str:
        """Refuse the name of another scene."""
        key: str = self.cleaned_data["key"]
        if key in self.taken:
            raise ValidationError(_("Another scene has this name. Choose another one."))
        return key


class SceneForm(NodeForm):
    """Somebody speaks."""

    speaker = forms.ChoiceField(
        label=_("Who speaks"), choices=[("", _("Choose")), *Speaker.choices], required=False
    )
    speaker_name = forms.CharField(
        label=_("First name"),
        max_length=40,
        required=False,
        help_text=_("Only when it helps, such as Samira."),
    )
    text = forms.CharField(
        label=_("What is said or happens"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
    )

    def node(self, choices: tuple[Choice, ...]) -> Node:
        """The scene."""
        sent = self.cleaned_data
        return Node(sent["key"], sent["text"], sent["speaker"], sent["speaker_name"], choices)

    @staticmethod
    def beginning(node: Node) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {
            "key": node.key,
            "speaker": node.speaker,
            "speaker_name": node.speaker_name,
            "text": node.text,
        }


class EndForm(NodeForm):
    """How it ends."""

    outcome = forms.ChoiceField(label=_("How it ends"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("What happens"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs=ROWS)
    )

    def node(self, _choices: tuple[Choice, ...]) -> Node:
        """The end."""
        sent = self.cleaned_data
        return Node(sent["key"], sent["text"], end=sent["outcome"])

    @staticmethod
    def beginning(node: Node) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {"key": node.key, "outcome": node.end, "text": node.text}


class ChoiceForm(forms.Form):
    """Something that the player can say or do."""

    letter = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = forms.CharField(
        label=_("What the player says or does"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
    )
    to = forms.ChoiceField(
        label=_("Leads to"),
        required=False,
        help_text=_("With “a new scene” that scene is made when you save, and you go on there."),
    )
    consequence = forms.CharField(
        label=_("What happens"),
        help_text=_("The player sees this first."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    feedback = forms.CharField(
        label=_("Feedback"),
        help_text=_("In the voice of the process guide: no judgement."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    held = forms.MultipleChoiceField(
        label=_("Holds"), choices=Principle.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    broken = forms.MultipleChoiceField(
        label=_("Breaks"), choices=Principle.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_knock_out = forms.BooleanField(
        label=_("Knock-out"),
        help_text=_("Leaves safety or rights. Module M10 is offered at the end."),
        required=False,
    )

    def __init__(self, *args: Any, targets: Sequence[tuple[Any, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [NOT_YET, *targets]  # type: ignore[attr-defined]
        if not self.initial and not self.is_bound:
            self.use_required_attribute = False

    def clean_broken(self) -> list[str]:
        """Refuse a principle that is held and broken at once."""
        both = set(self.cleaned_data.get("held", ())) & set(self.cleaned_data["broken"])
        if both:
            words = ", ".join(str(Principle(each).label) for each in Principle.values if each in both)
            told = _("A choice cannot hold and break the same principle: %(principles)s.")
            raise ValidationError(told, params={"principles": words})
        broken: list[str] = self.cleaned_data["broken"]
        return broken

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(value for name, value in self.cleaned_data.items() if name not in {"letter", "DELETE"})

    def choice(self, letter: str, before: Choice | None) -> Choice:
        """The choice; its condition stays as it was."""
        sent = self.cleaned_data
        effects = [(each, 1) for each in sent["held"]] + [(each, -1) for each in sent["broken"]]
        return Choice(
            letter,
            sent["text"],
            sent["to"],
            tuple(effects),
            sent["feedback"],
            sent["consequence"],
            sent["is_knock_out"],
            before.condition if before else ALWAYS,
        )


class ChoicesFormSet(forms.BaseFormSet):
    """The choices of a scene; empty ones do not count."""

    def choices_for(self, node: Node) -> tuple[Choice, ...]:
        """What was sent, under the letters that were known; a new choice gets the first letter that is free."""
        kept = [form for form in self.forms if not form.cleaned_data.get("DELETE") and not form.is_empty]
        there = {choice.key for choice in node.choices}
        sent = [form.cleaned_data["letter"] for form in kept]
        known = [letter in there and letter not in sent[:place] for place, letter in enumerate(sent)]
        free = iter([letter for letter in LETTERS if letter not in there])
        letters = [letter if is_known else next(free) for letter, is_known in zip(sent, known, strict=True)]
        return tuple(
            form.choice(letter, node.choice(letter)) for form, letter in zip(kept, letters, strict=True)
        )

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the box to take a choice away."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this choice away")


def targets_from(nodes: Sequence[Node], key: str) -> list[tuple[Any, Any]]:
    """Where a choice of a scene can lead: to something new, or to what is there."""
    there = [(node.key, f"{node.key}: {_short(node.text)}") for node in nodes if node.key != key]
    return [
        (_("New"), [(NEW_SCENE, _("A new scene")), (NEW_END, _("A new end"))]),
        (_("There already"), [*there, (key, _("Back to this scene itself"))]),
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def choices_formset(node: Node, nodes: Sequence[Node], sent: Any = None) -> ChoicesFormSet:
    """The forms of the choices of a scene, with an empty one to add, up to the most that fit."""
    rows = [_beginning(choice) for choice in node.choices]
    loose = {choice.to for choice in node.choices} - {each.key for each in nodes} - {""}
    targets = [*targets_from(nodes, node.key), *((to, _("%(to)s (not there)") % {"to": to}) for to in loose)]
    made = forms.formset_factory(
        ChoiceForm,
        formset=ChoicesFormSet,
        extra=max(2 - len(rows), 1) if len(rows) < MOST else 0,
        max_num=max(MOST, len(rows)),
        can_delete=True,
        can_delete_extra=False,
    )
    formset: Any = made(sent, initial=rows, prefix="choice", form_kwargs={"targets": targets})
    return cast("ChoicesFormSet", formset)


def _beginning(choice: Choice) -> dict[str, Any]:
    return {
        "letter": choice.key,
        "text": choice.text,
        "to": choice.to,
        "consequence": choice.consequence,
        "feedback": choice.feedback,
        "held": [principle for principle, amount in choice.effects if amount > 0],
        "broken": [principle for principle, amount in choice.effects if amount < 0],
        "is_knock_out": choice.is_knock_out,
    }
