"""Files to take along: the numbers of the page, for who asked and still may, once, in pieces, and gone after a week."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from core.api import queue_lengths
from courses.models import TeamTotal
from courses.services.totals import count_all_totals
from people.api import everywhere, within
from people.choices import DataKind, Role, Viewer
from people.models import Look, Membership
from progression import api as progression
from progression.choices import Capacity, CoreTask, EvidenceKind, Number, Stage
from progression.models import SignOff
from tests.at_once import at_once
from tests.factories import courses as make
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.exports import asked, made, now_of, rows_in
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.takeover import delivered, takeover
from tests.factories.trajectories import cast
from website.choices import ExportFormat, ExportKind, ExportState
from website.models import Export, ExportPiece
from website.services import exporting

pytestmark = pytest.mark.django_db
PARTICIPANTS, PROGRESS, TAKEOVER, STAGES, SIGNATURES = ExportKind
ADDRESS = "/exporten/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def municipality():
    found = MunicipalityFactory(name="Waterrijk")
    with within(found):
        takeover(found)
    return found


@pytest.fixture
def lead(municipality):
    return person_with(Role.LEAD, municipality=municipality)


@pytest.fixture
def path():
    module = make.ModulePageFactory(code="M1")
    make.LessonPageFactory(parent=module, code="M1-L1")
    return module.get_parent().specific


@pytest.fixture
def team(municipality, path):
    return team_of(municipality, 6, path, name="Wijkteam Noord")


def team_of(municipality, size, path, *, name, **person):
    team = TeamFactory(municipality=municipality, name=name)
    for _ in range(size):
        member = MembershipFactory(
            municipality=municipality, team=team, **{f"person__{key}": value for key, value in person.items()}
        )
        EnrolmentFactory(
            person=member.person, municipality=municipality, path=path, team=team, deadline=date(2027, 3, 1)
        )
    return team


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def file_of(export) -> str:
    return f"{export.get_absolute_url()}bestand/"


# --- The same numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ExportFormat)
def test_the_file_has_the_people_of_the_page(municipality, lead, team, path, format_):
    export = made(asked(lead, municipality, PARTICIPANTS, format=format_))

    columns, *rows = rows_in(export)
    page = browser(lead).get("/deelnemers/").content.decode()
    assert columns == ["Naam", "Leerpad", "Team", "Ingeschreven op", "Einddatum"]
    assert len(rows) == export.total == export.done == 6
    assert all(row[0] in page and row[1] == path.title and row[2] == team.name for row in rows)
    assert {str(row[4])[:10] for row in rows} <= {"01-03-2027", "2027-03-01"}


def test_somebody_who_sees_one_team_takes_one_team_along(municipality, team, path):
    team_of(municipality, 2, path, name="Ander team")
    manager = person_with(Role.MANAGER, team=team)
    rows = rows_in(made(asked(manager, municipality, PARTICIPANTS)))
    assert {row[2] for row in rows[1:]} == {"Wijkteam Noord"}


def test_progress_is_that_of_the_page_and_small_groups_are_not_told(municipality, lead, team, path):
    team_of(municipality, 2, path, name="Klein team")
    count_all_totals(now=timezone.now())
    with everywhere():
        groups = list(TeamTotal.objects.values_list("people", flat=True))

    columns, *rows = rows_in(made(asked(lead, municipality, PROGRESS, path=path.pk)))

    assert groups == [8], "two people are shown together with the others only"
    assert columns == ["Module", "Team", "Mensen", "Begonnen", "Afgerond", "Geteld op"]
    assert [row[2:5] for row in rows] == [["8", "0", "0"]]
    assert not any(str(person) in str(rows) for person in _people_of(municipality))


def test_a_group_that_is_too_small_to_show_is_in_no_file(municipality, lead, path):
    team_of(municipality, 2, path, name="Klein team")
    count_all_totals(now=timezone.now())
    assert rows_in(made(asked(lead, municipality, PROGRESS, path=path.pk)))[1:] == []


def test_the_takeover_is_that_of_the_page(municipality, lead):
    with within(municipality):
        for _ in range(6):
            delivered(municipality, title='=HYPERLINK("http://kwaad")')
    page = browser(lead).get("/overdracht/").content.decode()

    numbers = rows_in(made(asked(lead, municipality, TAKEOVER)))
    behind = rows_in(made(asked(lead, municipality, TAKEOVER, number=Number.STRICT.value)))

    assert len(numbers) == len(Number) + 1
    assert all(row[1].lstrip("'") in page for row in numbers[1:])
    assert len(behind) == 7
    assert behind[1][1].startswith("'=HYPERLINK")
    assert behind[1][4] == "2,00"


@pytest.mark.parametrize("format_", ExportFormat)
def test_the_stages_are_those_of_the_page_with_what_is_missing(municipality, format_):
    with within(municipality):
        candidate = cast(CoreTask.KT3, municipality=municipality)
        candidate.bring_to(Stage.TOGETHER)
        candidate.show(Stage.SUPERVISED, leave_out=EvidenceKind.CO_LED_SESSION)
    page = browser(candidate.trainer).get("/overdracht/aftekenen/").content.decode()

    export = made(asked(candidate.trainer, municipality, STAGES, format=format_))

    columns, row = rows_in(export)
    assert columns[:5] == ["Naam", "Kerntaak", "Stadium", "Sinds", "Volgend stadium"]
    assert row[:3] == [str(candidate.candidate), *row[1:2], "S2 Samen doen"]
    assert all(text in page for text in row[:3])
    assert [str(number) for number in row[7:9]] == ["7", "8"]
    assert str(row[9]).replace(".", ",").rstrip("0") == "2,5"
    assert "2 van 3" in row[10]
    with everywhere():
        looks = Look.objects.filter(viewer=candidate.trainer, person=candidate.candidate)
        assert DataKind.STAGE_EVIDENCE in set(looks.values_list("data_kind", flat=True))


def test_a_name_that_looks_like_a_formula_is_text_in_the_stages_too(municipality):
    with within(municipality):
        candidate = cast(municipality=municipality)
        candidate.candidate.first_name, candidate.candidate.last_name = "=1+1", "A"
        candidate.candidate.save()
    rows = rows_in(made(asked(candidate.trainer, municipality, STAGES)))
    assert rows[1][0] == "'=1+1 A"


def test_the_stages_of_a_trainer_are_of_this_municipality_and_of_who_is_still_there(municipality):
    with within(municipality):
        here, left = cast(municipality=municipality), cast(municipality=municipality)
        left.trajectory.left_on = timezone.localdate()
        left.trajectory.save()
    elsewhere = MunicipalityFactory()
    with within(elsewhere):
        other = cast(municipality=elsewhere)
    MembershipFactory(person=here.trainer, municipality=elsewhere, trainer=True)

    rows = rows_in(made(asked(here.trainer, municipality, STAGES)))

    assert [row[0] for row in rows[1:]] == [str(here.candidate)]
    assert str(other.candidate) not in str(rows)


def test_who_has_to_account_for_it_takes_along_who_signed_what_and_when(municipality):
    with within(municipality):
        candidate, left = cast(municipality=municipality), cast(municipality=municipality)
        for each in (candidate, left):
            each.bring_to(Stage.CANDIDATE)
        candidate.show(Stage.OBSERVING)
        candidate.agree()
        signed = candidate.sign(candidate.trainer, Capacity.QUALITY)
        progression.revoke_sign_off(
            person=candidate.trainer, sign_off=signed, reason="Te vroeg.", now=timezone.now()
        )
        left.trajectory.left_on = timezone.localdate()
        left.trajectory.save()
        kept = list(SignOff.objects.filter(trajectory=candidate.trajectory).order_by("signed_at", "pk"))

    columns, *rows = rows_in(made(asked(candidate.trainer, municipality, SIGNATURES)))

    assert columns[3:5] == ["Getekend als", "Getekend door"]
    mine = [row for row in rows if row[0] == str(candidate.candidate)]
    assert [row[4] for row in mine] == [str(each.signer) for each in kept]
    assert [row[6] for row in mine] == [each.evidence_hash for each in kept]
    assert [bool(row[7]) for row in mine] == [False, False, True]
    assert mine[-1][8] == str(candidate.trainer)
    assert str(left.candidate) in str(rows)
    assert "Te vroeg." not in str(rows)
    assert "Ik kan dit." not in str(rows)


def test_a_workbook_has_no_formula_and_real_dates(municipality, lead, path):
    team_of(municipality, 1, path, name="=1+1", first_name="=cmd|' /C calc'!A0", last_name="")
    export = made(asked(lead, municipality, PARTICIPANTS, format=ExportFormat.XLSX))
    sheet = load_workbook(io.BytesIO(default_storage.open(export.file).read())).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sheet["A2"].value.startswith("'=cmd")
    assert sheet["E2"].is_date
    assert sheet["E2"].number_format == "dd-mm-yyyy"


# --- Who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.LEAD, [PARTICIPANTS, PROGRESS, TAKEOVER]),
        (Role.TRAINER, [PARTICIPANTS, PROGRESS, TAKEOVER, STAGES, SIGNATURES]),
        (Role.MANAGER, [PARTICIPANTS, PROGRESS]),
        (Role.COACH, [PARTICIPANTS, PROGRESS]),
        (Role.ADMINISTRATOR, []),
        (Role.LEARNER, []),
    ],
)
def test_everybody_takes_along_what_they_see_on_a_page_and_no_more(municipality, path, role, kinds):
    person = person_with(role, municipality=municipality)
    answer = browser(person).get(ADDRESS)
    assert answer.status_code == (200 if kinds else 404)
    shown = answer.content.decode()
    assert [kind for kind in ExportKind if f'value="{kind.value}"' in shown] == kinds
    for kind in set(ExportKind) - set(kinds):
        with pytest.raises(PermissionDenied):
            asked(person, municipality, kind)


def test_before_the_works_council_agreed_no_numbers_go_along(municipality, lead, path):
    municipality.works_council_agreed_on = None
    municipality.save()
    with pytest.raises(PermissionDenied):
        asked(lead, municipality, PROGRESS, path=path.pk)
    answer = browser(lead).post(ADDRESS, {"kind": "overdracht", "format": "csv"})
    assert answer.status_code == 422


def test_a_file_is_for_who_asked_only(municipality, lead, team):
    export = made(asked(lead, municipality, PARTICIPANTS))
    colleague = person_with(Role.LEAD, municipality=municipality)
    for address in (export.get_absolute_url(), file_of(export)):
        assert browser(colleague).get(address).status_code == 404
    for action in ("stoppen", "weghalen"):
        assert browser(colleague).post(f"{export.get_absolute_url()}{action}/").status_code == 404
    assert browser(lead).get(file_of(export)).status_code == 200


def test_who_is_no_lead_any_more_does_not_get_the_file_that_is_there(municipality, lead, team):
    export = made(asked(lead, municipality, PARTICIPANTS))
    MembershipFactory(person=lead, municipality=municipality)
    with everywhere():
        Membership.objects.filter(person=lead, role=Role.LEAD).update(ends_on=LONG_AGO)
    assert browser(lead).get(file_of(export)).status_code == 404


def test_who_sees_fewer_teams_now_does_not_get_the_file_of_more(municipality, team, path):
    manager = person_with(Role.MANAGER, team=team)
    other = MembershipFactory(
        person=manager, team=team_of(municipality, 1, path, name="B"), municipality=municipality, manager=True
    )
    export = made(asked(manager, municipality, PARTICIPANTS))
    assert browser(manager).get(file_of(export)).status_code == 200
    with everywhere():
        other.delete()
    assert browser(manager).get(file_of(export)).status_code == 404


def test_a_file_of_somebody_who_may_not_any_more_is_not_finished(municipality, lead, team):
    export = asked(lead, municipality, PARTICIPANTS)
    exporting.write_piece(export.pk, now=timezone.now())
    with everywhere():
        Membership.objects.filter(person=lead).update(ends_on=LONG_AGO)

    assert made(export).state == ExportState.STOPPED
    with everywhere():
        assert not ExportPiece.objects.exists()


def test_everybody_in_the_file_sees_who_looked(municipality, lead, team):
    made(asked(lead, municipality, PARTICIPANTS))
    with everywhere():
        looks = list(Look.objects.values_list("viewer", "data_kind", "capacity"))
    assert looks == [(lead.pk, DataKind.ENROLMENT, Viewer.LEAD)] * 6


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


def _people_of(municipality):
    with everywhere():
        rows = Membership.objects.filter(municipality=municipality).select_related("person")
        return [row.person for row in rows]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_job(municipality, lead, team):
    outcomes = at_once(*[lambda: asked(lead, municipality, PARTICIPANTS).pk] * 2)
    assert len(set(outcomes)) == 1
