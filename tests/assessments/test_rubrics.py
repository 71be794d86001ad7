from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from assessments import api
from assessments.blocks.rubrics import criteria_body
from assessments.management.commands.load_rubrics import USUAL_FOLDER
from assessments.models import CalibrationRecording, Rubric, RubricVersion
from assessments.rules.observing import form_problems
from tests.factories.people import UserFactory
from tests.factories.rubrics import WEIGHTS, K, P

pytestmark = pytest.mark.django_db
CODES = ("kijkkader", "kijkkader-proeve")


@pytest.fixture
def folder(tmp_path):
    """A rubric and a recording as files, to change."""
    written = yaml.safe_load((USUAL_FOLDER / "kijkkader.yaml").read_text())
    recording = yaml.safe_load((USUAL_FOLDER / "recordings" / "1-het-veldje.yaml").read_text())
    _write(tmp_path / "kijkkader.yaml", {**written, "code": "klein", "title": "Klein kijkkader"})
    _write(tmp_path / "recordings" / "a.yaml", {**recording, "slug": "klein-veldje", "rubric": "klein"})
    return tmp_path


def _write(file: Path, written: dict) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(yaml.safe_dump(written, allow_unicode=True))


def _change(file: Path, **fields: object) -> None:
    _write(file, {**yaml.safe_load(file.read_text()), **fields})


# --- What an installation has ------------------------------------------------------------------


def test_an_installation_has_the_kijkkader_with_the_weights_of_the_domain_text():
    rubric = Rubric.objects.get(code="kijkkader").as_rule()
    assert rubric.codes == K
    assert {role: tuple(weights[code] for code in K) for role, weights in rubric.weights.items()} == WEIGHTS
    assert (rubric.raters, rubric.most_not_seen, rubric.knock_outs) == (2, 2, {"K9"})
    assert [criterion.code for criterion in rubric.criteria if criterion.may_not_apply] == ["K9"]


def test_the_proeve_has_three_criteria_more_for_the_internal_coach():
    rubric = Rubric.objects.get(code="kijkkader-proeve").as_rule()
    assert rubric.codes == (*K, *P)
    assert rubric.weights == {
        "internal_coach": {**dict(zip(K, WEIGHTS["internal_coach"], strict=True)), **dict.fromkeys(P, 2)}
    }


def test_the_standard_recordings_have_a_reference_that_is_a_good_form():
    recordings = [recording.as_rule() for recording in CalibrationRecording.objects.all()]
    rubric = Rubric.objects.get(code="kijkkader").as_rule()
    assert len(recordings) == 3
    for recording in recordings:
        given = {code: expected.given for code, expected in recording.references.items()}
        assert form_problems(rubric, given, motivation="ja") == []
        assert all(len(expected.why) > 40 for expected in recording.references.values())
        assert len(recording.turns) >= 15


def test_the_recordings_ask_for_all_levels():
    levels = {
        expected.given.level
        for recording in CalibrationRecording.objects.all()
        for expected in recording.as_rule().references.values()
    }
    assert levels == {1, 2, 3, 4, None}


# --- Loading ------------------------------------------------------------------------------------


def test_loading_again_changes_nothing():
    versions = RubricVersion.objects.count()
    report = api.load_rubrics(USUAL_FOLDER)
    assert (report.made, report.changed, report.left_alone, report.unchanged) == ([], [], [], 5)
    assert RubricVersion.objects.count() == versions == 2


def test_a_changed_file_makes_a_new_version_and_keeps_the_old(folder):
    assert api.load_rubrics(folder).made == ["Klein kijkkader", "Het veldje in de straat"]
    _change(folder / "kijkkader.yaml", most_not_seen=1)
    assert api.load_rubrics(folder).changed == ["Klein kijkkader"]
    versions = RubricVersion.objects.filter(rubric__code="klein").order_by("number")
    assert [version.as_rule().most_not_seen for version in versions] == [2, 1]


def test_what_people_edited_is_theirs(folder):
    api.load_rubrics(folder)
    rubric = Rubric.objects.get(code="klein")
    rubric.title = "Ons kijkkader"
    rubric.save_revision(user=UserFactory()).publish()
    _change(folder / "kijkkader.yaml", most_not_seen=1)
    assert api.load_rubrics(folder).left_alone == ["Ons kijkkader"]
    assert Rubric.objects.get(code="klein").most_not_seen == 2


@pytest.mark.parametrize(
    ("file", "fields", "says"),
    [
        ("kijkkader.yaml", {"title": ""}, "kijkkader.yaml: title"),
        ("kijkkader.yaml", {"criteria": []}, "kijkkader.yaml: criteria"),
        ("kijkkader.yaml", {"roles": ["internal_coach", "mayor"]}, "K1: weights: mayor"),
        ("kijkkader.yaml", {"based_on": "niets"}, "niets"),
        ("kijkkader.yaml", {"good": 1}, "kijkkader.yaml: "),
        ("recordings/a.yaml", {"rubric": "onbekend"}, "a.yaml: "),
        ("recordings/a.yaml", {"references": [{"code": "K1", "level": 2, "why": "x"}]}, "K2, K3"),
    ],
)
def test_a_file_with_a_mistake_is_named_and_nothing_is_loaded(folder, file, fields, says):
    _change(folder / file, **fields)
    with pytest.raises(api.RubricsNotLoadedError, match=says):
        api.load_rubrics(folder)
    assert not Rubric.objects.filter(code="klein").exists()


def test_a_file_that_is_no_yaml_is_named(folder):
    (folder / "kijkkader.yaml").write_text("a: [")
    with pytest.raises(api.RubricsNotLoadedError, match=r"kijkkader\.yaml"):
        api.load_rubrics(folder)


def test_the_command_says_what_it_did(folder, capsys):
    call_command("load_rubrics", folder)
    assert "Klein kijkkader" in capsys.readouterr().out


# --- Versions -----------------------------------------------------------------------------------


def test_a_version_is_never_changed_or_deleted():
    version = RubricVersion.objects.first()
    for change in (lambda: version.delete(), lambda: RubricVersion.objects.update(number=9)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_publishing_the_same_again_makes_no_version():
    rubric = Rubric.objects.get(code="kijkkader")
    rubric.save_revision().publish()
    assert rubric.versions.count() == 1


def test_rubrics_in_use_are_the_latest_versions_of_what_is_published(folder, django_assert_num_queries):
    api.load_rubrics(folder)
    _change(folder / "kijkkader.yaml", most_not_seen=1)
    api.load_rubrics(folder)
    Rubric.objects.get(code="kijkkader-proeve").unpublish()
    with django_assert_num_queries(1):
        found = {version.rubric.code: version.number for version in api.rubrics_in_use()}
    assert found == {"kijkkader": 1, "klein": 2}


def test_a_rubric_with_a_criterion_twice_is_refused():
    rubric = Rubric.objects.get(code="kijkkader")
    body = criteria_body(rubric.as_rule())
    rubric.criteria = rubric.criteria.stream_block.to_python([*body, body[0]])
    with pytest.raises(ValidationError, match="K1"):
        rubric.full_clean()
