"""Municipalities, teams, persons and their roles."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from people.api import everywhere
from people.choices import Role
from people.models import Membership, Municipality, Team, User

PASSWORD = "een-lang-wachtwoord-om-te-oefenen"
LONG_AGO = date(2020, 1, 1)


class MunicipalityFactory(DjangoModelFactory):
    """A municipality that uses the platform, and whose works council agreed."""

    class Meta:
        model = Municipality

    name = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    works_council_agreed_on = LONG_AGO


class TeamFactory(DjangoModelFactory):
    """A team of a municipality."""

    class Meta:
        model = Team

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class UserFactory(DjangoModelFactory):
    """A person who can sign in."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = factory.Sequence(lambda n: f"Achternaam{n}")
    email = factory.Sequence(lambda n: f"persoon{n}@example.nl")

    @classmethod
    def _create(cls, model_class, *args, **fields):
        password = fields.pop("password", PASSWORD)
        return model_class.objects.create_user(password=password, **fields)


class MembershipFactory(DjangoModelFactory):
    """A role of a person in a municipality, in force today; a trait for each role."""

    class Meta:
        model = Membership

    class Params:
        learner = factory.Trait(role=Role.LEARNER)
        coach = factory.Trait(role=Role.COACH)
        trainer = factory.Trait(role=Role.TRAINER)
        manager = factory.Trait(role=Role.MANAGER)
        lead = factory.Trait(role=Role.LEAD)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)

    person = factory.SubFactory(UserFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    team = None
    role = Role.LEARNER
    starts_on = LONG_AGO
    ends_on = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            membership = super()._create(model_class, *args, **fields)
        membership.person.standing_today = None
        return membership


def person_with(role: Role, *, municipality: Municipality | None = None, team: Team | None = None) -> User:
    """Somebody who has one role, in a municipality or a team of it, from long ago until whenever."""
    municipality = municipality or (team.municipality if team else MunicipalityFactory())
    return MembershipFactory(role=role, municipality=municipality, team=team).person
