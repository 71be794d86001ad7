"""What an author reads before questions come in or go out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.blocks.examples import EXAMPLES
from assessments.blocks.words import sentence
from assessments.choices import Difficulty, Purpose, QuestionKind
from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.merging import changed_parts
from assessments.rules.exchange.planning import Fate
from assessments.rules.items import Tagged
from assessments.rules.soundness import flaws_of
from assessments.selectors.exchange import as_written, questions_within_reach
from assessments.selectors.exchange_formats import FORMATS
from assessments.selectors.exchange_words import IN_SHORT, place_words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from assessments.models import Question
    from assessments.rules.exchange.planning import Plan, Step
    from assessments.rules.exchange.report import Remark
    from assessments.rules.soundness import Flaw
    from people.models import User

PARTS: dict[str, StrOrPromise] = {
    "kind": _("Kind"),
    "text": _("Text"),
    "options": _("Answers"),
    "targets": _("What belongs to them"),
    "accepted": _("Accepted answers"),
    "number": _("Number"),
    "tolerance": _("May differ by"),
    "unit": _("Unit"),
    "criteria": _("Criteria"),
    "panel": _("Panel"),
    "explanation": _("Explanation"),
    "principle": _("Principle"),
    "purpose": _("Test"),
    "module": _("Module"),
    "goal": _("Learning goal"),
    "competency": _("Criterion"),
    "difficulty": _("Difficulty"),
}


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """Something to tell, with the place that it is about."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of a file, with what happens to it and what its author should know."""

    identifier: str
    place: str
    kind: str
    text: str
    changes: tuple[str, ...]
    losses: tuple[str, ...]
    to_mend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What would happen to the questions of a file."""

    new: list[QuestionRow]
    changed: list[QuestionRow]
    edited: list[QuestionRow]
    unchanged: list[QuestionRow]
    problems: list[RemarkRow]
    left_out: list[RemarkRow]
    lost: list[tuple[str, int]]

    @property
    def has_work(self) -> bool:
        """Whether there is anything to bring in."""
        return bool(self.new or self.changed or self.edited)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with questions to take along, and what it does not hold."""

    content: bytes
    content_type: str
    extension: str
    number: int
    lost: list[tuple[str, int]]


def report_on(plan: Plan) -> Report:
    """What an author reads of a plan."""
    rows: dict[Fate, list[QuestionRow]] = {fate: [] for fate in Fate}
    for step in plan.steps:
        rows[step.fate].append(_row(step))
    return Report(
        new=rows[Fate.NEW],
        changed=rows[Fate.CHANGED],
        edited=rows[Fate.EDITED],
        unchanged=rows[Fate.UNCHANGED],
        problems=remark_rows(plan.problems),
        left_out=remark_rows(plan.left_out),
        lost=_counted(loss for step in plan.steps for loss in step.found.losses),
    )


def remark_rows(remarks: Iterable[Remark]) -> list[RemarkRow]:
    """Remarks with their places, in words."""
    return [RemarkRow(place_words(remark.place), words_of(remark)) for remark in remarks]


def questions_to_take(
    person: User, *, ticked: Collection[int] | None = None, **wanted: str
) -> QuerySet[Question]:
    """The questions within somebody's reach that were ticked, or that fit."""
    questions = questions_within_reach(person).filter(**wanted)
    return questions if ticked is None else questions.filter(pk__in=ticked)


def write_questions(questions: QuerySet[Question], *, form: str) -> Taken:
    """A file with these questions. Two queries."""
    return _taken(as_written(questions), form=form)


def example_file() -> Taken:
    """An Excel file with a row for each kind of question, to write in; never named like one of the bank."""
    tagged = [
        Tagged(f"VOORBEELD-{number:02}", Purpose.MODULE_QUIZ, "M1", item, difficulty=Difficulty.MEDIUM)
        for number, item in enumerate(EXAMPLES.values(), start=1)
    ]
    return _taken(tagged, form="xlsx")


def _taken(tagged: list[Tagged], *, form: str) -> Taken:
    chosen = FORMATS[form]
    written = chosen.write(tagged)
    behind = sum(loss.code == Loss.STAYS_BEHIND for loss in written.losses)
    return Taken(
        content=written.content,
        content_type=chosen.content_type,
        extension=chosen.extension,
        number=len(tagged) - behind,
        lost=_counted(written.losses),
    )


def _row(step: Step) -> QuestionRow:
    item = step.result.item
    parts = changed_parts(step.before, step.result) if step.before else ()
    return QuestionRow(
        identifier=step.result.identifier,
        place=place_words(step.found.place),
        kind=str(QuestionKind(item.kind).label),
        text=" ".join(item.text.split()),
        changes=tuple(str(PARTS[part]) for part in parts),
        losses=tuple(words_of(loss) for loss in step.found.losses),
        to_mend=tuple(dict.fromkeys(_to_mend(flaw) for flaw in flaws_of(item))),
    )


def _to_mend(flaw: Flaw) -> str:
    return gettext("%(part)s: %(words)s") % {"part": PARTS[flaw.part], "words": sentence(flaw)}


def _counted(losses: Iterable[Remark]) -> list[tuple[str, int]]:
    """What gets lost, with the number of questions that it is about, the most frequent first."""
    told = {(loss.code, loss.place) for loss in losses if isinstance(loss.code, Loss)}
    counts = Counter(code for code, _place in sorted(told, key=str))
    return [(str(IN_SHORT[code]), number) for code, number in counts.most_common()]
