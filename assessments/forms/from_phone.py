"""What an observer's phone sends: a new observation, or a form that waited on the platform; numbers instead of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from assessments import api
from assessments.api import phone
from assessments.choices import PURPOSES_TO_CHOOSE, Absence, ObservedRole, RaterRelation
from assessments.forms.observing import LEVELS, text
from assessments.forms.start_observing import NOT_FOR_THIS_ROLE, StartForm
from assessments.models.observations import LONGEST_TEXT
from assessments.services.observing import MOST_NOTES
from people.choices import Role

if TYPE_CHECKING:
    from assessments.models import ObservationRater, PhoneSeat, RubricVersion
    from assessments.rules.observing import Given
    from people.api import Standing
    from people.models import Municipality, User

WORDS = {*dict(LEVELS), *Absence.values}
# What is sent as more than a text.
WITH_PARTS = frozenset({"roster", "seat", "version", "knock_out", "levels", "look_fors", "notes"})
MOST_LOOK_FORS = 200
NOT_READABLE = _("This form cannot be read. It stays on your phone.")


def form_from_phone(
    sent: dict[str, Any], *, person: User, standing: Standing
) -> PhoneObservationForm | PhoneWaitingForm:
    """The form for what was sent: the number says whether it is something new or something that waited."""
    seat = _seat_of(person, sent)
    if seat is not None and seat.form is not None:
        return PhoneWaitingForm(sent, seat=seat)
    return PhoneObservationForm(sent, seat=seat, standing=standing)


class PhoneFilledForm(forms.Form):
    """What somebody saw, for a number."""

    key = forms.UUIDField()
    roster = forms.IntegerField()
    seat = forms.IntegerField(
        error_messages={"required": _("Choose which participant you observe.")},
    )
    version = forms.TypedChoiceField(coerce=int)
    levels = forms.Field(required=False)
    look_fors = forms.Field(required=False)
    notes = forms.Field(required=False)
    knock_out = forms.BooleanField(required=False)
    motivation = text("", required=False)
    strength = text("", required=False)
    intention = text("", required=False)

    def __init__(self, *args: Any, seat: PhoneSeat | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.chosen = seat
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
        if not isinstance(ticked, list) or len(ticked) > MOST_LOOK_FORS or not all(map(_is_short, ticked)):
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
        if self.chosen is None and "seat" not in self.errors:
            self.add_error("seat", _("This number is not in your group."))
        if not self.errors and not set(cleaned["levels"]) <= set(self.rubric_version.as_rule().codes):
            raise ValidationError(NOT_READABLE)
        return cleaned

    @property
    def numbered(self) -> PhoneSeat:
        """Who or what the number stands for, once the form is valid."""
        return cast("PhoneSeat", self.chosen)

    @property
    def rubric_version(self) -> RubricVersion:
        """With which rubric it was filled in."""
        return self.versions[self.cleaned_data["version"]]

    def phone_form(self, digest: str) -> phone.PhoneForm:
        """What is stored."""
        filled = self.cleaned_data
        rest = {name: filled[name] for name in ("look_fors", "knock_out", "motivation")}
        return phone.PhoneForm(
            digest=digest,
            filled=self._filled(),
            draft={**filled["levels"], **rest},
            notes=filled["notes"],
            strength=filled["strength"],
            intention=filled["intention"],
        )

    def _filled(self) -> api.Filled:
        filled = self.cleaned_data
        given: dict[str, Given] = {code: api.given_of(word) for code, word in filled["levels"].items()}
        look_fors = [
            {"criterion": criterion.code, "text": text, "seen": text in filled["look_fors"]}
            for criterion in self.rubric_version.as_rule().criteria
            for text in criterion.look_fors
        ]
        return api.Filled(given, look_fors, filled["knock_out"], filled["motivation"])


class PhoneObservationForm(PhoneFilledForm):
    """A new observation, of somebody with a number."""

    role = forms.ChoiceField(choices=ObservedRole.choices)
    purpose = forms.ChoiceField(choices=PURPOSES_TO_CHOOSE)
    activity = StartForm.base_fields["activity"]
    core_task = StartForm.base_fields["core_task"]
    occurred_on = StartForm.base_fields["occurred_on"]

    clean_occurred_on = StartForm.clean_occurred_on

    def __init__(self, *args: Any, standing: Standing, **options: Any) -> None:
        super().__init__(*args, **options)
        self.standing = standing

    def clean(self) -> dict[str, Any]:
        """Keep to the roles that the rubric has weights for."""
        cleaned = super().clean()
        if not self.errors and cleaned["role"] not in self.rubric_version.as_rule().weights:
            self.add_error("role", NOT_FOR_THIS_ROLE)
        return cleaned

    @property
    def municipality(self) -> Municipality:
        """For which municipality it is: that of the numbered group, whichever is chosen on the site now."""
        return self.numbered.municipality

    def start(self) -> api.Start:
        """What to begin with."""
        names = ("role", "activity", "core_task", "occurred_on", "purpose")
        is_trainer = self.standing.has(Role.TRAINER, self.municipality.pk)
        return api.Start(
            candidate=self.numbered.candidate,
            version=self.rubric_version,
            relation=RaterRelation.OWN_TRAINER if is_trainer else RaterRelation.OWN_COACH,
            **{name: self.cleaned_data[name] for name in names},
        )


class PhoneWaitingForm(PhoneFilledForm):
    """A form that waited on the platform, such as that of a proeve: who, what and when are known there."""

    def clean(self) -> dict[str, Any]:
        """Keep to the rubric that the form was opened with; a newer version of it asks the same."""
        cleaned = super().clean()
        if not self.errors and self.rubric_version.rubric != self.row.observation.rubric_version.rubric:
            self.add_error(
                "version", _("This form asks for another rubric. Choose that one, and send again.")
            )
        return cleaned

    @property
    def row(self) -> ObservationRater:
        """The form that waited."""
        return cast("ObservationRater", self.numbered.form)


def _seat_of(person: User, sent: dict[str, Any]) -> PhoneSeat | None:
    """Who or what a number stands for; nobody when it cannot be a number of this observer."""
    roster, number = sent.get("roster"), sent.get("seat")
    if not isinstance(roster, int) or not isinstance(number, int):
        return None
    return phone.seats_of(person).filter(roster_id=roster, number=number).first()


def _is_short(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST_TEXT


def _note(note: Any) -> phone.PhoneNote:
    """One note, or a no that says so."""
    if not isinstance(note, dict):
        raise ValidationError(NOT_READABLE)
    moment = parse_datetime(str(note.get("at", "")))
    words = str(note.get("text", ""))
    if moment is None or not is_aware(moment) or not words.strip() or len(words) > LONGEST_TEXT:
        raise ValidationError(NOT_READABLE)
    return phone.PhoneNote(forms.UUIDField().clean(note.get("key")), words, moment)
