"""Reads of the numbers that a phone knows people by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from assessments.choices import ObservationState
from assessments.models import ObservationRater, PhoneRoster, PhoneSeat
from assessments.rules.phone import KEPT_AT_MOST
from assessments.selectors.rubrics import rubrics_in_use, rubrics_in_use_since

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from assessments.models import RubricVersion
    from people.models import Municipality, User


def latest_roster(observer: User, municipality: Municipality) -> PhoneRoster | None:
    """The group that an observer numbered last, with its forms. Two queries."""
    rosters = PhoneRoster.objects.filter(observer=observer, municipality=municipality)
    return rosters.prefetch_related(Prefetch("seats", _seats())).first()


def versions_on_phones(now: datetime) -> QuerySet[RubricVersion]:
    """What may stand on a phone that did not hear yet of a newer rubric. One query."""
    return rubrics_in_use_since(now - KEPT_AT_MOST)


def seats_of(observer: User) -> QuerySet[PhoneSeat]:
    """Everybody whom an observer numbered, now or before, in all their municipalities."""
    return _seats().filter(roster__observer=observer)


def forms_that_wait(observer: User, municipality: Municipality) -> QuerySet[ObservationRater]:
    """The forms that others, or they themselves, opened for somebody to fill in, with a rubric that phones know now."""
    rows = ObservationRater.objects.filter(
        rater=observer,
        municipality=municipality,
        rated_at__isnull=True,
        observation__state__in=[ObservationState.DRAFT, ObservationState.HANDED_OVER],
        observation__rubric_version__in=rubrics_in_use().order_by(),
    )
    return rows.select_related("observation__candidate").order_by("observation__occurred_on", "pk")


def _seats() -> QuerySet[PhoneSeat]:
    return PhoneSeat.objects.select_related(
        "candidate", "municipality", "form__observation__rubric_version__rubric"
    )
