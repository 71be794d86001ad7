"""The door to bringing questions in and taking them along."""

from __future__ import annotations

from assessments.rules.exchange.formats import read as read_questions
from assessments.selectors.exchange import brought_file, ground_for, plan_for
from assessments.selectors.exchange_formats import FORMATS
from assessments.selectors.exchange_packages import packages_of_questions
from assessments.selectors.exchange_report import (
    Report,
    Taken,
    example_file,
    questions_to_take,
    remark_rows,
    report_on,
    write_questions,
)
from assessments.services.exchange import (
    BROUGHT_IN,
    BroughtMeanwhileError,
    bring_in,
    forget_file,
    keep_file,
)

__all__ = [
    "BROUGHT_IN",
    "FORMATS",
    "BroughtMeanwhileError",
    "Report",
    "Taken",
    "bring_in",
    "brought_file",
    "example_file",
    "forget_file",
    "ground_for",
    "keep_file",
    "packages_of_questions",
    "plan_for",
    "questions_to_take",
    "read_questions",
    "remark_rows",
    "report_on",
    "write_questions",
]
