"""The people of one simulated municipality."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from people.api import add_municipality, add_team
from people.choices import Role
from people.models import Membership, Municipality, Team, User

if TYPE_CHECKING:
    from random import Random

    from website.services.simulation.story import Pace

FIRST_NAMES = (
    "Anna",
    "Bilal",
    "Carla",
    "Daan",
    "Esra",
    "Finn",
    "Gerda",
    "Hassan",
    "Iris",
    "Joost",
    "Kim",
    "Lars",
)
LAST_NAMES = ("Bakker", "Demir", "Jansen", "Visser", "El Idrissi", "Smit", "Mulder", "De Groot", "Bos", "Vos")
PER_TEAM, COACHES, MANAGERS, TRAINERS_EACH, TRAINERS = 12, 8, 3, 3, 15


@dataclass
class Place:
    """One municipality with everybody in it."""

    municipality: Municipality
    pace: Pace
    teams: list[Team]
    lead: User
    managers: list[User]
    coaches: list[User]
    learners: list[User]
    trainers: list[User] = field(default_factory=list)


def make_people(*, domain: str, number: int, chance: Random, password: str) -> list[User]:
    """So many people with invented names; one query."""
    return User.objects.bulk_create(
        User(
            email=f"p{each}@{domain}",
            first_name=chance.choice(FIRST_NAMES),
            last_name=chance.choice(LAST_NAMES),
            password=password,
        )
        for each in range(number)
    )


def settle(
    *, slug: str, name: str, number: int, pace: Pace, trainers: list[User], chance: Random, password: str
) -> Place:
    """A municipality with teams, and a role for everybody from the day on which it began."""
    municipality = add_municipality(slug=slug, name=name, works_council_agreed_on=pace.began_on)
    people = make_people(domain=f"{slug}.example.org", number=number, chance=chance, password=password)
    teams = [
        add_team(municipality=municipality, name=f"Team {n + 1}") for n in range(max(1, number // PER_TEAM))
    ]
    lead, rest = people[0], people[1:]
    managers, coaches, learners = (
        rest[:MANAGERS],
        rest[MANAGERS : MANAGERS + COACHES],
        rest[MANAGERS + COACHES :],
    )
    place = Place(municipality, pace, teams, lead, managers, coaches, learners, trainers)
    Membership.objects.bulk_create(_memberships(place))
    return place


def _memberships(place: Place) -> list[Membership]:
    def has(person: User, role: Role, team: Team | None = None) -> Membership:
        return Membership(
            person=person,
            municipality=place.municipality,
            team=team,
            role=role,
            starts_on=place.pace.began_on,
        )

    teams = place.teams
    return [
        has(place.lead, Role.LEAD),
        *(has(person, Role.TRAINER) for person in place.trainers),
        *(has(team_lead, Role.MANAGER, teams[n % len(teams)]) for n, team_lead in enumerate(place.managers)),
        *(has(coach, Role.COACH, teams[n % len(teams)]) for n, coach in enumerate(place.coaches)),
        *(has(person, Role.LEARNER, teams[n % len(teams)]) for n, person in enumerate(place.learners)),
    ]
