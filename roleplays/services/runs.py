"""Playing alone: each choice is kept at once, so a run goes on wherever the player was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from records.api import Statement, record
from records.choices import ActivityKind, Verb
from roleplays.models import RolePlayRun, ScenarioVersion
from roleplays.models.runs import LONGEST_REFLECTION
from roleplays.rules.outcome import outcome_of
from roleplays.rules.play import State, choose, replay
from roleplays.selectors.runs import HEAVY
from roleplays.selectors.scenarios import scenario_of_version
from roleplays.services.telling import tell_upstairs

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, User
    from roleplays.rules.scenario import Scenario


class Moved(Exception):  # noqa: N818 - it says what happened
    """The run is no longer where the player thinks: another tab or another device went on."""


@transaction.atomic
def start_run(
    *,
    person: User,
    municipality: Municipality,
    version: ScenarioVersion,
    now: datetime,
    team_id: int | None = None,
) -> RolePlayRun:
    """The run that is going on in a scenario, in whatever version it began; otherwise a new one."""
    mine = RolePlayRun.objects.filter(
        person=person, municipality=municipality, version__scenario=version.scenario_id, finished_at=None
    )
    going_on = mine.first()
    if going_on is not None:
        return going_on
    fresh = RolePlayRun(
        person=person,
        municipality=municipality,
        version=version,
        team_id=team_id,
        started_at=now,
        played_at=now,
    )
    RolePlayRun.objects.bulk_create([fresh], ignore_conflicts=True)  # two tabs at once start one run
    return mine.get(version=version)


@transaction.atomic
def make_move(*, run_id: int, key: str, place: int, now: datetime) -> RolePlayRun:
    """Choose at a place on the road. The same choice sent twice is one; NotOnOffer or Moved when it cannot be made."""
    run = _locked(run_id)
    if place < len(run.moves) and run.moves[place] == key:
        return run
    if place != len(run.moves) or run.finished_at is not None:
        raise Moved
    scenario = scenario_of_version(run.version)
    state = choose(scenario, replay(scenario, run.moves), key)
    run.moves = [*run.moves, key]
    run.played_at = now
    if state.node.is_end:
        _finish(run, scenario, state, now)
    run.save(update_fields=["moves", "played_at", "finished_at", "outcome"])
    if state.node.is_end:
        tell_upstairs(run)
    return run


@transaction.atomic
def take_back(*, run_id: int, place: int, now: datetime) -> RolePlayRun:
    """Step back one choice from a place on the road; at the beginning and after the end nothing changes."""
    run = _locked(run_id)
    if place != len(run.moves) or run.finished_at is not None:
        raise Moved
    run.moves = run.moves[:-1]
    run.played_at = now
    run.save(update_fields=["moves", "played_at"])
    return run


def keep_reflection(*, run_id: int, text: str) -> None:
    """Keep what the player wrote for themselves. One query."""
    RolePlayRun.objects.filter(pk=run_id).update(reflection=text[:LONGEST_REFLECTION])


def _locked(run_id: int) -> RolePlayRun:
    return (
        RolePlayRun.objects.select_for_update(of=("self",))
        .select_related("version__scenario", "person", "municipality")
        .defer(*HEAVY)
        .get(pk=run_id)
    )


def _finish(run: RolePlayRun, scenario: Scenario, state: State, now: datetime) -> None:
    """The fact that a role-play was played, never what was chosen in it."""
    run.finished_at = now
    run.outcome = outcome_of(state, maximum=run.version.maximum)
    record(
        person=run.person,
        municipality=run.municipality,
        statement=Statement(
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.ROLE_PLAY,
            activity=f"role-play:{scenario.code}",
            occurred_at=now,
            title=scenario.title,
            context={"code": scenario.code, "version": run.version.number},
            shows=(scenario.code,),
        ),
    )
