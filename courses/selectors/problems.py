"""What is wrong with a curriculum file, in a sentence that its writer can act on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.text import sentence_of
from courses.rules.curriculum_text import Problem
from courses.rules.curriculum_text import ProblemCode as Code

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[StrEnum, StrOrPromise] = {
    Code.FILE_MISSING: _("This file is missing."),
    Code.FILE_NOT_EXPECTED: _(
        "This file is not part of a curriculum: a lesson is a .md file in the folder of its module."
    ),
    Code.NO_FRONT_MATTER: _("The file has to begin with its headings between two lines of three dashes."),
    Code.LEVEL_UNKNOWN: _("Level %(level)s does not stand in path.yaml."),
    Code.CODE_TWICE: _("The code %(name)s is also in %(other)s. Each code is used once."),
    Code.SLUG_TWICE: _("The address “%(name)s” is also in %(other)s. Choose another one."),
    Code.ID_TWICE: _("The id “%(key)s” is used twice in this lesson."),
    Code.DIRECTIVE_UNKNOWN: _("There is no block “%(name)s”."),
    Code.DIRECTIVE_UNREADABLE: _(
        "The first line of this block cannot be read. Write: ::: %(name)s name=“value”."
    ),
    Code.DIRECTIVE_NESTED: _("A block cannot stand inside another block. Is there a line ::: missing above?"),
    Code.DIRECTIVE_NOT_CLOSED: _("This block is not closed. End it with a line :::."),
    Code.DIRECTIVE_NOT_OPENED: _("A line ::: stands here without a block that it closes."),
    Code.DIRECTIVE_EMPTY: _("There is nothing in this block “%(name)s”."),
    Code.DIRECTIVE_NOT_EMPTY: _("The block “%(name)s” has no text of its own."),
    Code.HEADING_LEVEL: _("Use ## for a section and ### below it; do not skip a level."),
    Code.NOT_ALLOWED_HERE: _("This is not allowed here: %(what)s."),
    Code.LINK_UNKNOWN: _("The link %(kind)s:%(target)s leads nowhere."),
    Code.LINK_ADDRESS: _("The link “%(address)s” has to begin with https://, term:, lesson: or module:."),
    Code.ACCORDION_SHAPE: _("An accordion has headings ### with text below each."),
    Code.COMPARISON_SHAPE: _(
        "A comparison has the headings ### Wel and ### Niet, in that order, with a list below each."
    ),
    Code.DIALOGUE_SHAPE: _("A dialogue ends with a list of at least two lines that people say."),
    Code.DIALOGUE_SPEAKER: _(
        "Begin the line with who speaks and a first name (the narrator has none). One of: %(speakers)s."
    ),
    Code.CHECK_SHAPE: _("A check has a question and then a list of answers, each beginning with [ ] or [x]."),
    Code.CHECK_NUMBER: _("A check has %(least)s to %(most)s answers."),
    Code.CHECK_RIGHT: _("Mark exactly one answer with [x]."),
    Code.CHECK_FEEDBACK: _("Each answer needs one line of explanation that begins with >."),
    Code.COMPARE_TWICE: _("One line of dashes divides a question from its answer; this is the second."),
    Code.SUMMARY_SHAPE: _("A summary is one list of %(least)s to %(most)s sentences."),
    Code.NO_BODY: _("There is no text below the headings."),
    Code.PREREQUISITE_UNKNOWN: _(
        "%(needed)s comes first, but there is no other module or lesson with that code."
    ),
    Code.CIRCLE: _("These wait for each other, so nobody can ever begin: %(codes)s."),
    Code.CODE_TAKEN: _("A page elsewhere on the site already has the code %(name)s."),
    Code.SLUG_TAKEN: _("A page that was made in Wagtail already has the address “%(name)s” here."),
}


def problem_text(problem: Problem) -> str:
    """File, line and what to do about it."""
    return sentence_of(problem, SENTENCES)
