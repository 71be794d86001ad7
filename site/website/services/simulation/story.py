"""What happens in the simulation, as plain data: how fast a municipality goes, and how far each coach has come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from progression.choices import CoreTask, DeliveryMode, Stage

MONTH = timedelta(days=30)
# Months after the start at which a coach of ordinary speed enters a stage (domain text f.2, target times).
ENTERS_AFTER: dict[Stage, float] = {
    Stage.CANDIDATE: 0.5,
    Stage.OBSERVING: 1.5,
    Stage.TOGETHER: 3.5,
    Stage.SUPERVISED: 6.5,
    Stage.INDEPENDENT: 10.5,
    Stage.EDUCATOR: 22,
}
# How far the municipality is, from 0 to 1, up to which a session is given in a way.
GIVEN_UP_TO: tuple[tuple[float, DeliveryMode], ...] = (
    (0.12, DeliveryMode.EXTERNAL_ONLY),
    (0.3, DeliveryMode.OBSERVE),
    (0.5, DeliveryMode.CO_LED),
    (0.7, DeliveryMode.LEAD_SUPERVISED),
    (0.85, DeliveryMode.LEAD_BACKUP),
    (2, DeliveryMode.INDEPENDENT),
)
# Months after the start at which half of a core task is taken over.
HALFWAY: dict[CoreTask, float] = {
    CoreTask.KT1: 8,
    CoreTask.KT2: 14,
    CoreTask.KT3: 9,
    CoreTask.KT4: 11,
    CoreTask.KT5: 7,
    CoreTask.KT6: 16,
    CoreTask.KT7: 18,
}
SLOWEST, FASTEST = 0.55, 1.6
SLOWEST_COACH, FASTEST_COACH = 0.3, 1.1
_STEEPNESS = 3.5  # months; how gently the takeover goes
_NOISE = 0.12


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of it all."""

    municipalities: int = 50
    people: int = 5_000
    records: int = 1_000_000
    months: int = 24

    @property
    def people_each(self) -> int:
        """People per municipality."""
        return self.people // self.municipalities


@dataclass(frozen=True, slots=True)
class Pace:
    """When a municipality began, and how fast it goes."""

    began_on: date
    speed: float

    def months_on(self, day: date) -> float:
        """Months of ordinary speed since the start."""
        return (day - self.began_on) / MONTH * self.speed


def pace_of(chance: Random, *, size: Size, today: date) -> Pace:
    """A start somewhere in the simulated time, and a speed."""
    began = today - MONTH * chance.uniform(3, size.months)
    return Pace(began, chance.uniform(SLOWEST, FASTEST))


def share_of(core_task: CoreTask, pace: Pace, *, on: date) -> float:
    """How much of a core task the municipality has taken over, from 0 to 1."""
    return 1 / (1 + math.exp(-(pace.months_on(on) - HALFWAY[core_task]) / _STEEPNESS))


def mode_of(share: float, chance: Random) -> DeliveryMode:
    """In which way one session is given."""
    around = share + chance.uniform(-_NOISE, _NOISE)
    return next(mode for limit, mode in GIVEN_UP_TO if around < limit)


def stage_days(chance: Random, pace: Pace, *, today: date) -> list[tuple[Stage, date]]:
    """The stages that one coach has entered, and on which days; few go all the way to training others."""
    speed = pace.speed * chance.uniform(SLOWEST_COACH, FASTEST_COACH)
    highest = Stage.EDUCATOR if chance.random() < 0.1 else Stage.INDEPENDENT
    entered = [(stage, pace.began_on + MONTH * (months / speed)) for stage, months in ENTERS_AFTER.items()]
    return [(stage, day) for stage, day in entered if day < today and stage <= highest]
