"""The identifier of a question that comes from elsewhere: its own, or one that follows from what it asks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import Found, Imported, RefusedError, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessments.rules.items import Item

LONGEST = 40
MOST_QUESTIONS = 2_000
MOST_READ = 3 * MOST_QUESTIONS  # with what is no question; a file with more takes minutes to read
_FITS = re.compile(r"[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_OTHER_SIGNS = re.compile(r"[^A-Za-z0-9]+")
# A number in a list names nothing outside that list.
_NUMBER_IN_A_LIST = re.compile(r"\W*\d{0,4}\W*")


def fitting(identifier: str) -> str:
    """The identifier as the bank holds it: itself, or one that is made of it, or none when it names nothing."""
    if _NUMBER_IN_A_LIST.fullmatch(identifier):
        return ""
    if _FITS.fullmatch(identifier) and len(identifier) <= LONGEST:
        return identifier
    words = _OTHER_SIGNS.sub("-", identifier).strip("-")[:24].strip("-")
    return "-".join(part for part in ("I", words, _digest(identifier)) if part)


def require_readable(number: int) -> None:
    """Stop where a file holds far more than anybody brings; raises RefusedError."""
    if number > MOST_READ:
        raise RefusedError(Refusal.TOO_MANY, most=MOST_QUESTIONS)


def reported(
    found: Sequence[Found], *, problems: Iterable[Remark] = (), left_out: Iterable[Remark] = ()
) -> Imported:
    """The report on a file: every question with an identifier, each identifier once."""
    told = list(problems)
    kept: dict[str, Found] = {}
    for each in _identified(found):
        identifier = each.tagged.identifier
        if identifier in kept:
            told.append(Remark(Refusal.TWICE, each.place, {"identifier": identifier}))
        elif len(kept) < MOST_QUESTIONS:
            kept[identifier] = each
    if len(found) > MOST_QUESTIONS:
        told.append(Remark(Refusal.TOO_MANY, facts={"most": MOST_QUESTIONS}))
    if not found and not told:
        told.append(Remark(Refusal.NO_QUESTIONS))
    return Imported(tuple(kept.values()), tuple(told), tuple(left_out))


def _identified(found: Sequence[Found]) -> Iterator[Found]:
    """Give each question an identifier; those that ask the same are told apart by all that they hold."""
    asked = Counter(_stem(each.tagged.item) for each in found if not fitting(each.tagged.identifier))
    for each in found:
        identifier = fitting(each.tagged.identifier)
        if not identifier:
            stem = _stem(each.tagged.item)
            identifier = f"H-{_digest(stem if asked[stem] == 1 else repr(each.tagged.item))}"
        yield replace(each, tagged=replace(each.tagged, identifier=identifier))


def _stem(item: Item) -> str:
    return f"{item.kind}\n{item.text}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
