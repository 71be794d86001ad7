"""The road to a certificate, line by line, for the dashboard of who is on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.choices import EntryNeed, Result
from certification.models import Certificate, ProeveDecision
from certification.rules.entry import BY_FACT
from certification.rules.standing import holds
from certification.selectors.candidates import CORE_TASKS
from progression import api as progression
from progression.choices import Stage

if TYPE_CHECKING:
    from datetime import date

    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class RoadLine:
    """One line: what it is, whether it is there, and a word about it."""

    title: str
    is_done: bool
    text: str = ""


def tests_on_the_road(person: User, municipality: Municipality) -> list[RoadLine]:
    """The tests and the portfolio that the proeve asks. One query."""
    shown = {fact.kind for fact in progression.facts_of(person, municipality)}
    return [RoadLine(str(need.label), kind in shown) for need, kind in BY_FACT if need != EntryNeed.LIMITS]


def proeve_on_the_road(person: User, municipality: Municipality, *, today: date) -> list[RoadLine]:
    """The stage, the proeve and the certificate of a coach. Three queries."""
    stages = progression.stages_of(person, municipality)
    at_s3 = [
        tasks
        for tasks in CORE_TASKS.values()
        if all(stages.get(task, Stage.APPLIED) >= Stage.SUPERVISED for task in tasks)
    ]
    passed = ProeveDecision.objects.filter(
        proeve__candidate=person,
        municipality=municipality,
        result=Result.PROFICIENT,
        valid_until__gte=today,
    ).exists()
    return [
        RoadLine(_("Stage S3 for a group of core tasks"), bool(at_s3)),
        RoadLine(_("Proeve van bekwaamheid"), passed),
        _certificate_line(person, municipality, today),
    ]


def _certificate_line(person: User, municipality: Municipality, today: date) -> RoadLine:
    given = Certificate.objects.filter(holder=person, municipality=municipality).exclude(cluster="")
    held = [each for each in given.select_related("revocation") if holds(each.standing_on(today))]
    ends = [each.valid_until for each in held if each.valid_until]
    text = _("valid until %(date)s") % {"date": date_format(max(ends), "j F Y")} if ends else ""
    return RoadLine(_("Certificate"), bool(held), text)
