"""The demo's municipalities, teams and people, each with their roles and periods."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from courses import api as courses
from people import api
from people.choices import Role
from people.models import Municipality, Team, User

if TYPE_CHECKING:
    from datetime import date, datetime

Row = dict[str, Any]
STYLE = ("primary_colour", "accent_colour", "link_colour", "corners", "works_council_agreed_on", "help_text")
WRITERS = {"author": courses.make_author, "reviewer": courses.make_reviewer}
PLATFORM = "platform"


@dataclass
class People:
    """Who lives in the demo; adds whoever is not there yet."""

    described: Row
    password: str
    now: datetime
    sign_ins: list[dict[str, str]] = field(default_factory=list)
    added: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.today: date = localdate(self.now)
        self.known = {user.email: user for user in User.objects.all()}
        self.municipalities = {row.slug: row for row in Municipality.objects.all()}
        self.teams: dict[tuple[str, str], Team] = {}

    def add(self) -> None:
        """Everybody of every municipality, those from outside and the platform's administrator."""
        for row in self.described["municipalities"]:
            self._add_municipality(row)
        for row in self.described["external"]:
            self._add_person(row, row["municipality"])
        for row in self.described["platform"]:
            self._add_platform_administrator(row)

    def person(self, name: str, municipality: str) -> User:
        """Somebody by name."""
        return self.known[email_of(name, municipality)]

    def is_new(self, name: str, municipality: str) -> bool:
        """Whether somebody was added just now."""
        return email_of(name, municipality) in self.added

    def _add_municipality(self, row: Row) -> None:
        slug = row["slug"]
        if slug not in self.municipalities:
            style = {key: row[key] for key in STYLE if key in row}
            self.municipalities[slug] = api.add_municipality(slug=slug, name=row["name"], **style)
            courses.make_own_area(self.municipalities[slug])
        with api.within(self.municipalities[slug]):
            for team in row["teams"]:
                added = api.add_team(municipality=self.municipalities[slug], name=team["name"])
                self.teams[slug, team["name"]] = added
        for person in row["people"]:
            self._add_person(person, slug)

    def _add_person(self, row: Row, municipality: str) -> None:
        email = email_of(row["name"], municipality)
        self._note_sign_in(row, email, self.municipalities[municipality].name)
        if email not in self.known:
            self._settle(row, email, municipality)

    @transaction.atomic
    def _settle(self, row: Row, email: str, municipality: str) -> None:
        """Add somebody with their roles."""
        person = self._made(row, email)
        for role in row.get("roles", [row]):
            self._give_role(person, role, role.get("municipality", municipality))
        if "writes" in row:
            WRITERS[row["writes"]](person)

    def _give_role(self, person: User, row: Row, slug: str) -> None:
        municipality = self.municipalities[slug]
        with api.within(municipality):
            api.give_role(
                person=person,
                municipality=municipality,
                role=Role(row["role"]),
                team=self.teams[slug, row["team"]] if "team" in row else None,
                starts_on=self.today - timedelta(days=row["since"]),
                ends_on=self.today - timedelta(days=row["until"]) if "until" in row else None,
            )

    @transaction.atomic
    def _add_platform_administrator(self, row: Row) -> None:
        email = email_of(row["name"], PLATFORM)
        self._note_sign_in(row, email, "")
        if email not in self.known:
            person = self._made(row, email)
            api.make_platform_administrator(person)

    def _made(self, row: Row, email: str) -> User:
        """Only who can sign in has a password: making one takes a computer longer than everything else."""
        first_name, last_name = row["name"].split(" ", maxsplit=1)
        person = api.add_person(
            email=email,
            first_name=first_name,
            last_name=last_name,
            password=self.password if "sign_in" in row else None,
        )
        self.known[email] = self.added[email] = person
        return person

    def _note_sign_in(self, row: Row, email: str, municipality: str) -> None:
        if "sign_in" in row:
            self.sign_ins.append(
                {
                    "role": row["sign_in"],
                    "email": email,
                    "password": self.password,
                    "municipality": municipality,
                }
            )


def email_of(name: str, place: str) -> str:
    """An address in a domain that is reserved for examples."""
    first, last = name.split(" ", maxsplit=1)
    return f"{slugify(first)}.{slugify(last)}@{place}.example.nl"
