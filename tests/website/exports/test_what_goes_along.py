"""A file holds what its page holds, for who may see that page and as long as they may."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook

from courses.models import TeamTotal
from courses.services.totals import count_all_totals
from people.api import everywhere, within
from people.choices import DataKind, Role, Viewer
from people.models import Look, Membership
from progression import api as progression
from progression.choices import Capacity, CoreTask, EvidenceKind, Number, Stage
from progression.models import SignOff
from tests.factories.exports import asked, made, rows_in
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, person_with
from tests.factories.takeover import delivered
from tests.factories.trajectories import cast
from tests.website.exports.asking import (
    ADDRESS,
    PARTICIPANTS,
    PROGRESS,
    SIGNATURES,
    STAGES,
    TAKEOVER,
    browser,
    file_of,
    people_of,
    team_of,
)
from website.choices import ExportFormat, ExportKind, ExportState
from website.models import ExportPiece
from website.services import exporting

pytestmark = pytest.mark.django_db

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
    assert not any(str(person) in str(rows) for person in people_of(municipality))


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
