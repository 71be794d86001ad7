"""A query that is written once gives what the same query set gives, whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django_scopes import ScopeError

from assessments.api import keep_answer
from assessments.models import PracticeAnswer
from core.compiled import Compiled, Given, OneOf
from people.api import CompiledUpdateWithin, CompiledWithin, everywhere, require_within, within, within_all
from people.models import Membership, Municipality
from tests.factories.people import MembershipFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def named():
    """A compiled query for one municipality by name."""
    return Compiled(
        lambda: Municipality.objects.filter(name=Given("name"), is_active=True).values_list("pk", "slug")
    )


@pytest.fixture
def membership():
    """Somebody who answered two questions."""
    membership = MembershipFactory()
    for number in (1, 2):
        keep_answer(
            person=membership.person,
            municipality=membership.municipality,
            question=UUID(int=number),
            answer={"text": f"antwoord {number}"},
            sequence=1,
            now=NOW,
        )
    return membership


@pytest.fixture
def answers():
    """A compiled query for answers."""
    return CompiledWithin(
        lambda: PracticeAnswer.objects.filter(OneOf("question", Given("questions"))).values_list(
            "question", "answer"
        )
    )


def test_each_question_has_its_own_answer(named, django_assert_num_queries):
    one, other = MunicipalityFactory(), MunicipalityFactory()
    MunicipalityFactory(name="Gestopt", is_active=False)
    for municipality in (one, other, one):
        with django_assert_num_queries(1):
            assert named.ask(name=municipality.name) == [(municipality.pk, municipality.slug)]
    assert named.ask(name="Gestopt") == []


def test_it_is_built_once():
    built = []

    def build():
        built.append(1)
        return Municipality.objects.filter(pk=Given("pk")).values_list("pk")

    query = Compiled(build)
    for pk in range(3):
        query.ask(pk=pk)
    assert len(built) == 1


def test_a_value_that_is_missing_is_no_question(named):
    with pytest.raises(KeyError, match="name"):
        named.ask()


@pytest.mark.parametrize("numbers", [[], [1], [1, 2, 3]])
def test_values_are_what_the_model_makes_of_them(numbers, membership, answers):
    keys = [UUID(int=number) for number in numbers]
    with within(membership.municipality):
        found = dict(answers.ask(municipality_id=membership.municipality_id, questions=keys))
    assert found == {UUID(int=n): {"text": f"antwoord {n}"} for n in numbers if n != 3}


def test_outside_its_scope_it_is_refused(membership, answers):
    asked = {"municipality_id": membership.municipality_id, "questions": [UUID(int=1)]}
    elsewhere = MunicipalityFactory()
    with pytest.raises(ScopeError):
        answers.ask(**asked)
    with within(elsewhere), pytest.raises(ScopeError):
        answers.ask(**asked)
    with within_all([]), pytest.raises(ScopeError):
        answers.ask(**asked)
    for scope in (
        within(membership.municipality),
        within(membership.municipality_id),
        within_all([elsewhere, membership.municipality]),
        everywhere(),
    ):
        with scope:
            assert len(answers.ask(**asked)) == 1


def test_the_scope_of_who_asks_first_is_not_kept(membership, answers):
    other = MunicipalityFactory()
    with within(other):
        assert answers.ask(municipality_id=other.pk, questions=[UUID(int=1)]) == []
    with within(membership.municipality):
        assert len(answers.ask(municipality_id=membership.municipality_id, questions=[UUID(int=1)])) == 1


def test_another_municipalitys_rows_never_come_along(membership, answers):
    other = MunicipalityFactory()
    with within_all([membership.municipality, other]):
        assert answers.ask(municipality_id=other.pk, questions=[UUID(int=1)]) == []


def test_a_plain_statement_can_ask_whether_it_is_within_scope():
    municipality = MunicipalityFactory()
    with within(municipality):
        require_within(municipality.pk)
        with pytest.raises(ScopeError):
            require_within(municipality.pk + 1)


def test_whole_objects_come_with_what_they_were_selected_with(django_assert_num_queries):
    planner = MembershipFactory()
    here = planner.municipality
    query = CompiledWithin(
        lambda: (
            Membership.objects.filter(starts_on__lte=Given("day"))
            .select_related("person", "team")
            .order_by("pk")
        )
    )
    with within(here):
        with django_assert_num_queries(1):
            (found,) = query.load(municipality_id=here.pk, day=planner.starts_on)
            assert (found.person, found.team) == (planner.person, planner.team)
        assert found == planner
        assert not found._state.adding
        assert query.load(municipality_id=here.pk, day=planner.starts_on - timedelta(days=1)) == []


@pytest.fixture
def rewording():
    """A compiled change of an answer."""
    return CompiledUpdateWithin(
        lambda: PracticeAnswer.objects.filter(question=Given("question"), sequence__lt=Given("sequence")),
        sequence=Given("sequence"),
    )


def sequences():
    with everywhere():
        return list(PracticeAnswer.objects.order_by("question").values_list("sequence", flat=True))


def test_a_change_that_is_written_once_changes_what_its_query_finds(
    rewording, membership, django_assert_num_queries
):
    with within(membership.municipality):
        for sequence, changed in ((5, 1), (7, 1), (6, 0)):
            with django_assert_num_queries(1):
                assert rewording.make(question=UUID(int=1), sequence=sequence) == changed
    assert sequences() == [7, 1]


def test_a_change_reaches_only_the_municipalities_whose_scope_is_open(rewording, membership):
    stranger = MunicipalityFactory()
    with within(stranger):
        assert rewording.make(question=UUID(int=1), sequence=5) == 0
    with within_all([stranger, membership.municipality]):
        assert rewording.make(question=UUID(int=1), sequence=5) == 1
    with within_all([]):
        assert rewording.make(question=UUID(int=1), sequence=6) == 0
    assert sequences() == [5, 1]


def test_a_change_without_a_scope_reaches_nothing_and_one_across_all_reaches_each(rewording, membership):
    assert rewording.make(question=UUID(int=1), sequence=5) == 0
    with everywhere():
        assert rewording.make(question=UUID(int=1), sequence=5) == 1
    assert sequences() == [5, 1]
