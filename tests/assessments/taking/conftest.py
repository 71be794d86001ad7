"""Somebody who learns, at their browser, with a test that they began."""

from __future__ import annotations

import pytest
from django.test import Client

from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.quizzes import QuizFactory


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def learner(municipality):
    return person_with(Role.LEARNER, municipality=municipality)


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
