"""Publishing at the moment that an author planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log
from wagtail.models import Revision

if TYPE_CHECKING:
    from datetime import datetime

NOT_PUBLISHED = "core.not_published"


def publish_due(*, now: datetime) -> None:
    """Publish what is due. What something stands in the way of goes back to its author, and holds up nothing else."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except PermissionDenied as refused:
            _give_back(revision, str(refused))


def _give_back(revision: Revision, reason: str) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(revision.content_object, NOT_PUBLISHED, revision=revision, data={"reason": reason})
