"""What others see of a portfolio."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assessments.choices import Audience
from people import api as people
from people.choices import Role
from people.models import Look
from tests.assessments.portfolio.pieces import url
from tests.factories.people import MembershipFactory, TeamFactory, person_with
from tests.factories.portfolio import (
    EvidenceFactory,
    PracticeCaseFactory,
    ReflectionFactory,
    ShareFactory,
)

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("assessments:portfolio"), reverse("assessments:add_evidence")
EVERYTHING = reverse("assessments:download_own_work")


@pytest.fixture
def team():
    """The team in which somebody learns."""
    return TeamFactory()


@pytest.fixture
def learner(team):
    """Somebody in that team."""
    return MembershipFactory(municipality=team.municipality, team=team).person


def test_a_coach_sees_of_a_portfolio_what_is_shared_and_nothing_else(client, team, learner):
    whose = {"person": learner, "municipality": team.municipality}
    shared, hidden = (ReflectionFactory(**whose, finished=True) for _ in range(2))
    case = PracticeCaseFactory(**whose)
    file, hidden_file = (EvidenceFactory(**whose, upload=True, core_task="KT5") for _ in range(2))
    EvidenceFactory(**whose, reflection=shared)
    EvidenceFactory(**whose, reflection=hidden)
    EvidenceFactory(**whose, reflection=None, kind="case", case=case, title=case.title, core_task="KT1")
    ShareFactory(reflection=shared)
    ShareFactory(case=case)
    ShareFactory(evidence=file)
    ShareFactory(evidence=hidden_file, audience=Audience.TRAINER)
    client.force_login(person_with(Role.COACH, team=team))

    page = client.get(reverse("assessments:shared_portfolio", args=[learner.public_id])).content.decode()

    for seen in (shared.title, case.title, file.title):
        assert seen in page
    for unseen in (hidden.title, hidden_file.title):
        assert unseen not in page
    assert client.get(reverse("assessments:shared_case", args=[case.pk])).status_code == 200
    assert client.get(url("shared_evidence", file)).status_code == 200
    assert client.get(url("shared_file", file))["Content-Disposition"].startswith("attachment")
    assert client.get(url("shared_evidence", hidden_file)).status_code == 404
    assert client.get(url("shared_file", hidden_file)).status_code == 404
    with people.everywhere():
        assert Look.objects.filter(person=learner).count() == 4


def test_who_shares_nothing_has_no_portfolio_for_others(client, team, learner):
    EvidenceFactory(person=learner, municipality=team.municipality, upload=True)
    client.force_login(person_with(Role.COACH, team=team))
    assert client.get(reverse("assessments:shared_portfolio", args=[learner.public_id])).status_code == 404


def test_the_pages_take_as_many_queries_for_much(client, team, learner, django_assert_max_num_queries):
    whose = {"person": learner, "municipality": team.municipality}

    def more(times):
        for _ in range(times):
            reflection = ReflectionFactory(**whose, finished=True)
            EvidenceFactory(**whose, reflection=reflection)
            ShareFactory(reflection=reflection)
            ShareFactory(evidence=EvidenceFactory(**whose, upload=True))

    coach = person_with(Role.COACH, team=team)
    shared = reverse("assessments:shared_portfolio", args=[learner.public_id])
    more(1)
    few = {}
    for person, page in ((learner, PAGE), (learner, EVERYTHING), (coach, shared)):
        client.force_login(person)
        with django_assert_max_num_queries(20) as counted:
            client.get(page)
        few[page] = len(counted)
    more(6)
    for person, page in ((learner, PAGE), (learner, EVERYTHING), (coach, shared)):
        client.force_login(person)
        with django_assert_max_num_queries(few[page]):
            client.get(page)
