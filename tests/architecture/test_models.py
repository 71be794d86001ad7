"""Relations point down, results belong to a municipality, and each table says whose data it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django_scopes import ScopeError
from wagtail.models import ReferenceIndex

from people.models import Municipality, User
from tests.architecture.pages import DOCS
from tooling.paths import APPS

FLOORS = [
    "website",
    "courses",
    "roleplays",
    "casestudies",
    "trainings",
    "certification",
    "assessments",
    "progression",
    "records",
    "people",
    "core",
    "h5p",
]
OURS = [model for model in apps.get_models() if model._meta.app_label in FLOORS]
each_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
# Content may be a municipality's own; then it is chosen by `paths_visible_to`, and empty means everybody.
CONTENT = {
    "casestudies.CaseStudyIndexPage",
    "courses.LearningPathIndexPage",
    "assessments.Question",
    "assessments.Quiz",
    "assessments.InteractiveExercise",
    "people.WritingArea",
    "roleplays.RolePlayScenario",
}


def relations(model: type[models.Model]) -> Iterator[models.Field]:
    """The relations that a model of ours declares itself, without those it inherits."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if field.remote_field is not None and field.model is model and not _is_inherited(model, field):
            yield field


def _is_inherited(model: type[models.Model], field: models.Field) -> bool:
    """Whether a field comes from an abstract class of a framework, such as who uploaded an image."""
    parents = [parent for parent in model.__mro__[1:] if hasattr(parent, "_meta") and parent._meta.abstract]
    return any(field.name in {f.name for f in parent._meta.get_fields()} for parent in parents)


def tenant_models() -> list[type[models.Model]]:
    """Models whose rows belong to a municipality."""
    return [
        model
        for model in OURS
        if any(f.related_model is Municipality for f in relations(model)) and model._meta.label not in CONTENT
    ]


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_results_stay_out_of_the_index_of_what_pages_use(model):
    """Wagtail would read each row again after saving it, and outside a request there is no municipality to read it in."""
    assert not ReferenceIndex.model_is_indexable(model)


def test_all_floors_are_looked_at():
    assert set(FLOORS) == {*APPS, "website"}
    assert {model._meta.app_label for model in OURS} == set(FLOORS)
    assert {"records.Record", "courses.LessonProgress"} <= {model._meta.label for model in tenant_models()}


@each_model
def test_relations_point_down_and_leave_no_trace_there(model):
    floor = FLOORS.index(model._meta.app_label)
    for field in relations(model):
        other = field.related_model._meta.app_label
        if other not in FLOORS or other == model._meta.app_label:
            continue
        assert FLOORS.index(other) > floor, f"{field} points up"
        assert field.remote_field.hidden, f"{field} needs related_name='+'"


@each_model
def test_there_are_no_relations_to_just_anything(model):
    assert not any(isinstance(field, GenericForeignKey) for field in model._meta.private_fields)


@each_model
def test_constraints_have_names_that_say_the_promise(model):
    for constraint in model._meta.constraints:
        assert not constraint.name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")


# --- Results belong to a municipality -------------------------------------------------------------


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_tenant_model_belongs_to_exactly_one_municipality(model):
    field = next(f for f in relations(model) if f.related_model is Municipality)
    assert not field.null
    assert field.name == "municipality"


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_query_on_tenant_data_outside_a_scope_raises(model):
    for ask in (
        lambda: model.objects.count(),
        lambda: model.objects.filter(pk=1),
        lambda: model.objects.get(pk=1),
        lambda: model.objects.exists(),
        lambda: list(model.objects.exclude(pk=1)),
        lambda: list(model.objects.all()),
    ):
        with pytest.raises(ScopeError):
            ask()


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_tenant_model_has_no_second_manager_that_goes_round_the_scope(model):
    assert [manager.name for manager in model._meta.managers] == ["objects"]
    assert model._meta.default_manager_name in {None, "objects"}


@pytest.mark.django_db
@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_inside_a_scope_only_that_municipality_is_asked(model):
    from people.api import within, within_all

    with within(41):
        assert _where(model) == {41}
    with within_all([41, 42]):
        assert _where(model) == {41, 42}


def _where(model: type[models.Model]) -> set[int]:
    _, parameters = model.objects.all().order_by().query.sql_with_params()
    return {each for each in parameters if isinstance(each, int)}


def test_everything_about_a_person_that_is_not_their_role_belongs_to_a_municipality():
    """A row about a person without a municipality would be nobody's to see, keep and erase."""
    about_people = {
        model._meta.label
        for model in OURS
        if any(f.related_model is User for f in relations(model)) and model is not User
    }
    assert about_people - {model._meta.label for model in tenant_models()} == set()


# --- Privacy: every model says whose data it holds -----------------------------------------------------

ROW = re.compile(
    r"^\| `(?P<label>\w+\.\w+)` \| (?P<answer>yes|no) \| (?P<what>[^|]{3,}) \|[^|]+\|[^|]+\|$", re.MULTILINE
)


def told() -> dict[str, str]:
    """What docs/privacy.md says of each model."""
    found = ROW.findall((DOCS / "privacy.md").read_text(encoding="utf-8"))
    labels = [label for label, *_ in found]
    assert len(labels) == len(set(labels)), "a model stands there twice"
    return {label: answer for label, answer, _ in found}


def test_every_model_says_whether_it_holds_personal_data():
    assert set(told()) == {model._meta.label for model in OURS}


@each_model
def test_a_model_that_points_at_a_person_holds_personal_data(model):
    points = model is User or any(
        field.related_model is User
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation
    )
    if points:
        assert told()[model._meta.label] == "yes"
