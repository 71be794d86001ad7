"""A case as plain data. What only facilitators may read is not in it, so that nothing a learner gets can hold it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody who takes part."""

    role: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened."""

    when: str
    fact: str


@dataclass(frozen=True, slots=True)
class Document:
    """A letter, a note or a plan in the case."""

    title: str
    text: str
    file_url: str = ""


@dataclass(frozen=True, slots=True)
class NamedPitfall:
    """A pitfall that can be found in the case, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """The case as one of the four roles sees it."""

    role: str
    view: str
    question: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the first version; with a pitfall where it goes wrong."""

    key: str
    who: str
    text: str
    name: str = ""
    pitfall: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class BetterLine:
    """A sentence of the second version; `handled` counts the moments of the first version."""

    who: str
    text: str
    name: str = ""
    handled: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose at the prediction."""

    text: str
    feedback: str
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Prediction:
    """What somebody expects, before they see it."""

    question: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame in its seven fields, with whose it is."""

    fields: tuple[tuple[str, str], ...] = ()  # (field, text)
    hard_limits: tuple[str, ...] = ()
    owner: str = ""
    translator: str = ""
    tester: str = ""


@dataclass(frozen=True)
class Case:
    """A case as people do it."""

    code: str
    title: str
    domain: str = ""
    context: str = ""
    summary: str = ""
    minutes: int = 25
    situation: str = ""
    wish: str = ""
    frame: Frame = Frame()
    people: tuple[CasePerson, ...] = ()
    timeline: tuple[Fact, ...] = ()
    documents: tuple[Document, ...] = ()
    dilemmas: tuple[str, ...] = ()
    pitfalls: tuple[NamedPitfall, ...] = ()
    questions: tuple[str, ...] = ()
    roles: tuple[RoleView, ...] = ()
    first: tuple[Line, ...] = ()
    prediction: Prediction = Prediction()
    second: tuple[BetterLine, ...] = ()
    expert_answer: str = ""
    exercises: tuple[str, ...] = ()  # codes

    @cached_property
    def moments(self) -> tuple[Line, ...]:
        """The sentences of the first version where it goes wrong, in order."""
        return tuple(line for line in self.first if line.pitfall)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each moment by the key of its sentence, from one."""
        return {line.key: number for number, line in enumerate(self.moments, start=1)}
