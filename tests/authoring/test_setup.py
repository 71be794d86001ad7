"""What every installation has before its first page; doing it again changes nothing."""

from __future__ import annotations

import inspect
from zoneinfo import ZoneInfo

import pytest
from celery import current_app
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django_celery_beat.models import CrontabSchedule, PeriodicTask
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from core.api import keep_timetable
from core.models import PeerReviewTask
from courses.api import make_author, make_own_area, make_reviewer, share_section
from courses.models import LearningPathIndexPage
from tests.factories import courses as make
from tests.factories.people import UserFactory
from website.models import HomePage, InformationPage

pytestmark = pytest.mark.django_db


def everything() -> dict[str, int]:
    tables = [
        Page,
        Site,
        Group,
        GroupPagePermission,
        GroupCollectionPermission,
        Collection,
        Workflow,
        WorkflowPage,
        PeerReviewTask,
        PeriodicTask,
        CrontabSchedule,
    ]
    return {table.__name__: table.objects.count() for table in tables}


def test_setting_up_again_changes_nothing(aaldorp):
    make_own_area(aaldorp)
    before = everything()
    call_command("setup_platform", verbosity=0)
    make_own_area(aaldorp)
    assert everything() == before


def test_the_front_page_answers_at_our_address():
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == HomePage.objects.get()
    assert site.hostname == "testserver"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_the_groups_of_the_framework_are_gone():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not Workflow.objects.filter(name__contains="Moderators").exists()


def test_everything_on_the_shelf_is_reviewed_by_a_peer():
    lesson = make.LessonPageFactory()
    tasks = lesson.get_workflow().tasks
    assert [type(task.specific) for task in tasks] == [PeerReviewTask]


def test_every_municipality_has_reviewers_of_its_own(aaldorp, beekstad):
    ours, theirs = make_own_area(aaldorp), make_own_area(beekstad)
    shared = LearningPathIndexPage.objects.get(municipality=None)
    workflows = [page.get_workflow() for page in (ours, theirs, shared)]
    assert len(set(workflows)) == 3
    reviewers = [group for flow in workflows for group in flow.tasks.get().specific.groups.all()]
    assert len(set(reviewers)) == 3


def test_an_area_is_found_back_after_its_names_were_changed(aaldorp):
    make_own_area(aaldorp)
    author, reviewer = UserFactory(), UserFactory()
    make_author(author, municipality=aaldorp)
    make_reviewer(reviewer, municipality=aaldorp)
    for group in (author.groups.get(), reviewer.groups.get()):
        Group.objects.filter(pk=group.pk).update(name=f"Anders {group.pk}")
    Collection.objects.filter(name__contains="Aaldorp").update(name="Anders")
    Workflow.objects.filter(name__contains="Aaldorp").update(name="Anders")
    before = everything()
    make_own_area(aaldorp)
    assert everything() == before


def test_another_section_can_be_shared_with_the_authors():
    home = make.home_page()
    section = InformationPage(title="Casussen", slug="casussen-x")
    home.add_child(instance=section)
    author = UserFactory()
    make_author(author)
    assert not section.permissions_for_user(UserFactory()).can_edit()
    share_section(section)
    share_section(section)
    assert section.permissions_for_user(author).can_edit()
    assert not section.permissions_for_user(author).can_publish()
    assert section.get_workflow() is not None
    assert not home.permissions_for_user(author).can_edit()


# --- The timetable ---------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _all_tasks_are_known() -> None:
    current_app.loader.import_default_modules()


def periodic_tasks() -> set[str]:
    """Our own tasks that need nothing to start with: those are started by the clock."""
    ours = ("core.", "courses.", "progression.", "records.", "assessments.", "people.", "website.")
    tasks = {name: task for name, task in current_app.tasks.items() if name.startswith(ours)}
    return {name for name, task in tasks.items() if not inspect.signature(task.run).parameters}


def test_every_task_that_needs_nothing_has_its_time():
    assert set(PeriodicTask.objects.filter(enabled=True).values_list("task", flat=True)) >= periodic_tasks()
    assert len(periodic_tasks()) >= 6


def test_every_time_is_of_a_task_that_exists():
    planned = PeriodicTask.objects.exclude(task__startswith="celery.").values_list("task", flat=True)
    assert set(planned) <= set(current_app.tasks)


def test_times_are_local_and_clear_of_summer_time():
    for row in PeriodicTask.objects.exclude(task__startswith="celery.").select_related("crontab"):
        assert row.crontab.timezone == ZoneInfo("Europe/Amsterdam")
        assert row.crontab.hour not in {"2", "02"}


def test_a_task_that_was_switched_off_stays_off_and_one_that_is_gone_goes():
    keep_timetable({"core.tasks.publish_scheduled": "* * * * *", "oud.tasks.weg": "* * * * *"})
    PeriodicTask.objects.filter(name="core.tasks.publish_scheduled").update(enabled=False)
    own = PeriodicTask.objects.create(
        name="van de beheerder", task="core.tasks.forget_old_runs", crontab=CrontabSchedule.objects.first()
    )
    call_command("setup_platform", verbosity=0)
    assert not PeriodicTask.objects.get(name="core.tasks.publish_scheduled").enabled
    assert not PeriodicTask.objects.filter(name="oud.tasks.weg").exists()
    assert PeriodicTask.objects.filter(pk=own.pk).exists()


def test_a_platform_administrator_makes_an_own_area_by_command(aaldorp):
    call_command("make_own_area", "aaldorp", verbosity=0)
    assert LearningPathIndexPage.objects.filter(municipality=aaldorp).exists()
    with pytest.raises(CommandError, match="cerkdam"):
        call_command("make_own_area", "cerkdam")
