"""Why something is not finished: one sentence that a person can read, however much there is still to do."""

from __future__ import annotations

import uuid

from courses.api import why_lesson_is_not_finished
from courses.choices import PartKind
from courses.rules.progress import LessonStanding, Part, State


def part(title: str, kind: PartKind = PartKind.EXERCISE) -> Part:
    return Part(uuid.uuid4(), kind, title)


def why(*parts: Part) -> str:
    return why_lesson_is_not_finished(LessonStanding(State.BUSY, 0, len(parts), missing=parts))


READING = part("", PartKind.READING)


def test_up_to_three_parts_are_named():
    assert why(READING, part("Sorteren"), part("Twee lijstjes")) == (
        "Nog te doen: lees de les tot het einde, oefening “Sorteren” en oefening “Twee lijstjes”."
    )


def test_of_more_parts_it_says_where_to_begin_and_how_many_there_are():
    assert why(READING, part("Sorteren"), *[part(f"Stap {number}") for number in range(4)]) == (
        "Nog te doen: lees de les tot het einde, oefening “Sorteren” en nog 4 onderdelen."
    )


def test_a_long_question_ends_at_a_word():
    question = part(
        "De tekening is goedgekeurd. Er kan niets meer veranderen. Vanavond kwamen er dertig mensen."
    )
    assert why(question) == (
        "Nog te doen: oefening “De tekening is goedgekeurd. Er kan niets meer veranderen. …”."
    )


def test_words_of_somebody_stand_in_other_quotation_marks_than_the_question():
    assert why(part("Iemand zegt: “Wat nu?” En jij?")) == (
        "Nog te doen: oefening “Iemand zegt: ‘Wat nu?’ En jij?”."
    )
