"""Somebody who learns, at their browser, with a test that they began."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import quizzes as make
from tests.factories.quizzes import QuizFactory


@pytest.fixture
def client(learner):
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def quiz():
    make.bank(3)
    return QuizFactory(title="Toets over de wens")


@pytest.fixture
def attempt(quiz, learner, municipality):
    return make.begun(quiz, learner, municipality)
