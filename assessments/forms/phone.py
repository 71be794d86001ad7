"""What an observer's phone sends, and whom somebody numbers before going there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from assessments import api
from assessments.api import phone
from assessments.choices import PURPOSES_TO_CHOOSE, Absence, ObservedRole, RaterRelation
from assessments.forms.observing import LEVELS, level_field, text
from assessments.forms.start_observing import NOT_FOR_THIS_ROLE, DateInput, StartForm
from assessments.models.observations import LONGEST_TEXT
from assessments.models.phone import MOST_SEATS
from assessments.services.observing import MOST_NOTES
from people.choices import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from assessments.models import RubricVersion
    from assessments.rules.observing import Given
    from assessments.rules.rubrics import Rubric, RubricCriterion
    from people.api import Standing
    from people.models import Municipality, User

WORDS = {*dict(LEVELS), *Absence.values}
NOT_READABLE = _("This form cannot be read. It stays on your phone.")


class RosterForm(forms.Form):
    """Whom somebody observes: at most twelve, so that a number can be remembered."""

    candidates: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        label=_("Who takes part?"),
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, person: User, municipality: Municipality, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["candidates"].queryset = api.candidates_for(person, municipality)  # type: ignore[attr-defined]

    def clean_candidates(self) -> Any:
        """Refuse a group that is too large for the form."""
        chosen = self.cleaned_data["candidates"]
        if len(chosen) > MOST_SEATS:
            raise ValidationError(_("Choose at most %(most)s people."), params={"most": MOST_SEATS})
        return chosen


class EmptyForm(forms.Form):
    """The form as a phone keeps it: empty, the same for everybody, and numbers instead of names."""

    use_required_attribute = False
    seat = forms.ChoiceField(
        label=_("Who do you observe?"),
        choices=[("", _("Choose a number")), *((n, n) for n in range(1, MOST_SEATS + 1))],
        help_text=_("Only numbers stand here, no names. Your list of names stays on the platform."),
    )
    version = forms.ChoiceField(label=_("With which rubric?"))
    role = forms.ChoiceField(label=_("In which role?"))
    activity = StartForm.base_fields["activity"]
    core_task = StartForm.base_fields["core_task"]
    occurred_on = forms.DateField(label=_("When?"), widget=DateInput())
    purpose = StartForm.base_fields["purpose"]
    note = text(_("New note"), required=False)
    knock_out = forms.BooleanField(
        required=False, label=_("There was a serious failure about safety or rights")
    )
    motivation = text(_("What happened?"), required=False, rows=2)
    strength = text(_("One thing to hold on to"), required=False, rows=2)
    intention = text(_("One thing to practise"), required=False, rows=2)

    def __init__(self, *args: Any, versions: Collection[RubricVersion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].choices = [(version.pk, version.rubric) for version in versions]  # type: ignore[attr-defined]
        self.rubrics = [EmptyLevels(version, prefix=version.rubric.code) for version in versions]
        somewhere = {role for levels in self.rubrics for role in levels.rubric.weights}
        roles = [(role.value, role.label) for role in ObservedRole if role.value in somewhere]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class EmptyLevels(forms.Form):
    """The levels of one rubric, for a form that knows several."""

    use_required_attribute = False

    def __init__(self, version: RubricVersion, **options: Any) -> None:
        super().__init__(**options)
        self.version = version
        self.rubric: Rubric = version.as_rule()
        for criterion in self.rubric.criteria:
            self.fields[criterion.code] = level_field(criterion)

    def criteria(self) -> list[tuple[RubricCriterion, forms.BoundField]]:
        """Each criterion with its field."""
        return [(criterion, self[criterion.code]) for criterion in self.rubric.criteria]


class PhoneObservationForm(forms.Form):
    """One observation as a phone sends it: a number instead of a name."""

    key = forms.UUIDField()
    roster = forms.IntegerField()
    seat = forms.IntegerField(
        error_messages={"required": _("Choose which participant you observe.")},
    )
    version = forms.TypedChoiceField(coerce=int)
    role = forms.ChoiceField(choices=ObservedRole.choices)
    purpose = forms.ChoiceField(choices=PURPOSES_TO_CHOOSE)
    activity = StartForm.base_fields["activity"]
    core_task = StartForm.base_fields["core_task"]
    occurred_on = StartForm.base_fields["occurred_on"]
    levels = forms.JSONField(required=False)
    look_fors = forms.JSONField(required=False)
    notes = forms.JSONField(required=False)
    knock_out = forms.BooleanField(required=False)
    motivation = text("", required=False)
    strength = text("", required=False)
    intention = text("", required=False)

    clean_occurred_on = StartForm.clean_occurred_on

    def __init__(self, *args: Any, person: User, standing: Standing, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = phone.seats_of(person)
        self.standing = standing
        self.versions: dict[int, RubricVersion] = {
            row.pk: row for row in phone.versions_on_phones(timezone.now())
        }
        self.fields["version"].choices = [(pk, pk) for pk in self.versions]  # type: ignore[attr-defined]

    def clean_levels(self) -> dict[str, str]:
        """Levels or absences, by criterion."""
        levels = self.cleaned_data["levels"] or {}
        if not isinstance(levels, dict) or not all(word in WORDS for word in map(str, levels.values())):
            raise ValidationError(NOT_READABLE)
        return {str(code): str(word) for code, word in levels.items()}

    def clean_look_fors(self) -> list[str]:
        """The texts that were ticked."""
        ticked = self.cleaned_data["look_fors"] or []
        if not isinstance(ticked, list) or not all(isinstance(text, str) for text in ticked):
            raise ValidationError(NOT_READABLE)
        return ticked

    def clean_notes(self) -> list[phone.PhoneNote]:
        """What was seen, each with its moment."""
        notes = self.cleaned_data["notes"] or []
        if not isinstance(notes, list) or len(notes) > MOST_NOTES:
            raise ValidationError(NOT_READABLE)
        return [_note(note) for note in notes]

    def clean(self) -> dict[str, Any]:
        """Find who it is about, and keep to the rubric."""
        cleaned = super().clean() or self.cleaned_data
        seat = self.seats.filter(roster_id=cleaned.get("roster"), number=cleaned.get("seat") or 0).first()
        if seat is None and "seat" not in self.errors:
            self.add_error("seat", _("This number is not in your group."))
        version = self.versions.get(cleaned.get("version", 0))
        if seat is not None and version is not None and not self.errors:
            rubric = version.as_rule()
            if cleaned["role"] not in rubric.weights:
                self.add_error("role", NOT_FOR_THIS_ROLE)
            if not set(cleaned["levels"]) <= set(rubric.codes):
                raise ValidationError(NOT_READABLE)
        return {**cleaned, "chosen": seat}

    @property
    def municipality(self) -> Municipality:
        """For which municipality it is: that of the numbered group, whichever is chosen on the site now."""
        return self.cleaned_data["chosen"].municipality

    def phone_form(self, digest: str) -> phone.PhoneForm:
        """What is stored."""
        filled = self.cleaned_data
        version = self.versions[filled["version"]]
        key: UUID = filled["key"]
        is_trainer = self.standing.has(Role.TRAINER, self.municipality.pk)
        return phone.PhoneForm(
            key=key,
            digest=digest,
            start=api.Start(
                candidate=filled["chosen"].candidate,
                version=version,
                role=filled["role"],
                activity=filled["activity"],
                core_task=filled["core_task"],
                occurred_on=filled["occurred_on"],
                purpose=filled["purpose"],
                relation=RaterRelation.OWN_TRAINER if is_trainer else RaterRelation.OWN_COACH,
            ),
            filled=self._filled(version),
            draft={**filled["levels"], **self._rest()},
            notes=filled["notes"],
            strength=filled["strength"],
            intention=filled["intention"],
        )

    def _filled(self, version: RubricVersion) -> api.Filled:
        filled = self.cleaned_data
        given: dict[str, Given] = {code: api.given_of(word) for code, word in filled["levels"].items()}
        look_fors = [
            {"criterion": criterion.code, "text": text, "seen": text in filled["look_fors"]}
            for criterion in version.as_rule().criteria
            for text in criterion.look_fors
        ]
        return api.Filled(given, look_fors, filled["knock_out"], filled["motivation"])

    def _rest(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("look_fors", "knock_out", "motivation")}


def _note(note: Any) -> phone.PhoneNote:
    """One note, or a no that says so."""
    if not isinstance(note, dict):
        raise ValidationError(NOT_READABLE)
    moment = parse_datetime(str(note.get("at", "")))
    words = str(note.get("text", ""))
    if moment is None or not is_aware(moment) or not words.strip() or len(words) > LONGEST_TEXT:
        raise ValidationError(NOT_READABLE)
    return phone.PhoneNote(forms.UUIDField().clean(note.get("key")), words, moment)
