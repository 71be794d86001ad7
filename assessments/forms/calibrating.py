"""What a rater says of a standard recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from assessments import api
from assessments.blocks.rubrics import given_of
from assessments.forms.observing import level_field
from assessments.rules.observing import form_problems

if TYPE_CHECKING:
    from assessments.rules.observing import Given
    from assessments.rules.rubrics import Rubric, RubricCriterion

NOT_ASKED = "-"  # what happened in a recording needs no explanation


class RecordingForm(forms.Form):
    """A level for each criterion."""

    def __init__(self, *args: Any, rubric: Rubric, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rubric = rubric
        for criterion in rubric.criteria:
            self.fields[criterion.code] = level_field(criterion)

    def criteria(self) -> list[tuple[RubricCriterion, forms.BoundField]]:
        """Each criterion with its field."""
        return [(criterion, self[criterion.code]) for criterion in self.rubric.criteria]

    def given(self) -> dict[str, Given]:
        """What was chosen."""
        chosen = {code: self.cleaned_data.get(code) for code in self.rubric.codes}
        return {code: given_of(word) for code, word in chosen.items() if word}

    def clean(self) -> dict[str, Any]:
        """Say at each criterion what is not right yet."""
        cleaned = super().clean() or self.cleaned_data
        for problem, code in form_problems(self.rubric, self.given(), motivation=NOT_ASKED):
            self.add_error(code or None, api.problem_in_words(self.rubric, problem))
        return cleaned
