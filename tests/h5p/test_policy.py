"""What a page that plays may connect to, as browsers read it."""

from __future__ import annotations

import pytest

from h5p.rules.policy import reach

HOST = "https://leerplein.example"


@pytest.mark.parametrize(
    ("player", "frames", "expected"),
    [
        (f"{HOST}/static/", (), "(response-origin)"),
        ("https://static.example/wks/", (), '(response-origin "https://static.example/wks/*")'),
        ("https://leerplein.example.nl/s/", (), '(response-origin "https://leerplein.example.nl/s/*")'),
        (f"{HOST}/static/", ("https://films.example",), '(response-origin "https://films.example")'),
        (f"{HOST}/static/", ("*.films.example",), '(response-origin "https://*.films.example")'),
        (
            f"{HOST}/static/",
            ("https://films.example/embed/",),
            '(response-origin "https://films.example/embed/*")',
        ),
        (f"{HOST}/static/", ("https:",), '(response-origin "https://*")'),
    ],
)
def test_it_reaches_its_own_site_where_the_player_stands_and_the_films_that_were_named(
    player, frames, expected
):
    assert reach(host=HOST, player=player, frames=frames) == expected
