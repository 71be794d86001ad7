"""Results of others: the own trainer sees those of tests that count, never an answer, and every look is written down."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from assessments.choices import CountsFor
from assessments.models import ExtraTime
from people.api import everywhere, looks_at
from people.choices import DataKind, Role
from tests.factories import quizzes as make
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def team(municipality):
    return TeamFactory(municipality=municipality)


@pytest.fixture
def learner(team):
    return person_with(Role.LEARNER, team=team)


@pytest.fixture
def trainer(team):
    return person_with(Role.TRAINER, team=team)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def seen(person) -> str:
    return signed_in(person).get("/uitslagen/").content.decode()


def take(learner, municipality, **fields):
    make.bank(3)
    return make.taken(QuizFactory(**fields), learner, municipality, right=2)


def test_the_own_trainer_sees_how_tests_that_count_went(trainer, learner, municipality):
    take(learner, municipality, title="Toets die telt", counts_for=CountsFor.GATE, pass_percent=60)
    page = seen(trainer)
    assert str(learner) in page
    assert "Toets die telt" in page
    assert "66,6%" in page
    assert "Wat wil je bereiken?" not in page


def test_of_who_did_nothing_yet_a_phone_reads_one_word(trainer, learner, municipality):
    QuizFactory(counts_for=CountsFor.CERTIFICATE)
    page = seen(trainer)
    assert "Nog geen uitslagen" in page
    assert 'class="wks-table__empty">–</td>' in page


def test_what_was_done_to_learn_is_seen_by_nobody_else(trainer, learner, municipality):
    take(learner, municipality, title="Oefentoets")
    assert "Oefentoets" not in seen(trainer)


def test_a_test_that_was_for_learning_when_it_was_taken_stays_private(trainer, learner, municipality):
    attempt = take(learner, municipality, title="Eerst om te leren")
    attempt.quiz.counts_for = CountsFor.CERTIFICATE
    attempt.quiz.save()
    assert "66,6%" not in seen(trainer)


def test_a_trainer_of_another_team_does_not_see_it(learner, municipality):
    take(learner, municipality, counts_for=CountsFor.GATE, pass_percent=60)
    other = person_with(Role.TRAINER, team=TeamFactory(municipality=municipality))
    assert str(learner) not in seen(other)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COACH, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_nobody_else_has_this_page(role, team):
    assert signed_in(person_with(role, team=team)).get("/uitslagen/").status_code == 404


def test_each_look_is_written_down_and_can_be_read_by_the_person(trainer, learner, municipality):
    take(learner, municipality, counts_for=CountsFor.GATE, pass_percent=60)
    seen(trainer)
    (look,) = looks_at(learner)
    assert (look.viewer, look.data_kind) == (trainer, DataKind.TEST_RESULT)


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    trainer, learner, team, municipality, django_assert_max_num_queries
):
    take(learner, municipality, counts_for=CountsFor.GATE, pass_percent=60)
    for _ in range(4):
        person = person_with(Role.LEARNER, team=team)
        take(person, municipality, counts_for=CountsFor.GATE, pass_percent=60)
    client = signed_in(trainer)
    client.get("/uitslagen/")
    with django_assert_max_num_queries(10):
        client.get("/uitslagen/")


# --- Extra time -------------------------------------------------------------------------------------


def give(giver, person, percent: int = 50, until: str = ""):
    sent = {"person": person.pk, "percent": percent, "until": until}
    return signed_in(giver).post("/extra-tijd/", sent)


def given() -> list[int]:
    with everywhere():
        return list(ExtraTime.objects.values_list("percent", flat=True))


def test_a_trainer_gives_extra_time_to_their_own_group(trainer, learner):
    assert give(trainer, learner).status_code == 302
    assert given() == [50]
    assert str(learner) in signed_in(trainer).get("/extra-tijd/").content.decode()
    give(trainer, learner, 0)
    assert given() == []


def test_an_administrator_gives_it_to_everybody_of_the_municipality(municipality, learner):
    give(person_with(Role.ADMINISTRATOR, municipality=municipality), learner, 900)
    assert given() == [900]


def test_nobody_gives_it_outside_their_group(trainer, municipality):
    stranger = MembershipFactory(municipality=municipality).person
    page = give(trainer, stranger)
    assert (page.status_code, "Kies iemand uit je eigen groep." in page.content.decode()) == (422, True)
    assert given() == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Kies wie extra tijd krijgt."),
        ({"until": "morgen"}, "Vul een datum in, bijvoorbeeld 31-12-2027."),
    ],
)
def test_a_form_with_a_mistake_says_what_to_do(sent, words, trainer):
    page = signed_in(trainer).post("/extra-tijd/", sent)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COACH, Role.MANAGER, Role.LEAD])
def test_for_others_the_page_does_not_exist(role, municipality):
    client = signed_in(person_with(role, municipality=municipality))
    assert client.get("/extra-tijd/").status_code == 404
    assert client.post("/extra-tijd/", {}).status_code == 404


def test_extra_time_that_ended_does_not_count(trainer, learner, municipality):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    give(trainer, learner, 100, until=yesterday.isoformat())
    make.bank(3)
    attempt = make.begun(QuizFactory(minutes=10), learner, municipality)
    assert attempt.deadline_at - attempt.started_at == timezone.timedelta(minutes=10)
