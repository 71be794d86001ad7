"""A scenario as plain data: scenes, choices, what they do and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Effects = tuple[tuple[str, int], ...]  # (principle, +1 held or -1 broken)


@dataclass(frozen=True, slots=True)
class Condition:
    """When a choice is on offer. Everything that it names must hold; an empty condition always holds.

    Choices are named as "scene:choice", for example "n1:a". Thresholds look at the profile so far.
    """

    chosen: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    at_least: Effects = ()
    at_most: Effects = ()


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the player can say or do."""

    key: str
    text: str
    to: str
    effects: Effects = ()
    feedback: str = ""
    consequence: str = ""
    is_knock_out: bool = False
    condition: Condition = ALWAYS

    @property
    def strength(self) -> int:
        """How many principles it holds, less those that it breaks."""
        return sum(amount for _, amount in self.effects)

    @property
    def is_defensible(self) -> bool:
        """Whether it holds something and breaks nothing."""
        return bool(self.effects) and not self.is_knock_out and all(amount > 0 for _, amount in self.effects)


@dataclass(frozen=True, slots=True)
class Node:
    """A scene: somebody speaks and the player chooses, or the story ends."""

    key: str
    text: str
    speaker: str = ""
    speaker_name: str = ""
    choices: tuple[Choice, ...] = ()
    end: str = ""  # a value of Outcome

    @property
    def is_end(self) -> bool:
        """Whether the story ends here."""
        return bool(self.end)

    def choice(self, key: str) -> Choice | None:
        """The choice of that name."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What somebody at the table knows: for all, what they want, and what only they know."""

    role: str
    name: str
    public: str
    goal: str
    hidden: str


@dataclass(frozen=True)
class Scenario:
    """A conversation that can be played; the first scene is where it begins."""

    code: str
    title: str
    player_role: str
    nodes: tuple[Node, ...]
    domain: str = ""
    case: str = ""
    minutes: int = 20
    summary: str = ""
    role_cards: tuple[RoleCard, ...] = ()
    look_fors: tuple[str, ...] = ()
    frame: tuple[tuple[str, str], ...] = ()  # (field of the frame, text)

    @cached_property
    def by_key(self) -> dict[str, Node]:
        """The scenes by name; of two with the same name the first."""
        found: dict[str, Node] = {}
        for node in self.nodes:
            found.setdefault(node.key, node)
        return found

    @property
    def start(self) -> Node:
        """Where it begins."""
        return self.nodes[0]


def reference(node: Node, choice: Choice) -> str:
    """How conditions and runs name a choice."""
    return f"{node.key}:{choice.key}"
