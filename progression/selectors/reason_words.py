"""The reasons of a decision as sentences: the same for coach, trainer and lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from progression.choices import Capacity, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from progression.rules.stages import Reason

PLAIN: dict[str, StrOrPromise] = {
    "agree": gettext_lazy("The candidate has not agreed yet to be put forward."),
    "paused": gettext_lazy("There is a pause. The clocks stand still."),
    "left": gettext_lazy("This road is closed: it was stopped, or this person has left."),
    "no_requirements": gettext_lazy("Nobody has set what this stage asks. An administrator does that."),
    "highest": gettext_lazy("There is no higher stage."),
    "knock_out": gettext_lazy("A serious mistake was seen. Talk about it together."),
}


def sentence_of(reason: Reason) -> str:
    """One reason as one sentence."""
    writer = _WRITERS.get(reason.key)
    return writer(reason) if writer else str(PLAIN[reason.key])


def missing_evidence(missing: int, *, asked: int) -> str:
    """How much evidence is not there yet, without saying what."""
    sentence = ngettext(
        "%(missing)s of the %(asked)s parts of the evidence is not in yet.",
        "%(missing)s of the %(asked)s parts of the evidence are not in yet.",
        missing,
    )
    return sentence % {"missing": missing, "asked": asked}


def _evidence(reason: Reason) -> str:
    facts = {
        "what": EvidenceKind(reason.kind).label,
        "have": min(reason.have, reason.asked),
        "asked": reason.asked,
        "months": reason.months,
        "at_least": _number(reason),
    }
    return _SENTENCES[reason.at_least is not None, reason.months is not None]() % facts


_SENTENCES: dict[tuple[bool, bool], Callable[[], str]] = {
    (False, False): lambda: _("%(what)s: %(have)s of %(asked)s."),
    (False, True): lambda: _("%(what)s: %(have)s of %(asked)s in the last %(months)s months."),
    (True, False): lambda: _("%(what)s of at least %(at_least)s: %(have)s of %(asked)s."),
    (True, True): lambda: _(
        "%(what)s of at least %(at_least)s: %(have)s of %(asked)s in the last %(months)s months."
    ),
}


def _sign(reason: Reason) -> str:
    who = [str(Capacity(each).label) for each in reason.capacities]
    if len(who) == 1:
        return _("A signature is missing. %(who)s.") % {"who": who[0]}
    return _("A signature is missing, of one of these: %(who)s.") % {"who": "; ".join(who)}


def _expired(reason: Reason) -> str:
    return _("This stage held until %(day)s.") % {"day": date_format(reason.on, "j F Y") if reason.on else ""}


def _weak(reason: Reason) -> str:
    sentence = ngettext(
        "Since this stage began, %(number)s observation was below %(at_least)s.",
        "Since this stage began, %(number)s observations were below %(at_least)s.",
        reason.have,
    )
    return sentence % {"number": reason.have, "at_least": _number(reason)}


def _fell_away(reason: Reason) -> str:
    words = {"what": EvidenceKind(reason.kind).label, "have": reason.have, "asked": reason.asked}
    sentence = _(
        "%(what)s: this stage was entered on %(asked)s, and since a correction %(have)s are left of them."
    )
    return sentence % words


def _number(reason: Reason) -> str:
    return "" if reason.at_least is None else number_format(reason.at_least.normalize())


_WRITERS: dict[str, Callable[[Reason], str]] = {
    "evidence": _evidence,
    "sign": _sign,
    "expired": _expired,
    "weak_observations": _weak,
    "fell_away": _fell_away,
}
