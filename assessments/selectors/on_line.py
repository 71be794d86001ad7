"""Reads of what was online last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.log_actions import registry
from wagtail.models import Revision

if TYPE_CHECKING:
    from assessments.models import Question, Quiz

PUBLISHED = "wagtail.publish"


def published_last(thing: Question | Quiz) -> Revision | None:
    """The revision that people saw last, or None when it was never online. Two queries at most."""
    if thing.live_revision_id is not None:
        return thing.live_revision
    entries = registry.get_logs_for_instance(thing).filter(action=PUBLISHED, revision__isnull=False)
    newest = entries.order_by("-timestamp", "-pk").values_list("revision_id", flat=True).first()
    return Revision.objects.filter(pk=newest).first()
