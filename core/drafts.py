"""What stands in pages that are not on line yet: written by authors, with a reviewer, or planned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Revision, TaskState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page


def drafted_blocks(model: type[Page], field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each block, as it is stored, that comes on line with a draft of one of these pages, beside the page. Two queries.

    A block that stands in two drafts of a page comes twice.
    """
    never_saved_as_draft = model._default_manager.filter(live=False, latest_revision=None)
    for pk, stream in never_saved_as_draft.values_list("pk", field):
        yield from ((pk, block) for block in stream.raw_data)
    for pk, text in _coming(model).values_list("object_id", f"content__{field}"):
        yield from ((int(pk), block) for block in json.loads(text or "[]"))


def edit_address(page: Page, person: Any) -> str:
    """Where somebody works on a page; nothing for who does not."""
    may_edit = page.permissions_for_user(person).can_edit()
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""


def _coming(model: type[Page]) -> Any:
    """Revisions that may be published: the newest of a page, one that a reviewer has, and one that is planned."""
    unpublished = Q(live=False) | Q(has_unpublished_changes=True)
    newest = model._default_manager.filter(unpublished).values("latest_revision")
    under_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    return Revision.objects.filter(
        Q(pk__in=newest) | Q(pk__in=under_review) | Q(approved_go_live_at__isnull=False),
        content_type=ContentType.objects.get_for_model(model),
    )
