"""What is wrong with a question, in a sentence that its writer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.rules.soundness import FlawKind

if TYPE_CHECKING:
    from enum import StrEnum

    from django_stubs_ext import StrOrPromise

    from assessments.rules.soundness import Flaw

FLAWS: dict[StrEnum, StrOrPromise] = {
    FlawKind.EMPTY: _("There is no text here yet."),
    FlawKind.NUMBER: _("This question needs %(least)s to %(most)s of these."),
    FlawKind.RIGHT_ONE: _("Exactly one answer has to be right."),
    FlawKind.RIGHT_FEW: _("At least %(least)s of these have to be right."),
    FlawKind.WRONG_FEW: _("At least %(least)s of these have to be wrong."),
    FlawKind.TWICE: _("Two of these texts are the same."),
    FlawKind.NO_PARTNER: _("One of these belongs to something that is not there."),
    FlawKind.PARTNER_TWICE: _("Two of these belong to the same text."),
    FlawKind.BEST_ONE: _("Exactly one action has to be the best."),
    FlawKind.WORST_ONE: _("Exactly one action has to be the worst."),
    FlawKind.BEST_AND_WORST: _("An action cannot be the best and the worst."),
    FlawKind.BEST_HAS_FLAG: _("An action with a red flag cannot be the best."),
    FlawKind.NO_PANEL: _("Say what the panel of experts thought of the best and the worst action."),
    FlawKind.FEW_EXPERTS: _("The panel needs at least %(least)s experts."),
    FlawKind.LITTLE_AGREEMENT: _(
        "At least %(least)s percent of the panel has to agree on the best and on the worst action."
    ),
    FlawKind.NO_NUMBER: _("Give the number that is right."),
    FlawKind.TOLERANCE: _("A difference cannot be less than nothing."),
    FlawKind.LEVELS: _("Each criterion needs %(number)s levels."),
}


def sentence(flaw: Flaw) -> str:
    """What is wrong and what to do about it."""
    words = str(FLAWS[flaw.kind])
    return words % flaw.words if flaw.words else words
