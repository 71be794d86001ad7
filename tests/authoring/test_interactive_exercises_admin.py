"""Interactive exercises in the admin: chosen within reach, listed with what matters, and deleted only when nothing has them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from assessments.api import interactive as api
from assessments.models import InteractiveExercise
from casestudies.api import cases_with_exercises
from h5p import api as h5p
from h5p.models import Library, Package
from tests.authoring import editor
from tests.factories import courses as content
from tests.factories.cases import CaseFactory, version_of
from tests.factories.h5p import package
from tests.factories.interactive import ExerciseFactory, begun, with_file
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
TYPES = "assessments_packages:content_types"


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def shared():
    return with_file(ExerciseFactory(code="I1", title="Van iedereen"))


@pytest.fixture
def elsewhere(beekstad):
    return with_file(ExerciseFactory(code="beekstad-I1", title="Van Beekstad", municipality=beekstad))


@pytest.fixture
def lesson(shared):
    module = content.ModulePageFactory(parent=content.LearningPathPageFactory(), code="M1")
    block = {
        "type": "interactive",
        "value": {"interactive": shared.pk, "text": "", "is_required": True},
        "id": "00000000-0000-4000-8000-000000000093",
    }
    return content.LessonPageFactory(parent=module, code="M1-L1", title="De wens", body=[block])


def case_with(exercise, **more):
    stream = f'[{{"type": "exercise", "value": {exercise.pk}, "id": "a"}}]'
    return CaseFactory(**{"code": "CX1", "title": "Het plein", "exercises": stream, **more})


def delete(browser, exercise):
    address = f"/beheer/snippets/assessments/interactiveexercise/delete/{exercise.pk}/"
    return browser.post(address, follow=True)


# --- Choosing ------------------------------------------------------------------------------------


def test_the_chooser_offers_the_shared_ones_and_those_of_the_own_municipality(
    signed_in, own_author, shared, elsewhere, aaldorp
):
    ExerciseFactory(code="aaldorp-I1", title="Van Aaldorp", municipality=aaldorp)
    page = signed_in(own_author).get("/beheer/snippets/choose/assessments/interactiveexercise/")
    if page.status_code == 404:
        page = signed_in(own_author).get(
            reverse("wagtailsnippetchoosers_assessments_interactiveexercise:choose")
        )
    assert "Van Aaldorp" in page.text
    assert "Van Beekstad" not in page.text


def test_an_exercise_that_no_chooser_offered_is_refused_in_a_lesson(
    signed_in, author, other_author, shared, elsewhere
):
    module = content.ModulePageFactory(parent=content.LearningPathPageFactory(), code="M1")

    def written(exercise):
        value = {"interactive": exercise.pk, "text": "null", "is_required": "on"}
        changes = editor.stream([("interactive", value)])
        return signed_in(author).post(
            f"/beheer/pages/add/courses/lessonpage/{module.pk}/", editor.fields(body=changes)
        )

    assert "strange_reference" in str(written(elsewhere).context["form"].errors.as_json())
    assert written(shared).status_code == 302


# --- Where it is used -------------------------------------------------------------------------------


def test_its_page_says_in_which_lessons_and_cases_it_is(signed_in, platform_administrator, shared, lesson):
    case_with(shared)
    page = signed_in(platform_administrator).get(reverse("assessments_packages:file", args=[shared.pk]))
    assert "M1-L1: De wens" in page.text
    assert "CX1: Het plein" in page.text


def test_a_case_of_another_municipality_is_counted_without_its_name(author, shared, aaldorp):
    case_with(shared, municipality=aaldorp)
    assert [(title, url) for _code, _kind, title, url in cases_with_exercises(["I1"], author)] == [
        ("van een andere gemeente", "")
    ]


def test_the_list_shows_state_size_content_type_and_last_use(signed_in, author, shared):
    member = MembershipFactory()
    begun(shared, member.person, member.municipality)
    page = signed_in(author).get("/beheer/snippets/assessments/interactiveexercise/")
    for words in ("Test.Story 1.0", "online", "I1"):
        assert words in page.text
    row = api.exercises_for_a_list(InteractiveExercise.objects.all()).get()
    assert (row.times, row.last_used.date()) == (1, timezone.now().date())


# --- Deleting ----------------------------------------------------------------------------------------


def test_an_exercise_in_a_lesson_is_not_deleted_and_the_lesson_is_named(
    signed_in, platform_administrator, shared, lesson
):
    page = delete(signed_in(platform_administrator), shared)
    assert "M1-L1: De wens" in page.text
    assert InteractiveExercise.objects.filter(pk=shared.pk).exists()


def test_an_exercise_in_a_case_is_not_deleted_and_the_case_is_named(
    signed_in, platform_administrator, shared
):
    case_with(shared)
    assert "CX1: Het plein" in delete(signed_in(platform_administrator), shared).text
    assert InteractiveExercise.objects.filter(pk=shared.pk).exists()


def test_an_exercise_that_somebody_did_is_not_deleted(signed_in, platform_administrator, shared):
    member = MembershipFactory()
    begun(shared, member.person, member.municipality)
    assert "offline" in delete(signed_in(platform_administrator), shared).text
    assert InteractiveExercise.objects.filter(pk=shared.pk).exists()


def test_an_exercise_that_nothing_has_goes_with_its_file(
    signed_in, platform_administrator, shared, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        delete(signed_in(platform_administrator), shared)
    assert not InteractiveExercise.objects.exists()
    assert not Package.objects.exists()
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and "libraries" not in file.parts]


def test_a_content_type_in_use_stays_and_says_where(signed_in, platform_administrator, shared):
    address = reverse("assessments_packages:delete_content_type", args=[Library.objects.get().pk])
    page = signed_in(platform_administrator).post(address, follow=True)
    assert "I1 Van iedereen" in page.text
    assert Library.objects.exists()


def test_a_content_type_that_nothing_plays_with_is_deleted(signed_in, platform_administrator):
    h5p.install(ContentFile(package().getvalue()), now=timezone.now())
    browser = signed_in(platform_administrator)
    assert "Verwijderen" in browser.get(reverse(TYPES)).text
    browser.post(reverse("assessments_packages:delete_content_type", args=[Library.objects.get().pk]))
    assert not Library.objects.exists()


def test_an_author_deletes_no_content_types_unless_they_may(signed_in, author):
    h5p.install(ContentFile(package().getvalue()), now=timezone.now())
    address = reverse("assessments_packages:delete_content_type", args=[Library.objects.get().pk])
    assert "Verwijderen" not in signed_in(author).get(reverse(TYPES)).text
    assert signed_in(author).post(address).status_code == 404
    author.user_permissions.add(Permission.objects.get(codename="delete_library"))
    assert signed_in(type(author).objects.get(pk=author.pk)).post(address).status_code == 302


# --- Cases --------------------------------------------------------------------------------------------


def test_who_does_a_case_finds_its_exercises_as_far_as_they_are_theirs(signed_in, shared, elsewhere):
    member = MembershipFactory()
    page = case_with(shared)
    assert version_of(page).content["exercises"] == ["I1"]
    found = signed_in(member.person).get(page.get_absolute_url())
    assert shared.get_absolute_url() in found.text
    other = case_with(elsewhere, code="CX2", title="Het park")
    found = signed_in(member.person).get(other.get_absolute_url())
    assert found.status_code == 200
    assert "Van Beekstad" not in found.text
