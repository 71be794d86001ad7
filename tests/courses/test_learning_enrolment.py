"""Who is enrolled, by whom, until when, and what they are told about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import MailState
from courses import api
from courses.models import Enrolment
from courses.services import enrolment as enrolments
from people.api import within
from people.choices import Role
from progression.models import Reminder
from tests.factories import courses as content
from tests.factories.people import (
    LONG_AGO,
    MembershipFactory,
    MunicipalityFactory,
    TeamFactory,
    UserFactory,
    person_with,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def municipality():
    """A municipality in which we work now."""
    found = MunicipalityFactory()
    with within(found):
        yield found


@pytest.fixture
def lead(municipality):
    """Its implementation lead."""
    return person_with(Role.LEAD, municipality=municipality)


@pytest.fixture
def path():
    """A shared path."""
    return content.published(content.LearningPathPageFactory(title="WKS-basis"))


@pytest.fixture
def enrol(lead, municipality, path):
    """A function that enrols people on that path."""

    def enrol(*people, **changes):
        wanted = {"lead": lead, "municipality": municipality, "path": path, "now": NOW, **changes}
        return api.enrol(people=people, **wanted)

    return enrol


def test_people_are_enrolled_once_and_told_once(municipality, enrol):
    people = [MembershipFactory(municipality=municipality).person for _ in range(3)]
    assert enrol(*people[:2]) == 2
    assert enrol(*people) == 1

    assert Enrolment.objects.count() == 3
    assert Reminder.objects.filter(kind="enrolled").count() == 3
    assert Reminder.objects.first().words == {"path_title": "WKS-basis"}


def test_enrolling_takes_as_many_queries_for_fifty_people_as_for_one(
    municipality, enrol, django_assert_num_queries
):
    people = [MembershipFactory(municipality=municipality).person for _ in range(50)]
    enrol(people[0])  # what somebody is, is read once
    with CaptureQueriesContext(connection) as one:
        enrol(people[1])
    with django_assert_num_queries(len(one)):
        enrol(*people)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEAD])
def test_other_roles_enrol_nobody(municipality, enrol, role):
    somebody = person_with(role, municipality=municipality)
    with pytest.raises(PermissionDenied, match="implementatieleider"):
        enrol(somebody, lead=somebody)


def test_the_lead_of_another_municipality_enrols_nobody(municipality, enrol):
    learner = MembershipFactory(municipality=municipality).person
    with pytest.raises(PermissionDenied):
        enrol(learner, lead=person_with(Role.LEAD))


def test_somebody_who_was_lead_until_yesterday_enrols_nobody(municipality, enrol):
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - memberships are whole local days
    gone = MembershipFactory(municipality=municipality, lead=True, ends_on=yesterday).person
    with pytest.raises(PermissionDenied):
        enrol(MembershipFactory(municipality=municipality).person, lead=gone)


@pytest.mark.parametrize(
    "stranger",
    [
        pytest.param(lambda municipality: UserFactory(), id="nobody's"),
        pytest.param(lambda municipality: MembershipFactory().person, id="another municipality's"),
        pytest.param(
            lambda municipality: MembershipFactory(municipality=municipality, ends_on=LONG_AGO).person,
            id="gone",
        ),
        pytest.param(
            lambda municipality: MembershipFactory(municipality=municipality, manager=True).person,
            id="not learning",
        ),
    ],
)
def test_who_does_not_learn_in_the_municipality_cannot_be_enrolled(municipality, enrol, stranger):
    learner = MembershipFactory(municipality=municipality).person
    with pytest.raises(PermissionDenied, match="jouw gemeente"):
        enrol(learner, stranger(municipality))
    assert not Enrolment.objects.exists()


def test_a_path_of_another_municipality_cannot_be_followed(municipality, enrol):
    theirs = content.published(content.LearningPathPageFactory(municipality=MunicipalityFactory()))
    with pytest.raises(PermissionDenied, match="andere gemeente"):
        enrol(MembershipFactory(municipality=municipality).person, path=theirs)


def test_an_own_path_can_be_followed(municipality, enrol):
    own = content.published(content.LearningPathPageFactory(municipality=municipality))
    assert enrol(MembershipFactory(municipality=municipality).person, path=own) == 1


def test_a_team_is_enrolled_as_it_is_today(municipality, lead, path):
    team = TeamFactory(municipality=municipality)
    here = MembershipFactory(municipality=municipality, team=team).person
    coach = MembershipFactory(municipality=municipality, team=team, coach=True).person
    left = MembershipFactory(municipality=municipality, team=team, ends_on=LONG_AGO).person
    MembershipFactory(municipality=municipality, person=left)  # still learns, in no team
    MembershipFactory(municipality=municipality, team=team, manager=True)
    MembershipFactory(municipality=municipality, team=TeamFactory(municipality=municipality))

    number = api.enrol_team(lead=lead, team=team, municipality=municipality, path=path, now=NOW)

    assert number == 2
    assert set(Enrolment.objects.values_list("person", flat=True)) == {here.pk, coach.pk}
    assert set(Enrolment.objects.values_list("team", flat=True)) == {team.pk}


def test_a_team_of_another_municipality_is_not_enrolled(municipality, lead, path):
    team = TeamFactory()
    MembershipFactory(municipality=team.municipality, team=team)
    number = api.enrol_team(lead=lead, team=team, municipality=municipality, path=path, now=NOW)
    assert number == 0
    assert not Enrolment.objects.exists()


def test_who_comes_back_goes_on_where_they_were(municipality, lead, enrol):
    page = content.LessonPageFactory()
    path = content.published(page.get_parent().get_parent())
    learner = MembershipFactory(municipality=municipality).person
    enrol(learner, path=path)
    first = Enrolment.objects.get()
    lesson = content.lesson_of(path, page)
    api.complete_part(
        learner=api.learner_of(learner, municipality), path=path, lesson=lesson, part=lesson.parts[0], now=NOW
    )

    api.end_enrolment(lead=lead, enrolment=first, now=NOW)
    assert not api.learner_of(learner, municipality).follows(path)
    enrol(learner, path=path)

    again = api.learner_of(learner, municipality)
    assert again.enrolment_for(path) != first
    assert api.journey_of(again, path).standing.done == 1
    content.announce_change()
    enrolments.evaluate_enrolment(again.enrolment_for(path).pk, now=NOW)
    assert Enrolment.objects.get(pk=again.enrolment_for(path).pk).completed_at is not None


# --- End dates ------------------------------------------------------------------------


@pytest.fixture
def enrolment(municipality, enrol):
    """Somebody with an end date in two weeks."""
    learner = MembershipFactory(municipality=municipality).person
    enrol(learner, deadline=NOW.date() + timedelta(days=14))
    content.announce_change()
    return Enrolment.objects.get()


def _plan(days=0):
    enrolments.plan_deadline_reminders(today=NOW.date() + timedelta(days=days), now=NOW)
    return list(Reminder.objects.exclude(kind="enrolled").order_by("due_on").values_list("kind", "state"))


def test_an_end_date_gives_three_mails_however_often_the_night_comes(enrolment):
    for day in range(30):
        planned = _plan(day)
    assert planned == [
        ("deadline_near", "planned"),
        ("deadline_near", "planned"),
        ("deadline_passed", "planned"),
    ]


def test_the_mail_says_which_path_and_when(enrolment):
    _plan()
    assert Reminder.objects.get(kind="deadline_near").words == {
        "path_title": "WKS-basis",
        "deadline": "16 maart 2026",
    }


def test_another_end_date_withdraws_the_mails_that_have_not_left(enrolment, lead):
    _plan()
    api.change_deadline(lead=lead, enrolment=enrolment, deadline=NOW.date() + timedelta(days=40))
    assert _plan() == [("deadline_near", "cancelled")]


def test_the_end_date_of_before_gives_its_mail_again(enrolment, lead):
    _plan()
    before = enrolment.deadline
    api.change_deadline(lead=lead, enrolment=enrolment, deadline=None)
    api.change_deadline(lead=lead, enrolment=enrolment, deadline=before)
    assert _plan() == [("deadline_near", "planned")]


def test_a_mail_that_has_left_is_not_sent_again_for_the_same_end_date(enrolment, lead):
    _plan()
    Reminder.objects.filter(kind="deadline_near").update(state=MailState.SENT)
    before = enrolment.deadline
    api.change_deadline(lead=lead, enrolment=enrolment, deadline=None)
    api.change_deadline(lead=lead, enrolment=enrolment, deadline=before)
    assert _plan() == [("deadline_near", "sent")]


@pytest.mark.parametrize("field", ["completed_at", "ended_at"])
def test_who_is_finished_or_has_stopped_gets_no_mail_about_an_end_date(enrolment, field):
    setattr(enrolment, field, NOW)
    enrolment.save()
    assert _plan() == []


def test_who_has_left_the_municipality_gets_no_mail_about_an_end_date(enrolment):
    enrolment.person.memberships.update(ends_on=LONG_AGO)
    assert _plan() == []


def test_only_the_lead_changes_an_end_date_or_stops_an_enrolment(enrolment, municipality):
    somebody = person_with(Role.MANAGER, municipality=municipality)
    with pytest.raises(PermissionDenied):
        api.change_deadline(lead=somebody, enrolment=enrolment, deadline=None)
    with pytest.raises(PermissionDenied):
        api.end_enrolment(lead=somebody, enrolment=enrolment, now=NOW)
    enrolment.refresh_from_db()
    assert enrolment.deadline is not None
    assert enrolment.ended_at is None


def test_stopping_withdraws_every_mail_that_has_not_left(enrolment, lead):
    _plan()
    api.end_enrolment(lead=lead, enrolment=enrolment, now=NOW)
    assert set(Reminder.objects.values_list("state", flat=True)) == {"cancelled"}


def test_people_with_end_dates_take_a_fixed_number_of_queries(municipality, enrol, django_assert_num_queries):
    people = [MembershipFactory(municipality=municipality).person for _ in range(20)]
    enrol(*people[:2], deadline=NOW.date())
    api.curriculum()
    with CaptureQueriesContext(connection) as few:
        _plan()
    enrol(*people, deadline=NOW.date())
    with django_assert_num_queries(len(few)):
        _plan()
