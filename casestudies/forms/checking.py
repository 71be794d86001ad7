"""A word about each detail that a text points at, and the list for what really happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.choices import IntakeItem
from core.choices import WhyHarmless

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from assessments.api import Doubt

NOT_YET = ("", _("I will change the text"))


class CheckForm(forms.Form):
    """Asks about each detail why it is none; nothing is said by leaving it."""

    intake = forms.MultipleChoiceField(
        label=_("I checked this"),
        choices=IntakeItem.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, doubts: Iterable[Doubt], checked: Collection[str] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._marks = [doubt.mark for doubt in doubts]
        for doubt in doubts:
            self.fields[doubt.mark] = forms.ChoiceField(
                label=gettext("“%(words)s”: why is this no personal detail?")
                % {"words": doubt.finding.words},
                choices=[NOT_YET, *WhyHarmless.choices],
                required=False,
            )
        if checked is None:
            del self.fields["intake"]
        else:
            self.fields["intake"].initial = sorted(checked)

    @property
    def about_details(self) -> list[forms.BoundField]:
        """The questions about details."""
        return [self[mark] for mark in self._marks]

    @property
    def reasons(self) -> dict[str, WhyHarmless]:
        """What was said, by the mark of the detail."""
        said = {mark: self.cleaned_data[mark] for mark in self._marks}
        return {mark: WhyHarmless(reason) for mark, reason in said.items() if reason}

    @property
    def checked(self) -> list[IntakeItem] | None:
        """What was ticked of the list, or nothing when it was not asked."""
        return [IntakeItem(item) for item in self.cleaned_data["intake"]] if "intake" in self.fields else None


class TakeBackForm(forms.Form):
    """Which detail is to stand in the way again."""

    take_back = forms.IntegerField(min_value=1, max_value=2**31 - 1)
