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


def problem_text(problem: Problem) -> str:
    """File, line and what to do about it."""
    if problem.code == CaseProblem.FLAW:
        return f"{problem.file}:{problem.line}: {Flaw(str(problem.words['flaw'])).label}"
    if problem.code == CaseProblem.PERSONAL_DETAIL:
        return f"{problem.file}:{problem.line}: {PersonalDetail(str(problem.words['kind'])).sentence}"
    return sentence_of(problem, SENTENCES)
