"""Reads of the glossary."""

from __future__ import annotations

from courses.models import GlossaryTerm
from courses.rules.alphabet import by_letter


def terms_by_letter() -> list[tuple[str, list[GlossaryTerm]]]:
    """All terms from A to Z, under their first letters. One query."""
    return by_letter(GlossaryTerm.objects.filter(live=True), lambda row: row.term)
