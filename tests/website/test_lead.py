"""Enrolling people and seeing teams as numbers, as each role."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Enrolment, LessonProgress, TeamTotal
from courses.selectors.curriculum import announce_change
from courses.selectors.totals import Cell
from courses.services.totals import count_all_totals
from people.api import everywhere
from people.choices import Role
from people.models import Look
from progression.models import Reminder
from tests.factories import courses as make
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality():
    return MunicipalityFactory(name="Waterrijk")


@pytest.fixture
def path():
    found = make.LearningPathPageFactory(title="WKS-coach worden")
    module = make.ModulePageFactory(parent=found, code="M1", title="De drie openingsvragen")
    make.LessonPageFactory(parent=module, code="M1-L1")
    announce_change()
    return found


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def team_of(municipality, size, *, path=None, name="Wijkteam Noord"):
    team = TeamFactory(municipality=municipality, name=name)
    people = [MembershipFactory(municipality=municipality, team=team).person for _ in range(size)]
    if path is not None:
        for person in people:
            EnrolmentFactory(person=person, municipality=municipality, path=path, team=team)
    return team, people


def test_a_lead_enrols_a_team_once_and_each_gets_one_mail(municipality, path):
    team, _people = team_of(municipality, 3)
    client = signed_in(person_with(Role.LEAD, municipality=municipality))
    deadline = timezone.localdate() + timedelta(days=90)
    sent = {"path": path.pk, "team": team.pk, "people": "", "deadline": deadline.isoformat()}

    first = client.post("/deelnemers/", sent, follow=True)
    client.post("/deelnemers/", sent)

    with everywhere():
        assert Enrolment.objects.filter(deadline=deadline, team=team).count() == 3
        assert Reminder.objects.count() == 3
    assert "3 personen zijn ingeschreven" in first.content.decode()


def test_a_lead_enrols_people_by_their_addresses(municipality, path):
    _team, people = team_of(municipality, 2)
    client = signed_in(person_with(Role.LEAD, municipality=municipality))

    client.post("/deelnemers/", {"path": path.pk, "people": f"{people[0].email.upper()}\n{people[1].email}"})

    with everywhere():
        assert set(Enrolment.objects.values_list("person_id", flat=True)) == {person.pk for person in people}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({}, "Kies een team", id="nobody chosen"),
        pytest.param({"people": "iemand@elders.nl"}, "iemand@elders.nl", id="an unknown address"),
        pytest.param({"people": "x", "deadline": "2020-01-01"}, "voorbij", id="a date that has passed"),
        pytest.param({"people": "x", "deadline": "morgen"}, "dag, maand en jaar", id="no date"),
        pytest.param({"path": "999999"}, "", id="a path that does not exist"),
    ],
)
def test_wrong_input_is_explained_and_kept(municipality, path, sent, words):
    client = signed_in(person_with(Role.LEAD, municipality=municipality))

    response = client.post("/deelnemers/", {"path": path.pk, **sent})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert sent.get("people", "") in response.content.decode()


def test_somebody_of_another_municipality_cannot_be_enrolled(municipality, path):
    stranger = person_with(Role.LEARNER)
    client = signed_in(person_with(Role.LEAD, municipality=municipality))

    response = client.post("/deelnemers/", {"path": path.pk, "people": stranger.email})

    assert response.status_code == 422
    with everywhere():
        assert not Enrolment.objects.exists()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.TRAINER, Role.COACH])
def test_others_see_their_own_group_only_and_enrol_nobody(municipality, path, role):
    own, mine = team_of(municipality, 1, path=path, name="Eigen")
    _other, theirs = team_of(municipality, 1, path=path, name="Ander")
    client = signed_in(person_with(role, team=own))

    page = client.get("/deelnemers/").content.decode()

    assert str(mine[0]) in page
    assert str(theirs[0]) not in page
    assert client.post("/deelnemers/", {"path": path.pk, "team": own.pk}).status_code == 404


@pytest.mark.parametrize("role", [Role.LEARNER, Role.ADMINISTRATOR])
def test_who_sees_no_enrolments_finds_no_page(municipality, path, role):
    client = signed_in(person_with(role, municipality=municipality))
    assert client.get("/deelnemers/").status_code == 404
    assert client.get("/voortgang/").status_code == 404


def test_each_look_is_written_down_for_who_was_seen(municipality, path):
    _team, people = team_of(municipality, 2, path=path)
    lead = person_with(Role.LEAD, municipality=municipality)

    signed_in(lead).get("/deelnemers/")

    with everywhere():
        assert {look.person_id for look in Look.objects.filter(viewer=lead)} == {p.pk for p in people}
    assert str(lead) in signed_in(people[0]).get("/wie-ziet-wat/").content.decode()


def test_a_lead_changes_and_ends_an_enrolment(municipality, path):
    _team, _people = team_of(municipality, 1, path=path)
    client = signed_in(person_with(Role.LEAD, municipality=municipality))
    with everywhere():
        enrolment = Enrolment.objects.get()
    day = timezone.localdate() + timedelta(days=30)

    client.post(f"/deelnemers/{enrolment.pk}/", {"deadline": day.isoformat()})
    with everywhere():
        enrolment.refresh_from_db()
    assert enrolment.deadline == day

    client.post(f"/deelnemers/{enrolment.pk}/beeindigen/")
    client.post(f"/deelnemers/{enrolment.pk}/beeindigen/")
    with everywhere():
        enrolment.refresh_from_db()
    assert enrolment.ended_at is not None


def test_numbers_are_shown_from_five_people_on_and_never_names(municipality, path):
    _team, people = team_of(municipality, 5, path=path)
    lesson = path.get_descendants().get(title__startswith="Les")
    with everywhere():
        for person in people[:2]:
            LessonProgress.objects.create(
                person=person,
                municipality=municipality,
                lesson_id=lesson.pk,
                completed_at=timezone.now() if person == people[0] else None,
                seen_at=timezone.now(),
            )
    count_all_totals(now=timezone.now())
    client = signed_in(person_with(Role.LEAD, municipality=municipality))

    page = client.get("/voortgang/").content.decode()
    export = client.get("/voortgang/?vorm=csv").content.decode()

    assert "<strong>1</strong> afgerond, 2 begonnen" in page
    assert ";5;2;1;" in export
    assert not any(str(person) in page for person in people)


def test_a_number_opens_to_its_lessons_counted_at_the_same_moment(municipality, path):
    team, people = team_of(municipality, 5, path=path)
    lesson = path.get_descendants().get(title__startswith="Les")
    with everywhere():
        for person in people[:3]:
            LessonProgress.objects.create(
                person=person,
                municipality=municipality,
                lesson_id=lesson.pk,
                completed_at=timezone.now() if person == people[0] else None,
                seen_at=timezone.now(),
            )
    count_all_totals(now=timezone.now())
    with everywhere():
        LessonProgress.objects.update(completed_at=timezone.now())
    client = signed_in(person_with(Role.LEAD, municipality=municipality))
    address = f"/voortgang/{path.slug}/M1/{team.pk}/"

    assert address in client.get("/voortgang/").content.decode()
    answer = client.get(address)
    page = answer.content.decode()

    assert answer.context["found"].cell == Cell(started=3, finished=1)
    assert [cell for _lesson, cell in answer.context["found"].lessons] == [Cell(started=3, finished=1)]
    assert "van 5 personen hebben er 1 deze module afgerond" in page
    assert "Geteld op" in page
    assert not any(str(person) in page for person in people)


def test_only_numbers_that_are_shown_can_be_opened(municipality, path):
    own, _ = team_of(municipality, 5, path=path, name="Team Eigen")
    other, _ = team_of(municipality, 5, path=path, name="Team Anders")
    small, _ = team_of(municipality, 2, path=path, name="Team Klein")
    count_all_totals(now=timezone.now())
    lead = signed_in(person_with(Role.LEAD, municipality=municipality))
    manager = signed_in(person_with(Role.MANAGER, team=own))
    shown = {row.key for row in lead.get("/voortgang/").context["totals"].groups}
    joined, alone = min(own.pk, other.pk), max(own.pk, other.pk)

    def status(client, group, code="M1", slug=path.slug):
        return client.get(f"/voortgang/{slug}/{code}/{group}/").status_code

    assert shown == {str(alone), f"{joined}-{small.pk}"}
    assert [status(lead, group) for group in (alone, f"{joined}-{small.pk}")] == [200, 200]
    assert [status(lead, group) for group in (joined, small.pk, f"{small.pk}-{joined}", 0)] == [404] * 4
    assert status(lead, alone, code="M99") == 404
    assert status(lead, alone, slug="een-ander-pad") == 404
    assert status(manager, other.pk) == 404


def test_four_people_are_no_number(municipality, path):
    team_of(municipality, 4, path=path)
    count_all_totals(now=timezone.now())

    with everywhere():
        assert not TeamTotal.objects.exists()


def test_without_the_works_council_there_are_no_numbers(path):
    municipality = MunicipalityFactory(works_council_agreed_on=None)
    team_of(municipality, 6, path=path)
    count_all_totals(now=timezone.now())
    client = signed_in(person_with(Role.LEAD, municipality=municipality))

    for address in ("/voortgang/", f"/voortgang/{path.slug}/M1/1/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "ondernemingsraad" in response.content.decode()


def test_a_manager_sees_groups_of_own_teams_only(municipality, path):
    own, _ = team_of(municipality, 5, path=path, name="Team Eigen")
    team_of(municipality, 5, path=path, name="Team Anders")
    count_all_totals(now=timezone.now())

    page = signed_in(person_with(Role.MANAGER, team=own)).get("/voortgang/").content.decode()

    assert "Team Eigen" in page
    assert "Team Anders" not in page


@pytest.mark.parametrize("address", ["/deelnemers/", "/voortgang/", "/voortgang/{path}/M1/{team}/"])
def test_a_lead_page_takes_few_queries_whatever_the_number_of_people(
    municipality, path, address, django_assert_max_num_queries
):
    for number in range(4):
        team, _people = team_of(municipality, 12, path=path, name=f"Team {number}")
    count_all_totals(now=timezone.now())
    client = signed_in(person_with(Role.LEAD, municipality=municipality))
    address = address.format(path=path.slug, team=team.pk)
    client.get(address)

    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (Role.LEAD, ["/deelnemers/", "/voortgang/"]),
        (Role.MANAGER, ["/deelnemers/", "/voortgang/"]),
        (Role.TRAINER, ["/deelnemers/", "/voortgang/", "/observaties/", "/nakijken/", "/extra-tijd/"]),
        (Role.COACH, ["/deelnemers/", "/voortgang/", "/observaties/", "/nakijken/"]),
        (Role.LEARNER, []),
        (Role.ADMINISTRATOR, ["/extra-tijd/"]),
    ],
)
def test_who_follows_no_path_finds_the_work_with_others_first(municipality, path, role, links):
    page = signed_in(person_with(role, municipality=municipality)).get("/mijn-leerpad/").content.decode()
    main = page[page.index("<main") : page.index("Je volgt nog geen leerpad")]
    assert re.findall(r'href="(/(?:deelnemers|voortgang|observaties|nakijken|extra-tijd)/)"', main) == links
    assert ("jezelf" in page) == (role is Role.LEAD)
