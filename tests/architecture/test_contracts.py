"""The import contracts hold, and each of them finds what it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tooling.paths import APPS, PYTHON, ROOT

PLANTED = [
    pytest.param(
        "records/selectors.py", "from courses import api", "floors below it", id="an arrow that points up"
    ),
    pytest.param(
        "courses/selectors/reasons.py",
        "from courses.services import learning",
        "rooms below it",
        id="a room upstairs",
    ),
    pytest.param(
        "core/text.py", "from core import models", "Core has the same rooms", id="a room upstairs in core"
    ),
    pytest.param("courses/utils.py", "", "rooms below it", id="a room without a name"),
    pytest.param("core/helpers.py", "", "Core has the same rooms", id="a room without a name in core"),
    pytest.param(
        "site/website/selectors/status.py",
        "from courses.services import learning",
        "Others reach courses",
        id="round the door of courses",
    ),
    pytest.param(
        "progression/selectors/reminders.py",
        "from records import rules",
        "Others reach records",
        id="round a door",
    ),
    pytest.param(
        "progression/selectors/reminders.py",
        "from people.tenancy import within",
        "Others reach people",
        id="round another door",
    ),
    pytest.param(
        "courses/rules/progress.py",
        "from django.utils import timezone",
        "Rules know",
        id="a rule with Django",
    ),
    pytest.param(
        "records/rules.py", "from core import background", "Rules know", id="a rule with Django behind it"
    ),
    pytest.param(
        "courses/rules/progress.py", "from people import models", "Rules know", id="a rule with data"
    ),
    pytest.param(
        "people/choices.py", "from wagtail import models", "Words know", id="words with a framework"
    ),
    pytest.param(
        "courses/selectors/learning.py",
        "from courses.selectors import reasons\nimport courses.selectors.places\n",
        "",
        id="a neighbour is no knot",
    ),
    pytest.param(
        "courses/selectors/curriculum.py",
        "from courses.selectors import learning",
        "No two siblings",
        id="a knot",
    ),
]


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory):
    """Our Python files, to plant something in."""
    house = tmp_path_factory.mktemp("house")
    for folder in (*APPS, "site/config", "site/website"):
        shutil.copytree(ROOT / folder, house / folder, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and (Path(folder) / name).is_file()]


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{house}:{house / 'site'}", "COLUMNS": "200"}
    command = ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run([PYTHON, *command], cwd=house, env=env, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept(copy_of_the_house):
    done = _lint(copy_of_the_house)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("where", "line", "broken"), PLANTED)
def test_what_breaks_the_house_is_found(where, line, broken, copy_of_the_house):
    file = copy_of_the_house / where
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n")
    try:
        done = _lint(copy_of_the_house)
    finally:
        file.write_text(before) if before is not None else file.unlink()
    names = [text for text in done.stdout.splitlines() if " BROKEN" in text]
    assert bool(done.returncode) is bool(broken), done.stdout
    assert not broken or any(broken in name for name in names), names
