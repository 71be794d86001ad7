"""A file is one job in pieces, on a page that says how far it is, and gone after a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.api import queue_lengths
from people.api import everywhere
from people.models import Look
from tests.at_once import at_once
from tests.factories.exports import asked, made, now_of, rows_in
from tests.website.exports.asking import ADDRESS, PARTICIPANTS, TAKEOVER, browser, file_of, team_of
from website.choices import ExportFormat, ExportState
from website.models import Export, ExportPiece
from website.services import exporting

pytestmark = pytest.mark.django_db

# --- One job, in pieces --------------------------------------------------------------------------


def test_asked_twice_is_one_job(municipality, lead, team, django_capture_on_commit_callbacks):
    client = browser(lead)
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(ADDRESS, {"kind": "deelnemers", "format": "xlsx"})
        second = client.post(ADDRESS, {"kind": "deelnemers", "format": "xlsx"})
        other = client.post(ADDRESS, {"kind": "deelnemers", "format": "csv"})
    assert first.url == second.url != other.url
    with everywhere():
        assert Export.objects.count() == 2
    assert queue_lengths()["long"] == 3
    assert queue_lengths()["celery"] == 0


def test_the_database_holds_one_at_a_time(municipality, lead):
    export = asked(lead, municipality, PARTICIPANTS)
    export.pk, export.public_id = None, "00000000-0000-0000-0000-000000000000"
    with everywhere(), transaction.atomic(), pytest.raises(IntegrityError):
        export.save(force_insert=True)


def test_it_goes_on_where_it_was_and_doubles_nothing(municipality, lead, team, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    export = asked(lead, municipality, PARTICIPANTS)
    seen = []
    for _ in range(3):
        assert exporting.write_piece(export.pk, now=timezone.now())
        seen.append((now_of(export).done, now_of(export).total))
    assert not exporting.write_piece(export.pk, now=timezone.now())
    assert not exporting.write_piece(export.pk, now=timezone.now()), "a task that comes late does nothing"

    assert seen == [(2, 6), (4, 6), (6, 6)]
    names = [row[0] for row in rows_in(now_of(export))[1:]]
    assert len(names) == len(set(names)) == 6
    with everywhere():
        assert Look.objects.count() == 6
        assert not ExportPiece.objects.exists()


def test_what_comes_after_the_asking_changes_no_other_row(municipality, lead, team, path, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    export = asked(lead, municipality, PARTICIPANTS)
    exporting.write_piece(export.pk, now=timezone.now())
    team_of(municipality, 3, path, name="Later")
    assert len(rows_in(made(export))) == 7


def test_the_queries_of_a_piece_do_not_grow_with_it(
    municipality, lead, team, path, django_assert_max_num_queries
):
    team_of(municipality, 30, path, name="Meer mensen")
    export = asked(lead, municipality, PARTICIPANTS)
    with django_assert_max_num_queries(12):
        exporting.write_piece(export.pk, now=timezone.now())
    assert now_of(export).done == 36


def test_a_lost_task_is_taken_up_again_and_given_up_in_the_end(municipality, lead):
    export = asked(lead, municipality, PARTICIPANTS)
    later = timezone.now()
    for _ in range(exporting.MOST_TRIES):
        assert exporting.take_up_again(now=later) == []
        later += timedelta(minutes=5)
        assert exporting.take_up_again(now=later) == [export.pk]
    assert exporting.take_up_again(now=later + timedelta(minutes=5)) == []
    assert now_of(export).state == ExportState.FAILED
    assert "Vraag het opnieuw" in browser(lead).get(export.get_absolute_url()).content.decode()


# --- The page --------------------------------------------------------------------------------------


def test_the_page_says_how_far_it_is_and_works_without_scripts(municipality, lead, team, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    client = browser(lead)
    address = client.post(ADDRESS, {"kind": "deelnemers", "format": "csv"}).url
    with everywhere():
        export = Export.objects.get()
    exporting.write_piece(export.pk, now=timezone.now())

    busy = client.get(address).content.decode()
    made(export)
    done = client.get(address).content.decode()

    assert "2 van 6 rijen" in busy
    assert f'href="{address}"' in busy
    assert file_of(export) in done
    answer = client.get(file_of(export))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="deelnemers-')
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_file_that_is_not_there_yet_cannot_be_fetched(municipality, lead):
    assert browser(lead).get(file_of(asked(lead, municipality, PARTICIPANTS))).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "wachtwoorden", "format": "csv"},
        {"kind": "deelnemers", "format": "exe"},
        {"kind": "voortgang", "format": "csv"},
        {"kind": "voortgang", "format": "csv", "path": "999999"},
        {"kind": "overdracht", "format": "csv", "number": "geheim"},
        {},
    ],
)
def test_wrong_input_is_explained_and_makes_nothing(municipality, lead, path, sent):
    answer = browser(lead).post(ADDRESS, {"x": "1", **sent})
    assert answer.status_code == 422
    assert "wks-field--invalid" in answer.content.decode()
    with everywhere():
        assert not Export.objects.exists()


def test_who_stops_a_file_keeps_nothing_of_it(municipality, lead, team):
    export = asked(lead, municipality, PARTICIPANTS)
    exporting.write_piece(export.pk, now=timezone.now())
    words = browser(lead).post(f"{export.get_absolute_url()}stoppen/", follow=True).content.decode()
    assert "gestopt" in words
    assert not exporting.write_piece(export.pk, now=timezone.now())
    with everywhere():
        assert not ExportPiece.objects.exists()


def test_a_list_of_files_takes_the_same_queries_whatever_their_number(
    municipality, lead, django_assert_max_num_queries
):
    for kind in (PARTICIPANTS, TAKEOVER):
        for format_ in ExportFormat:
            asked(lead, municipality, kind, format=format_)
    client = browser(lead)
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        assert client.get(ADDRESS).content.decode().count("Wacht") >= 4


# --- Gone --------------------------------------------------------------------------------------------


def test_after_a_week_row_and_file_are_gone(municipality, lead, team, django_capture_on_commit_callbacks):
    export = made(asked(lead, municipality, PARTICIPANTS))
    now = timezone.now()
    exporting.erase_exports(now=now + timedelta(days=6))
    assert default_storage.exists(export.file)
    with django_capture_on_commit_callbacks(execute=True):
        assert exporting.erase_exports(now=now + timedelta(days=8)) == 1
    assert not default_storage.exists(export.file)
    with everywhere():
        assert not Export.objects.exists()


def test_who_takes_a_file_away_or_is_erased_takes_the_file_along(
    municipality, lead, team, django_capture_on_commit_callbacks
):
    first = made(asked(lead, municipality, PARTICIPANTS))
    second = made(asked(lead, municipality, PARTICIPANTS, format=ExportFormat.XLSX))
    with django_capture_on_commit_callbacks(execute=True):
        browser(lead).post(f"{first.get_absolute_url()}weghalen/")
    assert [default_storage.exists(each.file) for each in (first, second)] == [False, True]
    with django_capture_on_commit_callbacks(execute=True), everywhere():
        lead.delete()
    assert not default_storage.exists(second.file)


def test_a_file_that_belongs_to_nothing_is_cleared_away(municipality, lead, team):
    export = made(asked(lead, municipality, PARTICIPANTS))
    with default_storage.open("exports/wees.csv", "wb") as file:
        file.write(b"naam")
    exporting.erase_exports(now=timezone.now())
    assert not default_storage.exists("exports/wees.csv")
    assert default_storage.exists(export.file)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_job(municipality, lead, team):
    outcomes = at_once(*[lambda: asked(lead, municipality, PARTICIPANTS).pk] * 2)
    assert len(set(outcomes)) == 1
