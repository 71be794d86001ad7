"""Somebody who learns, with an attempt that began."""

from __future__ import annotations

import pytest

from tests.factories import quizzes as make
from tests.factories.quizzes import QuizFactory


@pytest.fixture
def quiz():
    make.bank(6)
    return QuizFactory()


@pytest.fixture
def attempt(quiz, learner, municipality):
    return make.begun(quiz, learner, municipality)
