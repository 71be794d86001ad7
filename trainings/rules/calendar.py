"""Meetings as calendars read them (RFC 5545, 5546): one UID for always, a SEQUENCE that rises, times with their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vUri

from trainings.choices import CalendarMethod

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

ZONE = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//WKS Leerplein//Bijeenkomsten//NL"
REFRESH = timedelta(hours=1)
# What stands in people's calendars; a change of anything else sends no mail.
TOLD = frozenset({"title", "begins_at", "ends_at", "place", "link"})
# Written out, because Outlook reads a zone from the file and not from its name.
_ZONE_AS_TEXT = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as it stands in a calendar."""

    uid: str
    sequence: int
    begins_at: datetime
    ends_at: datetime
    title: str
    place: str
    description: str
    url: str
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody with an e-mail address."""

    name: str
    email: str


def is_told(changed: Collection[str]) -> bool:
    """Whether a change of these details has to reach people's calendars."""
    return bool(TOLD.intersection(changed))


def message(
    entry: Entry, *, method: CalendarMethod, organizer: Address, attendee: Address, stamp: datetime
) -> bytes:
    """What a mail carries to put a meeting into a calendar, to move it there, or to take it out."""
    calendar = _calendar(method)
    event = _event(entry, stamp)
    event["STATUS"] = "CANCELLED" if method == CalendarMethod.CANCEL else "CONFIRMED"
    event["ORGANIZER"] = _address(organizer)
    guest = _address(attendee)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("attendee", guest, encode=False)
    calendar.add_component(event)
    return _written(calendar)


def feed(entries: Iterable[Entry], *, name: str, stamp: datetime) -> bytes:
    """A calendar that people subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, stamp))
    return _written(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    for key, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", method),
    ):
        calendar.add(key, str(value))
    calendar.add_component(Timezone.from_ical(_ZONE_AS_TEXT))
    return calendar


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", entry.begins_at.astimezone(ZONE))
    event.add("dtend", entry.ends_at.astimezone(ZONE))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.description)
    event.add("url", vUri(entry.url))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _address(who: Address) -> vCalAddress:
    address = vCalAddress(f"mailto:{who.email}")
    address.params["CN"] = who.name
    return address


def _written(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical(sorted=False))
