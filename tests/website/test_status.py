"""Facts, the ledger check and the status page: the same numbers, and nothing that failed is lost or done twice."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.choices import QuestionKind
from core.api import queue_lengths
from core.choices import MailState, RunState
from core.models import BackgroundRun
from courses import api as courses
from courses.models import LessonProgress
from courses.selectors.curriculum import announce_change
from people.api import everywhere
from people.choices import Role
from progression.api import last_nights
from progression.choices import ReminderKind
from progression.models import NightlyCount, Reminder
from tests.broker import NOBODY, configured
from tests.factories import courses as make
from tests.factories.cases import CaseFactory
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import MembershipFactory, MunicipalityFactory, UserFactory, person_with
from tests.factories.questions import ITEMS, QuestionFactory
from tests.factories.roleplays import SCENES, RunFactory, ScenarioFactory, version_of
from website.selectors.status import facts

pytestmark = pytest.mark.django_db
TASK = "courses.tasks.evaluate_stale_enrolments"
A_MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def staff() -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True))
    return client


def run(**fields: Any) -> BackgroundRun:
    number = BackgroundRun.objects.count()
    kept = {"name": TASK, "state": RunState.FAILED, "error": "ValueError: stuk", "started_at": timezone.now()}
    return BackgroundRun.objects.create(**{"task_id": f"run-{number}", **kept, **fields})


def mail(*, claimed: timedelta, state: str = MailState.SENDING) -> Reminder:
    membership = MembershipFactory()
    with everywhere():
        return Reminder.objects.create(
            person=membership.person,
            municipality=membership.municipality,
            kind=ReminderKind.ENROLLED,
            about="path:WKS",
            due_on=A_MORNING.date(),
            state=state,
            planned_at=A_MORNING,
            claimed_at=timezone.now() - claimed,
        )


def words_of(client: Client, address: str = "/status/") -> str:
    return client.get(address).content.decode()


def output_of(command: str, *options: str) -> str:
    out = io.StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def finished_lesson():
    """A learner who finished a lesson of one module."""
    module = make.ModulePageFactory(code="M1")
    lesson = make.LessonPageFactory(
        parent=module, code="M1-L1", body=[make.text("<p>Vier woorden staan hier.</p>")]
    )
    announce_change()
    path = make.published(module.get_parent().specific)
    learner = learner_with(EnrolmentFactory(path_id=path.pk))
    found = make.lesson_of(path, lesson)
    with everywhere():
        courses.complete_part(learner=learner, path=path, lesson=found, part=found.parts[0], now=A_MORNING)
    return lesson


# --- facts ----------------------------------------------------------------------------------


def test_facts_are_json_that_counts_what_there_is(finished_lesson):
    person_with(Role.TRAINER)
    run()
    mail(claimed=timedelta(hours=1))
    QuestionFactory(item=ITEMS[QuestionKind.SJT])

    found = json.loads(output_of("facts"))

    assert found["municipalities"] == 3
    assert found["people"] == {
        "learner": 2, "coach": 0, "trainer": 1, "manager": 0, "lead": 0, "administrator": 0,
    }  # fmt: skip
    assert (found["modules"], found["lessons"], found["lesson_words"]) == (1, 1, 4)
    assert found["records"] == 2
    assert (found["questions"], found["sjt_items"]) == (1, 1)
    assert (found["questions_per_module"], found["questions_per_kind"]) == ({"M1": 1}, {"sjt": 1})
    assert (found["rubrics"], found["attempts"], found["observations"]) == (2, 0, 0)
    assert set(found["observations_by_state"].values()) == {0}
    assert found["ledger_differences"] == 0
    assert found["queues"] == {"celery": 0, "long": 0}
    assert found["runs"][TASK]["failures"] == 1
    assert found["failed_runs"] == 1
    assert found["reminders"] == {"planned": 0, "sending": 1, "sent": 0, "cancelled": 0, "uncertain": 1}


def test_facts_count_cases_and_conversations_over_all_municipalities():
    CaseFactory()
    RunFactory(version=(version := version_of(ScenarioFactory())))
    RunFactory(version=version)

    found = json.loads(output_of("facts"))

    assert found["cases"] == 1
    assert (found["scenarios"], found["scenario_nodes"]) == (1, len(SCENES))
    assert (found["role_play_runs"], found["live_sessions"]) == (2, 0)


def test_a_queue_that_cannot_be_reached_is_said_and_breaks_nothing():
    with override_settings(CELERY_BROKER_URL=f"{NOBODY}/0"):
        assert json.loads(output_of("facts"))["queues"] == {"celery": None, "long": None}
        assert "niet bereikbaar" in words_of(staff())


def test_the_number_of_queries_does_not_grow(finished_lesson, django_assert_max_num_queries):
    for _ in range(5):
        run()
        MembershipFactory()
    with django_assert_max_num_queries(38):
        facts(now=timezone.now())


# --- check_ledger -----------------------------------------------------------------------------


def test_a_ledger_without_differences_is_said(finished_lesson):
    assert "zoals het grootboek" in output_of("check_ledger")


def test_each_difference_is_named_and_ends_with_an_error(finished_lesson):
    with everywhere():
        LessonProgress.objects.update(completed_at=None, done_keys=[])
        person_id = LessonProgress.objects.get().person_id
    out = io.StringIO()

    with pytest.raises(CommandError, match="2 verschillen"):
        call_command("check_ledger", stdout=out)

    assert len(out.getvalue().splitlines()) == 2
    assert all(f"ersoon {person_id} " in line and "M1-L1" in line for line in out.getvalue().splitlines())


def test_differences_can_be_mended(finished_lesson):
    with everywhere():
        LessonProgress.objects.update(completed_at=None, done_keys=[])

    output_of("check_ledger", "--mend")

    assert courses.ledger_differences() == []
    with everywhere():
        assert LessonProgress.objects.get().completed_at == A_MORNING


# --- The last night -------------------------------------------------------------------------------


def night_of(municipality, **fields: Any) -> NightlyCount:
    began = timezone.now() - timedelta(minutes=5)
    kept = {"night": timezone.localdate(), "total": 60, "done": 60, "started_at": began, **fields}
    with everywhere():
        return NightlyCount.objects.create(municipality=municipality, **kept)


def test_the_last_night_is_shown_per_municipality_what_needs_a_look_first():
    good, halted, new = (MunicipalityFactory(name=name) for name in ("Aalburg", "Boxmeer", "Cuijk"))
    night_of(good, night=timezone.localdate() - timedelta(days=1), total=1, done=1)
    done = night_of(good)
    done.finished_at = done.started_at + timedelta(seconds=95)
    with everywhere():
        done.save()
    night_of(halted, done=50)
    run(name="progression.tasks.count_night", arguments=[halted.pk])

    rows = last_nights(night=timezone.localdate(), now=timezone.now())
    page = words_of(staff())

    assert [(row.municipality, row.failures, row.is_finished) for row in rows] == [
        (halted, 1, False), (new, 0, False), (good, 0, True),
    ]  # fmt: skip
    assert "50 van 60" in page
    assert "95 seconden" in page
    assert f"/status/nacht/{halted.pk}/" in page
    assert f"/status/nacht/{new.pk}/" in page
    assert f"/status/nacht/{good.pk}/" not in page


def test_staff_let_the_counting_go_on(django_capture_on_commit_callbacks):
    halted = MunicipalityFactory()
    with django_capture_on_commit_callbacks(execute=True):
        words = staff().post(f"/status/nacht/{halted.pk}/", follow=True).content.decode()
    assert halted.name in words
    assert queue_lengths() == {"celery": 0, "long": 1}


@pytest.mark.parametrize("number", [2, 12])
def test_the_page_takes_the_same_queries_whatever_the_number_of_municipalities(
    number, django_assert_max_num_queries
):
    for _ in range(number):
        night_of(MunicipalityFactory())
    client = staff()
    client.get("/status/")
    with django_assert_max_num_queries(55):
        client.get("/status/")


# --- The status page ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_for_anybody_but_staff_the_page_does_not_exist(role):
    client = Client()
    client.force_login(person_with(role))
    failed = run()
    assert client.get("/status/").status_code == 404
    assert client.post(f"/status/taak/{failed.pk}/").status_code == 404
    assert client.post(f"/status/nacht/{MunicipalityFactory().pk}/").status_code == 404
    assert client.post(f"/status/mail/{mail(claimed=timedelta(hours=1)).pk}/").status_code == 404
    failed.refresh_from_db()
    assert failed.state == RunState.FAILED


def test_visitors_do_not_find_it_either():
    assert Client().get("/status/").status_code == 404


def test_the_page_shows_numbers_runs_and_failures(finished_lesson):
    run(error="ValueError: de schijf is vol")
    run(state=RunState.DONE, name="courses.tasks.count_totals", error="")
    words = words_of(staff())
    assert "ValueError: de schijf is vol" in words
    assert "courses.tasks.count_totals" in words
    assert "wachten op een werker" in words


def test_what_asks_for_somebody_stands_above_what_there_is(finished_lesson):
    client = staff()
    assert "Er is geen taak mislukt en geen mail onzeker." in words_of(client)
    run(error="ValueError: de schijf is vol")
    mail(claimed=timedelta(hours=1))
    words = words_of(client)
    assert "Er is geen taak mislukt" not in words
    assert words.index("ValueError: de schijf is vol") < words.index("Woorden in lessen")
    assert words.index("Onzekere mails") < words.index("Woorden in lessen")


def test_the_page_names_nobody(finished_lesson):
    mail(claimed=timedelta(hours=1))
    with everywhere():
        people = {reminder.person for reminder in Reminder.objects.select_related("person")}
        people |= {progress.person for progress in LessonProgress.objects.select_related("person")}
    words = words_of(staff())
    assert len(people) == 2
    assert not any(person.last_name in words or person.email in words for person in people)


def test_the_ledger_is_replayed_when_somebody_asks(finished_lesson):
    client = staff()
    assert "grootboek=1" in words_of(client)
    assert "zoals het grootboek" in words_of(client, "/status/?grootboek=1")


def test_a_run_whose_worker_was_killed_is_shown():
    run(state=RunState.RUNNING, started_at=timezone.now() - timedelta(hours=2), error="", name="a.stuck.task")
    run(state=RunState.RUNNING, error="", name="a.busy.task", started_at=timezone.now())
    client = staff()
    assert words_of(client).count("a.stuck.task") == 3  # in the list, on its button and in the week
    assert words_of(client).count("a.busy.task") == 1


def test_a_failed_task_is_sent_again_once_and_that_is_written_down():
    failed = run()
    client = staff()

    first = client.post(f"/status/taak/{failed.pk}/", follow=True).content.decode()
    second = client.post(f"/status/taak/{failed.pk}/", follow=True).content.decode()

    assert queue_lengths() == {"celery": 1, "long": 0}
    failed.refresh_from_db()
    assert failed.state == RunState.RETRIED
    assert "opnieuw verstuurd" in first
    assert "al opnieuw verstuurd" in second
    assert [entry.action for entry in ModelLogEntry.objects.exclude(action="wagtail.publish")] == [
        "core.run.retry"
    ]


def test_a_task_is_sent_again_with_its_arguments(finished_lesson):
    with everywhere():
        enrolment_id = courses.enrolments_in.__globals__["Enrolment"].objects.get().pk
    failed = run(name="courses.tasks.evaluate_enrolment", arguments=[enrolment_id])

    staff().post(f"/status/taak/{failed.pk}/")

    with current_app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=2)
    assert message.headers["task"] == "courses.tasks.evaluate_enrolment"
    assert message.payload[0] == [enrolment_id]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"name": "os.system", "arguments": ["ls"]}, id="no task of ours"),
        pytest.param({"state": RunState.DONE}, id="a run that ended well"),
        pytest.param({"state": RunState.RUNNING}, id="a run that is busy"),
    ],
)
def test_nothing_else_is_sent(fields):
    other = run(**fields)
    staff().post(f"/status/taak/{other.pk}/")
    assert queue_lengths() == {"celery": 0, "long": 0}
    other.refresh_from_db()
    assert other.state == fields.get("state", RunState.FAILED)


def test_a_queue_that_is_away_leaves_the_task_to_be_sent_again():
    failed = run()
    client = staff()
    with configured(broker_url=f"{NOBODY}/0"):
        words = client.post(f"/status/taak/{failed.pk}/", follow=True).content.decode()
    assert "niet bereikbaar" in words
    failed.refresh_from_db()
    assert failed.state == RunState.FAILED


def test_a_mail_in_doubt_can_be_sent_again_once():
    doubtful = mail(claimed=timedelta(hours=1))
    client = staff()
    assert f"({doubtful.pk})" in words_of(client)

    client.post(f"/status/mail/{doubtful.pk}/")
    client.post(f"/status/mail/{doubtful.pk}/")

    with everywhere():
        doubtful.refresh_from_db()
    assert doubtful.state == MailState.PLANNED
    assert [entry.action for entry in ModelLogEntry.objects.exclude(action="wagtail.publish")] == [
        "progression.reminder.retry"
    ]


@pytest.mark.parametrize(
    ("claimed", "state"),
    [(timedelta(minutes=1), MailState.SENDING), (timedelta(hours=1), MailState.SENT)],
)
def test_a_mail_that_is_not_in_doubt_is_left_alone(claimed, state):
    sure = mail(claimed=claimed, state=state)
    staff().post(f"/status/mail/{sure.pk}/")
    with everywhere():
        sure.refresh_from_db()
    assert sure.state == state
