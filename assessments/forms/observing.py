"""What an observer fills in: a rubric, and what they say again after a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import api
from assessments.blocks.rubrics import given_of
from assessments.choices import Absence, RaterRelation
from assessments.models.observations import LONGEST_TEXT
from assessments.rules.observing import FormProblem, form_problems
from assessments.rules.rubrics import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.models import ObservationRater
    from assessments.rules.observing import Given
    from assessments.rules.rubrics import Rubric, RubricCriterion
    from people.models import User

TOO_LONG = _("This text is too long. Keep it under %(limit_value)s characters.")
LEVELS = [(str(level), str(level)) for level in range(LOWEST, HIGHEST + 1)]
CLEAR = ("", _("No choice yet"))
NOT_ON_FIELDS = {FormProblem.TOO_MANY_NOT_SEEN: None, FormProblem.KNOCK_OUT_UNEXPLAINED: "motivation"}


def text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG},
        **options,
    )


class RatingForm(forms.Form):
    """One rater's form: a level for each criterion, look-fors, a serious failure, and for the observer the words."""

    def __init__(self, *args: Any, row: ObservationRater, **options: Any) -> None:
        super().__init__(*args, **options)
        self.row = row
        self.rubric: Rubric = row.observation.rubric_version.as_rule()
        self.is_observers = row.rater_id == row.observation.observer_id
        for criterion in self.rubric.criteria:
            self.fields[criterion.code] = level_field(criterion)
        self.fields["look_fors"] = forms.MultipleChoiceField(
            required=False, choices=[(text, text) for _code, text in self.all_look_fors()]
        )
        self.fields["knock_out"] = forms.BooleanField(
            required=False,
            label=_("There was a serious failure about safety or rights"),
            help_text=_("Then the whole is insufficient, whatever the rest."),
        )
        self.fields["motivation"] = text(_("What happened?"), required=False, rows=2)
        if self.is_observers:
            self.fields["strength"] = text(_("One thing to hold on to"), required=False, rows=2)
            self.fields["intention"] = text(_("One thing to practise"), required=False, rows=2)
        self.fields["note"] = text(_("New note"), required=False)

    def all_look_fors(self) -> Iterable[tuple[str, str]]:
        """Everything that can be ticked: per criterion, and of the activity itself."""
        for criterion in self.rubric.criteria:
            yield from ((criterion.code, text) for text in criterion.look_fors)
        yield from (("", text) for text in self.row.observation.look_fors)

    def criteria(self) -> list[tuple[RubricCriterion, forms.BoundField]]:
        """Each criterion with its field."""
        return [(criterion, self[criterion.code]) for criterion in self.rubric.criteria]

    def ticked(self) -> set[str]:
        """The look-fors that are ticked now."""
        return set(self["look_fors"].value() or ())

    def given(self) -> dict[str, Given]:
        """What was chosen, without the criteria where nothing was."""
        chosen = {code: self.cleaned_data.get(code) for code in self.rubric.codes}
        return {code: given_of(word) for code, word in chosen.items() if word}

    def draft(self) -> dict[str, Any]:
        """Everything as far as it is filled in, to go on with later."""
        names = (*self.rubric.codes, "motivation", "knock_out")
        kept = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return {**kept, "look_fors": self.cleaned_data.get("look_fors", [])}

    def is_complete(self) -> bool:
        """Whether it can go on record; if not, each field says why."""
        if not self.is_valid():
            return False
        filled = self.cleaned_data
        for problem, code in form_problems(
            self.rubric, self.given(), knock_out=filled["knock_out"], motivation=filled["motivation"]
        ):
            where = NOT_ON_FIELDS.get(problem, code)
            self.add_error(where, api.problem_in_words(self.rubric, problem))
        return not self.errors

    def filled(self) -> api.Filled:
        """What goes on record."""
        ticked = set(self.cleaned_data["look_fors"])
        return api.Filled(
            given=self.given(),
            look_fors=[
                {"criterion": code, "text": text, "seen": text in ticked}
                for code, text in self.all_look_fors()
            ],
            knock_out=self.cleaned_data["knock_out"],
            motivation=self.cleaned_data["motivation"],
        )


class DiscussForm(forms.Form):
    """A level again for each criterion on which raters differed, and a word about it."""

    def __init__(self, *args: Any, criteria: Iterable[RubricCriterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = tuple(criteria)
        for criterion in self.asked:
            self.fields[criterion.code] = _levels_again(criterion)
            self.fields[f"{criterion.code}_note"] = forms.CharField(
                required=False,
                max_length=500,
                label=_("What did you take from the discussion?"),
                error_messages={"max_length": TOO_LONG},
            )

    def criteria(self) -> list[tuple[RubricCriterion, forms.BoundField, forms.BoundField]]:
        """Each criterion with its two fields."""
        return [(each, self[each.code], self[f"{each.code}_note"]) for each in self.asked]

    def given(self) -> dict[str, Given]:
        """What each criterion is now."""
        return {each.code: given_of(self.cleaned_data[each.code]) for each in self.asked}

    def notes(self) -> dict[str, str]:
        """What was written about it."""
        return {each.code: self.cleaned_data[f"{each.code}_note"] for each in self.asked}


class WordsForm(forms.Form):
    """One strength and one intention, in the candidate's own words."""

    strength = text(_("One thing to hold on to"), rows=2)
    intention = text(_("One thing to practise"), rows=2)


class ReplyForm(forms.Form):
    """What the candidate says of it; empty takes it away."""

    reply = text(_("Your reply"), required=False)


class SharingForm(forms.Form):
    """Coach or manager, and whether they may read it from now on or no longer."""

    viewer = forms.ChoiceField(choices=[("coach", _("Internal coach")), ("manager", _("Line manager"))])
    withdraw = forms.BooleanField(required=False)


class InviteForm(forms.Form):
    """Who else rates the same session."""

    rater: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        queryset=None, label=_("Who watches too?"), empty_label=_("Choose somebody")
    )
    relation = forms.ChoiceField(
        choices=RaterRelation.choices,
        initial=RaterRelation.OTHER_TRAINER,
        label=_("How does this person know the candidate?"),
    )

    def __init__(self, *args: Any, row: ObservationRater, taken: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        observation = row.observation
        possible = api.raters_in(observation.municipality).exclude(pk=observation.candidate_id)
        self.fields["rater"].queryset = possible.exclude(pk__in=taken)  # type: ignore[attr-defined]


class ReplaceForm(forms.Form):
    """Why an observation is made again."""

    why = forms.CharField(
        max_length=300,
        label=_("Why do you make it again?"),
        help_text=_("The candidate reads this too."),
        error_messages={"max_length": TOO_LONG},
    )


def level_field(criterion: RubricCriterion) -> forms.ChoiceField:
    """The levels of a criterion as real radio buttons, with a way to take a choice back."""
    absences = [Absence.NOT_SEEN, *([Absence.NOT_APPLICABLE] if criterion.may_not_apply else [])]
    words = [(absence.value, absence.label) for absence in absences]
    return forms.ChoiceField(
        required=False,
        choices=[*LEVELS, *words, CLEAR],
        label=f"{criterion.code} {criterion.title}",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the levels.")},
    )


def _levels_again(criterion: RubricCriterion) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=LEVELS,
        label=f"{criterion.code} {criterion.title}",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the levels."),
            "invalid_choice": _("Choose one of the levels."),
        },
    )
