"""Calibrating: three standard recordings, a result, and what counts from then on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from assessments import api
from assessments.choices import CalibrationState
from assessments.models import CalibrationRating, CalibrationRecording, CalibrationRun
from people.choices import Role
from tests.factories.observations import A_DAY, NOW, colleague_of, kijkkader_version
from tests.factories.rubrics import K, given

SAME = {
    "de-la-vol-post": "3 2 3 4 3 4 2 3 2",
    "de-telefoon-in-de-tas": "4 3 4 3 4 4 4 4 4",
    "het-veldje": "1 2 1 3 1 1 1 2 nvt",
}
ALL_FOURS = dict.fromkeys(SAME, "4 4 4 4 4 4 4 4 4")
WORDS = {"nvt": "not_applicable", "–": "not_seen"}


def begin(group, *, now=NOW) -> CalibrationRun:
    """A trainer begins."""
    return api.start_calibration(
        person=group.trainer, municipality=group.municipality, version=kijkkader_version(), now=now
    )


def rate_all(run, rows, *, now=NOW) -> CalibrationRun:
    """All recordings of a run, rated."""
    for recording, _ in api.recordings_of(run):
        api.rate_recording(run=run, recording=recording, given=given(rows[recording.slug]), now=now)
    run.refresh_from_db()
    return run


def counts(group, day=A_DAY):
    """Until when the ratings of the trainer count, asked on a day."""
    return api.calibrated_until(group.trainer, rubric=kijkkader_version().as_rule(), as_of=day)


def test_the_references_of_the_recordings_are_what_these_tests_think():
    assert {len(row.split()) for row in SAME.values()} == {9}


def test_who_agrees_with_the_reference_is_calibrated_for_half_a_year(group):
    run = rate_all(begin(group), SAME)
    assert (run.state, run.completed_on) == (CalibrationState.PASSED, A_DAY)
    assert run.result["kappa"] == "1.00"
    assert counts(group) == A_DAY.replace(year=2027, month=5)
    assert counts(group, A_DAY + timedelta(days=182)) is None


def test_who_gives_everybody_the_highest_level_is_not(group):
    run = rate_all(begin(group), ALL_FOURS)
    assert run.state == CalibrationState.FAILED
    assert counts(group) is None
    sheet = api.calibration_sheet(run)
    assert sheet.to_practise
    assert {each.leaning for each in sheet.to_practise} == {"Je zit hoger dan de referentie."}


def test_the_result_keeps_the_reference_of_that_day(group):
    run = rate_all(begin(group), SAME)
    recording = CalibrationRecording.objects.get(slug="het-veldje")
    recording.title = "Een ander veldje"
    recording.save_revision().publish()
    lines = dict(api.calibration_sheet(run).recordings)["Het veldje in de straat"]
    assert [line.reference for line in lines][:4] == ["1", "2", "1", "3"]
    assert lines[-1].reference == "Niet van toepassing"
    assert "boodschap" not in lines[0].why


def test_somebody_is_busy_with_one_calibration_at_a_time(group):
    assert begin(group) == begin(group)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationRun.objects.create(
            person=group.trainer,
            municipality=group.municipality,
            rubric_version=kijkkader_version(),
            started_at=NOW,
        )


def test_a_recording_is_rated_once_and_never_changed(group):
    run = begin(group)
    recording, _ = api.recordings_of(run)[0]
    api.rate_recording(run=run, recording=recording, given=given(SAME[recording.slug]), now=NOW)
    with pytest.raises(PermissionDenied):
        api.rate_recording(run=run, recording=recording, given=given(SAME[recording.slug]), now=NOW)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        CalibrationRating.objects.update(level=4)


def test_a_later_calibration_takes_the_recordings_that_were_rated_longest_ago(group):
    extra = CalibrationRecording.objects.get(slug="het-veldje")
    extra.pk, extra.slug = None, "aaa-nieuw"
    extra._state.adding = True
    extra.latest_revision = extra.live_revision = None
    extra.save()
    first = begin(group)
    assert [recording.slug for recording, _ in api.recordings_of(first)] == [
        "aaa-nieuw", "de-la-vol-post", "de-telefoon-in-de-tas",
    ]  # fmt: skip
    rate_all(first, {**SAME, "aaa-nieuw": SAME["het-veldje"]})
    second = begin(group, now=NOW + timedelta(days=180))
    assert "het-veldje" in {recording.slug for recording, _ in api.recordings_of(second)}


# --- The pages ------------------------------------------------------------------------------------


@pytest.fixture
def client(group) -> Client:
    """The browser of the trainer."""
    client = Client()
    client.force_login(group.trainer)
    return client


def sent(row: str) -> dict[str, str]:
    """A form as it is sent."""
    return dict(zip(K, (WORDS.get(word, word) for word in row.split()), strict=True))


def test_from_beginning_to_a_result(group, client):
    overview = reverse("assessments:calibration")
    assert "tellen nu als feedback" in client.get(overview).content.decode()
    address = client.post(reverse("assessments:begin_calibration"), {"version": kijkkader_version().pk}).url
    for number in (1, 2, 3):
        page = client.get(address, follow=True)
        text = page.content.decode()
        assert f"Gesprek {number} van 3" in text
        assert "Referentie" not in text
        slug = page.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
        assert client.post(page.request["PATH_INFO"], sent(SAME[slug])).status_code == 302
    text = client.get(address).content.decode()
    assert "Je bent geijkt" in text
    assert "Prijzen is ook oordelen" in text
    assert "Geslaagd" in client.get(overview).content.decode()


def test_a_form_that_is_not_complete_says_where_and_keeps_the_rest(group, client):
    run = begin(group)
    recording, _ = api.recordings_of(run)[0]
    address = reverse("assessments:rate_recording", args=[run.pk, recording.slug])
    answer = client.post(address, {**sent("3 3 3 3 3 3 3 3 3"), "K4": "", "K5": "9"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies een niveau" in text
    assert "Kies een van de niveaus" in text
    assert 'value="3" id="id_K1_2" checked' in text
    assert CalibrationRating.objects.count() == 0


def test_a_recording_that_was_rated_is_not_shown_again(group, client):
    run = begin(group)
    recording, _ = api.recordings_of(run)[0]
    api.rate_recording(run=run, recording=recording, given=given(SAME[recording.slug]), now=NOW)
    address = reverse("assessments:rate_recording", args=[run.pk, recording.slug])
    assert client.get(address).status_code == 302
    assert client.get(reverse("assessments:rate_recording", args=[run.pk, "bestaat-niet"])).status_code == 404


def test_a_rubric_without_recordings_has_nothing_to_calibrate_on(group, client):
    proeve = next(row for row in api.rubrics_in_use() if row.rubric.code == "kijkkader-proeve")
    answer = client.post(reverse("assessments:begin_calibration"), {"version": proeve.pk}, follow=True)
    assert "nog niet genoeg standaardopnames" in answer.content.decode()


def test_nobody_else_sees_the_result(group):
    run = rate_all(begin(group), SAME)
    for person in (group.other_trainer, group.coach, colleague_of(group, Role.LEAD)):
        client = Client()
        client.force_login(person)
        assert client.get(run.get_absolute_url()).status_code == 404


def test_the_overview_takes_as_many_queries_for_many_as_for_few(group, client, django_assert_max_num_queries):
    rate_all(begin(group), SAME)
    address = reverse("assessments:calibration")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    number = len(few)
    for _ in range(3):
        rate_all(begin(group), ALL_FOURS)
    with django_assert_max_num_queries(number):
        client.get(address)
