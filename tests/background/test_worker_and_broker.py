"""With a real worker and a real broker: stopped, killed in the middle, and told the same thing twice."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from core.choices import MailState
from courses import tasks as course_tasks
from courses.models import Enrolment, LessonProgress
from courses.selectors.curriculum import announce_change, curriculum
from people.api import everywhere
from progression import tasks as mail_tasks
from progression.api import retry_reminder, uncertain_reminder_ids
from progression.choices import ReminderKind
from progression.models import Reminder
from records.models import Record
from tests.factories import courses as make
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import UserFactory
from tests.live_stack import somebody_waits_for_us

pytestmark = pytest.mark.worker


@pytest.fixture
def enrolment(transactional_db):
    path = make.LearningPathPageFactory()
    module = make.ModulePageFactory(parent=path, code="M1")
    make.LessonPageFactory(parent=module, code="M1-L1", body=[make.check(uuid4())])
    announce_change()
    return EnrolmentFactory(path=path)


def finish_the_lesson(enrolment) -> list[int]:
    """Do every part of the lesson, as the browser would."""
    client = Client()
    client.force_login(enrolment.person)
    lesson = next(curriculum().by_pk[enrolment.path_id].lessons())
    return [
        client.post(f"/les/{lesson.pk}/onderdeel/{part.key}/", {"choice": "1"}).status_code
        for part in lesson.parts
    ]


def told() -> list[str]:
    """What the ledger says, by the kind of thing."""
    with everywhere():
        return sorted(Record.objects.values_list("activity_kind", flat=True))


def is_evaluated(enrolment) -> bool:
    with everywhere():
        return not Enrolment.objects.get(pk=enrolment.pk).needs_evaluation


WHOLE = ["lesson", "module", "part", "part", "path"]


def test_a_worker_evaluates_what_a_learner_finished(live_stack, enrolment):
    live_stack.start_worker()

    finish_the_lesson(enrolment)

    live_stack.wait_until(lambda: told() == WHOLE, "module and path are in the ledger")
    assert is_evaluated(enrolment)


def test_without_a_broker_learning_goes_on_and_is_picked_up_later(live_stack, enrolment):
    live_stack.stop_broker()

    answers = finish_the_lesson(enrolment)

    assert answers == [302, 302]
    assert told() == ["lesson", "part", "part"]
    assert not is_evaluated(enrolment)

    live_stack.start_broker()
    live_stack.start_worker()
    course_tasks.evaluate_stale_enrolments.delay()

    live_stack.wait_until(lambda: is_evaluated(enrolment), "the sweep found the enrolment")
    assert told() == WHOLE


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(live_stack, enrolment):
    live_stack.stop_broker()
    finish_the_lesson(enrolment)
    live_stack.start_broker()
    live_stack.start_worker()

    with transaction.atomic(), everywhere():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)  # the task has to wait for us
        course_tasks.evaluate_enrolment.delay(enrolment.pk)
        live_stack.wait_until(somebody_waits_for_us, "the worker is in the middle of the task")
        live_stack.kill_worker()
    assert not is_evaluated(enrolment)

    live_stack.start_worker()
    live_stack.wait_until(lambda: is_evaluated(enrolment), "the task was delivered again")
    assert told() == WHOLE


def test_the_same_task_many_times_at_once_is_one_result(live_stack, enrolment):
    live_stack.stop_broker()
    finish_the_lesson(enrolment)
    live_stack.start_broker()

    for _ in range(10):
        course_tasks.evaluate_enrolment.delay(enrolment.pk)
    live_stack.start_worker()

    live_stack.wait_until(lambda: is_evaluated(enrolment), "the enrolment was evaluated")
    assert told() == WHOLE


def test_a_mail_whose_worker_was_killed_is_never_sent_twice_and_a_person_decides(live_stack, enrolment):
    with everywhere():
        reminder = Reminder.objects.create(
            person=enrolment.person,
            municipality=enrolment.municipality,
            kind=ReminderKind.ENROLLED,
            about="path:WKS",
            due_on=timezone.localdate(),
            words={"path_title": "WKS-coach worden"},
            planned_at=timezone.now(),
        )
    live_stack.start_worker()

    with transaction.atomic():
        # The row is claimed, and then the name to write to cannot be read.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE people_user IN ACCESS EXCLUSIVE MODE")
        mail_tasks.send_reminder.delay(reminder.pk)
        live_stack.wait_until(lambda: _state(reminder) == MailState.SENDING, "the mail is claimed")
        live_stack.kill_worker()
    assert _state(reminder) == MailState.SENDING

    live_stack.start_worker()
    mail_tasks.send_reminder.delay(reminder.pk)
    time.sleep(5)  # longer than the visibility timeout: the lost task has been delivered again
    assert _state(reminder) == MailState.SENDING, "nobody knows whether it left, so nobody sends it again"
    assert uncertain_reminder_ids(now=timezone.now() + timedelta(hours=1)) == [reminder.pk]

    with everywhere():
        Reminder.objects.filter(pk=reminder.pk).update(claimed_at=timezone.now() - timedelta(hours=1))
    retry_reminder(reminder.pk, user=UserFactory(is_staff=True), now=timezone.now())
    mail_tasks.send_reminder.delay(reminder.pk)
    live_stack.wait_until(
        lambda: _state(reminder) == MailState.SENT, "the mail was sent because a person said so"
    )


def test_the_nightly_check_names_what_differs(enrolment, caplog):
    finish_the_lesson(enrolment)
    with everywhere():
        LessonProgress.objects.update(done_keys=[], completed_at=None)

    course_tasks.check_ledger()

    named = [record.getMessage() for record in caplog.records if "ledger difference" in record.getMessage()]
    assert any("done_keys" in line for line in named)
    assert any("completed_at" in line for line in named)


def _state(reminder: Reminder) -> str:
    with everywhere():
        return Reminder.objects.get(pk=reminder.pk).state
