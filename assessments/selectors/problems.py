"""What is wrong with a file of questions, in a sentence that its writer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.blocks.words import FLAWS
from assessments.rules.bank_text import BankProblem
from assessments.rules.fairness import ALL_BANKS, Trait
from core.text import sentence_of

if TYPE_CHECKING:
    from enum import StrEnum

    from django_stubs_ext import StrOrPromise

    from assessments.rules.fairness import Tally
    from core.rules.problems import Problem

SENTENCES: dict[StrEnum, StrOrPromise] = {
    **FLAWS,
    BankProblem.NO_GOALS: _("This file is missing. It lists the learning goals that questions name."),
    BankProblem.CODE_TWICE: _("The goal %(name)s stands here twice."),
    BankProblem.IDENTIFIER_TWICE: _("The question %(name)s is also at %(other)s. Each id is used once."),
    BankProblem.GOAL_UNKNOWN: _("There is no goal %(name)s in goals.yaml."),
    BankProblem.CATEGORY_UNKNOWN: _("“%(name)s” is none of the categories of this question."),
    BankProblem.MARKUP: _("“%(key)s” is plain text: leave out Markdown and HTML."),
    BankProblem.QUIZ_TWICE: _("The test %(name)s stands here twice."),
    BankProblem.QUIZ_UNKNOWN: _("There is no test %(name)s above this one."),
    BankProblem.QUESTION_UNKNOWN: _("There is no question %(name)s for this test."),
    BankProblem.TOO_FEW: _(
        "The test %(name)s asks %(wanted)s questions of %(where)s, and there are %(found)s."
    ),
    BankProblem.IMPOSSIBLE: _(
        "Somebody can get only open questions in the test %(name)s. Nobody marks these in a test for learning, "
        "so it cannot be passed."
    ),
    BankProblem.IDENTIFIER_TAKEN: _("A municipality has a question of its own with the id %(name)s."),
}

TRAITS: dict[Trait, StrOrPromise] = {
    Trait.LONGEST: _(
        "%(bank)s: the right answer is the longest in %(times)s of %(questions)s questions; chance gives %(chance)s."
    ),
    Trait.SHORTEST: _(
        "%(bank)s: the right answer is the shortest in %(times)s of %(questions)s questions; chance gives %(chance)s."
    ),
    Trait.FIRST: _(
        "%(bank)s: the right answer is the first in %(times)s of %(questions)s questions; chance gives %(chance)s."
    ),
    Trait.TRUE: _(
        "%(bank)s: the statement is true in %(times)s of %(questions)s questions; chance gives %(chance)s."
    ),
}


def problem_text(problem: Problem) -> str:
    """File, line and what to do about it."""
    return sentence_of(problem, SENTENCES)


def tally_text(tally: Tally) -> str:
    """Where the right answer gives itself away, and how."""
    return str(TRAITS[tally.trait]) % {
        "bank": gettext("All banks") if tally.bank == ALL_BANKS else tally.bank,
        "times": tally.times,
        "questions": tally.questions,
        "chance": number_format(tally.expected, decimal_pos=1),
    }
