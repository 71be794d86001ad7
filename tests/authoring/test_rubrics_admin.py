"""Rubrics and standard recordings in the admin: shared authors write, somebody else reviews, what was used stays."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assessments import api
from assessments.blocks.rubrics import criteria_body
from assessments.models import CalibrationRecording, Rubric, RubricVersion
from courses.api import make_author, make_reviewer
from tests.authoring.editor import APPROVE, SUBMIT
from tests.factories.observations import calibrate, make_group
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
RUBRICS = "/beheer/snippets/assessments/rubric/"
RECORDINGS = "/beheer/snippets/assessments/calibrationrecording/"


def sent(rubric: Rubric, **changes: Any) -> dict[str, Any]:
    """What the editor sends of a rubric."""
    blocks = [(block["type"], _form(block["value"])) for block in criteria_body(rubric.as_rule())]
    fields = {
        "title": rubric.title,
        "code": rubric.code,
        "introduction": rubric.introduction,
        "criteria": streamfield(blocks),
        "raters": rubric.raters,
        "most_not_seen": rubric.most_not_seen,
        "sufficient": rubric.sufficient,
        "good": rubric.good,
        "least_per_criterion": rubric.least_per_criterion,
    }
    return nested_form_data({**fields, **changes})


def _form(value: dict[str, Any]) -> dict[str, Any]:
    flags = {name: "on" for name in ("may_not_apply", "is_knock_out") if value[name]}
    weights = {role: weight for role, weight in value["weights"].items() if weight is not None}
    words = {name: value[name] for name in ("code", "title", "lowest", "highest")}
    look_fors = {
        "count": str(len(value["look_fors"])),
        **{
            str(place): {"value": text, "deleted": "", "order": str(place), "type": "item", "id": ""}
            for place, text in enumerate(value["look_fors"])
        },
    }
    return {**words, "look_fors": look_fors, "weights": weights, **flags}


@pytest.fixture
def rubric() -> Rubric:
    """The kijkkader."""
    return Rubric.objects.get(code="kijkkader")


def test_an_author_changes_a_rubric_and_a_reviewer_publishes_a_new_version(signed_in, rubric):
    author, reviewer = UserFactory(), UserFactory()
    make_author(author)
    make_reviewer(reviewer)
    saved = signed_in(author).post(f"{RUBRICS}edit/{rubric.pk}/", {**sent(rubric, most_not_seen=1), **SUBMIT})
    assert saved.status_code == 302, saved.context["form"].errors
    assert RubricVersion.objects.filter(rubric=rubric).count() == 1
    rubric.refresh_from_db()
    state = rubric.current_workflow_state
    task = state.current_task_state
    signed_in(reviewer).post(f"{RUBRICS}workflow/action/{rubric.pk}/approve/{task.pk}/", APPROVE)
    versions = RubricVersion.objects.filter(rubric=rubric).order_by("number")
    assert [version.as_rule().most_not_seen for version in versions] == [2, 1]


def test_what_the_editor_sends_is_what_was_kept(signed_in, rubric):
    author = UserFactory()
    make_author(author)
    before = rubric.as_rule()
    signed_in(author).post(f"{RUBRICS}edit/{rubric.pk}/", sent(rubric))
    assert rubric.get_latest_revision_as_object().as_rule() == before


def test_a_rubric_with_which_nobody_could_work_is_refused_in_words(signed_in, rubric):
    author = UserFactory()
    make_author(author)
    answer = signed_in(author).post(f"{RUBRICS}edit/{rubric.pk}/", sent(rubric, good="1.00"))
    assert "moeten oplopen" in answer.content.decode()


@pytest.mark.parametrize(("address", "words"), [(RUBRICS, "Drie vragen"), (RECORDINGS, "Merelwijk")])
def test_an_author_sees_a_preview(signed_in, address, words):
    author = UserFactory()
    make_author(author)
    kept = Rubric.objects.get(code="kijkkader") if address == RUBRICS else _recording()
    url = f"{address}history/{kept.pk}/revisions/{kept.latest_revision_id}/view/"
    assert words in signed_in(author).get(url).content.decode()
    assert signed_in(author).get(f"{address}edit/{kept.pk}/").status_code == 200
    assert kept.title in signed_in(author).get(address).content.decode()


def test_an_author_of_one_municipality_does_not_write_what_everybody_uses(signed_in, own_author, rubric):
    client = signed_in(own_author)
    assert client.get(f"{RUBRICS}edit/{rubric.pk}/").status_code in {302, 403}
    assert client.get(f"{RECORDINGS}add/").status_code in {302, 403}


def test_what_was_used_cannot_be_deleted(signed_in, platform_administrator, rubric):
    group = make_group()
    calibrate(group.trainer, group.municipality)
    client = signed_in(platform_administrator)
    client.post(f"{RUBRICS}delete/{rubric.pk}/")
    assert Rubric.objects.filter(pk=rubric.pk).exists()
    assert api.is_in_use(rubric)
    assert not api.is_in_use(_recording())


def _recording() -> CalibrationRecording:
    return CalibrationRecording.objects.get(slug="het-veldje")
