"""How readable Dutch text is: hints for authors, never a gate. No database, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 15
WORDS_TO_JUDGE = 30
EASY_ENOUGH = 60
_VOWELS = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ij|ei|[aeiouyáéëïíóöúü]", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ'’-]+")
_SENTENCE_END = re.compile(r"[.!?:…]+[\"”’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Readability:
    """Figures about a text."""

    words: int
    words_per_sentence: float
    flesch_douma: float
    long_sentences: tuple[str, ...]


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences of at least three words."""
    parts = [part.strip() for part in _SENTENCE_END.split(text)]
    return [part for part in parts if len(_WORD.findall(part)) > 2]


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def distinct_words(text: str, *, shortest: int = 4, longest: int = 60) -> set[str]:
    """Give the different words of a text in lower case, of four letters or more."""
    words = {word.strip("'’-").lower() for word in _WORD.findall(text)}
    return {word for word in words if shortest <= len(word) <= longest}


def readability_of(text: str) -> Readability | None:
    """Measure a text; None when it is too short to say anything.

    Flesch-Douma: 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence (Douma 1960);
    above 60 is usual for B1. A formula does not measure B1: it only points.
    """
    words = _WORD.findall(text)
    sentences = sentences_of(text)
    if len(words) < WORDS_TO_JUDGE or not sentences:
        return None
    per_sentence = len(words) / len(sentences)
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    score = 206.84 - 77 * syllables / len(words) - 0.93 * per_sentence
    long_ones = tuple(s for s in sentences if len(_WORD.findall(s)) > LONGEST_SENTENCE)
    return Readability(len(words), round(per_sentence, 1), round(score, 1), long_ones)
