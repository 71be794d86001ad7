"""No author sees, chooses, finds, opens, copies, moves or reports on what another municipality wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.models import Page

from assessments.models import CalibrationRecording, Rubric
from core.models import LeerpleinDocument, LeerpleinImage
from courses.models import LessonPage
from progression.models import StageRequirement, StageTerm
from tests.authoring.world import Area
from tests.factories import courses as make
from tests.factories.questions import LearningGoalFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
REFUSALS = {302, 403, 404, 405}


def admin_addresses() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every address of the admin that names something: its view, its route, the names."""
    [admin] = [each for each in get_resolver().url_patterns if str(each.pattern) == "beheer/"]
    return [(name, route, names) for name, route, names in _walk(admin.url_patterns) if names]


def _walk(patterns: list, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)
        elif isinstance(each, URLPattern) and each.name:
            yield ":".join([*spaces, each.name]), str(each.pattern), tuple(each.pattern.regex.groupindex)


def test_the_walk_finds_the_admin():
    assert len(admin_addresses()) > 100


class Named:
    """What to fill in for each name in an address, so that it is about the other municipality."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.by_name = {
            "page_id": area.lesson.pk,
            "page_pk": area.lesson.pk,
            "parent_page_id": area.module.pk,
            "page_to_move_id": area.lesson.pk,
            "destination_id": area.module.pk,
            "object_id": area.lesson.pk,
            "question_id": area.question.pk,
            "exercise_id": area.exercise.pk,
            "library_id": 1,
            "number": 1,
            "kind": "vraag",
            "key": "n1",
            "image_id": area.image.pk,
            "document_id": area.document.pk,
            "doc_id": area.document.pk,
            "collection_id": area.collection.pk,
            "workflow_pk": area.workflow_state.workflow_id,
            "workflow_state_id": area.workflow_state.pk,
            "task_state_id": area.task_state.pk,
            "task_id": area.task_state.task_id,
            "revision_id": area.revision.pk,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "session_id": 1,
            "uploaded_file_id": 1,
            "action_name": "approve",
            "filter_spec": "width-100",
            "content_type_app_name": "courses",
            "content_type_model_name": "lessonpage",
            "app_label": "courses",
            "app_name": "courses",
            "model_name": "lessonpage",
            "action": "delete",
            "uidb64": "MQ",
            "token": "geen-token",
        }
        self.by_space = {
            "api": area.lesson.pk,
            "pages": area.lesson.pk,
            "images": area.image.pk,
            "docs": area.document.pk,
            "collections": area.collection.pk,
            "workflows": area.workflow_state.workflow_id,
            "glossaryterm": make.GlossaryTermFactory().pk,
            "learninggoal": LearningGoalFactory().pk,
            "question": area.question.pk,
            "on_line": area.question.pk,
            "interactiveexercise": area.exercise.pk,
            "quiz": QuizFactory(
                municipality=area.municipality, title=f"Toets van {area.municipality.name}"
            ).pk,
            "roleplayscenario": area.scenario.pk,
            "scenario_desk": area.scenario.pk,
            "scenario_exchange": area.scenario.pk,
            "stagerequirement": StageRequirement.objects.first().pk,
            "stageterm": StageTerm.objects.first().pk,
            "rubric": Rubric.objects.get(code="kijkkader").pk,
            "calibrationrecording": CalibrationRecording.objects.get(slug="het-veldje").pk,
            "municipality": area.municipality.pk,
            "team": 1,
            "membership": 1,
            "tenantgroup": 1,
            "poolmember": 1,
            "sites": 1,
            "users": area.author.pk,
            "groups": area.author.groups.first().pk,
            "settings": 1,
        }

    def arguments(self, view: str, names: tuple[str, ...]) -> dict[str, object]:
        return {name: self.by_name[name] if name != "pk" else self._pk(view) for name in names}

    def _pk(self, view: str) -> object:
        space = view.rpartition(":")[0]
        return next(pk for word, pk in self.by_space.items() if word in space)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_tells_anything_about_another_municipality(ours, theirs, signed_in, method):
    from django.urls import reverse

    browser, named = signed_in(ours.author), Named(theirs)
    before = (Page.objects.count(), LeerpleinImage.objects.count(), LeerpleinDocument.objects.count())
    told = []
    for view, route, names in admin_addresses():
        arguments = named.arguments(view, names)
        url = reverse(view, kwargs=arguments)
        answer = getattr(browser, method)(url)
        told += [f"{view} {route}: {answer.status_code}: {words}" for words in told_by(answer)]
        if {"page_id", "image_id", "document_id", "doc_id"}.intersection(names):
            assert answer.status_code in REFUSALS, f"{view}: {answer.status_code}"
    assert told == []
    assert before == (Page.objects.count(), LeerpleinImage.objects.count(), LeerpleinDocument.objects.count())
    assert theirs.lesson.current_workflow_state is not None


LISTS = [
    "/beheer/",
    "/beheer/pages/",
    "/beheer/pages/1/",
    "/beheer/lessen/",
    "/beheer/lessen/?q=van",
    "/beheer/casussen/",
    "/beheer/casussen/?q=van",
    "/beheer/casussen/results/?q=Casus",
    "/beheer/casussen/?responsible=team&state=under_review",
    "/beheer/casussen/?used=nowhere",
    "/beheer/pages/usage/casestudies/casestudypage/",
    "/beheer/choose-page/?page_type=casestudies.CaseStudyPage",
    "/beheer/choose-page/search/?q=Casus&page_type=casestudies.CaseStudyPage",
    "/beheer/api/main/pages/?type=casestudies.CaseStudyPage",
    "/beheer/pages/search/?q=van",
    "/beheer/pages/usage/courses/lessonpage/",
    "/beheer/pages/usage/courses/learningpathindexpage/",
    "/beheer/choose-page/",
    "/beheer/choose-page/?page_type=courses.LessonPage",
    "/beheer/choose-page/?page_type=courses.LearningPathIndexPage",
    "/beheer/choose-page/search/?q=Les",
    "/beheer/api/main/pages/",
    "/beheer/api/main/pages/?child_of=1&for_explorer=1",
    "/beheer/api/main/images/",
    "/beheer/api/main/documents/",
    "/beheer/images/",
    "/beheer/images/?q=Foto",
    "/beheer/images/chooser/",
    "/beheer/images/chooser/?q=Foto",
    "/beheer/images/add/",
    "/beheer/images/multiple/add/",
    "/beheer/documents/",
    "/beheer/documents/?q=Blad",
    "/beheer/documents/chooser/",
    "/beheer/documents/chooser/?q=Blad",
    "/beheer/collections/",
    "/beheer/workflows/list/",
    "/beheer/workflows/tasks/index/",
    "/beheer/workflows/task_chooser/",
    "/beheer/snippets/courses/glossaryterm/",
    "/beheer/snippets/",
    "/beheer/snippets/assessments/question/",
    "/beheer/snippets/assessments/question/?q=Vraag",
    "/beheer/snippets/assessments/question/results/?q=Beekstad",
    "/beheer/snippets/assessments/question/?export=csv",
    "/beheer/snippets/assessments/question/?module=M1&live=true",
    "/beheer/snippets/assessments/learninggoal/",
    "/beheer/snippets/assessments/rubric/",
    "/beheer/snippets/assessments/calibrationrecording/",
    "/beheer/snippets/choose/assessments/question/",
    "/beheer/snippets/choose/assessments/question/results/?q=Vraag",
    "/beheer/snippets/roleplays/roleplayscenario/",
    "/beheer/snippets/roleplays/roleplayscenario/?q=Gesprek",
    "/beheer/snippets/roleplays/roleplayscenario/results/?q=Beekstad",
    "/beheer/snippets/roleplays/roleplayscenario/?export=csv",
    "/beheer/snippets/choose/roleplays/roleplayscenario/",
    "/beheer/snippets/choose/roleplays/roleplayscenario/results/?q=Gesprek",
    "/beheer/reports/site-history/",
    "/beheer/reports/locked/",
    "/beheer/reports/workflow/",
    "/beheer/reports/workflow_tasks/",
    "/beheer/reports/aging-pages/",
    "/beheer/reports/page-types-usage/",
    "/beheer/tag-autocomplete/?term=Beek",
    "/beheer/users/",
    "/beheer/groups/",
    "/beheer/gemeenten/",
    "/beheer/teams/",
    "/beheer/lidmaatschappen/",
    "/beheer/account/",
]


def told_by(answer) -> list[str]:
    """The places in an answer where the other municipality is named."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return re.findall(r"(?i).{0,60}beekst.{0,20}", body.decode(errors="replace"))


def test_no_list_and_no_search_tells_anything_about_another_municipality(ours, theirs, signed_in):
    browser = signed_in(ours.author)
    told = {address: told_by(browser.get(address, follow=True)) for address in LISTS}
    assert {address: words for address, words in told.items() if words} == {}


def test_what_one_wrote_oneself_is_there(ours, theirs, signed_in):
    browser = signed_in(ours.author)
    for address, own in [
        ("/beheer/lessen/", "Les van Aaldorp"),
        ("/beheer/pages/search/?q=Aaldorp", "Les van Aaldorp"),
        ("/beheer/choose-page/search/?q=Aaldorp", "Les van Aaldorp"),
        ("/beheer/images/", "Foto van Aaldorp"),
        ("/beheer/images/chooser/", "Foto van Aaldorp"),
        ("/beheer/documents/", "Blad van Aaldorp"),
        ("/beheer/documents/chooser/", "Blad van Aaldorp"),
    ]:
        answer = browser.get(address)
        text = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
        assert own in text, address


def test_everybody_may_choose_from_the_shared_curriculum(ours, signed_in):
    shared = make.LessonPageFactory(title="Gedeelde les")
    found = signed_in(ours.author).get("/beheer/choose-page/search/?q=Gedeelde").content.decode()
    assert shared.title in found


@pytest.mark.parametrize("parameter", ["id", "parent_page_id", "target_pages[]"])
def test_a_page_that_is_named_in_a_question_is_fenced_too(ours, theirs, signed_in, parameter):
    browser = signed_in(ours.author)
    for address in (
        "/beheer/choose-page/chosen-multiple/",
        "/beheer/choose-page/",
        "/beheer/choose-external-link/",
    ):
        answer = browser.get(address, {parameter: [theirs.lesson.pk]})
        assert b"Beekst" not in answer.content


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_files_that_are_named_in_a_question_are_fenced_too(ours, theirs, signed_in, kind):
    thing = theirs.image if kind == "images" else theirs.document
    answer = signed_in(ours.author).get(f"/beheer/{kind}/chooser/chosen-multiple/", {"id": [thing.pk]})
    assert b"Beekst" not in answer.content


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_no_bulk_action_reaches_another_municipality(ours, theirs, signed_in, action):
    answer = signed_in(ours.author).post(
        f"/beheer/bulk/wagtailcore/page/{action}/?id={theirs.lesson.pk}", {"chooser": ours.module.pk}
    )
    assert answer.status_code == 404
    assert Page.objects.get(pk=theirs.lesson.pk).get_parent().pk == theirs.module.pk


def test_a_page_cannot_be_moved_to_another_municipality(ours, theirs, signed_in):
    url = f"/beheer/pages/{ours.lesson.pk}/move/{theirs.module.pk}/confirm/"
    assert signed_in(ours.author).post(url, {"slug": ours.lesson.slug}).status_code == 404


def test_a_page_cannot_be_copied_to_another_municipality(ours, theirs, signed_in):
    answer = signed_in(ours.author).post(
        f"/beheer/pages/{ours.lesson.pk}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": theirs.module.pk},
    )
    assert answer.status_code == 404
    assert b"Beekst" not in answer.content
    assert not LessonPage.objects.filter(slug="kopie").exists()


def test_an_own_page_can_be_copied(ours, signed_in):
    answer = signed_in(ours.author).post(
        f"/beheer/pages/{ours.lesson.pk}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": ours.module.pk},
    )
    assert answer.status_code == 302
    copy = LessonPage.objects.get(slug="kopie")
    assert copy.get_parent().pk == ours.module.pk
    assert copy.code != ours.lesson.code


def test_a_typed_address_is_not_turned_into_the_page_of_another_municipality(ours, theirs, signed_in):
    answer = signed_in(ours.author).post(
        "/beheer/choose-external-link/",
        {"external-link-chooser-url": theirs.lesson.full_url, "external-link-chooser-link_text": "lees"},
    )
    assert b"Beekst" not in answer.content


def test_an_author_of_the_shared_curriculum_does_not_see_own_areas(theirs, author, signed_in):
    browser = signed_in(author)
    for address in LISTS:
        assert told_by(browser.get(address, follow=True)) == [], address
    assert browser.get(f"/beheer/pages/{theirs.lesson.pk}/edit/").status_code == 404


def test_somebody_who_writes_for_two_sees_both(ours, theirs, signed_in):
    from courses.api import make_author

    make_author(ours.author, municipality=theirs.municipality)
    found = signed_in(ours.author).get("/beheer/lessen/").content.decode()
    assert "Les van Aaldorp" in found
    assert "Les van Beekstad" in found


def test_a_platform_administrator_sees_everything(ours, theirs, platform_administrator, signed_in):
    found = signed_in(platform_administrator).get("/beheer/lessen/").content.decode()
    assert "Les van Aaldorp" in found
    assert "Les van Beekstad" in found


# --- Files for learners ----------------------------------------------------------------


def test_a_file_of_one_municipality_does_not_exist_for_people_of_another(ours, theirs, signed_in, client):
    from people.choices import Role
    from tests.factories.people import person_with

    url = theirs.document.url
    assert signed_in(person_with(Role.LEARNER, municipality=theirs.municipality)).get(url).status_code == 200
    assert signed_in(person_with(Role.LEARNER, municipality=ours.municipality)).get(url).status_code == 404
    assert signed_in(ours.author).get(url).status_code == 404
    assert signed_in(theirs.author).get(url).status_code == 200
    assert client.get(url).status_code == 404
