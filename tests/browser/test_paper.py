"""The takeover on paper: a grid breaks badly over pages, so nothing that is longer than one is a grid."""

from __future__ import annotations

import pytest

from tests.browser.pages import LEAD

pytestmark = pytest.mark.browser
# What is between the margins of a4, in pixels.
WIDTH, HEIGHT = 688, 1001
TOO_LONG = f"""() => [...document.querySelectorAll("main, main *")]
  .filter((e) => getComputedStyle(e).display === "grid" && e.getBoundingClientRect().height > {HEIGHT})
  .map((e) => e.className)"""


@pytest.mark.parametrize(
    "address", ["/overdracht/", "/overdracht/bestuur/", "/overdracht/getal/verwachting/"]
)
def test_nothing_that_is_longer_than_a_page_is_a_grid(open_page, address):
    page = open_page(address, role=LEAD, width=WIDTH)
    page.emulate_media(media="print")
    assert page.evaluate(TOO_LONG) == []
