"""The blocks of a case, and what they are as plain data."""

from __future__ import annotations

from casestudies.blocks.conversion import (
    documents_of,
    first_of,
    people_of,
    pitfalls_of,
    prediction_of,
    roles_of,
    second_of,
    stream_of_notes,
    streams_of,
    timeline_of,
    words_in,
)
from casestudies.blocks.parts import (
    DilemmasBlock,
    DocumentsBlock,
    FirstVersionBlock,
    LimitsBlock,
    NotesBlock,
    PeopleBlock,
    PitfallsBlock,
    PredictionsBlock,
    QuestionsBlock,
    RolesBlock,
    SecondVersionBlock,
    TimelineBlock,
)

__all__ = [
    "DilemmasBlock",
    "DocumentsBlock",
    "FirstVersionBlock",
    "LimitsBlock",
    "NotesBlock",
    "PeopleBlock",
    "PitfallsBlock",
    "PredictionsBlock",
    "QuestionsBlock",
    "RolesBlock",
    "SecondVersionBlock",
    "TimelineBlock",
    "documents_of",
    "first_of",
    "people_of",
    "pitfalls_of",
    "prediction_of",
    "roles_of",
    "second_of",
    "stream_of_notes",
    "streams_of",
    "timeline_of",
    "words_in",
]
