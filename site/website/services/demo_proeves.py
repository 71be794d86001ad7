"""The proeves that the demo's coaches did: one that was passed, one that was not yet, one to come, one that is undecided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from assessments import api as assessments
from certification import api
from certification.api import certificates
from certification.choices import Cluster
from people.api import within
from website.services.demo_certificates import a_morning, open_up, words_of

if TYPE_CHECKING:
    from datetime import datetime

    from certification.models import ProeveDecision, ProficiencyAssessment
    from website.services.demo_people import People, Row

PLACE = "waterrijk"
TRAINER = "Els Verhoeven"
ASSESSORS = ("Gijs van Leeuwen", "Thea Brands")
CODES = (*(f"K{number}" for number in range(1, 10)), "P1", "P2", "P3")
WORDS = {"nvt": "not_applicable"}
SHOWN = "Getoond in een proeve van bekwaamheid, voor twee onafhankelijke beoordelaars."
ASKED_BEFORE, DECLARED_BEFORE = timedelta(days=14), timedelta(days=7)
NEW_DATE_AFTER = timedelta(weeks=5)


def let_do_proeves(people: People, described: list[Row], *, now: datetime) -> None:
    """Let everybody who is new do the proeve, each on its day; who came to a demo that is older is not far enough."""
    for row in sorted(described, key=lambda each: -int(each["days"])):
        if people.is_new(row["name"], PLACE):
            with within(people.municipalities[PLACE]), transaction.atomic():
                proeve = _Proeve(people, row, now)
                if proeve.may_be_asked():
                    proeve.do()


class _Proeve:
    """One coach who asks for a proeve, and what came of it, seen from now."""

    def __init__(self, people: People, row: Row, now: datetime) -> None:
        self.row, self.now = row, now
        self.municipality = people.municipalities[PLACE]
        self.coach = people.person(row["name"], PLACE)
        self.manager = people.person(row["manager"], PLACE)
        self.trainer = people.person(TRAINER, PLACE)
        self.assessors = [people.person(name, PLACE) for name in ASSESSORS]

    def may_be_asked(self) -> bool:
        """Whether the coach had what the proeve asks, two weeks before."""
        asked = a_morning(self.now, self.row["days"]) - ASKED_BEFORE
        cluster = Cluster(self.row["cluster"])
        return bool(api.can_ask_for(self.coach, self.municipality, cluster, today=localdate(asked)))

    def do(self) -> None:
        """From the request to the certificate, to the next proeve, or to two verdicts that differ."""
        begins = a_morning(self.now, self.row["days"])
        proeve = self._hold(self._plan(self.row, begins - ASKED_BEFORE, begins), begins)
        if len(set(self.row["verdicts"])) > 1:
            return
        decision = self._decide(proeve, begins + timedelta(hours=3))
        if "certificate" in self.row:
            self._certify(decision)
        if "again" in self.row:
            again = self.row["again"]
            self._plan(again, a_morning(self.now, again["asked"]), a_morning(self.now, again["days"]))

    def _plan(self, row: Row, asked: datetime, begins: datetime) -> ProficiencyAssessment:
        proeve = api.ask(
            person=self.coach,
            municipality=self.municipality,
            cluster=Cluster(self.row["cluster"]),
            readiness=row["readiness"],
            now=asked,
        )
        api.confirm_mandate(person=self.manager, proeve_id=proeve.pk, now=asked + timedelta(hours=5))
        wanted = api.Plan(begins, self.row["place"], *self.row["scenarios"], *self.assessors)
        return api.plan(
            person=self.trainer, proeve_id=proeve.pk, wanted=wanted, now=asked + timedelta(hours=6)
        )

    def _hold(self, proeve: ProficiencyAssessment, begins: datetime) -> ProficiencyAssessment:
        for assessor in self.assessors:
            api.declare(person=assessor, proeve_id=proeve.pk, now=begins - DECLARED_BEFORE)
        held = api.begin(person=self.assessors[0], proeve_id=proeve.pk, now=begins)
        for assessor, levels in zip(self.assessors, self.row["levels"], strict=True):
            part = assessments.row_of(held.observation, assessor)  # type: ignore[arg-type]
            given = {
                code: assessments.given_of(WORDS.get(word, word))
                for code, word in zip(CODES, levels.split(), strict=True)
            }
            assessments.rate(
                row=part,  # type: ignore[arg-type]
                filled=assessments.Filled(given),
                now=begins + timedelta(hours=1),
            )
        for assessor, is_proficient in zip(self.assessors, self.row["verdicts"], strict=True):
            api.give_verdict(
                person=assessor,
                proeve_id=proeve.pk,
                is_proficient=is_proficient,
                seen=self.row["seen"],
                missing="" if is_proficient else self.row["missing"],
                now=begins + timedelta(hours=2),
            )
        return held

    def _decide(self, proeve: ProficiencyAssessment, now: datetime) -> ProeveDecision:
        letter = api.Letter(
            seen=self.row["seen"],
            missing=self.row.get("missing", ""),
            closes_gap=self.row.get("closes_gap", ""),
            new_date=localdate(now + NEW_DATE_AFTER) if "missing" in self.row else None,
        )
        return api.decide(person=self.assessors[0], proeve_id=proeve.pk, letter=letter, now=now)

    def _certify(self, decision: ProeveDecision) -> None:
        described = {"content": SHOWN, **self.row["certificate"]}
        given = certificates.certify_proeve(
            person=self.trainer,
            decision_id=decision.pk,
            words=words_of(described, self.now),
            now=a_morning(self.now, described["days"]),
        )
        open_up(given, self.row, self.now)
