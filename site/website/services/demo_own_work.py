"""What the demo's people wrote and gathered for themselves, and share."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localtime

from assessments import api
from assessments.choices import Audience, EvidenceKind, ReflectionPrompt
from people.api import within
from progression.choices import CoreTask

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User
    from website.services.demo_people import People, Row

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://wks-leerplein.example/own-work/")
FRIDAY, AFTERNOON = 4, 14


def let_make_own_work(people: People, described: list[Row], *, now: datetime) -> None:
    """Let who is new write, gather and share what they do for themselves."""
    for row in described:
        person = people.person(row["name"], row["municipality"])
        if person.email in people.added:
            municipality = people.municipalities[row["municipality"]]
            with within(municipality):
                _Desk(person, municipality, now).make(row)


class _Desk:
    """Where one person writes."""

    def __init__(self, person: User, municipality: Municipality, now: datetime) -> None:
        self.person, self.municipality, self.now = person, municipality, now
        self.work: dict[tuple[EvidenceKind, str], Any] = {}

    @transaction.atomic
    def make(self, row: Row) -> None:
        """Reflections and cases first, then the portfolio that points at them."""
        for reflection in row["reflections"]:
            self._reflect(reflection)
        for case in row["cases"]:
            self._write_case(case)
        for evidence in row["evidence"]:
            self._add(evidence)

    def _reflect(self, row: Row) -> None:
        moment = self._on(row["days"])
        begun = api.begin_reflection(
            person=self.person,
            municipality=self.municipality,
            prompt=ReflectionPrompt(row["prompt"]),
            now=moment,
        )
        done = api.finish_reflection(
            reflection=begun,
            title=row["title"],
            answers=row["answers"],
            sequence=int(moment.timestamp() * 1000),
            reasons={},
            now=moment,
        )
        self.work[EvidenceKind.REFLECTION, row["title"]] = done.reflection
        self._share(done.reflection, row)

    def _write_case(self, row: Row) -> None:
        texts = {name: row[name] for name in ("title", "situation", "action", "otherwise")}
        saving = api.save_case(
            key=uuid.uuid5(_NAMESPACE, f"{self.person.email}/{row['title']}"),
            person=self.person,
            municipality=self.municipality,
            texts={**texts, "frame": row.get("frame", {})},
            seen=0,
            reasons={},
            now=self._on(row["days"]),
        )
        self.work[EvidenceKind.CASE, row["title"]] = saving.case
        self._share(saving.case, row)

    def _add(self, row: Row) -> None:
        kind = next(kind for kind in EvidenceKind if kind.value in row)
        added = api.add_own_work(
            person=self.person,
            core_task=CoreTask(row["core_task"]),
            subject=self.work[kind, row[kind.value]],
            kind=kind,
            now=self._on(2),
        )
        api.describe_evidence(
            evidence=added, title=added.title, shows=row["shows"], reasons={}, now=self._on(2)
        )

    def _share(self, subject: Any, row: Row) -> None:
        for audience in row.get("shared", ()):
            api.share(subject=subject, audience=Audience(audience), now=self._on(row["days"]))

    def _on(self, days_ago: int) -> datetime:
        """A working day, in office hours."""
        day = localtime(self.now - timedelta(days=days_ago))
        day -= timedelta(days=max(0, day.weekday() - FRIDAY))
        return day.replace(hour=AFTERNOON, minute=days_ago % 60, second=0, microsecond=0)
