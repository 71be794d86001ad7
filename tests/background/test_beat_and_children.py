"""Beat really hands out the timetable, and a child of a worker that is killed costs nothing."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

from core.choices import RunState
from core.models import BackgroundRun
from courses import api, tasks
from courses.models import Enrolment
from courses.services import learning
from people.api import everywhere
from records.models import Record
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.live_stack import somebody_waits_for_us
from tests.servers import folder
from tooling import children
from tooling.paths import PYTHON, ROOT, SITE

pytestmark = pytest.mark.worker
SWEEP = "courses.tasks.evaluate_stale_enrolments"


@pytest.fixture
def waiting(live_stack):
    """An enrolment of which everything was done, and nobody told the worker."""
    lesson = content.LessonPageFactory(code="M1-L1", body=[content.check()])
    enrolment = EnrolmentFactory(path=lesson.get_parent().get_parent().specific)
    path = content.published(enrolment.path)
    found = content.lesson_of(path, lesson)
    with everywhere():
        for part in found.parts:
            learning.complete_part(
                person=enrolment.person,
                municipality=enrolment.municipality,
                enrolment_id=enrolment.pk,
                lesson=found,
                part=part,
                now=enrolment.enrolled_at,
            )
    return enrolment


def _is_finished(enrolment) -> bool:
    with everywhere():
        row = Enrolment.objects.get(pk=enrolment.pk)
        return row.completed_at is not None and not row.needs_evaluation


def _told_once() -> bool:
    with everywhere():
        kinds = list(Record.objects.values_list("activity_kind", flat=True))
    return kinds.count("module") == kinds.count("path") == kinds.count("lesson") == 1


@contextmanager
def beat(stack):
    """The scheduler as production runs it."""
    env = {
        **os.environ,
        "REDIS_URL": stack.broker.url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]),
    }
    command = [PYTHON, "-m", "celery", "-A", "config", "beat", "--max-interval", "1"]
    with (folder() / f"beat-{os.getpid()}.log").open("ab") as output:
        process = children.spawn(
            [*command, f"--pidfile={folder() / 'beat.pid'}"], output=output, env=env, cwd=ROOT
        )
    try:
        yield
    finally:
        children.stop(process, grace=10)


def test_beat_picks_up_what_got_lost(live_stack, waiting):
    every_second = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.filter(name=SWEEP).update(crontab=None, interval=every_second)
    PeriodicTasks.update_changed()
    live_stack.start_worker()

    with beat(live_stack):
        live_stack.wait_until(
            lambda: _is_finished(waiting), "beat had the sweep done, and the sweep the evaluation"
        )

    assert _told_once()
    assert PeriodicTask.objects.get(name=SWEEP).last_run_at is not None


def test_a_child_that_is_killed_in_the_middle_of_a_task_loses_and_doubles_nothing(live_stack, waiting):
    live_stack.start_worker()
    with transaction.atomic(), everywhere():
        Enrolment.objects.select_for_update().get(pk=waiting.pk)  # the task has to wait for us
        tasks.evaluate_enrolment.delay(waiting.pk)
        live_stack.wait_until(somebody_waits_for_us, "a child is in the middle of the task")
        os.kill(_child_of(live_stack._worker.pid), signal.SIGKILL)
        live_stack.wait_until(lambda: "signal 9" in live_stack.log.read_text(), "the worker has noticed")

    live_stack.wait_until(lambda: _is_finished(waiting), "another child did the task")
    assert _told_once()
    assert api.ledger_differences() == []
    live_stack.wait_until(
        lambda: BackgroundRun.objects.filter(
            name="courses.tasks.evaluate_enrolment", state=RunState.DONE
        ).exists(),
        "the run is kept as done",
    )


def _child_of(worker: int) -> int:
    children_of = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
    return int(children_of[0])
