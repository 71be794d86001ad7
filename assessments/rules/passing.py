"""Whether an attempt is a pass, why not, and what to do again. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from assessments.choices import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HUNDRED = Fraction(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question; points are None as long as a person has to mark it."""

    position: int
    question: str
    module: str
    points: Decimal | None
    max_points: Decimal
    min_points: Decimal = Decimal(0)
    is_right: bool = False
    red_flag: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """What it takes to pass. What is None or empty is not asked; a norm that asks nothing cannot be failed."""

    measure: str = Measure.RIGHT
    overall: int | None = None  # percent
    per_module: int | None = None  # percent, in each module apart
    all_right_in: tuple[str, ...] = ()  # modules, or ALL
    red_flags: int | None = None  # so many are allowed
    red_flags_send_to: tuple[str, ...] = ()  # modules to do again after more than that

    @property
    def asks_something(self) -> bool:
        """Whether it can be failed."""
        return bool(self.all_right_in) or any(
            asked is not None for asked in (self.overall, self.per_module, self.red_flags)
        )


ALL = "*"


class Why(StrEnum):
    """For what reason an attempt is no pass."""

    OVERALL = "overall"
    PER_MODULE = "per_module"
    ALL_RIGHT = "all_right"
    RED_FLAGS = "red_flags"
    NOTHING_ASKED = "nothing_asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what is needed to say it in a sentence."""

    why: Why
    needed: int = 0
    modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleScore:
    """How one module of a test went."""

    module: str
    right: int
    asked: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt went. `is_passed` is None where nothing can be failed, or something waits for a marker."""

    percent: Decimal
    right: int
    asked: int
    points: Decimal
    max_points: Decimal
    modules: tuple[ModuleScore, ...] = ()
    is_passed: bool | None = None
    reasons: tuple[Reason, ...] = ()
    again: tuple[str, ...] = ()  # modules to do again, the weakest first
    discuss: tuple[int, ...] = ()  # positions of questions to talk about
    waiting: int = 0  # questions that somebody still has to mark


def weigh(outcomes: Iterable[Outcome], norm: Norm) -> Result:
    """Weigh the answers against a norm; the order of the answers makes no difference."""
    every = sorted(outcomes, key=lambda outcome: outcome.position)
    marked = [outcome for outcome in every if outcome.points is not None]
    waiting = len(every) - len(marked)
    reasons = tuple(reason for look in _LOOKS if (reason := look(marked, norm)) is not None)
    decided = norm.asks_something and not waiting
    return Result(
        percent=_shown(_share(marked, norm.measure)),
        right=sum(outcome.is_right for outcome in marked),
        asked=len(every),
        points=sum((outcome.points or Decimal(0) for outcome in marked), Decimal(0)),
        max_points=sum((outcome.max_points for outcome in marked), Decimal(0)),
        modules=tuple(_module_score(module, marked, norm) for module in _modules(marked)),
        is_passed=not reasons if decided else None,
        reasons=reasons if decided else (),
        again=_again(marked, norm, reasons),
        discuss=tuple(outcome.position for outcome in marked if outcome.red_flag),
        waiting=waiting,
    )


def _enough_overall(outcomes: Sequence[Outcome], norm: Norm) -> Reason | None:
    if norm.overall is None or _share(outcomes, norm.measure) >= norm.overall:
        return None
    return Reason(Why.OVERALL, needed=norm.overall)


def _enough_per_module(outcomes: Sequence[Outcome], norm: Norm) -> Reason | None:
    if norm.per_module is None:
        return None
    weak = tuple(m for m in _modules(outcomes) if _share(_of(m, outcomes), norm.measure) < norm.per_module)
    return Reason(Why.PER_MODULE, needed=norm.per_module, modules=weak) if weak else None


def _all_right(outcomes: Sequence[Outcome], norm: Norm) -> Reason | None:
    wrong = {o.module for o in outcomes if not o.is_right and _must_be_right(o.module, norm)}
    return (
        Reason(Why.ALL_RIGHT, modules=tuple(m for m in _modules(outcomes) if m in wrong)) if wrong else None
    )


def _few_red_flags(outcomes: Sequence[Outcome], norm: Norm) -> Reason | None:
    if norm.red_flags is None or sum(bool(o.red_flag) for o in outcomes) <= norm.red_flags:
        return None
    return Reason(Why.RED_FLAGS, needed=norm.red_flags, modules=norm.red_flags_send_to)


def _something_asked(outcomes: Sequence[Outcome], norm: Norm) -> Reason | None:
    """What asks nothing is passed by nobody."""
    return None if outcomes else Reason(Why.NOTHING_ASKED)


_LOOKS: tuple[Callable[[Sequence[Outcome], Norm], Reason | None], ...] = (
    _something_asked,
    _enough_overall,
    _enough_per_module,
    _all_right,
    _few_red_flags,
)


def _again(outcomes: Sequence[Outcome], norm: Norm, reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Where something went wrong; after too many red flags also where those are explained."""
    sent = [module for reason in reasons if reason.why == Why.RED_FLAGS for module in reason.modules]
    weak = sorted(
        (module for module in _modules(outcomes) if not all(o.is_right for o in _of(module, outcomes))),
        key=lambda module: _share(_of(module, outcomes), norm.measure),
    )
    return tuple(dict.fromkeys([*sent, *weak]))


def _must_be_right(module: str, norm: Norm) -> bool:
    return ALL in norm.all_right_in or module in norm.all_right_in


def _module_score(module: str, outcomes: Sequence[Outcome], norm: Norm) -> ModuleScore:
    asked = _of(module, outcomes)
    percent = _shown(_share(asked, norm.measure))
    return ModuleScore(module, sum(outcome.is_right for outcome in asked), len(asked), percent)


def _modules(outcomes: Iterable[Outcome]) -> list[str]:
    return list(dict.fromkeys(outcome.module for outcome in outcomes))


def _of(module: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.module == module]


def _share(outcomes: Sequence[Outcome], measure: str) -> Fraction:
    """The exact percentage: of questions, or of the way from the fewest points to the most."""
    if measure == Measure.RIGHT:
        return HUNDRED * sum(o.is_right for o in outcomes) / len(outcomes) if outcomes else Fraction(0)
    least = sum((outcome.min_points for outcome in outcomes), Decimal(0))
    most = sum((outcome.max_points for outcome in outcomes), Decimal(0))
    points = sum((outcome.points or Decimal(0) for outcome in outcomes), Decimal(0))
    return HUNDRED * Fraction(points - least) / Fraction(most - least) if most > least else Fraction(0)


def _shown(share: Fraction) -> Decimal:
    """Rounded down, so that nobody reads 75 and has not passed at 75."""
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(TENTH, rounding=ROUND_FLOOR)
