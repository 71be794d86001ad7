"""What interactive exercises cost: requests to open one in a browser, and, beside Django, queries and time."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tooling import chromium
from tooling.measurements import servers
from tooling.paths import PYTHON, ROOT, VAR

EXERCISE = "/oefening/i1/"
STARTED = ".h5p-container > *"


def measure() -> dict[str, Any]:
    """Requests per activity, queries per statement by length of the course, and seconds of an import."""
    found = subprocess.run(
        [PYTHON, "-m", "tooling.measurements.packages"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return {"requests per activity": _requests(), **measured}


def _requests() -> int:
    """Everything that a browser without a cache asks for to play an exercise, the page and the frame included."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page(base_url=f"http://127.0.0.1:{servers.SITE_PORT}")
        address = _begun(page)
        fresh = browser.new_context(
            base_url=f"http://127.0.0.1:{servers.SITE_PORT}", storage_state=page.context.storage_state()
        ).new_page()
        fresh.on("request", lambda request: asked.append(request.url))
        fresh.goto(address)
        fresh.frame_locator("iframe[data-src]").locator(STARTED).first.wait_for()
        fresh.wait_for_load_state("networkidle")
        browser.close()
    return len([url for url in asked if not url.startswith("data:")])


def _begun(page: Page) -> str:
    """Sign in as a learner and begin; gives the address of the page that plays."""
    people = json.loads((VAR / "demo.json").read_text())["sign_ins"]
    learner = next(person for person in people if person["role"] == "learner")
    page.goto("/account/login/")
    page.fill("input[name=login]", learner["email"])
    page.fill("input[name=password]", learner["password"])
    page.click("main form button")
    page.wait_for_url("**/mijn-leerpad/**")
    page.goto(EXERCISE)
    page.click("main form button")
    page.wait_for_url("**/oefening-doen/**")
    return page.url
