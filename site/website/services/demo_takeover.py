"""What the demo's municipalities agreed and planned for the takeover."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from people.api import within
from progression import api
from progression.choices import Phase, PhaseCheck
from progression.models import PhaseChange
from website.choices import ExportFormat, ExportKind
from website.services import exporting

if TYPE_CHECKING:
    from datetime import date

    from people.models import Municipality, User
    from website.services.demo_people import People, Row

TOLD_DAYS = 14


def let_take_over(people: People, described: list[Row]) -> None:
    """Fill in the agreements and this year's plan of every municipality that is described."""
    leads = {row["slug"]: row["lead"] for row in people.described["municipalities"]}
    for row in described:
        slug = row["municipality"]
        municipality, lead = people.municipalities[slug], people.person(leads[slug], slug)
        with within(municipality):
            _agree(lead, municipality, row, people)
            _plan(lead, municipality, row, people.today.year)
            _decide(lead, municipality, row["left"], people)
            _share(municipality, row, people.today)
            _count(municipality, people)


def let_hear(people: People, described: list[Row]) -> None:
    """Let everybody be told what the last two weeks brought; what was looked at already is not looked at again."""
    for row in described:
        municipality = people.municipalities[row["municipality"]]
        with within(municipality):
            for ago in range(TOLD_DAYS, -1, -1):
                moment = people.now - timedelta(days=ago)
                api.look_after(municipality.pk, today=localdate(moment), now=moment)


def _agree(lead: User, municipality: Municipality, row: Row, people: People) -> None:
    def ago(days: int | None) -> date | None:
        return None if days is None else people.today - timedelta(days=days)

    contract = row["contract"]
    agreed: dict[str, Any] = {
        "contract_starts_on": ago(contract["from"]),
        "contract_ends_on": ago(contract["until"]),
        "contract_hours": Decimal(contract["hours"]),
        "contract_owner": people.person(contract["owner"], "waterrijk"),
        "dpia_done_on": ago(row["dpia"]),
        "certification_agreed_on": ago(row.get("certification")),
    }
    api.keep_agreements(person=lead, municipality=municipality, agreed=agreed)


def _plan(lead: User, municipality: Municipality, row: Row, year: int) -> None:
    planned = {
        task: api.PlannedHours(Decimal(hours), Decimal(per_coach), at_least)
        for task, (hours, per_coach, at_least) in row["plan"].items()
    }
    api.keep_plan(person=lead, municipality=municipality, year=year, planned=planned)


def _share(municipality: Municipality, row: Row, today: date) -> None:
    if "shares" in row:
        group, days = row["shares"]
        api.share_coaches(municipality=municipality, group=group, since=today - timedelta(days=days))


def _decide(lead: User, municipality: Municipality, left: dict[str, int], people: People) -> None:
    """Tick what was done and go on, on the days on which each phase was left; once."""
    for phase in Phase:
        days = left.get(f"F{phase.value}")
        if days is None or PhaseChange.objects.filter(municipality=municipality, from_phase=phase).exists():
            continue
        moment = people.now - timedelta(days=days)
        common: dict[str, Any] = {"person": lead, "municipality": municipality, "today": localdate(moment)}
        api.tick(codes=frozenset(PhaseCheck.values), **common)
        api.change_phase(wanted=Phase(phase + 1), reason="", now=moment, **common)


def _count(municipality: Municipality, people: People) -> None:
    """Keep the twelve months before this one, as they were counted on their last day."""
    first = people.today.replace(day=1)
    for ago in range(12, 0, -1):
        month = first
        for _ in range(ago):
            month = (month - timedelta(days=1)).replace(day=1)
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        api.count_month(municipality, on=last, now=people.now)


def let_take_along(people: People, described: list[Row]) -> None:
    """Let the lead of the first municipality have the numbers in a file."""
    slug = described[0]["municipality"]
    leads = {row["slug"]: row["lead"] for row in people.described["municipalities"]}
    municipality, lead = people.municipalities[slug], people.person(leads[slug], slug)
    with within(municipality):
        wanted = exporting.Wanted(ExportKind.TAKEOVER, ExportFormat.XLSX)
        export = exporting.ask_export(person=lead, municipality=municipality, wanted=wanted, now=people.now)
    while exporting.write_piece(export.pk, now=people.now):
        pass
