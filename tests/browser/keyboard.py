"""Going through a page with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page

# For the element that has the focus: what it is called, whether it is seen, marked, and large enough.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const q = e.type === "radio" || e.type === "checkbox" ? (e.closest("label") || e) : e;
  const c = q.getBoundingClientRect();
  // Of something larger than the window, the part that is in it.
  const top = Math.max(c.top, 0), bottom = Math.min(c.bottom, innerHeight);
  const left = Math.max(c.left, 0), right = Math.min(c.right, innerWidth);
  const spots = [[.5, .5], [.1, .2], [.9, .8]]
    .map(([x, y]) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
  const seen = spots.some((s) => s && (q.contains(s) || s.contains(q)));
  const marked = [e, q, e.parentElement].some((n) => {
    const s = getComputedStyle(n);
    return s.outlineStyle !== "none" || s.boxShadow !== "none";
  });
  const inline = getComputedStyle(e).display === "inline";
  return {
    name: (e.getAttribute("aria-label") || e.textContent || e.name || e.tagName).trim().slice(0, 40),
    seen, marked, small: !inline && (c.width < 24 || c.height < 24),
  };
}"""
MOST_STOPS = 120
STOPS_OF_AN_EDITOR = 150


def walk_through_main(page: Page) -> None:
    """Everything in the page is reached with the Tab key, and each stop can be seen."""
    wanted = page.locator("main a:visible, main button:visible, main select:visible").count()
    stops = []
    for _ in range(STOPS_OF_AN_EDITOR):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) >= min(wanted, STOPS_OF_AN_EDITOR) > 0
    assert [stop["name"] for stop in stops if not stop["marked"]] == [], "no visible focus"
