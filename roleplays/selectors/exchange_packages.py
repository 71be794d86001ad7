"""All scenarios of an author as packages of H5P: with our own player, and for hosts that have Branching Scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from h5p.api import Exported
from roleplays.selectors.authoring import scenarios_within_reach
from roleplays.selectors.exchange import remark_line, write_dialogue, write_h5p
from roleplays.selectors.scenarios import scenario_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from people.models import User
    from roleplays.rules.exchange.remarks import Taken
    from roleplays.rules.scenario import Scenario

WRITERS: dict[str, Callable[[Scenario], Taken]] = {"": write_dialogue, "-branching": write_h5p}


def packages_of_scenarios(person: User) -> Iterator[Exported]:
    """The scenarios within somebody's reach that have scenes, twice each. One query."""
    for row in scenarios_within_reach(person, actions=("view", "choose")).order_by("code"):
        scenario = scenario_of(row)
        for ending, write in WRITERS.items() if scenario.nodes else ():
            taken = write(scenario)
            yield Exported(
                name=f"rollenspel-{row.code.lower()}{ending}",
                content=taken.content,
                remarks=tuple(dict.fromkeys(remark_line(remark) for remark in taken.remarks)),
            )
