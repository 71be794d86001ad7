"""Who may read an observation: the candidate first, its raters, the group's trainer, and whom it is shared with."""

from __future__ import annotations

import pytest

from assessments import api
from people.api import within
from people.choices import Role, Viewer
from tests.factories.observations import NOW, colleague_of, handed_over, make_group, observe
from tests.factories.people import TeamFactory, UserFactory, person_with


def sees(person, observation) -> bool:
    """Whether somebody may read it, asked anew."""
    person.standing_today = None
    return api.observations_visible_to(person).filter(pk=observation.pk).exists()


def test_until_it_is_handed_over_only_its_raters_see_it(group):
    observation = observe(group)
    assert sees(group.trainer, observation)
    for person in (group.candidate, group.coach, group.other_trainer):
        assert not sees(person, observation)


def test_the_candidate_sees_it_first_and_then_the_trainers_of_the_group_too(group):
    observation = handed_over(group)
    assert sees(group.candidate, observation)
    assert not sees(group.other_trainer, observation)
    assert not api.observations_in_reach(group.other_trainer, group.municipality).exists()
    api.note_that_the_candidate_read(observation, now=NOW)
    assert sees(group.other_trainer, observation)
    assert api.observations_in_reach(group.other_trainer, group.municipality).get() == observation


@pytest.mark.parametrize(
    ("role", "viewer"), [(Role.COACH, Viewer.COACH), (Role.MANAGER, Viewer.MANAGER)], ids=["coach", "manager"]
)
def test_coach_and_manager_see_only_what_is_shared_with_them_until_it_is_taken_back(group, role, viewer):
    observation = handed_over(group)
    person = colleague_of(group, role, team=group.team)
    elsewhere = colleague_of(group, role, team=TeamFactory(municipality=group.municipality))
    other = Viewer.MANAGER if viewer == Viewer.COACH else Viewer.COACH
    api.share_observation(person=group.candidate, observation=observation, viewer=other, now=NOW)
    assert not sees(person, observation)
    for _ in range(2):
        api.share_observation(person=group.candidate, observation=observation, viewer=viewer, now=NOW)
    assert sees(person, observation)
    assert not sees(elsewhere, observation)
    api.stop_sharing_observation(person=group.candidate, observation=observation, viewer=viewer, now=NOW)
    assert not sees(person, observation)


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR, Role.LEARNER])
def test_nobody_else_sees_it_also_when_it_is_shared(group, role):
    observation = handed_over(group)
    for viewer in (Viewer.COACH, Viewer.MANAGER):
        api.share_observation(person=group.candidate, observation=observation, viewer=viewer, now=NOW)
    assert not sees(colleague_of(group, role), observation)
    assert not sees(UserFactory(), observation)


def test_a_trainer_of_another_team_does_not_see_it(group):
    observation = handed_over(group)
    elsewhere = TeamFactory(municipality=group.municipality)
    assert not sees(person_with(Role.TRAINER, team=elsewhere), observation)


def test_another_municipality_sees_nothing(group):
    observation = handed_over(group)
    elsewhere = make_group()
    with within(elsewhere.municipality):
        for person in (elsewhere.trainer, elsewhere.coach, elsewhere.candidate):
            assert not sees(person, observation)


def test_lists_hold_what_each_may_see(group, django_assert_num_queries):
    drafted, ready = observe(group), handed_over(group)
    mine = api.observations_of(group.candidate, group.municipality)
    assert list(mine) == [ready]
    rows = api.observations_to_rate(group.trainer, group.municipality)
    assert {row.observation for row in rows} == {drafted, ready}
    assert list(api.observations_in_reach(group.trainer, group.municipality)) == []
    api.note_that_the_candidate_read(ready, now=NOW)
    assert list(api.observations_in_reach(group.other_trainer, group.municipality)) == [ready]
    assert list(api.observations_in_reach(group.coach, group.municipality)) == []
    handed_over(group)
    with django_assert_num_queries(1):
        assert len([str(row.observation.candidate) for row in rows.all()]) == 3


def test_somebody_looks_in_the_capacity_they_have(group):
    observation = handed_over(group)
    manager = colleague_of(group, Role.MANAGER, team=group.team)
    assert api.capacity_to_see(group.trainer, observation) == Viewer.TRAINER
    assert api.capacity_to_see(manager, observation) == Viewer.MANAGER


def test_counting_goes_over_all_municipalities(group):
    observe(group)
    handed_over(group)
    elsewhere = make_group()
    with within(elsewhere.municipality):
        handed_over(elsewhere)
    assert api.observation_counts() == {"draft": 1, "handed_over": 2, "signed": 0, "superseded": 0}
