"""Text as questions hold it: plain, tidy, and without signs that files cannot hold."""

from __future__ import annotations

import re
from decimal import Decimal

from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import RefusedError

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# XML holds no control characters, no halves of a pair and no noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,10})?(?:[eE][+-]?\d)?", re.ASCII)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def tidy(text: str) -> str:
    """The words with single spaces, paragraphs apart by one empty line, and nothing around it."""
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _AROUND_LINE_ENDS.sub("\n", _SPACES.sub(" ", text))
    return _EMPTY_LINES.sub("\n\n", text).strip(" \n")


def on_one_line(text: str) -> str:
    """The words on a single line."""
    return " ".join(tidy(text).split("\n")).replace("  ", " ")


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, or as Windows writes it; raises RefusedError for anything else."""
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RefusedError(Refusal.NOT_TEXT)


def number_in(text: str) -> Decimal | None:
    """The number that a text is, with a comma or a point, or None."""
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def number_words(number: Decimal) -> str:
    """A number in digits, without an exponent and without zeros at the end."""
    return format(number.normalize(), "f") if number else "0"
