"""The admin pages of interactive exercises: axe at three widths, and an upgrade that is looked at, used and taken back."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS
from tests.browser.test_interactive_exercises import as_type
from tests.factories.h5p import package

pytestmark = pytest.mark.browser
LIST = "/beheer/snippets/assessments/interactiveexercise/"
# An exercise with three files: one that people get, one that is refused, and one that changes things.
LOADED = """
from pathlib import Path
from django.core.files.base import ContentFile
from django.utils import timezone
from assessments.api import interactive
from h5p import api as h5p
now = timezone.now()
files = [Path(name).read_bytes() for name in {names}]
exercise = interactive.load_exercise(code="I80", title="Twee versies", text="Tekst", minutes=1, package=files[0], now=now)
for content in files[1:]:
    if exercise.package.versions.count() < 3:
        h5p.take_in(package=exercise.package, source=ContentFile(content), file_name="nieuw.h5p", now=now)
print(exercise.pk)
"""


@pytest.fixture(scope="module")
def exercise(demo_site) -> str:
    """The number of an exercise with versions, one of them refused."""
    plays = {**as_type("Test.Upgrade"), "Test.Upgrade-1.0/story.js": STORY}
    other = {"content/content.json": json.dumps({"text": "Wie beslist nu?"}), "content/foto.png": b"png"}
    made = [package(**plays), package(**plays, **{"content/slecht.html": "<p>"}), package(**plays, **other)]
    files = [demo_site.keep(f"versie{number}.h5p", each.getvalue()) for number, each in enumerate(made)]
    names = [str(file) for file in files]
    told = demo_site.manage("shell", "-v0", "-c", LOADED.format(names=names))
    return told.strip().splitlines()[-1]


STORY = """
var Test = {};
Test.Upgrade = function (content) { H5P.EventDispatcher.call(this); this.content = content; };
Test.Upgrade.prototype = Object.create(H5P.EventDispatcher.prototype);
Test.Upgrade.prototype.attach = function ($place) { $place.append(jQueryless(this.content.text)); };
function jQueryless(text) { var p = document.createElement("p"); p.textContent = text; return p; }
"""
PAGES = {
    "list": LIST,
    "detail": "/beheer/oefeningen/{exercise}/bestand/",
    "upgrade": "/beheer/oefeningen/{exercise}/bestand/3/",
    "in use": "/beheer/oefeningen/{exercise}/bestand/1/",
    "content types": "/beheer/oefeningen/soorten/",
}


def is_of_wagtail(found: str, name: str) -> bool:
    """Lists have two search forms without a name of their own, drawn by Wagtail: see docs/accessibility.md."""
    return name == "list" and found.startswith("landmark-unique")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, exercise, name, width):
    page = open_page(PAGES[name].format(exercise=exercise), role="platform", width=width)
    assert [found for found in axe_violations(page) if not is_of_wagtail(found, name)] == []
    nothing_sticks_out(page)


def test_the_report_says_in_words_why_a_file_was_refused(open_page, exercise):
    page = open_page(PAGES["detail"].format(exercise=exercise), role="author")
    expect(page.locator("main")).to_contain_text("slecht.html")


def test_an_author_sees_that_a_file_does_not_play(contexts, demo_site):
    breaks = "var Test = {}; Test.Kapot = function () { throw new Error('stuk'); };"
    broken = package(**{**as_type("Test.Kapot"), "Test.Kapot-1.0/story.js": breaks})
    file = demo_site.keep("kapot.h5p", broken.getvalue())
    told = demo_site.manage("shell", "-v0", "-c", LOADED.format(names=[str(file)]).replace("I80", "I81"))
    page = contexts("platform").new_page()
    page.goto(f"/beheer/oefeningen/{told.strip().splitlines()[-1]}/bestand/1/")
    page.get_by_text("Dit bestand speelt niet").wait_for()
    page.close()


def test_an_upgrade_is_looked_at_used_and_taken_back_with_one_press(open_page, exercise):
    page = open_page(PAGES["upgrade"].format(exercise=exercise), role="reviewer")
    told = page.locator("main").inner_text()
    assert "Wie beslist er?" in told
    assert "foto.png" in told
    page.frame_locator("iframe[data-look]").get_by_text("Wie beslist nu?").wait_for()
    page.click("main form[action$='/gebruiken/'] button")
    page.wait_for_url("**/bestand/")
    in_use = page.locator("section", has=page.locator(".w-status--primary"))
    expect(in_use).to_contain_text("Versie 3")
    page.goto(PAGES["in use"].format(exercise=exercise))
    page.click("main form[action$='/gebruiken/'] button")
    page.wait_for_url("**/bestand/")
    expect(in_use).to_contain_text("Versie 1")


# --- Bringing a file -----------------------------------------------------------------------------

CHECKED = """
from django.utils import timezone
from h5p import api as h5p
from h5p.models import PackageVersion
for version in PackageVersion.objects.filter(state="waiting"):
    h5p.import_version(version.pk, now=timezone.now())
"""
ADDED = (
    "from assessments.models import InteractiveExercise as E;"
    "print(E.objects.get_or_create(code={code!r}, defaults=dict(title='Nieuw', text='Tekst'))[0].pk)"
)


@pytest.fixture
def bringing(open_page, demo_site):
    """A function that opens the page of the file of a new exercise, at a width."""

    def opened(code: str, **more):
        pk = demo_site.manage("shell", "-v0", "-c", ADDED.format(code=code)).strip().splitlines()[-1]
        return open_page(f"/beheer/oefeningen/{pk}/bestand/", role="author", **more)

    return opened


def test_a_file_that_was_brought_says_by_itself_what_was_found(bringing, demo_site):
    page = bringing("I82")
    wrong = package(**{"content/slecht.html": "<p>"}).getvalue()
    page.set_input_files(
        "input[type=file]", {"name": "a.h5p", "mimeType": "application/zip", "buffer": wrong}
    )
    page.get_by_role("button", name="Breng dit bestand in").press("Enter")
    expect(page.get_by_text("verschijnt hier vanzelf")).to_be_visible()
    expect(page.locator("[data-told]")).to_contain_text("wordt nagekeken")
    demo_site.manage("shell", "-v0", "-c", CHECKED)
    expect(page.locator("main")).to_contain_text("slecht.html")
    expect(page.locator("[data-told]")).to_contain_text("geweigerd")
    page.set_input_files("input[type=file]", {"name": "b.txt", "mimeType": "text/plain", "buffer": b"b"})
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="Breng dit bestand in").press("Enter")
    expect(page.get_by_text("Kies een bestand dat eindigt op .h5p.").first).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(bringing):
    page = bringing("I83")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.locator("form[data-bring]").evaluate("form => { form.dataset.largest = 3; }")
    page.set_input_files("input[type=file]", {"name": "a.h5p", "mimeType": "x/y", "buffer": b"1234"})
    page.get_by_role("button", name="Breng dit bestand in").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="groter dan 300 MB")).to_be_visible()
    assert posts == []


def test_a_file_that_does_not_arrive_can_be_brought_again(bringing):
    page = bringing("I84")
    page.context.set_offline(True)
    page.set_input_files("input[type=file]", {"name": "a.h5p", "mimeType": "x/y", "buffer": b"1234"})
    page.get_by_role("button", name="Breng dit bestand in").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="geen verbinding")).to_be_visible()
    expect(page.get_by_role("button", name="Breng dit bestand in")).to_be_enabled()
