"""Two who lie far apart about an open answer talk about it and choose again; all they said stays on record."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.models import Attempt, Mark, Marking
from assessments.rules.marking import PATIENCE
from people import api as people
from people.choices import DataKind
from people.models import Look
from records.models import Record
from tests.factories.marking import TEXT, answered, job_of, marker_in
from tests.factories.people import MembershipFactory, TeamFactory

pytestmark = pytest.mark.django_db
QUEUE = reverse("assessments:marking_queue")


@pytest.fixture
def attempt():
    """An open answer that was handed in."""
    team = TeamFactory()
    who = MembershipFactory(
        municipality=team.municipality,
        team=team,
        person__first_name="Herkenbare",
        person__last_name="Naamdrager",
    )
    return answered(who.person, team.municipality)


@pytest.fixture
def markers(attempt):
    """Three calibrated trainers, of whom the first two lie two levels apart."""
    three = [marker_in(attempt.municipality) for _ in range(3)]
    mark(three[0], 2)
    mark(three[1], 0)
    return three


def mark(marker, level: int, *, now=None) -> api.Handed | None:
    now = now or timezone.now()
    with people.within_all(people.standing_of(marker).municipalities):
        turn = api.take_turn(marker=marker, now=now)
        return turn and api.hand_in_marking(marking=turn, levels={"a": level}, now=now)


def turn_of(marker) -> Marking:
    with people.everywhere():
        return Marking.objects.select_related("municipality").get(marker=marker)


def again(marker, level: int, note: str = "") -> api.Handed:
    turn = turn_of(marker)
    with people.within(turn.municipality):
        return api.mark_again(marking=turn, levels={"a": level}, notes={"a": note}, now=timezone.now())


def fresh(attempt: Attempt) -> Attempt:
    with people.everywhere():
        return Attempt.objects.get(pk=attempt.pk)


def levels_on_record() -> list[tuple[int, int]]:
    with people.everywhere():
        return list(Mark.objects.order_by("marking", "round").values_list("round", "level"))


def discussion(marker) -> str:
    return reverse("assessments:discuss_marking", args=[turn_of(marker).pk])


def test_nothing_is_decided_and_nobody_else_is_asked_while_two_discuss(attempt, markers):
    assert fresh(attempt).is_passed is None
    assert job_of(attempt).discussion_since is not None
    assert mark(markers[2], 1) is None


def test_who_come_closer_decide_together_and_both_rounds_are_kept(attempt, markers):
    assert again(markers[1], 1, "Ik las over de tweede vraag heen.") is api.Handed.IN
    assert fresh(attempt).is_passed is None, "the other did not look again yet"
    again(markers[0], 2)
    assert fresh(attempt).is_passed is True
    assert levels_on_record() == [(1, 2), (2, 2), (1, 0), (2, 1)]
    with people.everywhere():
        fact = Record.objects.get(person=attempt.person)
    assert "over de tweede vraag" not in f"{fact.result} {fact.context}"


def test_who_stay_apart_leave_it_to_a_third(attempt, markers):
    again(markers[0], 2)
    again(markers[1], 0)
    assert job_of(attempt).markers_needed == 3
    assert fresh(attempt).is_passed is None
    assert mark(markers[2], 2) is api.Handed.IN
    assert fresh(attempt).is_passed is True
    assert levels_on_record() == [(1, 2), (2, 2), (1, 0), (2, 0), (1, 2)]


def test_each_chooses_again_once(attempt, markers):
    again(markers[0], 1)
    assert again(markers[0], 2) is api.Handed.ALREADY
    assert levels_on_record() == [(1, 2), (2, 1), (1, 0)]


def test_who_does_not_come_back_keeps_nobody_waiting(attempt, markers):
    later = timezone.now() + PATIENCE
    assert mark(markers[2], 2, now=later) is api.Handed.IN
    assert fresh(attempt).is_passed is True
    assert again(markers[0], 1) is api.Handed.TAKEN_OVER


def test_a_discussion_is_over_once_a_third_began(attempt, markers):
    with people.within(attempt.municipality):
        assert api.take_turn(marker=markers[2], now=timezone.now() + PATIENCE)
    assert again(markers[0], 1) is api.Handed.TAKEN_OVER


def test_nobody_is_at_a_second_round_before_the_first(attempt, markers):
    with people.everywhere(), pytest.raises(IntegrityError), transaction.atomic():
        Marking.objects.update(handed_in_at=None, marked_again_at=timezone.now())


# --- The pages -----------------------------------------------------------------------------------------------------


def test_from_the_queue_to_the_discussion_and_back(client, attempt, markers):
    client.force_login(markers[0])
    queue = client.get(QUEUE).content.decode()
    assert discussion(markers[0]) in queue
    page = client.get(discussion(markers[0])).content.decode()
    assert TEXT in page
    assert str(markers[1]) in page, "they have to know with whom to talk"
    assert "Naamdrager" not in page

    answer = client.post(
        discussion(markers[0]), {"criterion-a": "1", "note-a": "Samen gelezen."}, follow=True
    )
    assert "Je nieuwe niveaus staan naast de eerste." in answer.content.decode()
    assert discussion(markers[0]) not in answer.content.decode()
    client.force_login(markers[1])
    assert "Samen gelezen." in client.get(discussion(markers[1])).content.decode()


def test_the_writer_sees_that_their_answer_was_read_again(client, attempt, markers):
    client.force_login(markers[0])
    client.get(discussion(markers[0]))
    with people.everywhere():
        looks = Look.objects.filter(person=attempt.person, viewer=markers[0])
        assert {look.data_kind for look in looks} == {DataKind.TEST_RESULT}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"note-a": "Getypt."}, "Kies een niveau.", id="no level"),
        pytest.param({"criterion-a": "7", "note-a": "Getypt."}, "Kies", id="a level that is not there"),
        pytest.param({"criterion-a": "1", "note-a": "x" * 501}, "te lang", id="too many words"),
    ],
)
def test_a_form_that_is_not_right_says_so_and_keeps_what_was_typed(client, attempt, markers, sent, words):
    client.force_login(markers[0])
    answer = client.post(discussion(markers[0]), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["note-a"] in answer.content.decode()
    assert levels_on_record() == [(1, 2), (1, 0)]


def test_what_was_typed_after_the_session_ended_is_there_again(client, attempt, markers):
    whose = str(markers[0].public_id)
    client.post(discussion(markers[0]), {"criterion-a": "1", "note-a": "Bijna af.", "kept": whose})
    client.force_login(markers[0])
    assert "Bijna af." in client.get(discussion(markers[0])).content.decode()


def test_without_anything_to_discuss_the_page_leads_back(client, attempt, markers):
    again(markers[0], 2)
    client.force_login(markers[0])
    answer = client.get(discussion(markers[0]), follow=True)
    assert "niets meer te bespreken" in answer.content.decode()


def test_the_discussion_of_others_does_not_exist(client, attempt, markers):
    client.force_login(markers[2])
    assert client.get(discussion(markers[0])).status_code == 404


def test_the_discussion_takes_a_fixed_number_of_queries(
    client, attempt, markers, django_assert_max_num_queries
):
    client.force_login(markers[0])
    client.get(discussion(markers[0]))
    with django_assert_max_num_queries(22):
        client.get(discussion(markers[0]))
