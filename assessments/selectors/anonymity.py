"""What in somebody's text still needs a word from its writer before it can be kept or shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from core.rules.anonymity import cut, find_details

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from assessments.models import EvidenceItem
    from core.rules.anonymity import Finding, Piece


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks like a personal detail, and the mark under which its writer's word is kept."""

    finding: Finding
    mark: str


def doubts_about(
    texts: Iterable[str], *, subject: UUID, explained: Collection[str] = ()
) -> tuple[Doubt, ...]:
    """What looks like a personal detail in some texts, each once, without what was explained before."""
    doubts: dict[str, Doubt] = {}
    for text in texts:
        for finding in find_details(text):
            mark = _mark(finding, subject)
            if mark not in explained:
                doubts.setdefault(mark, Doubt(finding, mark))
    return tuple(doubts.values())


def doubts_in(evidence: EvidenceItem) -> tuple[Doubt, ...]:
    """What still looks like a personal detail in what somebody wrote about a piece of evidence."""
    explained = set(evidence.harmless.values_list("mark", flat=True))
    return doubts_about(words_about(evidence), subject=evidence.pk, explained=explained)


def words_about(evidence: EvidenceItem) -> list[str]:
    """What somebody wrote about a piece of evidence."""
    return [evidence.title, evidence.shows]


def passages(texts: Iterable[tuple[str, str]], doubts: Collection[Doubt]) -> list[tuple[str, list[Piece]]]:
    """The texts in which doubts stand, each with its name and with every doubt in its place."""
    wanted = {(doubt.finding.kind, doubt.finding.bare) for doubt in doubts}
    cuts = [
        (name, cut(text, [f for f in find_details(text) if (f.kind, f.bare) in wanted]))
        for name, text in texts
    ]
    return [(name, pieces) for name, pieces in cuts if any(piece.finding for piece in pieces)]


def _mark(finding: Finding, subject: UUID) -> str:
    """What tells the same words in the same text again, and nothing about them to who reads the table."""
    return salted_hmac(
        "assessments.harmless_detail", f"{subject}:{finding.kind}:{finding.bare}", algorithm="sha256"
    ).hexdigest()
