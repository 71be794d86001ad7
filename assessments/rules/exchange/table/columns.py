"""The columns of a table with questions, in Dutch, and the signs that part things in one cell."""

from __future__ import annotations

import re
import string

LETTERS = string.ascii_lowercase
# Columns that stand once in a row. The first name is the one that we write; the others are read too.
SINGLE = {
    "id": ("id", "nummer", "code", "identifier"),
    "kind": ("soort", "type", "vraagtype", "soort vraag"),
    "purpose": ("toets", "bestemming"),
    "module": ("module",),
    "goal": ("leerdoel",),
    "competency": ("competentie", "criterium kijkkader"),
    "difficulty": ("moeilijkheid", "niveau"),
    "text": ("vraag", "vraagtekst", "stelling", "situatie"),
    "right": ("goed", "juist", "juiste antwoord", "goede antwoord", "correct", "antwoord goed", "antwoord"),
    "best": ("beste", "beste actie"),
    "worst": ("slechtste", "slechtste actie"),
    "tolerance": ("marge", "tolerantie"),
    "unit": ("eenheid",),
    "extra": ("extra", "afleiders"),
    "explanation": ("uitleg", "toelichting", "feedback", "algemene feedback", "modelantwoord"),
    "principle": ("principe", "hint"),
    "panel": ("panel",),
}
# Columns that stand once for each answer: “antwoord a”, “antwoord b”.
LETTERED = {
    "answer": ("antwoord", "optie", "keuze", "alternatief", "stap", "zin", "uitspraak", "actie"),
    "belongs": ("hoort bij", "categorie"),
    "feedback": ("reactie", "feedback", "terugkoppeling"),
    "red_flag": ("rode vlag",),
    "criterion": ("criterium",),
    "levels": ("niveaus",),
}
_LETTERED_NAME = re.compile(r"(.+?)[ _-]?([a-z]|\d{1,2})", re.ASCII)
_BETWEEN = re.compile(r"(?<!\\)\|")
# What a spreadsheet takes for a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)

Column = tuple[str, int]


def column_named(name: str) -> Column | None:
    """The column that a heading stands for, with the place of its letter; None when it is not known."""
    name = " ".join(name.split()).casefold().strip(" :*")
    for column, names in SINGLE.items():
        if name in names:
            return column, 0
    if len(name) == 1 and name in LETTERS:
        return "answer", LETTERS.index(name)
    found = _LETTERED_NAME.fullmatch(name)
    return _lettered(found[1].strip(), found[2]) if found else None


def _lettered(name: str, mark: str) -> Column | None:
    place = int(mark) - 1 if mark.isdigit() else LETTERS.index(mark)
    column = next((column for column, names in LETTERED.items() if name in names), None)
    return (column, place) if column and 0 <= place < len(LETTERS) else None


def heading(column: Column) -> str:
    """The heading that we write over a column."""
    name, place = column
    return SINGLE[name][0] if name in SINGLE else f"{LETTERED[name][0]} {LETTERS[place]}"


def joined(texts: tuple[str, ...]) -> str:
    """Several texts in one cell, with | between them."""
    return " | ".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def parted(cell: str) -> list[str]:
    """The texts in one cell."""
    parts: list[str] = [""]
    rest = iter(cell)
    for sign in rest:
        if sign == "|":
            parts.append("")
        else:
            parts[-1] += next(rest, sign) if sign == "\\" else sign
    return [part.strip() for part in parts if part.strip()]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def as_meant(cell: str) -> str:
    """A cell without the sign that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
