"""What calendars get to read, beside how Outlook, Google and Apple write the same meeting down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from dateutil.tz import datetime_ambiguous, tzical
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from trainings.choices import CalendarMethod
from trainings.rules.calendar import TOLD, ZONE, Address, Entry, feed, is_told, message

EXAMPLES = Path(__file__).parent / "calendars"
ORGANIZER = Address("WKS Leerplein", "leerplein@example.nl")
FATMA = Address("Fatma El Amrani", "fatma@example.nl")
STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)
MEETING = Entry(
    uid="bijeenkomst-1@leerplein",
    sequence=2,
    begins_at=datetime(2026, 10, 26, 8, tzinfo=UTC),
    ends_at=datetime(2026, 10, 26, 11, 30, tzinfo=UTC),
    title="Trainingsdag: het kader, deel 2",
    place="Stadhuis, zaal 3",
    description=(
        "Neem je eigen casus mee; namen van inwoners laat je weg.\n"
        "Meer: https://leerplein.example.nl/bijeenkomsten/1/"
    ),
    url="https://leerplein.example.nl/bijeenkomsten/1/",
)


def sent(entry=MEETING, method=CalendarMethod.REQUEST, attendee=FATMA):
    return message(entry, method=method, organizer=ORGANIZER, attendee=attendee, stamp=STAMP)


def stored(name):
    """An example with the line ends that files have on the way."""
    return (EXAMPLES / name).read_bytes().replace(b"\n", b"\r\n")


def event_of(written):
    return next(iter(Calendar.from_ical(written).walk("VEVENT")))


# --- The stored examples ------------------------------------------------------------------------------


@pytest.mark.parametrize("method", CalendarMethod)
def test_a_mail_carries_exactly_this(method):
    assert sent(method=method) == stored(f"{method.lower()}.ics")


def test_a_feed_carries_exactly_this():
    second = replace(
        MEETING, uid="bijeenkomst-2@leerplein", begins_at=STAMP, ends_at=STAMP + timedelta(hours=1)
    )
    assert feed([MEETING, second], name="Bijeenkomsten WKS Leerplein", stamp=STAMP) == stored("feed.ics")


@pytest.mark.parametrize("client", ["outlook", "google", "apple"])
def test_a_client_writes_down_the_same_meeting(client):
    theirs, ours = event_of(stored(f"{client}.ics")), event_of(sent())
    for name in ("UID", "SEQUENCE", "SUMMARY", "LOCATION"):
        assert theirs[name] == ours[name], name
    for name in ("DTSTART", "DTEND", "DTSTAMP"):
        assert theirs[name].dt.astimezone(UTC) == ours[name].dt.astimezone(UTC), name
    assert theirs["DESCRIPTION"].strip() == ours["DESCRIPTION"]


@pytest.mark.parametrize("client", ["google", "apple"])
def test_who_is_invited_and_by_whom_reads_the_same(client):
    theirs, ours = event_of(stored(f"{client}.ics")), event_of(sent())
    for name in ("ORGANIZER", "ATTENDEE"):
        assert theirs[name] == ours[name]
        assert theirs[name].params["CN"] == ours[name].params["CN"]
    assert theirs["ATTENDEE"].params["PARTSTAT"] == ours["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


# --- One meeting, one place in a calendar -----------------------------------------------------------------


def test_a_change_has_the_same_uid_and_a_higher_sequence():
    before, after = event_of(sent()), event_of(sent(replace(MEETING, sequence=3, place="Zaal 4")))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]


def test_taking_out_says_so_twice():
    """Outlook looks at the method, Apple at the status."""
    calendar = Calendar.from_ical(sent(method=CalendarMethod.CANCEL))
    assert calendar["METHOD"] == "CANCEL"
    assert event_of(sent(method=CalendarMethod.CANCEL))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("detail", sorted(TOLD))
def test_a_change_of_what_stands_in_calendars_is_told(detail):
    assert is_told({detail, "capacity"})


def test_a_change_of_anything_else_is_not_told():
    assert not is_told({"capacity", "team", "core_task", "about"})


# --- Form ------------------------------------------------------------------------------------------------

sentences = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n,;\\:\"'€ëß🙂"),
    min_size=1,
    max_size=200,
)


@given(sentences, sentences)
def test_every_line_is_at_most_75_octets_and_ends_as_mail_does(title, description):
    written = sent(replace(MEETING, title=title, description=description))
    assert written.endswith(b"\r\n")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # a letter of two octets is never cut in half


@given(sentences, sentences)
def test_whatever_somebody_types_comes_out_as_it_went_in(title, description):
    event = event_of(sent(replace(MEETING, title=title, description=description)))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (title, description)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a, b", rb"SUMMARY:a\, b"),
        ("a; b", rb"SUMMARY:a\; b"),
        ("a\\b", rb"SUMMARY:a\\b"),
        ("a\nEND:VEVENT", rb"SUMMARY:a\nEND:VEVENT"),
    ],
)
def test_what_means_something_to_a_calendar_is_escaped(typed, written):
    assert written + b"\r\n" in sent(replace(MEETING, title=typed))


def test_a_name_with_quotes_stays_one_name():
    attendee = event_of(sent(attendee=Address('Fatma "Fa"; El, Amrani', "f@example.nl")))["ATTENDEE"]
    assert attendee == "mailto:f@example.nl"
    assert attendee.params["PARTSTAT"] == "ACCEPTED"


# --- Times -------------------------------------------------------------------------------------------------


def zone_of(written):
    """The zone as the file explains it, read by another library, for calendars that do not know its name."""
    return tzical(StringIO(written.decode().replace("\r\n ", ""))).get("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2026, 3, 28, 8, tzinfo=UTC), "20260328T090000"),  # the day before summer time
        (datetime(2026, 3, 29, 8, tzinfo=UTC), "20260329T100000"),
        (datetime(2026, 10, 24, 8, tzinfo=UTC), "20261024T100000"),  # the day before winter time
        (datetime(2026, 10, 25, 8, tzinfo=UTC), "20261025T090000"),
    ],
)
def test_nine_o_clock_is_nine_o_clock_in_summer_and_in_winter(utc, local):
    written = sent(replace(MEETING, begins_at=utc, ends_at=utc + timedelta(hours=2)))
    assert f"DTSTART;TZID=Europe/Amsterdam:{local}\r\n".encode() in written


@given(
    st.integers(0, 12 * 366 * 24).map(lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
)
def test_the_zone_in_the_file_agrees_with_that_of_the_world(moment):
    local = moment.astimezone(ZONE)
    assume(not datetime_ambiguous(local))
    assert local.replace(tzinfo=zone_of(sent())).utcoffset() == local.utcoffset()


def test_a_meeting_over_the_change_of_the_clock_lasts_as_long_as_it_lasts():
    night = replace(
        MEETING,
        begins_at=datetime(2026, 3, 28, 22, tzinfo=UTC),
        ends_at=datetime(2026, 3, 29, 4, tzinfo=UTC),
    )
    event = event_of(sent(night))
    assert event["DTEND"].dt.astimezone(UTC) - event["DTSTART"].dt.astimezone(UTC) == timedelta(hours=6)


def test_an_empty_feed_is_a_calendar():
    calendar = Calendar.from_ical(feed([], name="Niets", stamp=STAMP))
    assert calendar["X-WR-CALNAME"] == "Niets"
    assert not calendar.walk("VEVENT")
