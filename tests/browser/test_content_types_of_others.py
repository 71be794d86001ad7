"""Content types as they are out there: whatever lies in H5P_LIBS_DIR plays behind glass; without one, our own."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from roleplays.selectors.exchange import write_dialogue
from tests.browser.test_interactive_exercises import FRAME, load
from tests.browser.test_own_content_types import SCENARIO
from tests.h5p.test_content_types import quiz_package

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("H5P_LIBS_DIR", "")
FILES = {file.name: file.read_bytes for file in sorted(Path(FOLDER).glob("*.h5p"))} if FOLDER else {}
OURS = {"Leerplein.Quiz": quiz_package, "WKS.Dialogue": lambda: write_dialogue(SCENARIO).content}


@pytest.mark.parametrize("name", {**OURS, **FILES})
def test_a_content_type_starts_behind_glass_without_a_violation(demo_site, contexts, name):
    content = {**OURS, **FILES}[name]()
    code = f"Z{hashlib.sha256(content).hexdigest()[:8].upper()}"
    load(demo_site, code, content)
    page = contexts("trainer").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"/oefening/{code.lower()}/")
    page.click("main form button")
    page.wait_for_url("**/oefening-doen/**")
    page.frame_locator(FRAME).locator(".h5p-container > *").first.wait_for(timeout=20_000)
    page.wait_for_function("document.querySelector('[data-exercise-form]').dataset.ready")
    assert complaints == []
    page.close()
