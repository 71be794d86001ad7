"""The blocks of the question bank: a block for each kind of question, and its way to and from plain data."""

from __future__ import annotations

from assessments.blocks.conversion import body_of, item_of_body
from assessments.blocks.questions import QuestionBodyBlock

__all__ = ["QuestionBodyBlock", "body_of", "item_of_body"]
