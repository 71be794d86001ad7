"""A group with a trainer and a coach, observations of it, and short ways to fill in forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from assessments import api
from assessments.choices import CalibrationState, ObservationPurpose, ObservedRole, RaterRelation
from assessments.models import CalibrationRun, Observation, ObservationRater, RubricVersion
from people.api import everywhere
from people.choices import Role
from people.models import Municipality, Team, User
from tests.factories.people import MembershipFactory, TeamFactory, person_with
from tests.factories.rubrics import given

A_DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
GOOD = "3 3 3 3 3 3 3 3 nvt"


@dataclass
class Group:
    """A team with who works there."""

    municipality: Municipality
    team: Team
    trainer: User
    coach: User
    candidate: User
    other_trainer: User


def make_group(team: Team | None = None) -> Group:
    """Everybody of a group, each with one role."""
    team = team or TeamFactory()
    municipality = team.municipality
    return Group(
        municipality=municipality,
        team=team,
        trainer=person_with(Role.TRAINER, municipality=municipality),
        coach=person_with(Role.COACH, team=team),
        candidate=person_with(Role.LEARNER, team=team),
        other_trainer=person_with(Role.TRAINER, municipality=municipality),
    )


def kijkkader_version() -> RubricVersion:
    """The kijkkader as it is published."""
    return RubricVersion.objects.get(rubric__code="kijkkader", number=1)


def start_of(group: Group, **changes: Any) -> api.Start:
    """What an observer says when they begin."""
    fields: dict[str, Any] = {
        "candidate": group.candidate,
        "version": kijkkader_version(),
        "role": ObservedRole.PROCESS_GUIDE,
        "activity": "Oefengesprek: de speeltuin",
        "occurred_on": A_DAY,
        "purpose": ObservationPurpose.EVIDENCE,
        "relation": RaterRelation.OWN_TRAINER,
    }
    return api.Start(**{**fields, **changes})


def observe(group: Group, **changes: Any) -> Observation:
    """An observation that the trainer just started."""
    observation, _ = api.start_observation(
        observer=group.trainer, municipality=group.municipality, start=start_of(group, **changes), now=NOW
    )
    return observation


def row_of(observation: Observation, rater: User) -> ObservationRater:
    """Somebody's part, as it is now."""
    return ObservationRater.objects.select_related("observation__municipality", "rater").get(
        observation=observation, rater=rater
    )


def rate(observation: Observation, rater: User, row: str = GOOD, **filled: Any) -> None:
    """Fill in a form, as "3 4 – …" writes it."""
    api.rate(row=row_of(observation, rater), filled=api.Filled(given(row), **filled), now=NOW)


def ask(observation: Observation, rater: User) -> None:
    """Ask somebody to rate too."""
    api.invite_rater(
        person=observation.observer,
        observation=observation,
        rater=rater,
        relation=RaterRelation.OTHER_TRAINER,
        now=NOW,
    )


def handed_over(group: Group, *rows: str, **changes: Any) -> Observation:
    """An observation that the trainer, and with two rows the other trainer, rated, with the candidate now."""
    observation = observe(group, **changes)
    raters = [group.trainer, group.other_trainer][: max(1, len(rows))]
    for rater in raters[1:]:
        ask(observation, rater)
    for rater, row in zip(raters, rows or [GOOD], strict=True):
        rate(observation, rater, row)
    api.hand_over(person=group.trainer, observation=observation, now=NOW)
    observation.refresh_from_db()
    return observation


def signed(group: Group, *rows: str, **changes: Any) -> Observation:
    """An observation that everybody who rated signed."""
    observation = handed_over(group, *rows, **changes)
    api.write_words(
        person=group.candidate, observation=observation, strength="Ik wacht.", intention="Ik vraag door."
    )
    for row in observation.raters.all():
        api.sign(row=row_of(observation, row.rater), now=NOW)
    observation.refresh_from_db()
    return observation


def calibrate(person: User, municipality: Municipality, *, on: date = A_DAY) -> CalibrationRun:
    """Somebody passed the calibration on a day."""
    with everywhere():
        return CalibrationRun.objects.create(
            municipality=municipality,
            person=person,
            rubric_version=kijkkader_version(),
            state=CalibrationState.PASSED,
            started_at=NOW,
            completed_on=on,
        )


def colleague_of(group: Group, role: Role, **where: Any) -> User:
    """Somebody else in the municipality, in the team or anywhere."""
    return MembershipFactory(municipality=group.municipality, role=role, **where).person
