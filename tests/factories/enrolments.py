"""Who follows what."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from courses.api import Learner
from courses.models import Enrolment
from people.api import everywhere
from tests.factories.courses import LearningPathPageFactory
from tests.factories.people import MembershipFactory, MunicipalityFactory

ENROLLED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class EnrolmentFactory(DjangoModelFactory):
    """A learner of a municipality follows a path."""

    class Meta:
        model = Enrolment

    municipality = factory.SubFactory(MunicipalityFactory)
    person = factory.LazyAttribute(lambda row: MembershipFactory(municipality=row.municipality).person)
    path = factory.SubFactory(LearningPathPageFactory)
    enrolled_at = ENROLLED

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)


def learner_with(enrolment: Enrolment) -> Learner:
    """The learner of an enrolment, as a view has them."""
    return Learner(enrolment.person, enrolment.municipality, (enrolment,))
