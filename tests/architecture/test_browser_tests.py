"""What a test in a browser says about a page waits for it: a page that is asked once is asked too early on some machine."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "browser"
# What playwright answers at once, however far a page is, and what waits in its place.
ASKED_ONCE = {
    "is_visible": "to_be_visible",
    "is_hidden": "to_be_hidden",
    "is_checked": "to_be_checked",
    "is_enabled": "to_be_enabled",
    "is_disabled": "to_be_disabled",
    "count": "to_have_count",
    "all_inner_texts": "to_have_text",
    "inner_text": "to_contain_text",
    "input_value": "to_have_value",
    "get_attribute": "to_have_attribute",
    "url": "to_have_url",
}


def asked_once(source: str) -> list[str]:
    """What is asserted from an answer that does not wait, a line each."""
    asserted = [node.test for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    names = [node for test in asserted for node in ast.walk(test) if isinstance(node, ast.Attribute)]
    return [
        f"{node.lineno}: {node.attr}, use {ASKED_ONCE[node.attr]}"
        for node in names
        if node.attr in ASKED_ONCE
    ]


@pytest.mark.parametrize("file", sorted(HERE.glob("*.py")), ids=lambda file: file.stem)
def test_nothing_is_asserted_from_an_answer_that_does_not_wait(file):
    assert asked_once(file.read_text()) == []


def test_a_question_that_does_not_wait_is_found():
    assert asked_once("assert page.locator('h1').count() == 1") == ["1: count, use to_have_count"]
    assert asked_once("expect(page.locator('h1')).to_have_count(1)") == []
