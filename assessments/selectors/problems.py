"""What is wrong with a file of questions, in a sentence that its writer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.blocks.words import FLAWS
from assessments.rules.bank_text import BankProblem
from core.text import sentence_of

if TYPE_CHECKING:
    from enum import StrEnum

    from django_stubs_ext import StrOrPromise

    from core.rules.problems import Problem

SENTENCES: dict[StrEnum, StrOrPromise] = {
    **FLAWS,
    BankProblem.NO_GOALS: _("This file is missing. It lists the learning goals that questions name."),
    BankProblem.CODE_TWICE: _("The goal %(name)s stands here twice."),
    BankProblem.IDENTIFIER_TWICE: _("The question %(name)s is also at %(other)s. Each id is used once."),
    BankProblem.GOAL_UNKNOWN: _("There is no goal %(name)s in goals.yaml."),
    BankProblem.CATEGORY_UNKNOWN: _("“%(name)s” is none of the categories of this question."),
    BankProblem.MARKUP: _("“%(key)s” is plain text: leave out Markdown and HTML."),
    BankProblem.IDENTIFIER_TAKEN: _("A municipality has a question of its own with the id %(name)s."),
}


def problem_text(problem: Problem) -> str:
    """File, line and what to do about it."""
    return sentence_of(problem, SENTENCES)
