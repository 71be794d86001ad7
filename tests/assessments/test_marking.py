"""Open answers are marked by two people who know neither whose answer it is nor what the other thought."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.choices import CountsFor
from assessments.models import Attempt, Mark, Marking, MarkingJob
from assessments.rules.marking import LEASE
from people import api as people
from people.choices import DataKind, Role
from people.models import Look, Membership
from records.models import Record
from tests.factories.marking import MODULE, TEXT, answered, job_of, marker_in, open_test
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.quizzes import answer, begun, by_chance, handed_in

pytestmark = pytest.mark.django_db
QUEUE, TAKE = reverse("assessments:marking_queue"), reverse("assessments:take_turn")


@pytest.fixture
def team():
    """The team of who answers."""
    return TeamFactory()


@pytest.fixture
def learner(team):
    """Who answers."""
    return MembershipFactory(
        municipality=team.municipality,
        team=team,
        person__first_name="Herkenbare",
        person__last_name="Naamdrager",
    ).person


@pytest.fixture
def attempt(learner, team):
    """An open answer that was handed in."""
    return answered(learner, team.municipality)


@pytest.fixture
def markers(team):
    """Three calibrated trainers."""
    return [marker_in(team.municipality) for _ in range(3)]


def take(marker, *, now=None) -> Marking | None:
    with people.within_all(people.standing_of(marker).municipalities):
        return api.take_turn(marker=marker, now=now or timezone.now())


def mark(marker, level: int, *, now=None) -> api.Handed:
    now = now or timezone.now()
    turn = take(marker, now=now)
    with people.within(turn.municipality):
        return api.hand_in_marking(marking=turn, levels={"a": level}, now=now)


def fresh(attempt: Attempt) -> Attempt:
    with people.everywhere():
        return Attempt.objects.get(pk=attempt.pk)


# --- What comes into the queue ---------------------------------------------------------------------------------


def test_an_open_answer_waits_and_nothing_is_decided_or_on_record(attempt):
    assert job_of(attempt).markers_needed == 2
    assert fresh(attempt).is_passed is None
    with people.everywhere():
        assert not Record.objects.filter(person=attempt.person).exists()


def test_an_empty_answer_needs_nobody(learner, team):
    attempt = answered(learner, team.municipality, text="")
    with people.everywhere():
        assert not MarkingJob.objects.exists()
    assert fresh(attempt).is_passed is False


def test_what_somebody_does_to_learn_is_read_by_nobody(learner, team):
    quiz = open_test(counts_for=CountsFor.LEARNING, pass_percent=None)
    answered(learner, team.municipality, quiz=quiz)
    with people.everywhere():
        assert not MarkingJob.objects.exists()


# --- Two, or a third ----------------------------------------------------------------------------------------------


def test_two_who_agree_decide_and_the_attempt_and_the_ledger_know(attempt, markers):
    assert mark(markers[0], 2) is api.Handed.IN
    assert fresh(attempt).is_passed is None, "one is not enough"
    mark(markers[1], 2)
    done = fresh(attempt)
    assert (done.is_passed, done.percent, done.result["waiting"]) == (True, Decimal("100.0"), 0)
    with people.everywhere():
        fact = Record.objects.get(person=attempt.person)
    assert fact.occurred_at == done.handed_in_at
    assert TEXT not in f"{fact.result} {fact.context}"


def test_with_another_open_answer_the_attempt_waits_on(learner, team, markers):
    open_test()
    quiz = open_test(blocks=[by_chance(2, MODULE)])
    attempt = begun(quiz, learner, team.municipality)
    for position in (1, 2):
        answer(attempt, position, {"text": TEXT})
    handed_in(attempt)
    for marker in markers[:2]:
        mark(marker, 2)
    assert fresh(attempt).result["waiting"] == 1
    for marker in markers[:2]:
        mark(marker, 2)
    assert fresh(attempt).is_passed is True


def test_nobody_marks_the_same_answer_twice(attempt, markers):
    turn = take(markers[0])
    mark(markers[0], 2)
    with people.within(turn.municipality):
        again = api.hand_in_marking(marking=turn, levels={"a": 0}, now=timezone.now())
    assert again is api.Handed.ALREADY
    assert take(markers[0]) is None
    with people.everywhere():
        assert [row.level for row in Mark.objects.all()] == [2]


def test_the_database_keeps_marks_and_lets_nobody_mark_themselves(attempt, markers):
    mark(markers[0], 2)
    with people.everywhere():
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Mark.objects.update(level=0)
        row = Marking(
            municipality=attempt.municipality,
            job=job_of(attempt),
            marker=attempt.person,
            begun_at=timezone.now(),
            lease_until=timezone.now(),
        )
        with pytest.raises(IntegrityError, match="nobody marks their own answer"), transaction.atomic():
            row.save()


# --- The lease -------------------------------------------------------------------------------------------------------


def test_two_places_are_taken_and_a_third_waits(attempt, markers):
    assert take(markers[0]) is not None
    assert take(markers[1]) is not None
    assert take(markers[2]) is None


def test_a_turn_that_ran_out_makes_room(attempt, markers):
    long_ago = timezone.now() - LEASE - timedelta(minutes=1)
    take(markers[0], now=long_ago)
    take(markers[1], now=long_ago)
    assert take(markers[2]) is not None


def test_who_comes_back_finds_the_answer_they_were_busy_with(attempt, markers):
    assert take(markers[0]) == take(markers[0])


def test_a_late_hand_in_still_counts_when_nobody_took_the_place(attempt, markers):
    turn = take(markers[0], now=timezone.now() - LEASE * 2)
    with people.within(turn.municipality):
        assert api.hand_in_marking(marking=turn, levels={"a": 2}, now=timezone.now()) is api.Handed.IN


def test_a_late_hand_in_after_others_took_over_is_kept_and_said(client, attempt, markers):
    turn = take(markers[0], now=timezone.now() - LEASE * 2)
    for other in markers[1:]:
        take(other)
    client.force_login(markers[0])
    answer = client.post(turn.get_absolute_url(), {"criterion-a": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Je half uur was voorbij" in page
    assert "een beetje" in page, "what was chosen is shown"
    with people.everywhere():
        turn.refresh_from_db()
        assert not Mark.objects.exists()
    assert turn.draft == {"a": 1}


def test_a_hand_in_after_the_answer_was_decided_is_kept_and_said(client, attempt, markers):
    turn = take(markers[0], now=timezone.now() - LEASE * 2)
    for other in markers[1:]:
        mark(other, 2)
    client.force_login(markers[0])
    assert client.post(turn.get_absolute_url(), {"criterion-a": "0"}).status_code == 409
    assert fresh(attempt).is_passed is True


def test_giving_back_makes_room_and_keeps_what_was_filled_in(client, attempt, markers):
    turn, _other = take(markers[0]), take(markers[1])
    client.force_login(markers[0])
    client.post(reverse("assessments:give_turn_back", args=[turn.pk]), {"criterion-a": "1"})
    assert take(markers[2]) is not None
    with people.everywhere():
        turn.refresh_from_db()
    assert turn.draft == {"a": 1}


# --- Blind -------------------------------------------------------------------------------------------------------------


def test_a_marker_sees_the_answer_and_nothing_of_who_wrote_it_or_what_another_thought(
    client, attempt, markers
):
    mark(markers[0], 2)
    client.force_login(markers[1])
    page = client.post(TAKE, follow=True).content.decode()
    assert TEXT in page
    assert "Vraagt naar de wens" in page
    for telling in (
        attempt.person.first_name,
        attempt.person.last_name,
        attempt.person.email,
        str(attempt.person.public_id),
        markers[0].last_name,
        "checked",
    ):
        assert telling not in page


def test_that_an_answer_was_read_is_written_down_for_who_wrote_it(attempt, markers):
    take(markers[0])
    take(markers[0])
    with people.everywhere():
        (look,) = Look.objects.all()
    assert (look.person, look.viewer, look.data_kind) == (attempt.person, markers[0], DataKind.TEST_RESULT)


def test_nobody_opens_the_turn_of_another(client, attempt, markers):
    turn = take(markers[0])
    client.force_login(markers[1])
    assert client.get(turn.get_absolute_url()).status_code == 404
    assert client.post(turn.get_absolute_url(), {"criterion-a": "2"}).status_code == 404
    assert client.post(reverse("assessments:give_turn_back", args=[turn.pk])).status_code == 404


# --- Who marks ------------------------------------------------------------------------------------------------------------


def test_who_is_not_calibrated_lately_marks_nothing(client, attempt, team):
    for on in (None, timezone.localdate() - timedelta(days=250)):
        trainer = (
            person_with(Role.TRAINER, municipality=team.municipality)
            if on is None
            else marker_in(team.municipality, on=on)
        )
        client.force_login(trainer)
        page = client.post(TAKE, follow=True).content.decode()
        assert "Je kunt nakijken als je geijkt bent." in page
    with people.everywhere():
        assert not Marking.objects.exists()


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_for_other_roles_there_is_no_queue(client, role, attempt, team):
    client.force_login(marker_in(team.municipality, role=role))
    assert client.get(QUEUE).status_code == 404
    assert client.post(TAKE).status_code == 404


def test_nobody_marks_their_own_answer(team):
    trainer = marker_in(team.municipality)
    MembershipFactory(person=trainer, municipality=team.municipality, team=team)
    answered(trainer, team.municipality)
    assert take(trainer) is None


def test_a_coach_marks_for_other_teams_and_never_for_their_own(attempt, team):
    own = marker_in(team.municipality, role=Role.COACH, team=team)
    whole = marker_in(team.municipality, role=Role.COACH)
    other = marker_in(team.municipality, role=Role.COACH, team=TeamFactory(municipality=team.municipality))
    assert (take(own), take(whole)) == (None, None)
    assert take(other) is not None


def test_answers_of_another_municipality_do_not_exist_for_a_marker(attempt):
    assert take(marker_in(MunicipalityFactory())) is None


# --- The pages ----------------------------------------------------------------------------------------------------------------


def test_marking_goes_from_the_queue_to_an_answer_and_back(client, attempt, markers):
    client.force_login(markers[0])
    assert "1 antwoord wacht op je." in client.get(QUEUE).content.decode()
    turn = client.post(TAKE).url
    assert "Verder met nakijken" in client.get(QUEUE).content.decode()
    page = client.post(turn, {"criterion-a": "2"}, follow=True).content.decode()
    assert "Dank je." in page
    assert "Er wacht nu niets op je" in page
    assert client.get(turn).status_code == 302


@pytest.mark.parametrize("level", ["", "9", "-1", "veel"])
def test_a_level_that_is_none_is_asked_for_again(client, attempt, markers, level):
    turn = take(markers[0])
    client.force_login(markers[0])
    assert client.post(turn.get_absolute_url(), {"criterion-a": level}).status_code == 422
    with people.everywhere():
        assert not Mark.objects.exists()


def test_nothing_waits_for_who_asks_twice(client, attempt, markers):
    mark(markers[0], 2)
    client.force_login(markers[0])
    assert "Er wacht nu niets op je." in client.post(TAKE, follow=True).content.decode()


def test_the_queue_takes_as_many_queries_for_many(client, team, markers, django_assert_max_num_queries):
    quiz = open_test()

    def more(times):
        for _ in range(times):
            answered(
                MembershipFactory(municipality=team.municipality, team=team).person,
                team.municipality,
                quiz=quiz,
            )

    more(1)
    client.force_login(markers[0])
    with django_assert_max_num_queries(12) as counted:
        client.get(QUEUE)
    few = len(counted)
    more(5)
    with django_assert_max_num_queries(few):
        client.get(QUEUE)


def test_who_now_coaches_the_writer_sees_their_answer_no_more(client, attempt, team):
    marker = marker_in(team.municipality)
    turn = take(marker)
    client.force_login(marker)
    assert client.get(turn.get_absolute_url()).status_code == 200
    with people.everywhere():
        Membership.objects.filter(person=marker).update(role=Role.COACH, team=team)
    assert client.get(QUEUE).status_code == 200
    assert client.get(turn.get_absolute_url()).status_code == 404
    assert client.post(turn.get_absolute_url(), {}).status_code == 404
