"""A question as plain data: what is asked, what can be answered, what is right.

The same shape in the bank, in the frozen version that an attempt keeps, in the text files, and in what goes to and
comes from other systems.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen, marked, put in order or put together with a target.

    `key` is stable within the question ("a", "b", …): answers name it, whatever the order on the screen.
    """

    key: str
    text: str
    feedback: str = ""
    is_right: bool = False  # one_choice, several_choices, true_false, mark
    target: str = ""  # match, classify: the key of the target that belongs to it
    is_best: bool = False  # sjt
    is_worst: bool = False  # sjt
    red_flag: str = ""  # sjt: a value of RedFlag


@dataclass(frozen=True, slots=True)
class Target:
    """The right-hand side of a match, or the category of a classification; some may belong to nothing."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a marker looks at in an open answer; levels from nothing (0 points) upwards."""

    key: str
    text: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What experts thought of the key of a situation: how many, and how many percent agreed on best and worst.

    Figures that are an example were made up to show how it looks; no panel met.
    """

    experts: int
    best_agreement: int
    worst_agreement: int
    met_on: date | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A question. Which fields count follows from its kind.

    Answers, as stored and as scored, are:
    one_choice, true_false   {"choice": "b"}
    several_choices, mark    {"choices": ["a", "c"]}
    match, classify          {"targets": {"a": "x", "b": "y"}}
    order                    {"order": ["c", "a", "b"]}      (options stand in the right order in the item)
    fill_in, numeric, open   {"text": "…"}
    sjt                      {"best": "a", "worst": "d"}
    """

    kind: str
    text: str
    options: tuple[Option, ...] = ()
    targets: tuple[Target, ...] = ()
    accepted: tuple[str, ...] = ()
    number: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    criteria: tuple[Criterion, ...] = ()
    panel: Panel | None = None
    explanation: str = ""  # shown beside the key
    principle: str = ""  # shown instead of the key where the key may not leak


@dataclass(frozen=True, slots=True)
class Tagged:
    """A question with its place in the bank."""

    identifier: str
    purpose: str
    module: str
    item: Item
    goal: str = ""  # the code of a learning goal
    competency: str = ""  # K1 to K9
    difficulty: str = "medium"
