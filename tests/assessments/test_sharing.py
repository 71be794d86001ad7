"""Sharing is the learner's: who reads what, from when, until when, and that it was read."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.choices import Audience
from assessments.models import Share
from people import api as people
from people.choices import DataKind, Role, Viewer
from people.models import Look
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.factories.portfolio import ANSWER, ReflectionFactory, ShareFactory

pytestmark = pytest.mark.django_db
WITH_ME = reverse("assessments:shared_with_me")


@pytest.fixture
def team():
    """The team in which somebody learns."""
    return TeamFactory()


@pytest.fixture
def reflection(team):
    """A finished reflection of somebody in that team."""
    person = MembershipFactory(municipality=team.municipality, team=team).person
    return ReflectionFactory(person=person, municipality=team.municipality, finished=True)


@pytest.fixture
def coach(team):
    """The internal coach of that team."""
    return person_with(Role.COACH, team=team)


def shared_url(reflection) -> str:
    return reverse("assessments:shared_reflection", args=[reflection.pk])


def share_url(reflection) -> str:
    return reverse("assessments:share", args=["reflectie", reflection.pk])


def read(client, viewer, reflection) -> int:
    client.force_login(viewer)
    return client.get(shared_url(reflection)).status_code


def looks() -> list[Look]:
    with people.everywhere():
        return list(Look.objects.select_related("person", "viewer"))


def test_a_learner_shares_and_the_coach_reads(client, reflection, coach):
    assert read(client, coach, reflection) == 404
    client.force_login(reflection.person)
    client.post(share_url(reflection), {"audience": "coach"})
    client.force_login(coach)
    page = client.get(shared_url(reflection)).content.decode()
    assert ANSWER in page
    assert reflection.title in client.get(WITH_ME).content.decode()


def test_what_is_taken_back_is_gone_at_once_and_both_are_remembered(client, reflection, coach):
    share = ShareFactory(reflection=reflection)
    client.force_login(reflection.person)
    page = client.post(share_url(reflection), {"audience": "coach", "withdraw": "on"}, follow=True)
    assert "Je interne coach kan dit niet meer lezen." in page.content.decode()
    assert "Teruggetrokken op" in page.content.decode()
    assert read(client, coach, reflection) == 404
    assert reflection.title not in client.get(WITH_ME).content.decode()
    with people.everywhere():
        share.refresh_from_db()
    assert share.withdrawn_at is not None


def test_sharing_twice_is_once_and_after_taking_back_it_is_a_new_fact(client, reflection):
    client.force_login(reflection.person)
    for _ in range(2):
        client.post(share_url(reflection), {"audience": "coach"})
    client.post(share_url(reflection), {"audience": "coach", "withdraw": "on"})
    client.post(share_url(reflection), {"audience": "coach"})
    with people.everywhere():
        assert [share.withdrawn_at is None for share in Share.objects.order_by("pk")] == [False, True]


def test_an_unfinished_reflection_is_not_shared(client, reflection):
    unfinished = ReflectionFactory(person=reflection.person, municipality=reflection.municipality)
    client.force_login(reflection.person)
    answer = client.post(share_url(unfinished), {"audience": "coach"}, follow=True)
    assert "Maak je reflectie eerst af." in answer.content.decode()
    with people.everywhere():
        assert not Share.objects.exists()


def test_nobody_reads_along_while_somebody_writes_on(client, reflection, coach):
    ShareFactory(reflection=reflection)
    client.force_login(reflection.person)
    client.post(reverse("assessments:reopen_reflection", args=[reflection.pk]))
    assert read(client, coach, reflection) == 404
    client.force_login(coach)
    assert reflection.title not in client.get(WITH_ME).content.decode()


@pytest.mark.parametrize("audience", ["", "manager", "lead"])
def test_it_can_be_shared_with_a_coach_or_a_trainer_only(client, reflection, audience):
    client.force_login(reflection.person)
    answer = client.post(share_url(reflection), {"audience": audience}, follow=True)
    assert "Kies met wie je dit wilt delen." in answer.content.decode()
    with people.everywhere():
        assert not Share.objects.exists()


def test_nobody_shares_what_is_somebody_else_s(client, reflection, coach):
    client.force_login(coach)
    assert client.post(share_url(reflection), {"audience": "coach"}).status_code == 404
    assert client.post(reverse("assessments:share", args=["iets", reflection.pk])).status_code == 404


# --- A cell a case: who reads what is shared with whom ------------------------------------------------------------

READS = {Audience.COACH: {Role.COACH}, Audience.TRAINER: {Role.TRAINER}, None: set()}
PLACES = {
    "in the team": True,
    "in the whole municipality": True,
    "in another team": False,
    "in another municipality": False,
    "until yesterday": False,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("audience", READS)
def test_who_reads_what_was_shared(client, reflection, team, audience, role, place):
    if audience is not None:
        ShareFactory(reflection=reflection, audience=audience)
    viewer = _looking_from(place, role, team)
    expected = role in READS[audience] and PLACES[place]
    assert read(client, viewer, reflection) == (200 if expected else 404)
    assert (reflection.title in client.get(WITH_ME).content.decode()) is expected


def _looking_from(place, role, team):
    where = {
        "in the team": {"team": team},
        "in the whole municipality": {},
        "in another team": {"team": TeamFactory(municipality=team.municipality)},
        "in another municipality": {"municipality": MunicipalityFactory()},
        "until yesterday": {"team": team, "ends_on": LONG_AGO},
    }[place]
    return MembershipFactory(role=role, **{"municipality": team.municipality, **where}).person


def test_who_does_not_learn_here_any_more_is_read_by_nobody(client, reflection, coach):
    ShareFactory(reflection=reflection)
    with people.everywhere():
        reflection.person.memberships.update(ends_on=LONG_AGO)
    assert read(client, coach, reflection) == 404


def test_a_platform_administrator_reads_nothing(client, reflection):
    for audience in Audience:
        ShareFactory(reflection=reflection, audience=audience)
    administrator = person_with(Role.ADMINISTRATOR, municipality=reflection.municipality)
    people.make_platform_administrator(administrator)
    assert read(client, administrator, reflection) == 404


def test_what_a_coach_shares_is_not_shared_with_themselves(client, team, coach):
    own = ReflectionFactory(person=coach, municipality=team.municipality, finished=True)
    ShareFactory(reflection=own)
    assert read(client, coach, own) == 404


def test_a_trainer_of_two_municipalities_sees_both_in_one_list(client, reflection):
    trainer = person_with(Role.TRAINER, municipality=reflection.municipality)
    elsewhere = ReflectionFactory(finished=True)
    MembershipFactory(person=trainer, municipality=elsewhere.municipality, trainer=True)
    for each in (reflection, elsewhere):
        ShareFactory(reflection=each, audience=Audience.TRAINER)
    client.force_login(trainer)
    page = client.get(WITH_ME).content.decode()
    assert reflection.title in page
    assert elsewhere.title in page


# --- That it was read ------------------------------------------------------------------------------------------------


def test_reading_is_written_down_and_its_writer_sees_it(client, reflection, coach):
    ShareFactory(reflection=reflection)
    read(client, coach, reflection)
    (look,) = looks()
    assert (look.person, look.viewer) == (reflection.person, coach)
    assert (look.data_kind, look.capacity) == (DataKind.PORTFOLIO, Viewer.COACH)
    client.force_login(reflection.person)
    assert str(coach) in client.get(reverse("people:who_sees_what")).content.decode()


def test_the_list_of_what_is_shared_is_a_look_too_once_per_person(client, reflection, coach):
    ShareFactory(reflection=reflection)
    ShareFactory(
        reflection=ReflectionFactory(
            person=reflection.person, municipality=reflection.municipality, finished=True
        )
    )
    client.force_login(coach)
    client.get(WITH_ME)
    assert [look.person for look in looks()] == [reflection.person]


def test_who_is_refused_leaves_no_look(client, reflection, coach):
    read(client, coach, reflection)
    assert looks() == []


def test_the_list_takes_as_many_queries_for_many_people(client, team, coach, django_assert_max_num_queries):
    def share_one():
        person = MembershipFactory(municipality=team.municipality, team=team).person
        ShareFactory(
            reflection=ReflectionFactory(person=person, municipality=team.municipality, finished=True)
        )

    share_one()
    client.force_login(coach)
    with django_assert_max_num_queries(12) as counted:
        client.get(WITH_ME)
    few = len(counted)
    for _ in range(10):
        share_one()
    with django_assert_max_num_queries(few):
        client.get(WITH_ME)


def test_the_page_names_who_would_read(client, reflection, coach):
    trainer = person_with(Role.TRAINER, municipality=reflection.municipality)
    person_with(Role.TRAINER, team=TeamFactory(municipality=reflection.municipality))
    client.force_login(reflection.person)
    rows = {row.audience: row.readers for row in client.get(reflection.get_absolute_url()).context["sharing"]}
    assert rows == {Audience.COACH: (coach,), Audience.TRAINER: (trainer,)}


def test_the_database_keeps_one_share_in_force(reflection):
    from django.db import IntegrityError, transaction

    ShareFactory(reflection=reflection)
    with pytest.raises(IntegrityError, match="reflection_shared_once"), transaction.atomic():
        ShareFactory(reflection=reflection)
    with people.everywhere():
        Share.objects.update(withdrawn_at=timezone.now())
    ShareFactory(reflection=reflection)
