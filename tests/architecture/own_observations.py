"""Observations of somebody and a rater's calibration, for the fences: one of each, shared with everybody it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessments import api
from assessments.api import phone
from assessments.models import (
    CalibrationRating,
    CalibrationRun,
    Observation,
    ObservationNote,
    ObservationRater,
    ObservationShare,
    PhoneRoster,
    PhoneSeat,
    Rating,
)
from people.api import within
from people.choices import Viewer
from people.models import Team, User
from tests.factories import observations as make
from tests.factories.rubrics import given

MODELS = (
    Observation,
    ObservationRater,
    Rating,
    ObservationNote,
    ObservationShare,
    CalibrationRun,
    CalibrationRating,
    PhoneRoster,
    PhoneSeat,
)


@dataclass(frozen=True)
class OwnObservations:
    """One that is being filled in by two raters, one that was handed over, and a calibration."""

    draft: Observation
    second: ObservationRater
    handed_over: Observation
    run: CalibrationRun
    trainer: User
    coach: User


def own_observations(learner: User, team: Team, *, mark: str) -> OwnObservations:
    """Everything that can be observed of a learner, with a mark in it."""
    group = make.make_group(team)
    group.candidate = learner
    with within(team.municipality):
        draft = make.observe(group, activity=mark)
        make.ask(draft, group.other_trainer)
        handed_over = make.handed_over(group, activity=mark)
        api.write_words(person=learner, observation=handed_over, strength=mark, intention=mark)
        api.reply(person=learner, observation=handed_over, text=mark, now=make.NOW)
        for viewer in (Viewer.COACH, Viewer.MANAGER):
            api.share_observation(person=learner, observation=handed_over, viewer=viewer, now=make.NOW)
        run = _calibration(group)
        phone.make_phone_roster(
            observer=group.trainer, municipality=team.municipality, candidates=[learner], now=make.NOW
        )
        second = draft.raters.get(rater=group.other_trainer)
    return OwnObservations(draft, second, handed_over, run, group.trainer, group.coach)


def _calibration(group: make.Group) -> CalibrationRun:
    """A calibration with one recording to go."""
    run = api.start_calibration(
        person=group.trainer,
        municipality=group.municipality,
        version=make.kijkkader_version(),
        now=make.NOW,
    )
    for recording, _was_rated in api.recordings_of(run)[:2]:
        api.rate_recording(run=run, recording=recording, given=given(make.GOOD), now=make.NOW)
    return run


def _draft(world: Any) -> dict[str, Any]:
    return {"observation_id": world.observed.draft.pk}


def _handed_over(world: Any) -> dict[str, Any]:
    return {"observation_id": world.observed.handed_over.pk}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "assessments:observation": _handed_over,
    "assessments:fill_in_observation": _draft,
    "assessments:discuss_observation": _handed_over,
    "assessments:hand_over": _draft,
    "assessments:sign_observation": _handed_over,
    "assessments:invite_rater": _draft,
    "assessments:withdraw_rater": lambda w: {**_draft(w), "rater_id": w.observed.second.pk},
    "assessments:observation_words": _handed_over,
    "assessments:observation_reply": _handed_over,
    "assessments:share_observation": _handed_over,
    "assessments:replace_observation": _handed_over,
    "assessments:calibration_run": lambda w: {"run_id": w.observed.run.pk},
    "assessments:rate_recording": lambda w: {"run_id": w.observed.run.pk, "slug": "het-veldje"},
}
FOR_THE_CANDIDATE = {
    "assessments:observation_words",
    "assessments:observation_reply",
    "assessments:share_observation",
}
SENT = {
    "candidate": "1",
    "role": "process_guide",
    "activity": "van een vreemde",
    "occurred_on": make.A_DAY.isoformat(),
    "purpose": "practice",
    "relation": "own_trainer",
    "version": "1",
    "key": "00000000-0000-4000-8000-000000000001",
    "action": "finish",
    "K1": "1",
    "rater": "{rater}",
    "strength": "van een vreemde",
    "intention": "van een vreemde",
    "reply": "van een vreemde",
    "viewer": "manager",
    "why": "van een vreemde",
}
SHARED = {
    "assessments:my_observations": "shows only what is one's own",
    "assessments:observations": "observations in one's own municipality, for who may see them",
    "assessments:start_observation": "about people of one's own group",
    "assessments:calibration": "shows only what is one's own",
    "assessments:begin_calibration": "begins something of one's own",
    "assessments:phone": "the same for everybody",
    "assessments:phone_roster": "about people of one's own group",
    "assessments:phone_keys": "keys for one's own phone",
    "assessments:phone_send": "refuses numbers that who sends did not give out",
    "assessments:service_worker": "the same for everybody",
}
