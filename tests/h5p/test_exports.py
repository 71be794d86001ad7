"""Everything that an author may take along, as packages: complete, in order, and the same bytes each time."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from h5p.choices import Problem
from h5p.rules.check import check_file
from tests.factories.people import UserFactory
from tests.factories.questions import QuestionFactory
from tests.factories.roleplays import ScenarioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return UserFactory(is_superuser=True)


@pytest.fixture
def export(author, tmp_path):
    """A function that writes everything into a new folder, and gives the files by name."""

    def written(name="uit", *more):
        call_command("h5p_export", str(tmp_path / name), "--author", author.email, *more)
        return {file.name: file.read_bytes() for file in (tmp_path / name).glob("*")}

    return written


@pytest.fixture
def _content():
    for number in (3, 1, 2):
        QuestionFactory(identifier=f"M4-Q{number:02}", module="M4")
    ScenarioFactory(code="RP9")


@pytest.mark.usefixtures("_content")
def test_questions_and_scenarios_are_written_the_same_bytes_each_time(export):
    first = export("een")
    assert sorted(first) == [
        "rollenspel-rp9-branching.h5p",
        "rollenspel-rp9.h5p",
        "vragen-m4-module-quiz.h5p",
    ]
    assert export("twee") == first


@pytest.mark.usefixtures("_content")
def test_a_role_play_brings_its_player_and_the_others_ask_for_theirs(export):
    found = {name: {each.problem for each in check_file(io.BytesIO(raw))} for name, raw in export().items()}
    assert found["rollenspel-rp9.h5p"] == set()
    assert found["rollenspel-rp9-branching.h5p"] == {Problem.LIBRARY_MISSING}
    assert found["vragen-m4-module-quiz.h5p"] == {Problem.LIBRARY_MISSING}


@pytest.mark.usefixtures("_content")
def test_one_kind_can_be_asked(export):
    assert sorted(export("uit", "--only", "questions")) == ["vragen-m4-module-quiz.h5p"]


@pytest.mark.usefixtures("_content")
def test_nobody_takes_along_what_they_may_not_see(tmp_path):
    call_command("h5p_export", str(tmp_path / "uit"), "--author", UserFactory().email)
    assert not (tmp_path / "uit").exists()


def test_who_is_not_known_and_where_cannot_be_written_is_said(author, tmp_path):
    with pytest.raises(CommandError, match=r"niemand@example\.org"):
        call_command("h5p_export", str(tmp_path), "--author", "niemand@example.org")
    ScenarioFactory(code="RP9")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(CommandError, match="bestand"):
        call_command("h5p_export", str(tmp_path / "bestand"), "--author", author.email)
