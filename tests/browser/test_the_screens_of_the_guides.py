"""Draws the screens that README and guides show; `script/screens` keeps them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.assessments.exchange.samples import EXAMPLES
from tests.browser.pages import COACH, LEAD, LEARNER, LESSON, TRAINER

pytestmark = pytest.mark.browser
AUTHOR, REVIEWER = "author", "reviewer"
SCREENS: tuple[tuple[str, str, str | None], ...] = (
    ("home", "/", None),
    ("mijn-leerpad", "/mijn-leerpad/", LEARNER),
    ("les", LESSON, LEARNER),
    ("module", "/leren/code/M1/", LEARNER),
    ("zoeken", "/zoeken/?q=zaakwarnemer", LEARNER),
    ("wie-ziet-wat", "/wie-ziet-wat/", LEARNER),
    ("deelnemers", "/deelnemers/", LEAD),
    ("voortgang", "/voortgang/", LEAD),
    ("overdracht", "/overdracht/", LEAD),
    ("mijn-overdracht", "/overdracht/mijn/", COACH),
    ("aftekenen", "/overdracht/aftekenen/", TRAINER),
    ("observeren", "/observaties/4/", TRAINER),
    ("casus", "/casussen/c1/stap/diagnose/", LEARNER),
    ("rollenspel", "/oefenen/scenario/rp1/", COACH),
    ("kaart", "/beheer/rollenspelen/1/kaart/", AUTHOR),
    ("beheer-les", "/beheer/", AUTHOR),
    ("beoordelen", "/beheer/", REVIEWER),
    ("vragen-inbrengen", "/beheer/toetsvragen/inbrengen/", AUTHOR),
)
SMALLEST_PICTURE = 10_000  # bytes; an empty page is less


@pytest.mark.parametrize(("name", "address", "role"), SCREENS, ids=[name for name, _, _ in SCREENS])
def test_a_screen_of_the_guides_can_be_drawn(open_page, tmp_path, name, address, role):
    folder = Path(os.environ.get("WKS_SCREENS") or tmp_path)
    page = open_page(address, role=role)
    if name == "beheer-les":
        page.goto("/beheer/pages/search/?q=Wat+willen+jullie+bereiken")
        page.locator("main table a, main .listing a").filter(
            has_text="Wat willen jullie bereiken"
        ).first.click()
        page.wait_for_load_state()
    if name == "rollenspel":
        page.locator("main form button").first.click()
        page.wait_for_load_state()
    if name == "vragen-inbrengen":
        page.set_input_files("input[type=file]", EXAMPLES / "moodle-4.xml")
        page.fill("input[name=module]", "M4")
        page.get_by_role("button", name="Bekijk wat er zou gebeuren").click()
        page.wait_for_url("**/nakijken/")
    page.wait_for_timeout(300)  # fonts and pictures

    picture = page.screenshot(path=folder / f"{name}.png")

    assert len(picture) > SMALLEST_PICTURE
