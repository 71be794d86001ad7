"""The Dutch words for kinds, purposes and levels in files, and the labels that other systems keep for us."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assessments.choices import Competency, Difficulty, Purpose, QuestionKind, RedFlag
from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.texts import on_one_line
from assessments.rules.items import Panel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.exchange.report import Notes
    from assessments.rules.items import Item, Tagged

Words = Mapping[str, tuple[str, ...]]
Reader = Callable[[str, "Labels"], dict[str, Any] | None]
# The first word is the one we write; the others are read too.
KINDS: Words = {
    QuestionKind.ONE_CHOICE: ("één antwoord", "meerkeuze", "meerkeuzevraag", "mc", "single choice"),
    QuestionKind.SEVERAL_CHOICES: ("meer antwoorden", "meerdere antwoorden", "multiple response", "mr"),
    QuestionKind.TRUE_FALSE: ("waar of niet waar", "waar/niet waar", "juist/onjuist", "ja/nee", "stelling"),
    QuestionKind.MATCH: ("bij elkaar zoeken", "koppelen", "combineren", "matching"),
    QuestionKind.ORDER: ("volgorde", "rangschikken", "ordenen"),
    QuestionKind.FILL_IN: ("invullen", "invulvraag", "kort antwoord"),
    QuestionKind.NUMERIC: ("getal", "numeriek", "rekenvraag"),
    QuestionKind.MARK: ("markeren", "zinnen markeren"),
    QuestionKind.CLASSIFY: ("indelen", "sorteren", "classificeren"),
    QuestionKind.SJT: ("situatie", "beste en slechtste"),
    QuestionKind.OPEN: ("open", "open vraag", "essay"),
}
PURPOSES: Words = {
    Purpose.MODULE_QUIZ: ("moduletoets",),
    Purpose.FINAL_TEST: ("eindtoets",),
    Purpose.SITUATIONS: ("situaties", "situatietoets"),
}
DIFFICULTIES: Words = {
    Difficulty.EASY: ("makkelijk", "gemakkelijk", "eenvoudig"),
    Difficulty.MEDIUM: ("gemiddeld", "middel", "normaal"),
    Difficulty.HARD: ("moeilijk", "lastig"),
}
RED_FLAGS: Words = {
    RedFlag.SAFETY: ("veiligheid",),
    RedFlag.SECRECY: ("geheimhouding",),
    RedFlag.RIGHTS: ("rechten",),
    RedFlag.FRAME: ("kader",),
}
MODULE = re.compile(r"(?<![A-Za-z0-9])M(\d{1,2})(?![A-Za-z0-9])")
IDENTIFIER = re.compile(r"(?:E-)?M\d{1,2}-[A-Z]?\d{1,3}|S-\d{1,3}")
CODE = re.compile(r"(?=.{1,20}$)[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_PANEL = re.compile(r"(\d{1,4})/(\d{1,3})/(\d{1,3})(?:/(\d{4}-\d\d-\d\d))?(?:/(voorbeeld))?", re.ASCII)
EXAMPLE = "voorbeeld"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of a question in another system say about it."""

    kind: str = ""
    purpose: str = ""
    module: str = ""
    goal: str = ""
    competency: str = ""
    difficulty: str = ""
    unit: str = ""
    panel: Panel | None = None
    red_flags: tuple[tuple[str, str], ...] = ()


def word_for(value: str, words: Words) -> str:
    """The Dutch word that we write for a value; the value itself when there is none."""
    return words[value][0] if value in words else value


def value_of(word: str, words: Words) -> str | None:
    """The value that a word in a file stands for, or None when the word is not known."""
    asked = on_one_line(word).casefold()
    for value, known in words.items():
        if asked == str(value).casefold() or asked in known:
            return str(value)
    return None


def module_in(text: str) -> str:
    """The code of the last module that a text names, such as M4; empty when it names none."""
    codes = MODULE.findall(text)
    return f"M{int(codes[-1])}" if codes else ""


def labels_of(tagged: Tagged) -> tuple[str, ...]:
    """The labels with which another system keeps what it has no field for."""
    item = tagged.item
    pairs = [
        ("soort", word_for(item.kind, KINDS)),
        ("toets", word_for(tagged.purpose, PURPOSES)),
        ("module", tagged.module),
        ("leerdoel", tagged.goal),
        ("competentie", tagged.competency),
        ("moeilijkheid", word_for(tagged.difficulty, DIFFICULTIES)),
        ("eenheid", item.unit),
        ("panel", panel_words(item.panel) if item.panel else ""),
        *(("rode vlag", f"{o.key} {word_for(o.red_flag, RED_FLAGS)}") for o in item.options if o.red_flag),
    ]
    return tuple(f"{name}:{on_one_line(value)}" for name, value in pairs if value)


def labels_in(labels: Iterable[str], notes: Notes) -> Labels:
    """Read the labels of a question; a label that is not ours is noted."""
    read = Labels()
    for label in labels:
        name, _colon, value = on_one_line(label).partition(":")
        known = _READERS.get(name.strip().casefold())
        fields = known(value.strip(), read) if known else None
        if fields is None:
            notes.lose(Loss.TAG, name=label)
        else:
            read = replace(read, **fields)
    return read


def with_red_flags(item: Item, labels: Labels) -> Item:
    """The situation with the red flags that its labels name."""
    flags = dict(labels.red_flags)
    options = tuple(replace(option, red_flag=flags.get(option.key, "")) for option in item.options)
    return replace(item, options=options)


def panel_words(panel: Panel) -> str:
    """A panel on one line, such as 12/85/80/2026-01-31; made-up figures end in /voorbeeld."""
    numbers = (panel.experts, panel.best_agreement, panel.worst_agreement)
    met_on = [panel.met_on.isoformat()] if panel.met_on else []
    example = [EXAMPLE] if panel.is_example else []
    return "/".join([*(str(number) for number in numbers), *met_on, *example])


def panel_in(text: str) -> Panel | None:
    """The panel that a text such as 12/85/80/2026-01-31 describes, or None."""
    found = _PANEL.fullmatch(text.strip())
    if found is None:
        return None
    experts, best, worst, met_on, example = found.groups()
    try:
        day = date.fromisoformat(met_on) if met_on else None
    except ValueError:
        return None
    return Panel(int(experts), int(best), int(worst), day, is_example=bool(example))


def _word(field: str, words: Words) -> Reader:
    def read(value: str, _read: Labels) -> dict[str, Any] | None:
        known = value_of(value, words)
        return None if known is None else {field: known}

    return read


def _code(field: str) -> Reader:
    return lambda value, _read: {field: value} if CODE.fullmatch(value) else None


def _unit(value: str, _read: Labels) -> dict[str, Any] | None:
    return {"unit": value}


def _competency(value: str, _read: Labels) -> dict[str, Any] | None:
    return {"competency": value.upper()} if value.upper() in Competency.values else None


def _panel(value: str, _read: Labels) -> dict[str, Any] | None:
    panel = panel_in(value)
    return {"panel": panel} if panel else None


def _red_flag(value: str, read: Labels) -> dict[str, Any] | None:
    key, _space, word = value.partition(" ")
    flag = value_of(word, RED_FLAGS)
    return {"red_flags": (*read.red_flags, (key, flag))} if flag else None


_READERS: dict[str, Reader] = {
    "soort": _word("kind", KINDS),
    "toets": _word("purpose", PURPOSES),
    "module": _code("module"),
    "leerdoel": _code("goal"),
    "competentie": _competency,
    "moeilijkheid": _word("difficulty", DIFFICULTIES),
    "eenheid": _unit,
    "panel": _panel,
    "rode vlag": _red_flag,
}
