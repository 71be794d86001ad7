"""All formats in which questions leave, with the one that needs words on its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.rules.exchange.formats import FORMATS as PLAIN_FORMATS
from assessments.rules.exchange.formats import Format
from assessments.rules.exchange.h5p import NEEDS, question_set
from assessments.rules.exchange.report import Written
from h5p import api as h5p

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.items import Tagged


def write_h5p(tagged: Iterable[Tagged]) -> Written:
    """A package of H5P Question Set in Dutch, with what it could not hold."""
    with override("nl"):
        words = _words()
    content, losses = question_set(tagged, words=words)
    needs = [h5p.Ref(*library) for library in NEEDS]
    return Written(h5p.write_package(title=words["title"], content=content, needs=needs), tuple(losses))


def _words() -> dict[str, str]:
    return {
        "title": _("Questions"),
        "check": _("Check"),
        "solution": _("Show the answer"),
        "again": _("Again"),
        "true": _("True"),
        "false": _("Not true"),
        "H5P.MultiChoice": _("Multiple choice"),
        "H5P.TrueFalse": _("True or not true"),
        "H5P.Blanks": _("Fill in"),
    }


FORMATS = {**PLAIN_FORMATS, "h5p": Format("H5P Question Set", "h5p", "application/zip", write_h5p)}
