"""Who sees what of whom: a case for each cell of the table, with real roles inside and outside of reach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from people import api
from people.choices import DataKind, Role, Sight, Viewer
from people.forms import MunicipalityForm
from people.models import User
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

# What was agreed, told here a second time: whoever changes the policy changes both.
YES, NO, GROUP, ALL, NA = "yes", "no", "own_group", "municipality", "not_applicable"
SHARED = "if_shared"
AGREED = {
    #           you  trainer coach  manager lead administrator platform
    "activity": (YES, NO, NO, NO, NO, NO, NO),
    "enrolment": (YES, GROUP, GROUP, GROUP, ALL, NO, NO),
    "test_result": (YES, GROUP, NO, NO, NO, NO, NO),
    "observation": (YES, GROUP, SHARED, SHARED, NO, NO, NO),
    "portfolio": (YES, SHARED, SHARED, NO, NO, NO, NO),
    "proeve": (YES, GROUP, NO, NO, NO, NO, NO),
    "certificate": (YES, GROUP, NO, GROUP, NO, NO, NO),
    "stage": (YES, GROUP, NO, GROUP, ALL, NO, NO),
    "stage_evidence": (YES, GROUP, NO, NO, NO, NO, NO),
    "attendance": (YES, GROUP, NO, GROUP, NO, NO, NO),
    "team_totals": (NA, GROUP, GROUP, GROUP, ALL, NO, NO),
}
COLUMNS = ("self", "trainer", "coach", "manager", "lead", "administrator", "platform")

# From where somebody looks, and which sights reach the learner from there.
PLACES = {
    "in the team of the learner": {GROUP, ALL},
    "in the whole municipality": {GROUP, ALL},
    "in another team": {ALL},
    "in another municipality": set(),
    "until yesterday": set(),
    "from tomorrow": set(),
}
CELLS = [
    pytest.param(kind, viewer, place, reach, id=f"{kind}, {viewer} {place}")
    for kind, row in AGREED.items()
    for viewer, sight in zip(COLUMNS, row, strict=True)
    if viewer not in {"self", "platform"}
    for place, reached in PLACES.items()
    for reach in [sight in reached]
]


@pytest.fixture
def team():
    """The team of the learner, in whose municipality we work now."""
    found = TeamFactory()
    with api.within(found.municipality):
        yield found


@pytest.fixture
def learner(team):
    """Somebody who learns in that team."""
    return MembershipFactory(municipality=team.municipality, team=team).person


def _looking_from(place: str, role: Role, team) -> User:
    today = timezone.localdate()
    where = {"municipality": team.municipality, "team": team}
    changes = {
        "in the team of the learner": {},
        "in the whole municipality": {"team": None},
        "in another team": {"team": TeamFactory(municipality=team.municipality)},
        "in another municipality": {"municipality": MunicipalityFactory(), "team": None},
        "until yesterday": {"ends_on": today - timedelta(days=1)},
        "from tomorrow": {"starts_on": today + timedelta(days=1)},
    }[place]
    return MembershipFactory(role=role, **{**where, **changes}).person


def _sees(viewer: User, learner: User, kind: DataKind, team) -> bool:
    if kind != DataKind.TEAM_TOTALS:
        return bool(api.can_see(viewer, learner, kind, municipality=team.municipality))
    reach = api.reach_into(api.standing_of(viewer), team.municipality, kind)
    may = api.can_see_totals(api.standing_of(viewer), team.municipality)
    return bool(may) and reach is not None and team in api.teams_in_reach(reach[0], team.municipality)


@pytest.mark.parametrize(("kind", "viewer", "place", "reaches"), CELLS)
def test_a_role_sees_what_was_agreed(kind, viewer, place, reaches, team, learner):
    somebody = _looking_from(place, Role(viewer), team)
    assert _sees(somebody, learner, DataKind(kind), team) is reaches


@pytest.mark.parametrize(
    ("kind", "viewer", "place", "reaches"), [cell for cell in CELLS if cell.values[0] != "team_totals"]
)
def test_what_is_shared_is_seen_in_the_own_group_too(kind, viewer, place, reaches, team, learner):
    somebody = _looking_from(place, Role(viewer), team)
    sees = api.can_see(somebody, learner, DataKind(kind), municipality=team.municipality, is_shared=True)
    in_group = GROUP in PLACES[place]
    assert bool(sees) is (reaches or (in_group and AGREED[kind][COLUMNS.index(viewer)] == SHARED))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COACH])
def test_a_list_of_what_is_shared_reaches_the_own_group(role, team):
    standing = api.standing_of(MembershipFactory(role=role, municipality=team.municipality, team=team).person)
    assert api.reach_into(standing, team.municipality, DataKind.PORTFOLIO) is None
    reach, _capacity = api.reach_into(standing, team.municipality, DataKind.PORTFOLIO, is_shared=True)
    assert reach.team_ids == {team.pk}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEARNER])
def test_a_list_of_people_holds_who_may_be_seen_one_by_one(role, place, team, learner):
    """Lists ask for a reach and pages about one person ask `can_see`: the two give the same."""
    somebody = _looking_from(place, role, team)
    found = api.reach_into(api.standing_of(somebody), team.municipality, DataKind.ENROLMENT)
    people = _people_in_reach(found, team)
    assert (learner in people) is bool(
        api.can_see(somebody, learner, DataKind.ENROLMENT, municipality=team.municipality)
    )


def _people_in_reach(found, team):
    if found is None:
        return []
    reach, _capacity = found
    return api.people_in(team.municipality, teams=None if reach.covers_all else reach.team_ids)


@pytest.mark.parametrize(("kind", "sees"), [(kind, row[0] == YES) for kind, row in AGREED.items()])
def test_you_see_what_is_about_you(kind, sees, team, learner):
    assert bool(api.can_see(learner, learner, DataKind(kind), municipality=team.municipality)) is sees


@pytest.mark.parametrize("kind", AGREED)
def test_a_platform_administrator_sees_nothing_of_anybody(kind, team, learner):
    administrator = UserFactory(is_staff=True, is_superuser=True)
    assert not _sees(administrator, learner, DataKind(kind), team)


@pytest.mark.parametrize("kind", AGREED)
def test_a_colleague_sees_nothing(kind, team, learner):
    colleague = MembershipFactory(municipality=team.municipality, team=team).person
    assert not _sees(colleague, learner, DataKind(kind), team)


def test_the_table_is_what_was_agreed():
    table = {
        kind.value: tuple(api.sight(kind, Viewer(column)).value for column in COLUMNS) for kind in DataKind
    }
    assert table == AGREED


def test_what_is_not_in_the_table_is_a_no(monkeypatch):
    monkeypatch.delitem(api.VISIBILITY, DataKind.ENROLMENT)
    assert api.sight(DataKind.ENROLMENT, Viewer.LEAD) == Sight.NO
    assert api.sight(DataKind.ENROLMENT, Viewer.SELF) == Sight.NO


# --- The learner, too, must be there ---------------------------------------------------------


def test_a_lead_sees_nothing_of_somebody_who_does_not_learn_in_the_municipality(team):
    lead = MembershipFactory(municipality=team.municipality, lead=True).person
    elsewhere = MembershipFactory().person
    assert not api.can_see(lead, elsewhere, DataKind.ENROLMENT, municipality=team.municipality)


def test_a_lead_sees_nothing_of_somebody_who_has_left(team):
    lead = MembershipFactory(municipality=team.municipality, lead=True).person
    gone = MembershipFactory(municipality=team.municipality, ends_on=LONG_AGO).person
    assert not api.can_see(lead, gone, DataKind.ENROLMENT, municipality=team.municipality)


def test_a_lead_of_two_municipalities_sees_each_person_where_they_learn(team, learner):
    lead = MembershipFactory(municipality=team.municipality, lead=True).person
    other = MembershipFactory(person=lead, lead=True).municipality
    assert api.can_see(lead, learner, DataKind.ENROLMENT, municipality=team.municipality)
    with api.within(other):
        assert not api.can_see(lead, learner, DataKind.ENROLMENT, municipality=other)


def test_a_learner_without_a_team_is_in_nobody_s_group(team):
    alone = MembershipFactory(municipality=team.municipality).person
    manager = MembershipFactory(municipality=team.municipality, team=team, manager=True).person
    assert not api.can_see(manager, alone, DataKind.ENROLMENT, municipality=team.municipality)


def test_a_role_in_one_team_and_another_role_in_another_do_not_add_up(team, learner):
    """The lead's reach over the municipality says nothing about what the manager's row allows."""
    both = MembershipFactory(municipality=team.municipality, administrator=True).person
    MembershipFactory(
        person=both,
        municipality=team.municipality,
        manager=True,
        team=TeamFactory(municipality=team.municipality),
    )
    assert not api.can_see(both, learner, DataKind.ENROLMENT, municipality=team.municipality)


def test_a_municipality_that_left_the_platform_sees_nothing(team, learner):
    lead = MembershipFactory(municipality=team.municipality, lead=True).person
    team.municipality.is_active = False
    team.municipality.save()
    assert not api.can_see(lead, learner, DataKind.ENROLMENT, municipality=team.municipality)


def test_a_no_explains_itself_in_dutch(team, learner):
    stranger = UserFactory()
    verdict = api.can_see(stranger, learner, DataKind.ACTIVITY, municipality=team.municipality)
    assert str(verdict.reason) == "Dit mag je van iemand anders niet zien."


# --- Numbers per team ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGER, Role.TRAINER, Role.COACH])
def test_without_the_works_council_nobody_sees_numbers(role, team):
    team.municipality.works_council_agreed_on = None
    standing = api.standing_of(MembershipFactory(municipality=team.municipality, role=role).person)
    verdict = api.can_see_totals(standing, team.municipality)
    assert not verdict
    assert "ondernemingsraad" in str(verdict.reason)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.ADMINISTRATOR])
def test_other_roles_see_no_numbers(role, team):
    standing = api.standing_of(MembershipFactory(municipality=team.municipality, role=role).person)
    assert not api.can_see_totals(standing, team.municipality)


@pytest.mark.parametrize(("day", "is_taken"), [("2026-01-02", True), ("2099-01-01", False)])
def test_a_works_council_agreed_on_a_day_that_has_been(db, day, is_taken):
    form = MunicipalityForm({"works_council_agreed_on": day})
    assert ("works_council_agreed_on" not in form.errors) is is_taken
