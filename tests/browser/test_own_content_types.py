"""Our own content types in a host that is not ours: played to the end, resumed, with the keyboard, and axe finds nothing."""

from __future__ import annotations

import functools
import http.server
import io
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import expect

from roleplays.rules.checks import check
from roleplays.rules.outcome import outcome_of
from roleplays.rules.play import begin, choose, on_offer
from roleplays.rules.scenario_text import read_scenario
from roleplays.selectors.exchange import write_dialogue
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS
from tests.factories.h5p import zipped
from tests.h5p.test_content_types import quiz_package
from tooling.paths import ROOT

pytestmark = pytest.mark.browser
HOST = ROOT / "frontend" / "node_modules" / "h5p-standalone" / "dist"
DEMO = settings.SITE_DIR / "website" / "demo" / "roleplays" / "rp1.yaml"
SCENARIO = read_scenario(DEMO.read_text(), file="rp1").scenario
PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Een andere site</title><main><h1>Een andere site</h1><div id="place"></div></main>
<script src="/core/main.bundle.js"></script><script>
window.said = [];
const kept = localStorage.getItem("kept");
new H5PStandalone.H5P(document.getElementById("place"), {
  h5pJsonPath: "/package", frameJs: "/core/frame.bundle.js", frameCss: "/core/styles/h5p.css", embedType: "div",
  saveFreq: 60, ajax: {contentUserDataUrl: "/kept/:contentId/:dataType/:subContentId", setFinishedUrl: "/finished"},
  contentUserData: kept ? [{state: kept}] : undefined,
}).then(() => { H5P.externalDispatcher.on("xAPI", (event) => window.said.push(event.data.statement)); window.ready = true; });
window.keep = () => localStorage.setItem("kept", JSON.stringify(H5P.instances[0].getCurrentState()));
</script></html>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without writing about each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the parent has
        """Say nothing."""


@pytest.fixture
def open_elsewhere(browser, tmp_path) -> Iterator:
    """A function that opens a package in H5P Standalone, on another site."""
    shutil.copytree(HOST, tmp_path / "core")
    (tmp_path / "index.html").write_text(PAGE)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    complaints: list[str] = []

    def opened(package: bytes, *, width: int = 1280):
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(tmp_path / "package")
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(8000)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.wait_for_function("window.ready")
        return page

    yield opened
    context.close()
    server.shutdown()
    server.server_close()
    assert not complaints, complaints


def verbs(page) -> list[str]:
    return [said["verb"]["id"].rpartition("/")[2] for said in page.evaluate("window.said")]


def test_a_scenario_is_played_to_its_end_with_the_keyboard_and_has_no_score(open_elsewhere):
    page = open_elsewhere(write_dialogue(SCENARIO).content)
    state = begin(SCENARIO)
    while not state.node.is_end:
        offered = page.eval_on_selector_all("[data-key]", "all => all.map(each => each.dataset.key)")
        assert sorted(offered) == sorted(choice.key for choice in on_offer(state))
        key = max(on_offer(state), key=lambda choice: choice.strength).key
        page.locator(f'[data-key="{key}"]').press("Enter")
        state = choose(SCENARIO, state, key)
    ended = page.locator("[data-outcome]").get_attribute("data-outcome")
    assert ended == outcome_of(state, maximum=check(SCENARIO).maximum)
    assert verbs(page)[-1] == "completed"
    assert page.evaluate("window.said.at(-1).result") == {"completion": True}


def test_how_a_scenario_went_fits_a_small_screen(open_elsewhere, axe_violations):
    page = open_elsewhere(write_dialogue(SCENARIO).content, width=320)
    while page.locator("[data-key]").count():
        page.locator("[data-key]").first.press("Enter")
    expect(page.locator("[data-outcome]")).to_be_visible()
    assert page.evaluate("document.querySelector('.h5p-container').scrollWidth - innerWidth") <= 0
    for cell in page.locator(".wks-dialogue :is(th, td)").all():
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= 320
    assert axe_violations(page) == []


def test_a_scenario_goes_on_where_it_was(open_elsewhere):
    package = write_dialogue(SCENARIO).content
    page = open_elsewhere(package)
    first = page.locator("[data-key]").first
    first.press("Enter")
    here = page.locator("[data-node]").get_attribute("data-node")
    page.evaluate("window.keep()")
    again = open_elsewhere(package)
    again.wait_for_selector("[data-act=back]")
    expect(again.locator("[data-node]")).to_have_attribute("data-node", here)


def test_the_quiz_tells_each_answer_and_its_score(open_elsewhere):
    page = open_elsewhere(quiz_package())
    page.get_by_role("button", name="Controleer").press("Enter")
    expect(page.get_by_text("Kies eerst een antwoord.")).to_have_count(1)
    page.get_by_label("De zaakwaarnemer").press("Space")
    page.get_by_role("button", name="Controleer").press("Enter")
    expect(page.get_by_text("Ja, zonder een oplossing te geven.")).to_have_count(1)
    expect(page.get_by_text("Je hebt 1 van 1 goed.")).to_have_count(1)
    assert verbs(page) == ["interacted", "completed"]
    result = page.evaluate("window.said.at(-1).result")
    assert (result["score"]["raw"], result["score"]["max"], result["success"]) == (1, 1, True)


def test_a_quiz_of_which_only_the_questions_were_written_plays_in_dutch(open_elsewhere):
    answers = [{"text": "De inwoner", "correct": True}, {"text": "De gemeente"}]
    page = open_elsewhere(
        quiz_package({"questions": [{"text": "Wie beslist?", "answers": answers}, {"text": ""}]})
    )
    page.get_by_label("De gemeente").press("Space")
    page.get_by_role("button", name="Controleer").press("Enter")
    expect(page.get_by_text("Nog niet.")).to_have_count(1)
    expect(page.get_by_text("Je hebt 0 van 1 goed.")).to_have_count(1)
    assert page.evaluate("window.said.at(-1).result.success") is False


def test_a_dialogue_without_words_and_a_frame_plays_in_dutch(open_elsewhere):
    package = without(write_dialogue(SCENARIO).content, "words", "frame", "principles", "share")
    page = open_elsewhere(package)
    page.locator("[data-key]").first.press("Enter")
    expect(page.get_by_role("button", name="Een stap terug")).to_be_visible()
    expect(page.get_by_text("Je zei:")).to_have_count(1)


def without(package: bytes, *names: str) -> bytes:
    """The same package, of which the content lacks these fields."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(files["content/content.json"])
    kept = {name: value for name, value in content.items() if name not in names}
    return zipped({**files, "content/content.json": json.dumps(kept)}).getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("package", ["scenario", "quiz"])
def test_axe_finds_nothing_and_nothing_sticks_out(open_elsewhere, axe_violations, package, width):
    made = write_dialogue(SCENARIO).content if package == "scenario" else quiz_package()
    page = open_elsewhere(made, width=width)
    page.wait_for_selector(".wks-dialogue, .lp-quiz")
    assert axe_violations(page) == []
    nothing_sticks_out(page)
