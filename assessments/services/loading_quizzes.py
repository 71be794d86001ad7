"""Writing the tests that were read from text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assessments.models import Quiz
from assessments.rules.passing import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.bank_text import QuizSource
    from assessments.services.loading import BankReport


def write(sources: Iterable[QuizSource], report: BankReport, *, overwrite: bool) -> None:
    """Bring the shared tests in line with what was read. One query when nothing changed."""
    every = list(sources)
    known = {quiz.code: quiz for quiz in Quiz.objects.filter(municipality=None)}
    for source in every:
        quiz = known.get(source.code)
        if quiz is not None and is_edited(quiz) and not overwrite:
            report.left_alone.append(source.code)
        elif quiz is not None and not is_edited(quiz) and quiz.source_hash == source.fingerprint:
            report.unchanged.append(source.code)
        else:
            (report.changed if quiz else report.made).append(source.code)
            known[source.code] = _write(quiz or Quiz(code=source.code, live=False), source, known)
    _take_away(every, known, report, overwrite=overwrite)


def is_edited(quiz: Quiz) -> bool:
    """Whether somebody made, changed or took off line this test in Wagtail since it was loaded."""
    was_taken_away_by_hand = bool(quiz.source_hash) and not quiz.live
    return quiz.latest_revision_id != quiz.source_revision or was_taken_away_by_hand


def _write(quiz: Quiz, source: QuizSource, known: dict[str, Quiz]) -> Quiz:
    """Save and publish, as an author does. The tests stand in the file in such an order that what is needed is known."""
    for name, value in _values(source, known).items():
        setattr(quiz, name, value)
    quiz.save()
    revision = quiz.save_revision(clean=False)
    revision.publish()
    Quiz.objects.filter(pk=quiz.pk).update(source_revision=revision.pk)
    return Quiz.objects.get(pk=quiz.pk)


def _values(source: QuizSource, known: dict[str, Quiz]) -> dict[str, Any]:
    terms, norm = source.terms, source.terms.norm
    is_all = ALL in norm.all_right_in
    return {
        "title": source.title,
        "intro": source.intro,
        "purpose": source.purpose,
        "draw": json.dumps(source.blocks),
        "feedback": terms.feedback,
        "counts_for": terms.counts_for,
        "grading": terms.grading,
        "needs": known.get(source.needs),
        "attempts_allowed": terms.attempts,
        "wait_days": terms.wait_days,
        "guide_minutes": source.guide_minutes,
        "minutes": terms.minutes,
        "measure": norm.measure,
        "pass_percent": norm.overall,
        "module_percent": norm.per_module,
        "all_right": is_all,
        "all_right_in": [] if is_all else list(norm.all_right_in),
        "red_flags_allowed": norm.red_flags,
        "red_flags_send_to": list(norm.red_flags_send_to),
        "source_hash": source.fingerprint,
    }


def _take_away(
    sources: list[QuizSource], known: dict[str, Quiz], report: BankReport, *, overwrite: bool
) -> None:
    """Take off line what came from a file and does not stand in it any more."""
    written = {source.code for source in sources}
    for code, quiz in known.items():
        if code in written or not quiz.source_hash or not quiz.live:
            continue
        if is_edited(quiz) and not overwrite:
            report.left_alone.append(code)
            continue
        quiz.unpublish()
        Quiz.objects.filter(pk=quiz.pk).update(source_hash="")
        report.taken_away.append(code)
