"""What in an invented case may look like a real person, and what may not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.choices import PersonalDetail
from core.rules.anonymity import find_details

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.rules.anonymity import Finding

# A number of a real person cannot be seen from one that was made up, so an invented case has none of these.
NEVER_INVENTED = frozenset(
    {
        PersonalDetail.BSN,
        PersonalDetail.IBAN,
        PersonalDetail.EMAIL,
        PersonalDetail.PHONE,
        PersonalDetail.LICENCE_PLATE,
    }
)


def numbers_of_people(text: str) -> list[tuple[int, Finding]]:
    """What may not stand in an invented text, each with the line that it begins on."""
    return [
        (text.count("\n", 0, finding.start) + 1, finding)
        for finding in find_details(text)
        if finding.kind in NEVER_INVENTED
    ]


def names_in(texts: Iterable[str]) -> list[Finding]:
    """What looks like a name, an address or a birthday, and is invented when the whole case is."""
    return [each for text in texts for each in find_details(text) if each.kind not in NEVER_INVENTED]
