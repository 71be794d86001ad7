"""Making an observation: starting it, notes, rating, asking others, rating again after a discussion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from assessments.choices import ObservationPurpose
from assessments.models import Observation, ObservationNote, ObservationRater, Rating
from assessments.permissions import observing as permissions
from assessments.rules.observing import FormProblem, Given, form_problems, needs_motivation
from assessments.selectors.calibration import is_calibrated
from assessments.selectors.sheets import sheet_of
from core.access import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from assessments.models import RubricVersion
    from people.models import Municipality, User

MOST_NOTES = 200


@dataclass(frozen=True)
class Start:
    """What somebody says when they begin to observe."""

    candidate: User
    version: RubricVersion
    role: str
    activity: str
    occurred_on: date
    purpose: str
    relation: str
    look_fors: Sequence[str] = ()
    core_task: str = ""


@dataclass(frozen=True)
class Filled:
    """A rater's form."""

    given: Mapping[str, Given]
    look_fors: Sequence[dict[str, Any]] = ()
    knock_out: bool = False
    motivation: str = ""


@dataclass(eq=False)  # not frozen: Python writes where it was raised on it
class NotFilledInError(ValueError):
    """A form that is not right yet."""

    problems: list[tuple[FormProblem, str]] = field(default_factory=list)


class ObservationKnownError(ValueError):
    """Another observation has this key already."""


@transaction.atomic
def start_observation(
    *, observer: User, municipality: Municipality, start: Start, now: datetime, key: UUID | None = None
) -> tuple[Observation, bool]:
    """A new observation and True, or the one that was started with this key before and False."""
    key = key or uuid4()
    known = Observation.objects.filter(municipality=municipality, client_key=key).first()
    if known is not None:
        return _the_same(known, observer, start), False
    require(permissions.can_observe(observer, start.candidate, municipality=municipality))
    # Of two that arrive at once the constraint lets one through; the other waits for it here and finds it.
    observation, was_new = Observation.objects.get_or_create(
        municipality=municipality,
        client_key=key,
        defaults={"observer": observer, "created_at": now, **_what_was_said(start)},
    )
    if not was_new:
        return _the_same(observation, observer, start), False
    _add_rater(observation, observer, start.relation, now)
    return observation, True


def _what_was_said(start: Start) -> dict[str, Any]:
    is_practice = start.purpose == ObservationPurpose.PRACTICE
    return {
        "candidate": start.candidate,
        "rubric_version": start.version,
        "role": start.role,
        "activity": start.activity,
        "core_task": start.core_task,
        "occurred_on": start.occurred_on,
        "purpose": start.purpose,
        "required_raters": 1 if is_practice else start.version.as_rule().raters,
        "look_fors": list(start.look_fors),
    }


def _the_same(known: Observation, observer: User, start: Start) -> Observation:
    if known.observer_id != observer.pk or known.candidate_id != start.candidate.pk:
        raise ObservationKnownError(str(known.client_key))
    return known


@transaction.atomic
def add_observation_note(*, row: ObservationRater, text: str, noted_at: datetime, key: UUID) -> None:
    """Keep what a rater saw; told twice it is one note."""
    require(permissions.can_rate(row))
    if row.notes.count() < MOST_NOTES:
        ObservationNote.objects.get_or_create(
            rater=row,
            key=key,
            defaults={"municipality": row.municipality, "text": text, "noted_at": noted_at},
        )


@transaction.atomic
def remove_observation_note(*, row: ObservationRater, note_id: int) -> None:
    """Take a note away that should not stand there, such as one with a resident's name."""
    require(permissions.can_rate(row))
    row.notes.filter(pk=note_id).delete()


@transaction.atomic
def keep_form(*, row: ObservationRater, draft: dict[str, Any]) -> None:
    """Keep a form as far as it is filled in."""
    require(permissions.can_rate(row))
    row.draft = draft
    row.save(update_fields=["draft"])


@transaction.atomic
def rate(*, row: ObservationRater, filled: Filled, now: datetime) -> None:
    """Put a rater's form on record, with whether their word counts today."""
    row = locked_row(row)
    require(permissions.can_rate(row))
    rubric = row.observation.rubric_version.as_rule()
    problems = form_problems(rubric, filled.given, knock_out=filled.knock_out, motivation=filled.motivation)
    if problems:
        raise NotFilledInError(problems)
    _put_on_record(row, filled.given, number=1, notes={}, now=now)
    row.look_fors = list(filled.look_fors)
    row.knock_out = needs_motivation(rubric, filled.given, knock_out=filled.knock_out)
    row.motivation = filled.motivation
    row.was_calibrated = is_calibrated(row.rater, rubric=rubric, as_of=localdate(now))
    row.rated_at = now
    row.draft = {}
    row.save()


@transaction.atomic
def rate_again(
    *, row: ObservationRater, given: Mapping[str, Given], notes: Mapping[str, str], now: datetime
) -> None:
    """Put on record what a rater says after the discussion; what they said before stays beside it."""
    row = locked_row(row)
    sheet = sheet_of(row.observation)
    require(permissions.can_rate_again(row, sheet))
    asked = {criterion.code for criterion in sheet.to_rate_again(row)}
    problems = [(FormProblem.MISSING, code) for code in sorted(asked - given.keys())]
    problems += [(FormProblem.UNKNOWN, code) for code in sorted(given.keys() - asked)]
    problems += [(FormProblem.LEVEL, code) for code, each in given.items() if each.level is None]
    if problems:
        raise NotFilledInError(problems)
    number = max(rating.round for rating in sheet.ratings if rating.rater == row.pk) + 1
    _put_on_record(row, given, number=number, notes=notes, now=now)


@transaction.atomic
def invite_rater(
    *, person: User, observation: Observation, rater: User, relation: str, now: datetime
) -> ObservationRater:
    """Ask somebody else to rate the same session; twice is once."""
    require(permissions.can_invite(person, observation))
    require(permissions.can_be_rater(rater, observation))
    return _add_rater(observation, rater, relation, now)


@transaction.atomic
def withdraw_invitation(*, person: User, row: ObservationRater) -> None:
    """Take back that somebody was asked, as long as they did not rate."""
    require(permissions.can_invite(person, row.observation))
    require(permissions.can_rate(row))
    if row.rater_id != row.observation.observer_id:
        row.delete()


def _add_rater(observation: Observation, rater: User, relation: str, now: datetime) -> ObservationRater:
    row, _ = ObservationRater.objects.get_or_create(
        observation=observation,
        rater=rater,
        defaults={"municipality": observation.municipality, "relation": relation, "invited_at": now},
    )
    return row


def locked_row(row: ObservationRater) -> ObservationRater:
    """The row as it is now, with its observation held until the end of the transaction."""
    Observation.objects.select_for_update().only("pk").get(pk=row.observation_id)
    rows = ObservationRater.objects.select_related("observation__rubric_version", "rater")
    return rows.select_for_update(of=("self",)).get(pk=row.pk)


def _put_on_record(
    row: ObservationRater,
    given: Mapping[str, Given],
    *,
    number: int,
    notes: Mapping[str, str],
    now: datetime,
) -> None:
    Rating.objects.bulk_create(
        Rating(
            municipality_id=row.municipality_id,
            rater=row,
            round=number,
            criterion=code,
            level=each.level,
            absence=each.absence,
            note=notes.get(code, ""),
            rated_at=now,
        )
        for code, each in given.items()
    )
