"""What somebody who writes may know about: everything, except what is on the shelves of other municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Task, WorkflowPage
from wagtail.permissions import policy_registry

from casestudies.models import CaseStudyIndexPage
from courses.models import LearningPathIndexPage

if TYPE_CHECKING:
    from collections.abc import Collection as Many
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Collection

    from people.models import User

# The kinds of shelves of which a municipality may have its own.
SHELVES = (LearningPathIndexPage, CaseStudyIndexPage)
FILE_ACTIONS = frozenset({"choose", "add", "change", "delete"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The pages and files that one person may know about in the admin."""

    person: User
    closed: tuple[str, ...]

    def pages(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """Those of the pages that this person may know about."""
        for shelf in self.closed:
            pages = pages.exclude(path__startswith=shelf)
        return pages

    def knows(self, model: type[Model], pks: Many[int]) -> bool:
        """Whether this person may know about all of these; what does not exist is nobody's secret."""
        if issubclass(model, Page):
            paths = Page.objects.filter(pk__in=pks).values_list("path", flat=True)
            return not any(path.startswith(self.closed) for path in paths)
        if issubclass(model, Task):
            reviewed = WorkflowPage.objects.filter(workflow__workflow_tasks__task__in=pks)
            return not any(
                path.startswith(self.closed) for path in reviewed.values_list("page__path", flat=True)
            )
        policy = policy_registry.get_by_type(model)
        mine = policy.instances_user_has_any_permission_for(self.person, FILE_ACTIONS)
        return not model._base_manager.filter(pk__in=pks).exclude(pk__in=mine.values("pk")).exists()


def reach_of(person: User) -> Reach:
    """What somebody may know about. Three queries, remembered on the person."""
    kept = person.__dict__.get("_reach")
    if kept is None:
        kept = person.__dict__["_reach"] = Reach(person, tuple(_closed_to(person)))
    return kept


def _closed_to(person: User) -> Iterable[str]:
    """The own shelves on which somebody may do nothing."""
    if person.is_superuser:
        return
    shelves = (kind.objects.exclude(municipality=None) for kind in SHELVES)
    own = chain.from_iterable(rows.values_list("path", flat=True) for rows in shelves)
    mine = GroupPagePermission.objects.filter(group__user=person).values_list("page__path", flat=True)
    where = tuple(mine)
    for shelf in own:
        if not any(shelf.startswith(path) or path.startswith(shelf) for path in where):
            yield shelf


def owner_of(collection: Collection) -> int | None:
    """The municipality whose authors fill a collection, or None when everybody may use what is in it."""
    writers = GroupCollectionPermission.objects.filter(
        collection=collection, permission__codename__in=["add_image", "add_document"]
    ).values("group")
    shelves = GroupPagePermission.objects.filter(group__in=writers).values("page")
    own = LearningPathIndexPage.objects.filter(pk__in=shelves).exclude(municipality=None)
    return own.values_list("municipality_id", flat=True).first()
