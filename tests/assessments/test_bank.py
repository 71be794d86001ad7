"""The bank: what is published is frozen, a change is a new version, and the latest one is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from assessments import api
from assessments.choices import Difficulty, Purpose, QuestionKind
from assessments.models import Question, QuestionVersion
from tests.factories.people import MunicipalityFactory
from tests.factories.questions import ITEMS, QuestionFactory, rewrite

pytestmark = pytest.mark.django_db
CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
OTHER_WORDS = replace(CHOICE, text="Wat zeg je als eerste?")
OTHER_KEY = replace(
    CHOICE, options=tuple(replace(option, is_right=option.key == "a") for option in CHOICE.options)
)


def versions(question: Question) -> list[int]:
    return list(question.versions.values_list("number", flat=True))


def test_a_draft_is_not_asked_to_anybody():
    draft = QuestionFactory(is_published=False)
    assert versions(draft) == []
    assert api.item_of(draft) == CHOICE
    assert not api.current_versions(municipality=None).exists()


def test_publishing_freezes_what_is_asked():
    question = QuestionFactory()
    [version] = question.versions.all()
    assert api.item_of_version(version) == CHOICE
    assert list(api.current_versions(municipality=None)) == [version]


def test_publishing_the_same_again_makes_no_version():
    question = QuestionFactory()
    question.save_revision().publish()
    rewrite(question, CHOICE)
    assert versions(question) == [1]


def test_another_wording_is_a_new_version_with_the_same_key():
    question = rewrite(QuestionFactory(), OTHER_WORDS)
    first, second = question.versions.all()
    assert first.key_hash == second.key_hash
    assert api.item_of_version(first) == CHOICE
    assert api.item_of_version(api.current_versions(municipality=None).get()) == OTHER_WORDS


def test_another_key_is_a_new_version_with_another_key():
    first, second = rewrite(QuestionFactory(), OTHER_KEY).versions.all()
    assert first.key_hash != second.key_hash


def test_a_draft_of_a_live_question_leaves_what_is_asked_alone():
    question = QuestionFactory()
    draft = Question.objects.get(pk=question.pk)
    draft.identifier = question.identifier
    draft.save_revision()
    assert versions(question) == [1]


def test_kind_and_words_stand_beside_the_body():
    question = QuestionFactory(item=ITEMS[QuestionKind.SJT])
    question = rewrite(question, OTHER_WORDS)
    assert (question.kind, question.text) == (QuestionKind.ONE_CHOICE, OTHER_WORDS.text)


@pytest.mark.parametrize(
    "change",
    [
        lambda version: QuestionVersion.objects.update(number=7),
        lambda version: version.save(),
        lambda version: version.delete(),
        lambda version: QuestionVersion.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_what_was_asked(change):
    version = QuestionFactory().versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(version)
    version.refresh_from_db()


def test_a_question_that_was_asked_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        QuestionFactory().delete()


# --- What is asked -----------------------------------------------------------------------------------


def identifiers(**asked) -> list[str]:
    found = api.current_versions(**{"municipality": None, **asked})
    return [version.question.identifier for version in found]


def test_questions_are_found_by_bank_module_difficulty_kind_and_identifier():
    QuestionFactory(identifier="A")
    QuestionFactory(identifier="B", module="M2")
    QuestionFactory(identifier="C", purpose=Purpose.FINAL_TEST)
    QuestionFactory(identifier="D", difficulty=Difficulty.HARD)
    QuestionFactory(identifier="E", item=ITEMS[QuestionKind.SJT])
    assert identifiers() == ["A", "B", "C", "D", "E"]
    assert identifiers(modules=["M2"]) == ["B"]
    assert identifiers(purposes=[Purpose.FINAL_TEST]) == ["C"]
    assert identifiers(difficulties=[Difficulty.HARD]) == ["D"]
    assert identifiers(kinds=[QuestionKind.SJT]) == ["E"]
    assert identifiers(identifiers=["A", "E", "NIET"]) == ["A", "E"]
    assert identifiers(modules=["M1"], purposes=[Purpose.MODULE_QUIZ], difficulties=["medium"]) == ["A", "E"]


def test_a_municipality_is_asked_shared_questions_and_its_own():
    aaldorp, beekstad = MunicipalityFactory(slug="aaldorp"), MunicipalityFactory()
    QuestionFactory(identifier="A")
    QuestionFactory(identifier="AALDORP-B", municipality=aaldorp)
    assert identifiers(municipality=aaldorp) == ["A", "AALDORP-B"]
    assert identifiers(municipality=beekstad) == ["A"]
    assert identifiers() == ["A"]


def test_a_question_that_is_off_line_is_not_asked():
    question = QuestionFactory()
    question.unpublish()
    assert identifiers() == []


def test_the_number_of_questions_does_not_matter_for_the_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        rewrite(QuestionFactory(), OTHER_WORDS)
    with django_assert_num_queries(1):
        found = list(api.current_versions(municipality=None))
        assert [api.item_of_version(version).text for version in found] == [OTHER_WORDS.text] * 3
        assert {version.question.module for version in found} == {"M1"}


def test_questions_are_counted_per_module_and_kind(django_assert_num_queries):
    for module in ("M10", "M2", "M2"):
        QuestionFactory(module=module)
    QuestionFactory(module="M10", item=ITEMS[QuestionKind.SJT])
    QuestionFactory(is_published=False)
    with django_assert_num_queries(1):
        counts = api.question_counts()
    assert counts.total == 4
    assert list(counts.per_module.items()) == [("M2", 2), ("M10", 2)]
    assert counts.per_kind == {"one_choice": 3, "sjt": 1}
