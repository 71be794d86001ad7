"""When a choice is on offer, as rows of plain fields; a row that is emptied is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from roleplays.choices import Principle
from roleplays.rules.scenario import ALWAYS, Condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roleplays.rules.scenario import Effects

NAMED = r"^[a-z0-9][a-z0-9_-]{0,39}:[a-z0-9][a-z0-9_-]{0,39}\Z"
NAMED_HELP = _("Write a scene and a choice, for example n1:a.")
FURTHEST = 20
LIST_OF_CHOICES = "choices-of-the-scenario"
MADE = {"chosen": _("Only after this choice"), "not_chosen": _("Not after this choice")}
LEVELS = {"at_least": _("Only from"), "at_most": _("Only up to")}


class MadeForm(forms.Form):
    """A choice that somebody made before, or did not make."""

    when = forms.ChoiceField(
        label=_("After what?"),
        choices=list(MADE.items()),
        initial="chosen",
    )
    name = forms.CharField(
        label=_("Which choice?"),
        help_text=NAMED_HELP,
        max_length=81,
        required=False,
        validators=[RegexValidator(NAMED, NAMED_HELP)],
        widget=forms.TextInput(attrs={"list": LIST_OF_CHOICES, "autocomplete": "off"}),
    )


class LevelForm(forms.Form):
    """How far a principle must have been held, or may have been held, until now."""

    when = forms.ChoiceField(
        label=_("From or up to?"),
        choices=list(LEVELS.items()),
        initial="at_least",
    )
    principle = forms.ChoiceField(
        label=_("Which principle?"), choices=[("", _("None")), *Principle.choices], required=False
    )
    amount = forms.IntegerField(
        label=_("Held less broken"), required=False, min_value=-FURTHEST, max_value=FURTHEST
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both, or for neither."""
        sent = super().clean() or self.cleaned_data
        if sent.get("principle") and sent.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", ValidationError(_("Fill in how far, for example 2.")))
        if sent.get("amount") is not None and not sent.get("principle"):
            self.add_error("principle", ValidationError(_("Choose a principle.")))
        return sent


class ConditionForms:
    """The rows of one choice, with an empty one of each kind to add."""

    def __init__(self, sent: Any, *, prefix: str, condition: Condition) -> None:
        made, level = forms.formset_factory(MadeForm, extra=1), forms.formset_factory(LevelForm, extra=1)
        self.made: Any = made(sent, prefix=f"{prefix}-made", initial=_made(condition))
        self.level: Any = level(sent, prefix=f"{prefix}-level", initial=_levels(condition))

    def __iter__(self) -> Iterator[forms.Form]:
        """Each row, the ones about choices first."""
        yield from self.made
        yield from self.level

    def is_valid(self) -> bool:
        """Whether every row says something that can be kept."""
        return all([self.made.is_valid(), self.level.is_valid()])

    def has_changed(self) -> bool:
        """Whether a row is not as it was."""
        return any(row.has_changed() for row in self)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the rows as a whole."""
        return [*self.made.non_form_errors(), *self.level.non_form_errors()]

    @property
    def is_in_use(self) -> bool:
        """Whether there is a row to look at."""
        return bool(self.made.initial or self.level.initial) or (self.made.is_bound and self.has_changed())

    @property
    def is_empty(self) -> bool:
        """Whether the choice is always on offer."""
        return self.condition() == ALWAYS

    def condition(self) -> Condition:
        """What the rows say together; a choice that is named twice counts once."""
        made = [row.cleaned_data for row in self.made if row.cleaned_data.get("name")]
        levels = [row.cleaned_data for row in self.level if row.cleaned_data.get("principle")]

        def named(when: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(row["name"] for row in made if row["when"] == when))

        def asked(when: str) -> Effects:
            return tuple((row["principle"], row["amount"]) for row in levels if row["when"] == when)

        return Condition(named("chosen"), named("not_chosen"), asked("at_least"), asked("at_most"))


def _made(condition: Condition) -> list[dict[str, Any]]:
    return [{"when": when, "name": name} for when in MADE for name in getattr(condition, when)]


def _levels(condition: Condition) -> list[dict[str, Any]]:
    return [
        {"when": when, "principle": principle, "amount": amount}
        for when in LEVELS
        for principle, amount in getattr(condition, when)
    ]
