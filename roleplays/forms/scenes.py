"""One scene as a plain form: what is said, and what the player can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from roleplays.blocks.scenes import KEY_HELP, KEY_PATTERN
from roleplays.choices import Outcome, Speaker
from roleplays.rules.editing import FIRST
from roleplays.rules.scenario import Choice, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2_000
ROWS = {"rows": 3}


class NodeForm(forms.Form):
    """What every scene and end has."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(
        label=_("Name"), help_text=KEY_HELP, max_length=40, validators=[RegexValidator(KEY_PATTERN, KEY_HELP)]
    )

    after = forms.ChoiceField(
        label=_("Place among the scenes"),
        required=False,
        help_text=_("The first scene is where the conversation begins."),
    )

    def __init__(self, *args: Any, others: Sequence[Node], **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = [node.key for node in others]
        ways = [("", _("Where it is now")), (FIRST, _("At the beginning")), *_behind(others)]
        self.fields["after"].choices = ways  # type: ignore[attr-defined]

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


def _behind(others: Sequence[Node]) -> list[tuple[Any, Any]]:
    return [
        (node.key, _("After %(scene)s") % {"scene": f"{node.key}: {short(node.text)}"})
        for node in others
        if node.key
    ]


def short(text: str) -> str:
    """The beginning of a text, as long as fits in a list."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
