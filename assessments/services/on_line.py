"""Taking a question or a test off line and putting it back: results stay, and who is busy goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from assessments.permissions.on_line import can_put_back, can_take_off_line
from assessments.selectors.on_line import published_last
from core.access import require

if TYPE_CHECKING:
    from assessments.models import Question, Quiz
    from people.models import User


@transaction.atomic
def take_off_line(thing: Question | Quiz, *, person: User) -> None:
    """From now on nobody is asked this who did not begin yet."""
    locked = _locked(thing)
    require(can_take_off_line(locked))
    UnpublishAction(locked, user=person).execute(skip_permission_checks=True)


@transaction.atomic
def put_back(thing: Question | Quiz, *, person: User) -> None:
    """Put back what was online last, as it was: that has been reviewed. A newer draft stays a draft."""
    locked = _locked(thing)
    require(can_put_back(locked))
    revision = published_last(locked)
    assert revision is not None  # noqa: S101 - what may be put back was online
    PublishRevisionAction(revision, user=person).execute(skip_permission_checks=True)


def _locked(thing: Question | Quiz) -> Question | Quiz:
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
