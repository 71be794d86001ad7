"""Interactive exercises in the admin: chosen within reach, listed with what matters, and deleted only when nothing has them."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from assessments.api import interactive as api
from assessments.models import InteractiveExercise
from casestudies.api import cases_with_exercises
from courses.models import LessonPage
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


def chosen(exercise):
    return {
        "type": "interactive",
        "value": {"interactive": exercise.pk, "text": "", "is_required": True},
        "id": "00000000-0000-4000-8000-000000000093",
    }


def named(exercise):
    value = {"kind": "h5p", "reference": exercise.code, "title": "Later", "text": "", "is_required": True}
    return {"type": "place", "value": value, "id": "00000000-0000-4000-8000-000000000094"}


def lesson_with(*blocks, **more):
    path = content.LearningPathPageFactory(municipality=more.pop("municipality", None))
    module = content.ModulePageFactory(parent=path, code="M1")
    return content.LessonPageFactory(
        **{"parent": module, "code": "M1-L1", "title": "De wens", "body": blocks, **more}
    )


@pytest.fixture
def lesson(shared):
    return lesson_with(chosen(shared))


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
    used = cases_with_exercises({shared.pk: "I1"}, author)
    assert [(title, url) for _code, _kind, title, url in used] == [("van een andere gemeente", "")]


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


# --- Drafts -------------------------------------------------------------------------------------------


def write_on(page, **changes):
    for name, value in changes.items():
        setattr(page, name, json.dumps(value))
    return page.save_revision()


def never_on_line(exercise):
    lesson_with(chosen(exercise), is_published=False)


def saved_and_never_on_line(exercise):
    lesson_with(is_published=False).save_revision()
    write_on(LessonPage.objects.get(), body=[chosen(exercise)])


def on_line_and_worked_on(exercise):
    write_on(lesson_with(), body=[chosen(exercise)])


def named_in_a_place(exercise):
    write_on(lesson_with(), body=[named(exercise)])


def taken_off_line(exercise):
    lesson_with(chosen(exercise))
    LessonPage.objects.get().unpublish()


def planned_while_somebody_goes_on(exercise):
    planned = write_on(lesson_with(), body=[chosen(exercise)])
    Revision.objects.filter(pk=planned.pk).update(approved_go_live_at=timezone.now() + timedelta(days=3))
    write_on(LessonPage.objects.get(), body=[])


def with_a_reviewer_while_somebody_goes_on(exercise):
    page = lesson_with()
    write_on(page, body=[chosen(exercise)])
    page.get_workflow().start(page, None)
    write_on(LessonPage.objects.get(), body=[])


def in_a_case_that_was_never_on_line(exercise):
    case_with(exercise, is_published=False)


def in_a_case_that_is_worked_on(exercise):
    page = CaseFactory(code="CX1")
    write_on(page, exercises=[{"type": "exercise", "value": exercise.pk, "id": "a"}])


DRAFTS = {
    never_on_line: "Concept van een les: M1-L1",
    saved_and_never_on_line: "Concept van een les: M1-L1",
    on_line_and_worked_on: "Concept van een les: M1-L1",
    named_in_a_place: "Concept van een les: M1-L1",
    taken_off_line: "Concept van een les: M1-L1",
    planned_while_somebody_goes_on: "Concept van een les: M1-L1",
    with_a_reviewer_while_somebody_goes_on: "Concept van een les: M1-L1",
    in_a_case_that_was_never_on_line: "Concept van een casus: CX1",
    in_a_case_that_is_worked_on: "Concept van een casus: CX1",
}


@pytest.mark.parametrize("written", DRAFTS, ids=lambda written: written.__name__)
def test_an_exercise_in_a_draft_is_not_deleted_and_the_draft_is_named(
    signed_in, platform_administrator, shared, written
):
    written(shared)
    browser = signed_in(platform_administrator)
    assert DRAFTS[written] in delete(browser, shared).text
    assert InteractiveExercise.objects.filter(pk=shared.pk).exists()
    page = browser.get(reverse("assessments_packages:file", args=[shared.pk])).text
    assert DRAFTS[written].partition(": ")[0] in page
    assert re.search(r'href="/beheer/pages/\d+/edit/"', page)


def test_a_lesson_that_is_on_line_with_it_is_named_once(signed_in, platform_administrator, shared, lesson):
    write_on(lesson, body=[chosen(shared), named(shared)])
    uses = api.uses_of_exercises([shared], for_whom=platform_administrator)
    assert [use.kind for use in uses] == ["Les"]


def test_what_no_draft_has_any_more_can_go(signed_in, platform_administrator, shared):
    page = lesson_with(chosen(shared), is_published=False)
    page.save_revision()
    write_on(page, body=[])
    delete(signed_in(platform_administrator), shared)
    assert not InteractiveExercise.objects.exists()


def test_a_draft_of_another_municipality_is_counted_without_its_name(other_author, shared, aaldorp):
    lesson_with(chosen(shared), municipality=aaldorp, is_published=False)
    case_with(shared, municipality=aaldorp, is_published=False)
    uses = api.uses_of_exercises([shared], for_whom=other_author)
    assert [(use.kind, use.title, use.url) for use in uses] == [
        ("Concept van een les", "van een andere gemeente", ""),
        ("Concept van een casus", "van een andere gemeente", ""),
    ]


def test_looking_for_drafts_costs_the_same_however_many_there_are(author, shared):
    module = content.ModulePageFactory(parent=content.LearningPathPageFactory(), code="M1")

    def cost(number):
        page = content.LessonPageFactory(parent=module, code=f"M1-L{number}", title=f"Les {number}")
        write_on(page, body=[chosen(shared)])
        case_with(shared, code=f"CX{number}", title=f"Plein {number}", is_published=False)
        with CaptureQueriesContext(connection) as asked:
            uses = api.uses_of_exercises([shared], for_whom=author)
        assert len(uses) == 2 * number
        return len(asked)

    first, *later = [cost(number) for number in range(1, 6)]
    assert later[1:] == [later[0]] * 3
    assert later[0] <= first


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
