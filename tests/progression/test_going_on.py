"""What becomes of a road whose target date has passed: another date, or an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from people.api import everywhere
from people.choices import Role
from progression import api
from progression.choices import Stage
from progression.models import Trajectory
from progression.rules.clocks import add_months
from progression.selectors.picture import Picture
from tests.factories.people import person_with
from tests.factories.trajectories import cast

TODAY = timezone.localdate
MINE = reverse("progression:mine")


@pytest.fixture
def late(db):
    """Somebody in S0 whose target date passed half a year ago."""
    with everywhere():
        around = cast()
        around.bring_to(Stage.CANDIDATE)
        Trajectory.objects.filter(pk=around.trajectory.pk).update(since=TODAY() - timedelta(days=210))
        yield around


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def url(name, road):
    return reverse(f"progression:{name}", args=[road.trajectory.pk])


def text(answer):
    return answer.content.decode()


def stalled(road):
    return Picture(road.municipality, TODAY()).stalled


def test_a_new_date_is_kept_shown_and_followed(late):
    trainer = client_of(late.trainer)
    assert "Een nieuwe datum afspreken" in text(trainer.get(url("trajectory", late)))
    assert len(stalled(late)) == 1
    day = TODAY() + timedelta(days=40)
    answer = trainer.post(url("agree_date", late), {"on": day.isoformat()}, follow=True)
    assert "De herinneringen gaan mee." in text(answer)
    assert stalled(late) == ()
    page = text(client_of(late.candidate).get(url("trajectory", late)))
    assert f"Volgende stap verwacht voor {date_format(day, 'j F Y')}" in page
    assert f"Jullie spraken deze datum af op {date_format(TODAY(), 'j F Y')}." in page


def test_a_new_date_holds_for_the_stage_for_which_it_was_agreed(late):
    api.agree_date(
        person=late.trainer, trajectory=late.trajectory, on=TODAY() + timedelta(days=9), today=TODAY()
    )
    late.bring_to(Stage.OBSERVING)
    late.trajectory.refresh_from_db()
    assert (late.trajectory.target_on, late.trajectory.target_set_on) == (None, None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "Geef de datum die jullie afspraken."),
        ("morgen", "Vul een datum in met dag, maand en jaar."),
        (TODAY, "Kies een dag die nog komt, binnen twee jaar."),
        (lambda: TODAY() - timedelta(days=1), "Kies een dag die nog komt, binnen twee jaar."),
        (lambda: TODAY() + timedelta(days=800), "Kies een dag die nog komt, binnen twee jaar."),
    ],
    ids=["empty", "words", "today", "yesterday", "far away"],
)
def test_a_date_that_cannot_be_comes_back_with_a_reason(late, sent, said):
    typed = sent if isinstance(sent, str) else sent().isoformat()
    answer = client_of(late.trainer).post(url("agree_date", late), {"on": typed})
    assert answer.status_code == 422
    assert said in text(answer)
    late.trajectory.refresh_from_db()
    assert late.trajectory.target_on is None


def test_only_a_trainer_writes_down_a_date(late):
    sent = {"on": (TODAY() + timedelta(days=9)).isoformat()}
    for person in (late.candidate, late.manager, late.lead):
        assert client_of(person).post(url("agree_date", late), sent).status_code == 404
    assert "Je trainer legt de nieuwe datum vast." in text(
        client_of(late.candidate).get(url("trajectory", late))
    )


@pytest.mark.parametrize("who", ["candidate", "trainer"])
def test_candidate_and_trainer_stop_a_road_and_a_trainer_lets_it_go_on(late, who):
    client = client_of(getattr(late, who))
    answer = client.post(url("stop", late), follow=True)
    assert "Wat is getoond, blijft staan." in text(answer)
    assert stalled(late) == ()
    assert client.post(url("stop", late)).status_code == 404
    api.put_forward(
        trainer=late.trainer,
        candidate=late.candidate,
        municipality=late.municipality,
        core_task="KT3",
        today=TODAY(),
    )
    late.trajectory.refresh_from_db()
    assert (late.trajectory.left_on, late.trajectory.stage) == (None, Stage.CANDIDATE)


def test_nobody_else_stops_a_road(late):
    colleague = person_with(Role.COACH, municipality=late.municipality)
    for person in (late.manager, late.lead, colleague):
        assert client_of(person).post(url("stop", late)).status_code == 404
    late.trajectory.refresh_from_db()
    assert late.trajectory.left_on is None


def test_a_coach_reads_on_the_card_that_all_is_in(late):
    mine = client_of(late.candidate)
    assert "Alles is binnen" not in text(mine.get(MINE))
    late.show(Stage.OBSERVING)
    page = text(mine.get(MINE))
    assert "Alles is binnen: laat je voordragen voor S1 Meekijken" in page
    assert 'id="agree-title"' in text(mine.get(url("trajectory", late)))


def test_a_list_of_stages_says_what_a_date_is(late):
    page = text(client_of(late.trainer).get(reverse("progression:signing")))
    assert "(voorbij)" in page
    for stage in (Stage.OBSERVING, Stage.TOGETHER, Stage.SUPERVISED, Stage.INDEPENDENT):
        late.bring_to(stage)
    page = text(client_of(late.trainer).get(reverse("progression:signing")))
    assert f"Geldig tot {date_format(add_months(TODAY(), 24), 'j-n-Y')}" in page
