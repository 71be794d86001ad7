"""What somebody is, where, and for whom that holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people import api
from people.choices import DataKind, Role
from people.models import Membership, Municipality, User
from people.selectors import Reach, Standing
from tests.factories.people import (
    LONG_AGO,
    MembershipFactory,
    MunicipalityFactory,
    TeamFactory,
    UserFactory,
    person_with,
)

A, B = Municipality(pk=1, name="Aalst"), Municipality(pk=2, name="Buren")


def row(role, municipality=A, team_id=None):
    """A membership that is not in the database."""
    return Membership(role=role, municipality=municipality, team_id=team_id)


@pytest.mark.parametrize(
    ("rows", "reach"),
    [
        pytest.param([], None, id="without the role"),
        pytest.param([row(Role.COACH)], None, id="with another role"),
        pytest.param([row(Role.MANAGER, B)], None, id="in another municipality"),
        pytest.param([row(Role.MANAGER)], Reach(frozenset(), covers_all=True), id="for all"),
        pytest.param(
            [row(Role.MANAGER, team_id=7)], Reach(frozenset({7}), covers_all=False), id="for a team"
        ),
        pytest.param(
            [row(Role.MANAGER, team_id=7), row(Role.MANAGER, team_id=8)],
            Reach(frozenset({7, 8}), covers_all=False),
            id="for two teams",
        ),
        pytest.param(
            [row(Role.MANAGER, team_id=7), row(Role.MANAGER)],
            Reach(frozenset({7}), covers_all=True),
            id="for a team and for all",
        ),
    ],
)
def test_for_whom_a_role_holds(rows, reach):
    assert Standing(tuple(rows)).reach(Role.MANAGER, A.pk) == reach


rows = st.lists(
    st.builds(row, st.sampled_from(list(Role)), st.sampled_from([A, B]), st.sampled_from([None, 7, 8])),
    max_size=6,
)


@given(rows, st.randoms())
def test_the_order_of_memberships_is_irrelevant(held, random):
    one, other = Standing(tuple(held)), Standing(tuple(random.sample(held, len(held))))
    assert one.municipalities == other.municipalities
    for role in Role:
        assert one.reach(role, A.pk) == other.reach(role, A.pk)
        assert one.has(role, A.pk) == other.has(role, A.pk)


@given(rows, rows)
def test_another_membership_never_takes_a_role_away(held, more):
    before, after = Standing(tuple(held)), Standing((*held, *more))
    for role in Role:
        assert before.has(role, B.pk) <= after.has(role, B.pk)
    assert set(before.municipality_ids) <= set(after.municipality_ids)


@given(rows)
def test_roles_and_reach_agree(held):
    standing = Standing(tuple(held))
    for municipality in (A, B):
        roles = standing.roles_in(municipality.pk)
        assert roles == {role for role in Role if standing.has(role, municipality.pk)}
        assert roles == {role for role in Role if standing.reach(role, municipality.pk) is not None}


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        pytest.param(-10, None, True, id="begun, without end"),
        pytest.param(0, None, True, id="begins today"),
        pytest.param(1, None, False, id="begins tomorrow"),
        pytest.param(-10, 0, True, id="ends today"),
        pytest.param(-10, -1, False, id="ended yesterday"),
        pytest.param(0, 0, True, id="one day"),
    ],
)
@pytest.mark.django_db
def test_a_role_counts_from_its_first_to_its_last_day(starts, ends, counts):
    today = timezone.localdate()
    membership = MembershipFactory(
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )
    standing = api.standing_of(membership.person)
    assert standing.has(Role.LEARNER, membership.municipality_id) is counts
    assert standing.municipality_ids == ([membership.municipality_id] if counts else [])


@pytest.mark.django_db
def test_a_role_of_last_year_is_found_on_a_day_of_last_year():
    membership = MembershipFactory(starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    on_that_day = api.standing_of(membership.person, on=date(2025, 6, 1))
    assert on_that_day.has(Role.LEARNER, membership.municipality_id)
    assert api.standing_of(membership.person) == api.NOBODY


@pytest.mark.django_db
def test_what_somebody_is_takes_one_query_and_is_remembered(django_assert_num_queries):
    person = MembershipFactory().person
    for _ in range(3):
        MembershipFactory(person=person, trainer=True)
    person = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        assert len(api.standing_of(person).municipalities) == 4
        api.standing_of(person)


@pytest.mark.django_db
def test_a_municipality_that_left_the_platform_gives_no_standing():
    membership = MembershipFactory(municipality=MunicipalityFactory(is_active=False))
    assert api.standing_of(membership.person) == api.NOBODY


@pytest.mark.django_db
def test_giving_a_role_twice_changes_its_period_and_is_seen_at_once():
    person, municipality = UserFactory(), MunicipalityFactory()
    assert api.standing_of(person) == api.NOBODY
    with api.within(municipality):
        api.give_role(person=person, municipality=municipality, role=Role.COACH, starts_on=LONG_AGO)
        assert api.standing_of(person).has(Role.COACH, municipality.pk)
        api.give_role(
            person=person, municipality=municipality, role=Role.COACH, starts_on=LONG_AGO, ends_on=LONG_AGO
        )
        assert Membership.objects.count() == 1
    assert api.standing_of(person) == api.NOBODY


@pytest.mark.django_db
def test_the_database_refuses_a_role_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="membership_ends_after_start"), transaction.atomic():
        MembershipFactory(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))


@pytest.mark.django_db
def test_the_database_refuses_the_same_role_twice_also_without_a_team():
    membership = MembershipFactory()
    with pytest.raises(IntegrityError, match="membership_once"), transaction.atomic():
        MembershipFactory(person=membership.person, municipality=membership.municipality)


@pytest.mark.django_db
def test_an_email_address_is_one_person_however_it_is_written():
    UserFactory(email="Jan@example.nl")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="JAN@example.nl")
    assert (
        api.add_person(email="jAN@example.nl", first_name="Jan", last_name="Jansen").email == "jan@example.nl"
    )
    assert User.objects.count() == 1


# --- Who learns, and which teams somebody may know about ------------------------------------


@pytest.fixture
def municipality():
    found = MunicipalityFactory()
    with api.within(found):
        yield found


@pytest.mark.django_db
def test_who_learns_is_who_has_that_role_today(municipality):
    here = MembershipFactory(municipality=municipality).person
    coach = MembershipFactory(municipality=municipality, coach=True).person
    MembershipFactory(municipality=municipality, manager=True)
    MembershipFactory(municipality=municipality, ends_on=LONG_AGO)
    MembershipFactory(municipality=municipality, person=UserFactory(is_active=False))
    MembershipFactory()
    assert set(api.people_in(municipality)) == {here, coach}


@pytest.mark.django_db
def test_who_learns_in_some_teams(municipality):
    first, second, third = TeamFactory.create_batch(3, municipality=municipality)
    one, two, _three = [
        MembershipFactory(municipality=municipality, team=t).person for t in (first, second, third)
    ]
    MembershipFactory(municipality=municipality)
    assert set(api.people_in(municipality, team=first)) == {one}
    assert set(api.people_in(municipality, teams=[first.pk, second.pk])) == {one, two}
    assert set(api.people_in(municipality, teams=[])) == set()


@pytest.mark.django_db
def test_which_teams_are_in_reach(municipality):
    mine, other = TeamFactory.create_batch(2, municipality=municipality)
    TeamFactory()
    cases = {
        person_with(Role.LEAD, municipality=municipality): {mine, other},
        person_with(Role.TRAINER, municipality=municipality): {mine, other},
        person_with(Role.MANAGER, team=mine): {mine},
        person_with(Role.COACH, team=mine): {mine},
    }
    for person, teams in cases.items():
        reach, _capacity = api.reach_into(api.standing_of(person), municipality, DataKind.TEAM_TOTALS)
        assert set(api.teams_in_reach(reach, municipality)) == teams
    for person in (
        person_with(Role.LEARNER, team=mine),
        person_with(Role.ADMINISTRATOR, municipality=municipality),
        person_with(Role.LEAD),
    ):
        assert api.reach_into(api.standing_of(person), municipality, DataKind.TEAM_TOTALS) is None


@pytest.mark.django_db
def test_two_roles_reach_the_teams_of_both(municipality):
    first, second = TeamFactory.create_batch(2, municipality=municipality)
    person = person_with(Role.MANAGER, team=first)
    MembershipFactory(person=person, municipality=municipality, team=second, coach=True)
    reach, _capacity = api.reach_into(api.standing_of(person), municipality, DataKind.ENROLMENT)
    assert reach == Reach(frozenset({first.pk, second.pk}), covers_all=False)


@pytest.mark.django_db
def test_people_are_counted_once_for_each_role_over_all_municipalities():
    trainer = MembershipFactory(trainer=True).person
    MembershipFactory(person=trainer, trainer=True)
    MembershipFactory(learner=True)
    counts = api.counts_per_role()
    assert counts["trainer"] == 1
    assert counts["learner"] == 1
    assert counts["manager"] == 0
