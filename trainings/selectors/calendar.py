"""What stands in calendars, and whose a feed is."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from core.choices import MailState
from core.mail_once import uncertain
from people.api import everywhere, standing_of
from trainings.choices import MeetingState
from trainings.models import CalendarMail, FeedToken
from trainings.rules.calendar import Entry
from trainings.selectors.meetings import own_meetings

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from people.models import Municipality, User
    from trainings.models import Meeting

# How far back a feed looks; calendars keep what they have, and a file stays small.
FEED_LOOKS_BACK = timedelta(days=92)


def entry_of(meeting: Meeting) -> Entry:
    """A meeting as it stands in a calendar."""
    url = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{meeting.get_absolute_url()}"
    online = [_("Join online: %(link)s") % {"link": meeting.link}] if meeting.link else []
    lines = [meeting.about, *online, _("About this meeting: %(url)s") % {"url": url}]
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        place=meeting.where,
        description="\n".join(line for line in lines if line),
        url=url,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def feed_entries(person: User, municipality: Municipality, *, now: datetime) -> list[Entry]:
    """What somebody's own calendar holds, from three months ago on. One query."""
    meetings = own_meetings(person, municipality).filter(ends_at__gt=now - FEED_LOOKS_BACK)
    return [entry_of(meeting) for meeting in meetings]


def hash_of(token: str) -> str:
    """What is kept of the key of a feed."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_with_token(token: str) -> FeedToken | None:
    """Whose feed a key opens; None when it was revoked, or when the person has left. At most two queries."""
    with everywhere():
        rows = FeedToken.objects.select_related("person", "municipality")
        found = rows.filter(token_hash=hash_of(token), revoked_at__isnull=True).first()
    if found is None or not found.person.is_active or not found.municipality.is_active:
        return None
    return found if standing_of(found.person).roles_in(found.municipality_id) else None


def open_feed_of(person: User, municipality: Municipality) -> FeedToken | None:
    """The feed that somebody has now; its key cannot be read back."""
    return FeedToken.objects.filter(person=person, municipality=municipality, revoked_at=None).first()


def mail_counts(*, now: datetime) -> dict[str, int]:
    """How many calendar mails there are in each state, and of how many nobody knows whether they left. One query."""
    wanted = {state.value: Count("pk", filter=Q(state=state)) for state in MailState}
    with everywhere():
        counts: dict[str, int] = CalendarMail.objects.aggregate(
            **wanted, uncertain=Count("pk", filter=uncertain(now))
        )
    return counts


def uncertain_mails(*, now: datetime) -> QuerySet[CalendarMail]:
    """Mails that were handed over a while ago and never confirmed, over all municipalities; a person decides."""
    with everywhere():
        rows: QuerySet[CalendarMail] = CalendarMail.objects.filter(uncertain(now))
    return rows.select_related("municipality").order_by("claimed_at")


def planned_mail_ids(*, meeting_id: int | None = None) -> list[int]:
    """Mails that wait, of one meeting or of all, the oldest first."""
    with everywhere():
        waiting = CalendarMail.objects.filter(state=MailState.PLANNED).order_by("planned_at", "pk")
        if meeting_id is not None:
            waiting = waiting.filter(meeting_id=meeting_id)
        return list(waiting.values_list("pk", flat=True))
