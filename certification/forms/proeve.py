"""Asking for a proeve, planning it, and what is said about who assesses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification import api
from certification.choices import Cluster, Conflict, SeatKind
from certification.forms import fields

if TYPE_CHECKING:
    from certification.models import ProficiencyAssessment
    from people.models import User


class AskForm(forms.Form):
    """For which core tasks, and why somebody is ready."""

    cluster = forms.ChoiceField(
        label=_("For which core tasks?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the core tasks."),
            "invalid_choice": _("You cannot ask for this proeve now. Above you see what is missing."),
        },
    )
    readiness = fields.text(
        _("Why are you ready?"),
        required=_("Write in a few sentences why you are ready."),
        help_text=_("Name what you did and what went well. Your trainer and your assessors read this."),
    )

    def __init__(self, *args: Any, clusters: list[Cluster], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cluster"].choices = [(each.value, each.label) for each in clusters]  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """When, where, with which scenarios, and who assesses. Who cannot assess stands there with the reason."""

    day = fields.date(_("Date"), required=_("Fill in a date."))
    time = forms.TimeField(
        label=_("Begins at"),
        widget=fields.TimeInput(),
        error_messages={
            "required": _("Fill in a time."),
            "invalid": _("Give a time as hours and minutes, for example 09:30."),
        },
    )
    place = fields.line(_("Place"), required=_("Fill in where it is."))
    scenario_1 = fields.line(
        _("First scenario"),
        required=_("Prepare two scenarios."),
        help_text=_("Two are prepared. Which one it becomes is drawn at the start."),
    )
    scenario_2 = fields.line(_("Second scenario"), required=_("Prepare two scenarios."))
    external = forms.TypedChoiceField(
        label=_("Assessor from the training organisation"),
        coerce=int,
        error_messages={"required": _("Choose somebody.")},
    )
    second = forms.TypedChoiceField(
        label=_("Second assessor"),
        coerce=int,
        help_text=_("A trainer, or a coach at S4 in this work. Both must be calibrated on that day."),
        error_messages={"required": _("Choose somebody.")},
    )
    conversation_on = fields.date(
        _("Conversation with candidate and manager"),
        help_text=_("Only needed after three times “not yet”."),
    )

    def __init__(
        self, *args: Any, proeve: ProficiencyAssessment, possible: list[User], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.possible = {person.pk: person for person in possible if person.pk != proeve.candidate_id}
        names = [(pk, str(person)) for pk, person in self.possible.items()]
        for name in ("external", "second"):
            self.fields[name].choices = [("", _("Choose somebody")), *names]  # type: ignore[attr-defined]

    def wanted(self) -> api.Plan:
        """What was filled in."""
        filled = self.cleaned_data
        return api.Plan(
            begins_at=from_current_timezone(datetime.combine(filled["day"], filled["time"])),
            place=filled["place"],
            scenario_1=filled["scenario_1"],
            scenario_2=filled["scenario_2"],
            external=self.possible[filled["external"]],
            second=self.possible[filled["second"]],
            conversation_on=filled["conversation_on"],
        )

    def say_why_not(self, refused: api.NotPossibleError, sentence: str) -> None:
        """Put each reason at the field that it is about."""
        if refused.why != "conflict":
            self.add_error("day" if refused.why in {"too_soon", "in_the_past"} else None, sentence)
            return
        for kind, conflict in refused.about:
            self.add_error("external" if kind == SeatKind.EXTERNAL else "second", Conflict(conflict).label)


def plan_of(proeve: ProficiencyAssessment, seats: dict[str, int]) -> dict[str, Any]:
    """What was planned before, to change."""
    begins = timezone.localtime(proeve.begins_at) if proeve.begins_at else None
    return {
        "day": begins and begins.date(),
        "time": begins and begins.time(),
        "place": proeve.place,
        "scenario_1": proeve.scenario_1,
        "scenario_2": proeve.scenario_2,
        "conversation_on": proeve.conversation_on,
        "external": seats.get(SeatKind.EXTERNAL),
        "second": seats.get(SeatKind.SECOND),
    }


class ObjectionForm(forms.Form):
    """Why somebody should not assess."""

    reason = fields.text(
        _("Why should this person not assess you?"),
        required=_("Write why, so that it can be looked at."),
        help_text=_("Your trainer and the assessors read this. Nothing begins before it is answered."),
        rows=3,
    )


class AnswerForm(forms.Form):
    """Why an assessor stays."""

    answer = fields.text(
        _("Why does this assessor stay?"),
        required=_("Write why. The candidate reads it."),
        help_text=_("Do you want somebody else to assess? Plan the proeve anew."),
        rows=3,
    )
