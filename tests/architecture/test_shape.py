"""A function fits in a glance, a module in a sitting, and names say what they do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tooling import sources
from tooling.paths import ROOT

LONGEST_FUNCTION = 30
LONGEST_MODULE = 300
NO_NAMES_FOR_ROOMS = {"utils", "helpers", "managers", "signals", "misc", "common_utils"}
NO_VERBS = ("get_", "handle_", "process_", "do_", "manage_")
READS_THE_CLOCK = {"now", "today", "utcnow", "localdate", "localtime", "time_ns"}
WRITES = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "save",
    "delete",
    "bulk_update",
    "add_child",
}
# Where the outside calls us; a form may save nothing either.
DOORSTEPS = ("views", "forms", "templatetags", "receivers", "middleware")
# A person presses "send again" and waits for the answer, also when the queue cannot be reached.
HANDS_OVER_ITSELF = {ROOT / "core" / "api.py"}


def modules() -> list[Path]:
    """All our own Python, without migrations and tests."""
    product = [file for file in sources.of_the_product() if file.suffix == ".py"]
    tools = [*(ROOT / "tooling").rglob("*.py"), ROOT / "manage.py"]
    return sorted(file for file in [*product, *tools] if "migrations" not in file.parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, also inside a class or another function."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def room_of(file: Path) -> str:
    """The room of an app that a module stands in: `courses/views/doing.py` is in `views`."""
    parts = file.relative_to(ROOT / "site" if (ROOT / "site") in file.parents else ROOT).parts
    return Path(parts[1]).stem if len(parts) > 1 else ""


MODULES = modules()
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in MODULES}
each_module = pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())


def test_there_is_something_to_look_at():
    assert len(MODULES) > 100
    assert {"services", "selectors", "rules", "views"} <= {room_of(file) for file in MODULES}


@each_module
def test_a_module_fits_in_a_sitting(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@each_module
def test_functions_fit_in_a_glance(file):
    too_long = {
        node.name: length
        for node in functions(TREES[file])
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert too_long == {}


@each_module
def test_a_module_says_in_one_sentence_what_it_is_for(file):
    if not TREES[file].body:
        return
    assert ast.get_docstring(TREES[file]), "a module with code opens with a sentence"
    assert room_of(file) not in NO_NAMES_FOR_ROOMS or ROOT / "tooling" in file.parents


@pytest.mark.parametrize(
    "file", [file for file in MODULES if room_of(file) in {"services", "selectors", "api"}], ids=str
)
def test_services_and_selectors_have_names_that_read(file):
    named = [node.name for node in functions(TREES[file]) if node.name.startswith(NO_VERBS)]
    assert named == []


@pytest.mark.parametrize("file", [file for file in MODULES if room_of(file) == "rules"], ids=str)
def test_rules_do_not_read_the_clock_or_the_database(file):
    calls = {
        node.func.attr
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & READS_THE_CLOCK
    assert not any(
        isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(TREES[file])
    )


@pytest.mark.parametrize("file", [file for file in MODULES if room_of(file) in DOORSTEPS], ids=str)
def test_nothing_is_written_on_the_doorstep(file):
    """Views, forms, template tags and signals ask a service."""
    writes = {
        f"{node.func.attr} at line {node.lineno}"
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not _is_of_the_framework(node.func.value)
    }
    assert writes == set()


def _is_of_the_framework(value: ast.expr) -> bool:
    """Whether something is saved through `super()`."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "super"


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in MODULES
        if room_of(file) not in {"tasks", "background"} and file not in HANDS_OVER_ITSELF
    ],
    ids=str,
)
def test_work_is_handed_over_after_the_commit_only(file):
    """`after_commit` never raises to a visitor; `delay` does, after the data was saved."""
    hands_over = [
        node.lineno
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.Attribute) and node.attr in {"delay", "apply_async", "delay_on_commit"}
    ]
    assert hands_over == []


@each_module
def test_english_is_for_engineers_and_no_door_is_left_open(file):
    """No TODO (open an issue) and no switch that turns a check off without a word of reason."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        assert "TODO" not in line, f"line {number}"
        assert not line.rstrip().endswith(("# noqa", "# type: ignore")), f"line {number}: say which rule"
