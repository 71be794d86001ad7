"""What somebody sends while taking a test: one question by script, or a whole form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.rules.answers import AnswerProblem, clean
from assessments.rules.completeness import moved
from core.forms.sequence import SequenceMixin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from assessments.rules.masking import Asked

LARGEST = 2**62
LONGEST_NUMBER = 18
ANOTHER_TEST = _("This question is not part of this test. Open the test again.")
PROBLEMS: dict[AnswerProblem, _StrPromise] = {
    AnswerProblem.NOT_ON_OFFER: _(
        "This question does not have that answer. Choose one of the answers on the page."
    ),
    AnswerProblem.TOO_LONG: _("This text is too long. Make it shorter, then it is saved."),
    AnswerProblem.NOT_A_NUMBER: _("This is no number. Write digits only, for example 12 or 7,5."),
    AnswerProblem.SAME_TWICE: _("The best and the worst action cannot be the same one."),
}
# These are kept as they are, with a word about it; the others would lose something.
KEPT_ALL_THE_SAME = frozenset({AnswerProblem.NOT_A_NUMBER, AnswerProblem.SAME_TWICE})


class AnswerForm(SequenceMixin):
    """An answer to one question; its fields are named after the place of the question, as in "3-choice"."""

    version = forms.IntegerField(
        min_value=1,
        max_value=LARGEST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), ANOTHER_TEST),
    )
    was = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)
    flag = forms.BooleanField(required=False)

    def __init__(self, sent: QueryDict, *, position: int, asked: Mapping[int, Asked]) -> None:
        start = f"{position}-"
        self._asked = asked
        self._sent = {name.removeprefix(start): sent.getlist(name) for name in sent if name.startswith(start)}
        own = {name: values[-1] for name, values in self._sent.items()}
        super().__init__({**own, "sequence": sent.get("sequence", "")})

    def clean(self) -> dict[str, Any]:
        """Read the answer in the shape of its question, with a word about what is odd in it."""
        if "version" not in self.cleaned_data:
            return self.cleaned_data
        asked = self._asked.get(self.cleaned_data["version"])
        if asked is None:
            raise forms.ValidationError(ANOTHER_TEST)
        cleaned = clean(asked.masked, self._sent)
        wrong = [problem for problem in cleaned.problems if problem not in KEPT_ALL_THE_SAME]
        if wrong:
            raise forms.ValidationError(PROBLEMS[wrong[0]])
        answer = cleaned.answer
        if "order" in answer:
            answer = {"order": moved(answer["order"], self._sent.get("move", [""])[0])}
        self.cleaned_data["answer"] = asked.unmask(answer)
        self.cleaned_data["hint"] = str(PROBLEMS[cleaned.problems[0]]) if cleaned.problems else ""
        return self.cleaned_data

    @property
    def message(self) -> str:
        """What is wrong, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def version_sent(sent: QueryDict, position: int) -> int | None:
    """Which version of a question an answer says to be about."""
    value = sent.get(f"{position}-version", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < LONGEST_NUMBER else None
