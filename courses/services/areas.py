"""Areas to write in: a shelf, a collection, authors and reviewers; the shared one, and a municipality's own.

Nobody gets the permission to publish: what is published went through a review (ADR 0005).
The names are Dutch data that administrators see; they are also what an area is found back by, so they stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

from core.models import PeerReviewTask
from courses.models import GlossaryTerm, LearningPathIndexPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import Municipality, User

SHARED_SHELF = ("leren", "Leren")
SHARED_COLLECTION = "Gedeeld leermateriaal"
AUTHORS = "Auteurs"
REVIEWERS = "Beoordelaars"
REVIEW = "Beoordeling"

ENTER = ("wagtailadmin", "access_admin")
WRITE_PAGES = ("add_page", "change_page")
READ_PAGES = ("change_page",)
WRITE_FILES = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
CHOOSE_FILES = ("choose_image", "choose_document")
WRITE_TERMS = ("add_glossaryterm", "change_glossaryterm")


@transaction.atomic
def make_shared_area(home: Page) -> LearningPathIndexPage:
    """Give the shelf that all municipalities read, with its authors, reviewers and collection."""
    _remove_the_framework_groups()
    slug, title = SHARED_SHELF
    shelf = LearningPathIndexPage.objects.filter(municipality=None).first()
    shelf = shelf or _put_shelf(home, LearningPathIndexPage(title=title, slug=slug))
    authors, reviewers = _groups("")
    _let_work(shelf, _collection(SHARED_COLLECTION), authors, reviewers)
    _let_write_terms(authors, reviewers)
    return shelf


@transaction.atomic
def make_own_area(municipality: Municipality) -> LearningPathIndexPage:
    """Give the shelf that only one municipality reads, with its own authors, reviewers and collection."""
    shelf = LearningPathIndexPage.objects.filter(municipality=municipality).first()
    if shelf is None:
        home = Site.objects.get(is_default_site=True).root_page
        title = f"Eigen leerpaden van {municipality.name}"
        shelf = _put_shelf(
            home, LearningPathIndexPage(title=title, slug=municipality.slug, municipality=municipality)
        )
    authors, reviewers = _groups(municipality.slug)
    _let_work(shelf, _collection(f"Leermateriaal van {municipality.slug}"), authors, reviewers)
    _permit_files(_collection(SHARED_COLLECTION), authors, CHOOSE_FILES)
    _permit_files(_collection(SHARED_COLLECTION), reviewers, CHOOSE_FILES)
    return shelf


@transaction.atomic
def share_section(section: Page) -> None:
    """Let the shared authors and reviewers work on another part of the site, such as the cases."""
    authors, reviewers = _groups("")
    _permit_pages(section, authors, WRITE_PAGES)
    _permit_pages(section, reviewers, READ_PAGES)
    _review(section, reviewers)


def make_author(person: User, *, municipality: Municipality | None = None) -> None:
    """Let a person write: for everybody, or for one municipality only."""
    person.groups.add(_groups(municipality.slug if municipality else "")[0])


def make_reviewer(person: User, *, municipality: Municipality | None = None) -> None:
    """Let a person review what others wrote: for everybody, or for one municipality only."""
    person.groups.add(_groups(municipality.slug if municipality else "")[1])


def _put_shelf(home: Page, shelf: LearningPathIndexPage) -> LearningPathIndexPage:
    home.add_child(instance=shelf)
    shelf.save_revision().publish()
    return shelf


def _groups(whose: str) -> tuple[Group, Group]:
    """Authors and reviewers, made when they are not there yet."""
    names = [f"{name} {whose}".strip() for name in (AUTHORS, REVIEWERS)]
    authors, reviewers = (Group.objects.get_or_create(name=name)[0] for name in names)
    return authors, reviewers


def _collection(name: str) -> Collection:
    found = Collection.objects.filter(name=name, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=name)


def _let_work(shelf: Page, collection: Collection, authors: Group, reviewers: Group) -> None:
    for group, pages, files in (
        (authors, WRITE_PAGES, WRITE_FILES),
        (reviewers, READ_PAGES, CHOOSE_FILES),
    ):
        _permit(group, [ENTER])
        _permit_pages(shelf, group, pages)
        _permit_files(collection, group, files)
    _review(shelf, reviewers)


def _let_write_terms(authors: Group, reviewers: Group) -> None:
    """The glossary belongs to everybody, so only the shared authors write in it."""
    _permit(authors, [("courses", codename) for codename in WRITE_TERMS])
    _permit(reviewers, [("courses", "change_glossaryterm")])
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(GlossaryTerm),
        defaults={"workflow": Workflow.objects.get(name=REVIEW)},
    )


def _permit(group: Group, permissions: Iterable[tuple[str, str]]) -> None:
    for app_label, codename in permissions:
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))


def _permit_pages(page: Page, group: Group, codenames: Iterable[str]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _permit_files(collection: Collection, group: Group, codenames: Iterable[str]) -> None:
    labels = ["wagtailimages", "wagtaildocs"]
    for permission in Permission.objects.filter(content_type__app_label__in=labels, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _review(page: Page, reviewers: Group) -> None:
    """Have everything below a page reviewed by a group."""
    name = reviewers.name.replace(REVIEWERS, REVIEW, 1)
    task = PeerReviewTask.objects.filter(groups=reviewers).first()
    if task is None:
        task = PeerReviewTask.objects.create(name=name)
        task.groups.add(reviewers)
    workflow, _ = Workflow.objects.get_or_create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})


def _remove_the_framework_groups() -> None:
    """Wagtail starts with groups that may publish, and with their workflow; nobody was put in them here."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", task_states=None).delete()
