"""Areas to write in: a shelf, a collection, authors and reviewers; the shared one, and a municipality's own.

Nobody gets the permission to publish: what is published went through a review (ADR 0005).
An area is found back by its shelf and by what its groups may do there, so that names can be changed.
The names are Dutch data that administrators see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from assessments.models import CalibrationRecording, Rubric
from casestudies.models import CaseStudyIndexPage
from core.models import PeerReviewTask
from courses.models import GlossaryTerm, LearningPathIndexPage
from people.api import keep_writing_area

ShelfT = TypeVar("ShelfT", bound=Page)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from people.models import Municipality, User

SHARED_SLUG, SHARED_TITLE = "leren", "Leren"
# The addresses of the curriculum know own shelves by this beginning (courses.urls).
OWN_SLUG = "eigen-"
# Cases are read at addresses of their own, by their code; their shelves only hold them.
CASES_SLUG, CASES_TITLE = "praktijkcasussen", "Casussen"
AUTHORS, REVIEWERS, REVIEW, COLLECTION = "Auteurs", "Beoordelaars", "Beoordeling", "Leermateriaal"

ENTER = [("wagtailadmin", "access_admin")]
WRITE_PAGES = ("add_page", "change_page")
READ_PAGES = ("change_page",)
CHOOSE_FILES = ("choose_image", "choose_document")
WRITE_FILES = (*CHOOSE_FILES, "add_image", "change_image", "add_document", "change_document")
WRITE_TERMS = [("courses", "add_glossaryterm"), ("courses", "change_glossaryterm")]
READ_TERMS = [("courses", "change_glossaryterm")]
WRITE_GOALS = [("assessments", "add_learninggoal"), ("assessments", "change_learninggoal")]
WATCHING = ("rubric", "calibrationrecording")
WRITE_RUBRICS = [("assessments", f"{action}_{kind}") for action in ("add", "change") for kind in WATCHING]
READ_RUBRICS = [("assessments", f"change_{kind}") for kind in WATCHING]
# Content that is for everybody or a municipality's own; whose it is, decides who may do this with it.
OWN_CONTENT = [
    ("assessments", "question"),
    ("assessments", "quiz"),
    ("assessments", "interactiveexercise"),
    ("roleplays", "roleplayscenario"),
]
READ_CONTENT = [(app, f"{action}_{kind}") for app, kind in OWN_CONTENT for action in ("view", "change")]
WRITE_CONTENT = [*READ_CONTENT, *((app, f"add_{kind}") for app, kind in OWN_CONTENT)]


@transaction.atomic
def make_shared_area(home: Page) -> LearningPathIndexPage:
    """Give the shelf that all municipalities read, with its authors, reviewers and collection."""
    _remove_the_framework_groups()
    shelf = _shelf(None) or _put_shelf(home, LearningPathIndexPage(title=SHARED_TITLE, slug=SHARED_SLUG))
    authors, reviewers = _open_for_work(shelf, whose="")
    # Glossary, learning goals and rubrics belong to everybody, so only the shared authors write in them.
    _permit(authors, [*WRITE_TERMS, *WRITE_GOALS, *WRITE_RUBRICS])
    _permit(reviewers, [*READ_TERMS, *READ_RUBRICS])
    for kind in (GlossaryTerm, Rubric, CalibrationRecording):
        _review_all(kind, reviewers)
    share_section(
        _case_shelf(None) or _put_shelf(home, CaseStudyIndexPage(title=CASES_TITLE, slug=CASES_SLUG))
    )
    return shelf


@transaction.atomic
def make_own_area(municipality: Municipality) -> LearningPathIndexPage:
    """Give the shelf that only one municipality reads, with its own authors, reviewers, cases and collection."""
    home = Site.objects.get(is_default_site=True).root_page
    shelf = _shelf(municipality) or _put_shelf(
        home,
        LearningPathIndexPage(
            title=f"Eigen leerpaden van {municipality.name}",
            slug=f"{OWN_SLUG}{municipality.slug}",
            municipality=municipality,
        ),
    )
    shared = _shared_collection()
    groups = _open_for_work(shelf, whose=f" {municipality.name}")
    for group in groups:
        _permit_files(shared, group, CHOOSE_FILES)
    cases = _case_shelf(municipality) or _put_shelf(
        home,
        CaseStudyIndexPage(
            title=f"Eigen casussen van {municipality.name}",
            slug=f"{CASES_SLUG}-{municipality.slug}",
            municipality=municipality,
        ),
    )
    _open_section(cases, *groups)
    return shelf


@transaction.atomic
def share_section(section: Page) -> None:
    """Let the shared authors and reviewers work on another part of the site, such as the cases."""
    shelf = LearningPathIndexPage.objects.get(municipality=None)
    _open_section(section, *_groups_of(shelf, whose=""))


def _open_section(section: Page, authors: Group, reviewers: Group) -> None:
    _permit_pages(section, authors, WRITE_PAGES)
    _permit_pages(section, reviewers, READ_PAGES)
    _review(section, reviewers)


def make_author(person: User, *, municipality: Municipality | None = None) -> None:
    """Let a person write: for everybody, or for one municipality only."""
    authors, _reviewers = _groups_for(municipality)
    person.groups.add(authors)


def make_reviewer(person: User, *, municipality: Municipality | None = None) -> None:
    """Let a person review what others wrote: for everybody, or for one municipality only."""
    _authors, reviewers = _groups_for(municipality)
    person.groups.add(reviewers)


def _shelf(municipality: Municipality | None) -> LearningPathIndexPage | None:
    return LearningPathIndexPage.objects.filter(municipality=municipality).first()


def _case_shelf(municipality: Municipality | None) -> CaseStudyIndexPage | None:
    return CaseStudyIndexPage.objects.filter(municipality=municipality).first()


def _put_shelf(home: Page, shelf: ShelfT) -> ShelfT:
    home.add_child(instance=shelf)
    shelf.save_revision().publish()
    return shelf


def _open_for_work(shelf: LearningPathIndexPage, *, whose: str) -> tuple[Group, Group]:
    authors, reviewers = _groups_of(shelf, whose=whose)
    collection = _collection_of(authors, whose=whose)
    for group, pages, files, content in (
        (authors, WRITE_PAGES, WRITE_FILES, WRITE_CONTENT),
        (reviewers, READ_PAGES, CHOOSE_FILES, READ_CONTENT),
    ):
        _permit(group, [*ENTER, *content])
        _permit_pages(shelf, group, pages)
        _permit_files(collection, group, files)
    _review(shelf, reviewers)
    keep_writing_area(
        municipality=shelf.municipality,
        authors=authors,
        reviewers=reviewers,
        review=_workflow_of(reviewers),
    )
    return authors, reviewers


def _groups_for(municipality: Municipality | None) -> tuple[Group, Group]:
    if municipality is None:
        return _groups_of(LearningPathIndexPage.objects.get(municipality=None), whose="")
    shelf = _shelf(municipality) or make_own_area(municipality)
    return _groups_of(shelf, whose=f" {municipality.name}")


def _groups_of(shelf: Page, *, whose: str) -> tuple[Group, Group]:
    """Who writes on a shelf and who reviews there; made when they are not there yet."""
    writing = Group.objects.filter(
        page_permissions__page_id=shelf.pk, page_permissions__permission__codename="add_page"
    )
    working = Group.objects.filter(page_permissions__page_id=shelf.pk).exclude(pk__in=writing)
    authors = writing.first() or Group.objects.get_or_create(name=f"{AUTHORS}{whose}")[0]
    reviewers = working.first() or Group.objects.get_or_create(name=f"{REVIEWERS}{whose}")[0]
    return authors, reviewers


def _collection_of(authors: Group, *, whose: str) -> Collection:
    """Where authors put their files; made when it is not there yet."""
    found = Collection.objects.filter(
        group_permissions__group=authors, group_permissions__permission__codename="add_image"
    ).first()
    return found or Collection.get_first_root_node().add_child(name=f"{COLLECTION}{whose}")


def _shared_collection() -> Collection:
    authors, _reviewers = _groups_for(None)
    return _collection_of(authors, whose="")


def _permit(group: Group, permissions: Iterable[tuple[str, str]]) -> None:
    wanted = set(permissions)
    labels, codenames = zip(*wanted, strict=True)
    among = Permission.objects.filter(content_type__app_label__in=labels, codename__in=codenames)
    found = {
        (each.content_type.app_label, each.codename): each for each in among.select_related("content_type")
    }
    group.permissions.add(*(found[name] for name in wanted))


def _permit_pages(page: Page, group: Group, codenames: Iterable[str]) -> None:
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    for permission in pages:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _permit_files(collection: Collection, group: Group, codenames: Iterable[str]) -> None:
    labels = ["wagtailimages", "wagtaildocs"]
    files = Permission.objects.filter(content_type__app_label__in=labels, codename__in=codenames)
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _review(page: Page, reviewers: Group) -> None:
    """Have everything below a page reviewed by a group."""
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": _workflow_of(reviewers)})


def _review_all(kind: type[Model], reviewers: Group) -> None:
    """Have everything of a kind reviewed by a group."""
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(kind),
        defaults={"workflow": _workflow_of(reviewers)},
    )


def _workflow_of(reviewers: Group) -> Workflow:
    found = Workflow.objects.filter(workflow_tasks__task__peerreviewtask__groups=reviewers).first()
    if found is not None:
        return found
    name = reviewers.name.replace(REVIEWERS, REVIEW, 1)
    task = PeerReviewTask.objects.create(name=name)
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    return workflow


def _remove_the_framework_groups() -> None:
    """Wagtail starts with groups that may publish, and with their workflow; nobody was put in them here."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", task_states=None).delete()
