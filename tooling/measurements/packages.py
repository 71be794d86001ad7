"""Prints what a statement and an import cost, as JSON. Everything it makes is taken back."""

from __future__ import annotations

import json
import random
import time
from functools import partial
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - after Django is ready
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from h5p import api as h5p  # noqa: E402
from tests.factories import courses as content  # noqa: E402
from tests.factories.enrolments import EnrolmentFactory  # noqa: E402
from tests.factories.h5p import package  # noqa: E402
from tests.factories.interactive import ExerciseFactory, begun, sent, told, with_file  # noqa: E402

COURSES = (10, 50, 100)
MEGABYTES, PICTURES, ROUNDS = 7, 14, 5
IN_A_MODULE = 10
EXERCISE: Any = ExerciseFactory  # factories have no types
ENROLMENT: Any = EnrolmentFactory


def measure() -> dict[str, Any]:
    """Queries per statement in courses of some lengths, and seconds of the import of seven megabytes."""
    return {
        "queries per statement": {
            str(lessons): _taken_back(partial(_queries, lessons)) for lessons in COURSES
        },
        "import": {
            "megabytes": MEGABYTES,
            "seconds": sorted(_taken_back(_import) for _round in range(ROUNDS)),
        },
    }


def _taken_back(work: Any) -> Any:
    """What came of it; the database is as it was."""
    with transaction.atomic():
        found = work()
        transaction.set_rollback(True)
    return found


def _queries(lessons: int) -> int:
    """Questions to the database for the statement that ends an exercise in the last of so many lessons."""
    exercise = with_file(EXERCISE(code="MEET-I1"))
    path = content.LearningPathPageFactory(code="MEET", slug="meet")
    module = path
    for number in range(lessons):
        if number % IN_A_MODULE == 0:
            module = content.ModulePageFactory(parent=path, code=f"MEET{number // IN_A_MODULE}")
        value = {"interactive": exercise.pk, "text": "", "is_required": True}
        body = [{"type": "interactive", "value": value, "id": f"00000000-0000-4000-8000-{number:012}"}]
        content.LessonPageFactory(parent=module, code=f"{module.code}-L{number}", body=body)
    content.announce_change()
    enrolment = ENROLMENT(path=path)
    browser = Client(headers={"Host": "127.0.0.1"})
    browser.force_login(enrolment.person)
    play = begun(exercise, enrolment.person, enrolment.municipality)
    address = reverse("assessments:exercise_said", args=[play.public_id])
    browser.post(address, sent(told(play, "interacted")))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.post(address, sent(told(play), {"0": "x"}))
    if answer.status_code != 200:
        message = f"A statement was answered with {answer.status_code}."
        raise RuntimeError(message)
    return len([query for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]])


def _import() -> float:
    """Seconds of the work that a worker does for a package of pictures and sounds."""
    source = random.Random(MEGABYTES)  # noqa: S311 - the same package each time
    size = MEGABYTES * 1_000_000 // PICTURES
    files = {f"content/images/{n}.jpg": source.randbytes(size) for n in range(PICTURES)}
    now = timezone.now()
    version = h5p.receive(
        package=h5p.new_package(title="Zeven megabyte", now=now),
        source=ContentFile(package(**files).getvalue()),
        file_name="zeven.h5p",
        may_install=True,
        now=now,
    )
    started = time.monotonic()
    checked = h5p.import_version(version.pk, now=now)
    took = round(time.monotonic() - started, 2)
    if not checked.is_ready:
        raise RuntimeError(h5p.reasons_of(checked))
    for path in checked.files:
        h5p.store().delete(h5p.content_place(checked.public_id, path))
    return took


if __name__ == "__main__":
    print(json.dumps(measure()))  # noqa: T201 - read by the measurements
