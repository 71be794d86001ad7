"""Makes one file of a number of learners, and prints what that took, as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date, timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after Django is ready

from courses.api import curriculum  # noqa: E402
from courses.models import Enrolment  # noqa: E402
from people.api import add_municipality, add_team, everywhere, give_role, within  # noqa: E402
from people.choices import Role  # noqa: E402
from people.models import Membership, Municipality, User  # noqa: E402
from website import api  # noqa: E402
from website.choices import ExportFormat, ExportKind  # noqa: E402
from website.models import Export  # noqa: E402
from website.services.exporting import write_piece  # noqa: E402

PER_TEAM = 50


def measure(learners: int, format_: str) -> dict[str, object]:
    """Seconds from asking until the file is there, and how much the process grew meanwhile."""
    municipality, lead = _municipality(learners)
    _export(municipality, lead, ExportFormat(format_), only_ask=True)  # what is loaded once is loaded
    before = _peak_mb()
    started = time.monotonic()
    export = _export(municipality, lead, ExportFormat(format_), only_ask=False)
    return {
        "rows": export.done,
        "seconds": round(time.monotonic() - started, 1),
        "peak_mb": round(_peak_mb()),
        "grew_mb": round(_peak_mb() - before, 1),
    }


def _export(municipality: Municipality, lead: User, format_: ExportFormat, *, only_ask: bool) -> Export:
    wanted = api.Wanted(ExportKind.PARTICIPANTS, format_)
    with within(municipality):
        export = api.ask_export(person=lead, municipality=municipality, wanted=wanted, now=timezone.now())
        while not only_ask and write_piece(export.pk, now=timezone.now()):
            pass
        return Export.objects.get(pk=export.pk)


def _municipality(learners: int) -> tuple[Municipality, User]:
    """A municipality with so many learners, each in a team and enrolled; made once."""
    slug, long_ago = f"exportgemeente-{learners}", timezone.localdate() - timedelta(days=365)
    email = f"leider@{slug}.example.org"
    found = Municipality.objects.filter(slug=slug).first()
    if found is not None:
        return found, User.objects.get(email=email)
    municipality = add_municipality(
        slug=slug, name=f"Gemeente van {learners}", works_council_agreed_on=long_ago
    )
    lead = User.objects.create(email=email, first_name="Export", last_name="Leider")
    with everywhere():
        give_role(person=lead, municipality=municipality, role=Role.LEAD, starts_on=long_ago)
        _enrolled(municipality, learners, since=long_ago)
    return municipality, lead


def _enrolled(municipality: Municipality, learners: int, *, since: date) -> None:
    people = User.objects.bulk_create(
        User(
            email=f"p{n}@{municipality.slug}.example.org", first_name=f"Lerende{n}", last_name=f"Naam{n % 97}"
        )
        for n in range(learners)
    )
    teams = [add_team(municipality=municipality, name=f"Team {n + 1}") for n in range(learners // PER_TEAM)]
    placed = [(person, teams[n % len(teams)]) for n, person in enumerate(people)]
    Membership.objects.bulk_create(
        Membership(person=person, municipality=municipality, team=team, role=Role.LEARNER, starts_on=since)
        for person, team in placed
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            person=person,
            municipality=municipality,
            path_id=curriculum().paths[0].pk,
            team=team,
            enrolled_at=timezone.now(),
            deadline=timezone.localdate() + timedelta(days=90),
        )
        for person, team in placed
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))  # noqa: T201 - read by the measurements
