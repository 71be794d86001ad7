"""All questions of an author as packages of H5P: one for each module and test."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from assessments.selectors.exchange import as_written, questions_within_reach
from assessments.selectors.exchange_formats import write_h5p
from assessments.selectors.exchange_words import words_of
from h5p.api import Exported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.rules.items import Tagged
    from people.models import User


def packages_of_questions(person: User) -> Iterator[Exported]:
    """The questions within somebody's reach, as they are written now. Two queries."""
    tagged = sorted(
        as_written(questions_within_reach(person)), key=lambda each: (*_test(each), each.identifier)
    )
    for (module, purpose), questions in groupby(tagged, key=_test):
        written = write_h5p(questions)
        yield Exported(
            name="-".join(part for part in ("vragen", module.lower(), purpose.replace("_", "-")) if part),
            content=written.content,
            remarks=tuple(dict.fromkeys(words_of(loss) for loss in written.losses)),
        )


def _test(question: Tagged) -> tuple[str, str]:
    return question.module, question.purpose
