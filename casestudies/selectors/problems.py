"""What is wrong with the text of a case, in sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from casestudies.choices import Flaw
from casestudies.rules.case_text import CaseProblem
from core.choices import PersonalDetail
from core.text import sentence_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from core.rules.problems import Problem

SENTENCES: dict[StrEnum, StrOrPromise] = {
    CaseProblem.PITFALL_WITHOUT_WHY: _("Where it goes wrong stand both a pitfall and why."),
    CaseProblem.CODE_TAKEN: _("A case elsewhere on the site already has the code %(code)s."),
}
# Their words stand with the thing itself.
_LABELS = {CaseProblem.FLAW: ("flaw", Flaw), CaseProblem.PERSONAL_DETAIL: ("kind", PersonalDetail)}


def problem_text(problem: Problem) -> str:
    """File, line and what to do about it."""
    for code, (word, kind) in _LABELS.items():
        if problem.code == code:
            each = kind(problem.words[word])
            words = each.sentence if isinstance(each, PersonalDetail) else each.label
            return f"{problem.file}:{problem.line}: {words}"
    return sentence_of(problem, SENTENCES)
