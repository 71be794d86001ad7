"""Reads of what somebody plays: their own only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleplays.models import RolePlayRun
from roleplays.rules.outcome import direction_of, shortfall_of
from roleplays.rules.play import on_offer, replay, shuffled
from roleplays.selectors.scenarios import scenario_of_version

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import Municipality, User
    from roleplays.choices import Shortfall
    from roleplays.rules.play import State, Step
    from roleplays.rules.scenario import Choice, Scenario


# The content of a version is read once in each process (`scenario_of_version`); nobody plays the draft.
HEAVY = (
    "version__content",
    *(f"version__scenario__{name}" for name in ("body", "frame", "role_cards", "look_fors")),
)


@dataclass(frozen=True, slots=True)
class Played:
    """A run with the scenario it is in and where it is."""

    run: RolePlayRun
    scenario: Scenario
    state: State

    @property
    def place(self) -> int:
        """How many choices were made."""
        return len(self.run.moves)

    @property
    def latest(self) -> Step | None:
        """The choice that was made last."""
        return self.state.steps[-1] if self.state.steps else None

    @property
    def direction(self) -> int | None:
        """With whom the direction lies so far, from 1 (the player) to 5 (the other)."""
        return direction_of(self.state)

    @property
    def shortfall(self) -> Shortfall | None:
        """Why the run is not called what its last scene tells."""
        return shortfall_of(self.state, self.run.outcome)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What there is to choose, in an order that stays the same in this run."""
        return shuffled(on_offer(self.state), seed=f"{self.run.public_id}:{self.state.node.key}")


def runs_visible_to(person: User) -> QuerySet[RolePlayRun]:
    """A person's own runs; nobody sees what somebody else chose."""
    runs = RolePlayRun.objects.filter(person=person).select_related("version", "version__scenario")
    return runs.defer(*HEAVY)


def played(run: RolePlayRun) -> Played:
    """Where a run is. No queries when its version is there."""
    scenario = scenario_of_version(run.version)
    return Played(run, scenario, replay(scenario, run.moves))


def finished_scenarios(person: User, municipality: Municipality) -> dict[str, int]:
    """How often a person finished each scenario, by code. One query."""
    runs = RolePlayRun.objects.filter(person=person, municipality=municipality, finished_at__isnull=False)
    counts: dict[str, int] = {}
    for code in runs.values_list("version__scenario__code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return counts


def open_runs(person: User, municipality: Municipality) -> dict[str, RolePlayRun]:
    """The conversations that a person began and did not finish, by code of the scenario. One query."""
    runs = RolePlayRun.objects.filter(person=person, municipality=municipality, finished_at__isnull=True)
    rows = runs.select_related("version__scenario").defer("version__content", "version__scenario__body")
    return {run.version.scenario.code: run for run in rows.order_by("played_at")}
