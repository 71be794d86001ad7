"""The outline that every process keeps of what is on line, and what follows from it for who deletes."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import api
from courses.models import LearningPathPage, LessonPage, ModulePage, Prerequisite
from courses.selectors import curriculum as outline
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import MunicipalityFactory, UserFactory
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made_path(django_db_setup, django_db_blocker):
    """A path of three modules with two lessons each; made once, and what a test changes in it is rolled back."""
    with made_once(django_db_blocker):
        found = content.LearningPathPageFactory()
        for _ in range(3):
            module = content.ModulePageFactory(parent=found)
            for _ in range(2):
                content.LessonPageFactory(parent=module, body=[content.check()])
        yield found.pk


@pytest.fixture
def path(made_path):
    """The path as it is stored, and known by every process."""
    content.announce_change()
    return LearningPathPage.objects.get(pk=made_path)


def test_the_outline_is_read_once_until_something_changes(path, django_assert_num_queries):
    api.curriculum()
    with django_assert_num_queries(0):
        assert len(list(api.curriculum().by_pk[path.pk].lessons())) == 6


def test_another_process_sees_a_change_at_once(path, django_capture_on_commit_callbacks):
    before = api.curriculum()
    lesson = LessonPage.objects.child_of(path.get_children().first()).first()
    with django_capture_on_commit_callbacks(execute=True):
        content.rewrite(lesson, title="Een nieuwe titel")
    after = api.curriculum()
    assert after.version != before.version
    assert after.by_pk[path.pk].places[lesson.pk][1].title == "Een nieuwe titel"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda lesson, module: lesson.unpublish(), id="a lesson is taken off line"),
        pytest.param(lambda lesson, module: module.unpublish(), id="a module is taken off line"),
        pytest.param(lambda lesson, module: lesson.delete(), id="a lesson is deleted"),
        pytest.param(
            lambda lesson, module: lesson.move(module.get_next_sibling(), pos="last-child"),
            id="a lesson is moved",
        ),
        pytest.param(
            lambda lesson, module: lesson.move(lesson, pos="last-sibling"), id="a lesson gets another place"
        ),
    ],
)
def test_every_change_of_the_tree_is_told(path, change, django_capture_on_commit_callbacks):
    before = api.curriculum().version
    module = ModulePage.objects.child_of(path).first()
    lesson = LessonPage.objects.child_of(module).first()
    with django_capture_on_commit_callbacks(execute=True):
        change(lesson, module)
    assert api.curriculum().version != before


def test_a_change_that_nobody_told_heals_when_the_version_is_too_old(path):
    before = api.curriculum()
    cache.delete(outline.VERSION_KEY)
    assert outline.curriculum_now().version != before.version


def test_what_is_written_down_is_weighed_against_the_newest_outline(path):
    """A page may be a second behind another process; a worker that clears a flag may not."""
    lesson = LessonPage.objects.child_of(path.get_children().first()).first()
    api.curriculum()
    content.rewrite(lesson, title="Een nieuwe titel")
    cache.set(outline.VERSION_KEY, "announced by another process")
    assert outline.curriculum_now().by_pk[path.pk].places[lesson.pk][1].title == "Een nieuwe titel"


def test_the_outline_takes_as_many_queries_for_a_large_curriculum_as_for_a_small_one(path):
    with CaptureQueriesContext(connection) as small:
        outline.build_curriculum("")
    for _ in range(4):
        module = content.ModulePageFactory(parent=LearningPathPage.objects.get(pk=path.pk))
        content.LessonPageFactory(parent=module, body=[content.check(), content.question()])
    with CaptureQueriesContext(connection) as large:
        outline.build_curriculum("")
    assert len(large) == len(small) <= 12


def test_what_stands_below_something_that_is_off_line_is_not_there(path):
    module = ModulePage.objects.child_of(path).first()
    lesson = LessonPage.objects.child_of(module).first()
    module.unpublish()
    assert lesson.pk not in content.published(path).places


def test_a_prerequisite_that_is_off_line_asks_nothing(path):
    first, second, _ = ModulePage.objects.child_of(path)
    Prerequisite.objects.create(page=second, required=first, alternative="A")
    assert content.published(path).modules[1].needs == ((first.code,),)
    first.unpublish()
    assert content.published(path).modules[0].needs == ()


def test_letters_are_and_and_the_same_letter_is_or(path):
    first, second, third = ModulePage.objects.child_of(path)
    lesson = LessonPage.objects.child_of(first).first()
    for required, letter in ((first, "A"), (second, "A"), (lesson, "B")):
        Prerequisite.objects.create(page=third, required=required, alternative=letter)
    assert content.published(path).modules[2].needs == ((first.code, second.code), (lesson.code,))


def test_an_own_path_says_whose_it_is():
    municipality = MunicipalityFactory()
    own = content.LearningPathPageFactory(municipality=municipality)
    assert content.published(own).municipality_id == municipality.pk


# --- Deleting ----------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(client: Client) -> Client:
    """A platform administrator in the admin."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_a_path_that_people_follow_cannot_be_deleted(administrator, path):
    EnrolmentFactory(path=path)
    for page in (path, path.get_parent()):
        answer = administrator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "Er zijn mensen die dit leerpad volgen" in answer.content.decode()
    assert LearningPathPage.objects.filter(pk=path.pk).exists()


def test_nor_together_with_others(administrator, path):
    EnrolmentFactory(path=path)
    other = content.LearningPathPageFactory()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = administrator.post(f"{url}?id={path.pk}&id={other.pk}&next=/beheer/", follow=True)
    assert answer.status_code == 200
    assert LearningPathPage.objects.filter(pk__in=[path.pk, other.pk]).count() == 2


def test_a_path_that_nobody_follows_can_be_deleted(administrator, path):
    administrator.post(reverse("wagtailadmin_pages:delete", args=[path.pk]))
    assert not LearningPathPage.objects.filter(pk=path.pk).exists()
