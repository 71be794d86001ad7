"""Prints what to measure with: a lesson, and people who are new and have many parts to do, as JSON."""

from __future__ import annotations

import json

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.api import curriculum  # noqa: E402 - after Django is ready
from courses.choices import DONE_ELSEWHERE  # noqa: E402
from courses.models import Enrolment  # noqa: E402
from people.api import everywhere, give_role  # noqa: E402
from people.choices import Role  # noqa: E402
from people.models import Municipality, User  # noqa: E402
from roleplays import api as roleplays  # noqa: E402
from roleplays.models import RolePlayRun, RolePlayScenario, ScenarioVersion  # noqa: E402
from roleplays.rules.scenario_json import scenario_to_json  # noqa: E402
from tooling.measurements import scenarios  # noqa: E402
from tooling.measurements.crowd import PASSWORD  # noqa: E402

LEARNER = "meetlat-0@example.org"
PLACE = 4  # choices that were made before
PIONEERS = 4  # enough for each of two processes to answer one of them


def sample() -> dict[str, object]:
    """Give the address of a lesson of M1, the addresses of all parts that are open, and who may do them: some before, one measured."""
    path = curriculum().paths[0]
    open_lessons = [
        lesson
        for module in path.modules
        if not module.is_locked
        for lesson in module.lessons
        if not lesson.is_locked
    ]
    parts = [
        reverse("courses:part", args=[lesson.pk, part.key])
        for lesson in open_lessons
        for part in lesson.parts
        if part.kind not in DONE_ELSEWHERE
    ]
    return {
        "lesson": path.modules[1].lessons[0].url,
        "lessons": [lesson.url for lesson in open_lessons],
        "parts": parts,
        "newcomer": _newcomer(path.pk),
        "pioneers": [_newcomer(path.pk) for _ in range(PIONEERS)],
        "runs": {str(scenes): _run(scenes) for scenes in (10, 200)},
    }


def _run(scenes: int) -> str:
    """The address of a run of the learner, half way through a scenario of so many scenes."""
    now = timezone.now()
    municipality = Municipality.objects.get(slug="meetgemeente")
    row, _ = RolePlayScenario.objects.get_or_create(
        code=f"MEET-{scenes}", defaults={"title": f"Meetgesprek van {scenes}", "live": True}
    )
    content = scenario_to_json(scenarios.straight(scenes))
    version, _ = ScenarioVersion.objects.get_or_create(
        scenario=row, number=1, defaults={"content": content, "maximum": scenes, "made_at": now}
    )
    person = User.objects.get(email=LEARNER)
    with everywhere():
        run = roleplays.start_run(person=person, municipality=municipality, version=version, now=now)
        RolePlayRun.objects.filter(pk=run.pk).update(moves=["a"] * PLACE)
    return reverse("roleplays:run", args=[run.public_id])


def _newcomer(path_pk: int) -> str:
    """Somebody who did nothing yet, so that each answer is a new fact."""
    now = timezone.now()
    municipality = Municipality.objects.get(slug="meetgemeente")
    person = User.objects.create(
        email=f"nieuw-{now:%Y%m%d%H%M%S%f}@example.org", first_name="Nieuw", password=make_password(PASSWORD)
    )
    with everywhere():
        give_role(person=person, municipality=municipality, role=Role.LEARNER, starts_on=now.date())
        Enrolment.objects.create(person=person, municipality=municipality, path_id=path_pk, enrolled_at=now)
    return person.email


if __name__ == "__main__":
    print(json.dumps(sample()))  # noqa: T201 - read by the measurements
