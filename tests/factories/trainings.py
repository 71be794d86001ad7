"""Meetings in one line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from people.api import everywhere
from people.models import Municipality, User
from tests.factories.people import MembershipFactory, MunicipalityFactory
from trainings.choices import MeetingKind, Part
from trainings.models import Meeting, MeetingRole
from trainings.services.planning import Plan


class MeetingFactory(DjangoModelFactory):
    """A training day of three hours in a week, led by a coach of the municipality; with traits for when."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        over = factory.Trait(begins_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=2)))
        going_on = factory.Trait(begins_at=factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1)))

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = MeetingKind.TRAINING_DAY
    title = factory.Sequence(lambda number: f"Trainingsdag {number}")
    begins_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.begins_at + timedelta(hours=3))
    place = "Stadhuis, zaal 3"
    core_task = "KT2"
    planned_by = factory.LazyAttribute(
        lambda meeting: MembershipFactory(municipality=meeting.municipality, lead=True).person
    )
    planned_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Meeting:
        with everywhere():
            return super()._create(model_class, *args, **fields)

    @factory.post_generation
    def led_by(self, create: bool, extracted: User | None, **_: Any) -> None:
        """Somebody leads it: a coach, or who is named."""
        if create:
            person = extracted or MembershipFactory(municipality=self.municipality, coach=True).person  # type: ignore[attr-defined]
            give_part(self, person, Part.LEADS)  # type: ignore[arg-type]


def give_part(meeting: Meeting, person: User, part: Part, *, is_external: bool = False) -> MeetingRole:
    """Somebody does something at a meeting."""
    with everywhere():
        return MeetingRole.objects.create(
            meeting=meeting,
            municipality=meeting.municipality,
            person=person,
            part=part,
            is_external=is_external,
        )


def leader_of(meeting: Meeting) -> User:
    """Who leads a meeting."""
    with everywhere():
        return meeting.roles.get(part=Part.LEADS).person


def learners(municipality: Municipality, number: int) -> list[User]:
    """People who learn in a municipality."""
    return [MembershipFactory(municipality=municipality).person for _ in range(number)]


def plan_for(leader: User, **changes: Any) -> Plan:
    """A meeting in a week as somebody wants it, with some things otherwise."""
    begins_at = changes.pop("begins_at", timezone.now() + timedelta(days=7))
    wanted: dict[str, Any] = {
        "kind": MeetingKind.TRAINING_DAY,
        "title": "Trainingsdag: het kader",
        "begins_at": begins_at,
        "ends_at": begins_at + timedelta(hours=3),
        "place": "Stadhuis, zaal 3",
        "core_task": "KT2",
        "parts": {leader.pk: Part.LEADS},
    }
    return Plan(**{**wanted, **changes})
