"""Tasks take ids, can be repeated, and are on the timetable under their own name."""

from __future__ import annotations

import inspect

import pytest

from config.celery import app
from config.settings.background import LONG
from core.api import QUEUES
from tooling.paths import APPS
from website.management.commands.setup_platform import TIMETABLE

OURS = {*APPS, "website"}


def tasks() -> dict[str, object]:
    """Our own tasks by name."""
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if name.split(".")[0] in OURS}


@pytest.mark.parametrize("name", sorted(tasks()))
def test_a_task_takes_ids_and_keeps_no_result(name):
    task = tasks()[name]
    parameters = inspect.signature(task.run).parameters.values()
    assert all(each.annotation == "int" and each.name.endswith("_id") for each in parameters)
    assert task.ignore_result
    assert task.__doc__


def test_the_timetable_names_tasks_that_exist():
    assert set(TIMETABLE) <= set(tasks())


@pytest.mark.parametrize("name", sorted(TIMETABLE))
def test_what_runs_by_itself_takes_nothing(name):
    assert not inspect.signature(tasks()[name].run).parameters


def test_what_gets_lost_is_picked_up():
    """Every row that says what is still to be done has a sweep on the timetable."""
    assert {
        "courses.tasks.evaluate_stale_enrolments",
        "progression.tasks.send_planned_reminders",
        "courses.tasks.check_ledger",
        "core.tasks.publish_scheduled",
        "website.tasks.take_up_exports",
    } <= set(TIMETABLE)


def test_long_work_has_a_queue_of_its_own_and_every_task_goes_to_a_queue_that_is_watched():
    assert set(LONG) <= set(tasks())
    router = app.amqp.router
    queues = {name: router.route({}, name)["queue"].name for name in tasks()}
    assert {name for name, queue in queues.items() if queue == "long"} == set(LONG)
    assert set(queues.values()) | {"celery"} == set(QUEUES) == set(app.amqp.queues)


def test_a_lost_worker_gives_its_task_back():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit
    assert app.conf.task_time_limit > app.conf.task_soft_time_limit
