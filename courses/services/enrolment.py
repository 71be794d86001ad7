"""Who follows what, and bringing that in line with what they did."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localdate

from assessments.api import make_recall_cards
from core.access import require
from courses.models import Enrolment, LessonProgress
from courses.permissions import all_learn_in, can_follow
from courses.rules.progress import State
from courses.selectors.curriculum import curriculum_now
from courses.selectors.learning import journey_of, learner_on
from courses.services.elsewhere import complete_what_was_done_before
from courses.services.learning import lesson_statement, lock_progress
from people.api import can_enrol, learning_on, people_in, standing_of
from progression.api import Plan, cancel_reminders, consider, deadline_reminders, plan_reminders
from progression.choices import ReminderKind
from records.api import Statement, record_all
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from courses.rules.learner import Journey
    from courses.rules.outline import Lesson, Path
    from people.models import Municipality, Team, User


@transaction.atomic
def enrol(
    *,
    lead: User,
    people: Collection[User],
    municipality: Municipality,
    path: Path,
    now: datetime,
    deadline: date | None = None,
    team: Team | None = None,
) -> int:
    """Enrol people on a path and tell them; who follows it already keeps their enrolment. Gives the number of new ones."""
    require(can_enrol(standing_of(lead), municipality))
    require(can_follow(path, municipality))
    require(all_learn_in(municipality, people))
    new = _not_following(people, municipality, path)
    row = {
        "municipality": municipality,
        "path_id": path.pk,
        "team": team,
        "enrolled_by": lead,
        "enrolled_at": now,
        "deadline": deadline,
        "needs_evaluation": True,
    }
    Enrolment.objects.bulk_create((Enrolment(person=person, **row) for person in new), ignore_conflicts=True)
    plan_reminders((_welcome(person, municipality, path, now) for person in new), now=now)
    return len(new)


def enrol_team(
    *,
    lead: User,
    team: Team,
    municipality: Municipality,
    path: Path,
    now: datetime,
    deadline: date | None = None,
) -> int:
    """Enrol everybody of a team who learns."""
    members = list(people_in(municipality, team=team))
    return enrol(
        lead=lead, people=members, municipality=municipality, path=path, now=now, deadline=deadline, team=team
    )


@transaction.atomic
def change_deadline(*, lead: User, enrolment: Enrolment, deadline: date | None) -> None:
    """Give an enrolment another end date, or none; mails about the old one that have not left are withdrawn."""
    require(can_enrol(standing_of(lead), enrolment.municipality))
    enrolment.deadline = deadline
    enrolment.save(update_fields=["deadline"])
    cancel_reminders(person=enrolment.person, municipality=enrolment.municipality, about=_about(enrolment))


@transaction.atomic
def end_enrolment(*, lead: User, enrolment: Enrolment, now: datetime) -> None:
    """Stop an enrolment. What somebody did stays in the ledger; enrolling again goes on from there."""
    require(can_enrol(standing_of(lead), enrolment.municipality))
    Enrolment.objects.filter(pk=enrolment.pk, ended_at__isnull=True).update(ended_at=now)
    for about in (_about(enrolment), _about_path(enrolment.path.code)):
        cancel_reminders(person=enrolment.person, municipality=enrolment.municipality, about=about)


@transaction.atomic
def evaluate_enrolment(enrolment_id: int, *, now: datetime) -> None:
    """Bring an enrolment in line with what its person did. Safe to run twice, or twice at once."""
    found = Enrolment.objects.filter(pk=enrolment_id).select_related("person", "municipality").first()
    path = curriculum_now().by_pk.get(found.path_id) if found else None
    if found is not None and path is not None:
        # First progress, then the enrolment: the order in which a learner's work locks them.
        lock_progress(found.person_id, found.municipality_id, path.order)
        complete_what_was_done_before(found, path, now=now)
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "municipality")
    enrolment = locked.filter(pk=enrolment_id).first()
    if enrolment is None:
        return
    if path is not None:
        _state_what_was_finished(enrolment, path, now)
    enrolment.needs_evaluation = False
    enrolment.save(update_fields=["needs_evaluation", "completed_at"])


@transaction.atomic
def plan_deadline_reminders(*, today: date, now: datetime) -> None:
    """Plan the mails about end dates that are due today, for unfinished enrolments of who still learns there."""
    paths = curriculum_now().by_pk
    still_there = learning_on(today).filter(
        person=OuterRef("person"), municipality=OuterRef("municipality"), person__is_active=True
    )
    rows = Enrolment.objects.filter(
        Exists(still_there), deadline__isnull=False, ended_at__isnull=True, completed_at__isnull=True
    )
    plans = [
        Plan(
            person=enrolment.person,
            municipality=enrolment.municipality,
            kind=ReminderKind(due.kind),
            about=_about(enrolment),
            due_on=due.due_on,
            words={
                "path_title": paths[enrolment.path_id].title,
                "deadline": date_format(enrolment.deadline, "j F Y"),
            },
        )
        for enrolment in rows.select_related("person", "municipality")
        if enrolment.path_id in paths and enrolment.deadline is not None
        for due in deadline_reminders(enrolment.deadline, today=today)
    ]
    plan_reminders(plans, now=now)


def _not_following(people: Collection[User], municipality: Municipality, path: Path) -> list[User]:
    following = set(
        Enrolment.objects.filter(
            municipality=municipality, path_id=path.pk, ended_at__isnull=True, person__in=people
        ).values_list("person_id", flat=True)
    )
    return [person for person in people if person.pk not in following]


def _state_what_was_finished(enrolment: Enrolment, path: Path, now: datetime) -> None:
    journey = journey_of(learner_on(enrolment), path)
    by_an_edit = _finished_by_an_edit(journey)
    LessonProgress.objects.filter(
        person=enrolment.person,
        municipality=enrolment.municipality,
        lesson_id__in=[lesson.pk for lesson in by_an_edit],
        completed_at__isnull=True,
    ).update(completed_at=now)
    statements = [lesson_statement(lesson, now) for lesson in by_an_edit]
    statements += _modules_finished(journey, now)
    if journey.standing.state == State.DONE and enrolment.completed_at is None:
        enrolment.completed_at = now
        statements.append(_path_statement(path, now))
        cancel_reminders(
            person=enrolment.person, municipality=enrolment.municipality, about=_about(enrolment)
        )
    record_all(person=enrolment.person, municipality=enrolment.municipality, statements=statements)
    consider(person=enrolment.person, municipality=enrolment.municipality, statements=statements)
    make_recall_cards(
        person=enrolment.person,
        municipality=enrolment.municipality,
        modules=[step.module.code for step in journey.modules if step.standing.state == State.DONE],
        today=localdate(now),
        chance=SystemRandom(),
    )


def _finished_by_an_edit(journey: Journey) -> list[Lesson]:
    """Lessons of which the last open part was removed by an author."""
    return [
        step.lesson
        for module in journey.modules
        for step in module.lessons
        if step.standing.state == State.DONE
        and step.progress is not None
        and step.progress.completed_at is None
    ]


def _modules_finished(journey: Journey, now: datetime) -> list[Statement]:
    return [
        Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.MODULE,
            activity=f"module:{step.module.code}",
            occurred_at=now,
            title=step.module.title,
            context={"lessons": [lesson.code for lesson in step.module.lessons if lesson.is_required]},
            shows=(step.module.code,),
        )
        for step in journey.modules
        if step.standing.state == State.DONE
    ]


def _path_statement(path: Path, now: datetime) -> Statement:
    return Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.PATH,
        activity=f"path:{path.code}",
        occurred_at=now,
        title=path.title,
        shows=(path.code,),
    )


def _welcome(person: User, municipality: Municipality, path: Path, now: datetime) -> Plan:
    return Plan(
        person=person,
        municipality=municipality,
        kind=ReminderKind.ENROLLED,
        about=_about_path(path.code),
        due_on=now.date(),
        words={"path_title": path.title},
    )


def _about(enrolment: Enrolment) -> str:
    return f"enrolment:{enrolment.pk}"


def _about_path(code: str) -> str:
    return f"path:{code}"
