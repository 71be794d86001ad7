"""The choices of a scene as plain forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roleplays.blocks.conversion import LETTERS
from roleplays.choices import Principle
from roleplays.forms.conditions import ConditionForms
from roleplays.forms.scenes import LONGEST, ROWS, short
from roleplays.rules.checks import MOST
from roleplays.rules.editing import NEW_END, NEW_SCENE, moved
from roleplays.rules.scenario import ALWAYS, Choice, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOT_YET = ("", _("Choose where this leads"))
NOT_WRITTEN = {"letter", "place", "DELETE"}


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
        condition = self.initial.get("condition", ALWAYS)
        self.conditions = ConditionForms(
            self.data if self.is_bound else None, prefix=self.prefix or "", condition=condition
        )
        if not self.initial and not self.is_bound:
            self.use_required_attribute = False

    def is_valid(self) -> bool:
        """Whether the choice and the rows of its condition can be kept."""
        return all([super().is_valid(), self.conditions.is_valid()])

    def has_changed(self) -> bool:
        """Whether somebody filled in something, also when it is only a condition."""
        return super().has_changed() or self.conditions.has_changed()

    @property
    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong, with the name of its field."""
        for form in (self, *self.conditions):
            yield from ((field.label, error) for field in form.visible_fields() for error in field.errors)

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
        filled = any(value for name, value in self.cleaned_data.items() if name not in NOT_WRITTEN)
        return not filled and self.conditions.is_empty

    def choice(self, letter: str) -> Choice:
        """The choice."""
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
            self.conditions.condition(),
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
        choices = tuple(form.choice(letter) for form, letter in zip(kept, letters, strict=True))
        for form, letter in zip(kept, letters, strict=True):
            if "place" in form.changed_data and form.cleaned_data["place"]:
                choices = moved(choices, letter, form.cleaned_data["place"])
        return choices

    @property
    def faults(self) -> Iterator[object]:
        """What is wrong with what was sent as a whole."""
        yield from self.non_form_errors()
        for form in self.forms:
            yield from form.conditions.faults

    def add_fields(self, form: Any, index: int | None) -> None:
        """Ask for the place of a choice, and name the box to take it away."""
        super().add_fields(form, index)
        here = (index or 0) + 1
        form.fields["place"] = forms.TypedChoiceField(
            label=_("Place among the choices"),
            coerce=int,
            choices=[(place, place) for place in range(1, self.total_form_count() + 1)],
            initial=here,
            required=False,
        )
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this choice away")


def targets_from(nodes: Sequence[Node], key: str) -> list[tuple[Any, Any]]:
    """Where a choice of a scene can lead: to something new, or to what is there."""
    there = [(node.key, f"{node.key}: {short(node.text)}") for node in nodes if node.key != key]
    return [
        (_("New"), [(NEW_SCENE, _("A new scene")), (NEW_END, _("A new end"))]),
        (_("There already"), [*there, (key, _("Back to this scene itself"))]),
    ]


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
        "condition": choice.condition,
    }
