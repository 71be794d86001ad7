"""The demo's takeover by people: coaches on their road through the stages of a core task, over twelve months."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate, localtime

from people.api import within
from progression import api
from progression.choices import Capacity, EvidenceKind
from progression.models import Trajectory
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb
from website.services.demo_learning import on_a_working_day

if TYPE_CHECKING:
    from datetime import date

    from people.models import Municipality, User
    from website.services.demo_people import People, Row

WORDS = (
    "Ik begin rustig en vraag door. Het kader noemen vind ik nog lastig.",
    "De groep doet het werk. Ik wil nog oefenen met doseren.",
    "Ik durf dit aan. In een drukke groep zoek ik nog naar mijn plek.",
)
NOON = time(12)


def let_go_their_road(people: People, described: list[Row], *, now: datetime) -> list[Road]:
    """Let the coaches of every municipality that has no roads yet go theirs, until they may do the proeve."""
    roads = []
    for row in described:
        municipality = people.municipalities[row["municipality"]]
        with within(municipality), transaction.atomic():
            if not Trajectory.objects.filter(municipality=municipality).exists():
                for number, road in enumerate(row["roads"]):
                    roads.append(Road(people, row, road, municipality, now))
                    roads[-1].go(WORDS[number % len(WORDS)])
    return roads


def let_become_independent(roads: list[Road]) -> None:
    """Let who passed the proeve work alone."""
    for road in roads:
        with within(road.municipality), transaction.atomic():
            road.go_on(WORDS[-1])


class Road:
    """One coach in one core task."""

    def __init__(
        self, people: People, row: Row, road: Row, municipality: Municipality, now: datetime
    ) -> None:
        self.road, self.municipality, self.now = road, municipality, now
        self.today = localdate(now)
        place = row["municipality"]
        self.coach = people.person(road["coach"], place)
        self.trainer = people.person(row["trainer"], "waterrijk")
        assessors = [people.person(name, "waterrijk") for name in row["assessors"]]
        self.signers: dict[str, list[User]] = {
            Capacity.TIME: [people.person(str(road.get("manager", row["manager"])), place)],
            Capacity.MANDATE: [people.person(row["lead"], place)],
            Capacity.EXTERNAL_ASSESSOR: assessors,
        }
        self.trajectory = api.put_forward(
            trainer=self.trainer,
            candidate=self.coach,
            municipality=municipality,
            core_task=road["core_task"],
            today=self._day(road["begun"]),
        )

    def go(self, words: str) -> None:
        """Enter every stage on its day, and what is in for the next one."""
        for ago in self.road["entered"]:
            self._enter(ago, words)
        if "ready" in self.road:
            self._show(self.road["ready"])
        if self.road.get("all"):
            self._show(3)
        if self.road.get("agrees"):
            self._agree(2, words)
        for capacity in self.road.get("signs", ()):
            self._put_under(Capacity(capacity), self.trainer, 1)
        if "sent_back" in self.road:
            self._send_back(**self.road["sent_back"])
        self._evaluate(0)

    def go_on(self, words: str) -> None:
        """Enter S4, when that is so by now and the proeve was passed; who came to a demo that is older did none."""
        if "independent" in self.road and self._is_proficient(self.road["independent"]):
            self._enter(self.road["independent"], words)

    def _is_proficient(self, ago: int) -> bool:
        needs = api.decision_about(self.trajectory, as_of=self._day(ago)).needs
        return not any(need.missing for need in needs if need.requirement.kind == EvidenceKind.PROFICIENCY)

    def _enter(self, ago: int, words: str) -> None:
        self._show(ago + 2)
        self._agree(ago + 1, words)
        self._sign(ago)
        self._evaluate(ago)

    def _show(self, ago: int) -> None:
        """Tell what the next stage asks and the demo itself did not show; a proeve is held, not told."""
        day = self._day(ago)
        for need in api.decision_about(self.trajectory, as_of=day).needs:
            kind = EvidenceKind(need.requirement.kind)
            if kind == EvidenceKind.PROFICIENCY:
                continue
            if need.missing and kind in api.CONFIRMED_BY:
                self._confirm(kind, ago)
            else:
                told = [self._told(kind, number, ago + number) for number in range(need.missing)]
                record_all(person=self.coach, municipality=self.municipality, statements=told)

    def _confirm(self, kind: EvidenceKind, ago: int) -> None:
        by = self.trainer if "trainer" in api.CONFIRMED_BY[kind] else self.signers[Capacity.TIME][0]
        api.state_evidence(
            person=by, trajectory=self.trajectory, kind=kind, occurred_at=self._moment(ago), now=self.now
        )

    def _told(self, kind: EvidenceKind, number: int, ago: int) -> Statement:
        """Something that was done before the platform was there."""
        task = self.road["core_task"]
        result: dict[str, Any] = {"mean": "2.75"} if kind == EvidenceKind.OBSERVATION else {}
        return Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.EVIDENCE,
            activity=f"earlier:{task}:{kind}:{ago}:{number}",
            occurred_at=self._moment(ago),
            title=str(kind.label),
            result=result,
            context={"kind": str(kind)},
            shows=(task,),
        )

    def _agree(self, ago: int, words: str) -> None:
        self.trajectory = api.agree(
            person=self.coach, trajectory=self.trajectory, self_assessment=words, today=self._day(ago)
        )

    def _sign(self, ago: int) -> None:
        """Let everybody sign whose signature is asked, each once."""
        signed: set[int] = set()
        for seat in api.decision_about(self.trajectory, as_of=self._day(ago)).seats:
            capacity = (
                Capacity.EXTERNAL_ASSESSOR if Capacity.EXTERNAL_ASSESSOR in seat else Capacity(min(seat))
            )
            signer = next(
                each for each in self.signers.get(capacity, [self.trainer]) if each.pk not in signed
            )
            signed.add(signer.pk)
            self._put_under(capacity, signer, ago)

    def _put_under(self, capacity: Capacity, signer: User, ago: int) -> None:
        api.sign(
            person=signer,
            trajectory=self.trajectory,
            capacity=capacity,
            today=self._day(ago),
            now=self._moment(ago),
        )

    def _evaluate(self, ago: int) -> None:
        api.evaluate_on(self.trajectory.pk, today=self._day(ago), now=self._moment(ago))
        self.trajectory.refresh_from_db()

    def _send_back(self, reason: str, objection: str) -> None:
        self._confirm(EvidenceKind.START_AGREEMENT, 6)
        needs = api.decision_about(self.trajectory, as_of=self.today).needs
        fact = next(need.facts[0] for need in needs if need.requirement.kind == EvidenceKind.START_AGREEMENT)
        refusal = api.refuse(
            person=self.trainer,
            trajectory=self.trajectory,
            fact=fact.key,
            reason=reason,
            now=self._moment(4),
        )
        api.contest(person=self.coach, refusal=refusal, words=objection, now=self._moment(3))

    def _day(self, ago: int) -> date:
        """A working day, so many days ago."""
        moment = on_a_working_day(localtime(self.now) - timedelta(days=ago))
        return moment.date()

    def _moment(self, ago: int) -> datetime:
        return min(self.now, datetime.combine(self._day(ago), NOON, get_current_timezone()))
