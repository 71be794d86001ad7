from __future__ import annotations

import pytest

from core.rules.films import player_of

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        pytest.param(
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE, id="as it stands in the browser"
        ),
        pytest.param("https://www.youtube.com/watch?t=12&v=dQw4w9WgXcQ&list=x", YOUTUBE, id="with a moment"),
        pytest.param("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE, id="as it is shared"),
        pytest.param("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE, id="as it is embedded"),
        pytest.param("https://m.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE, id="a short one on a phone"),
        pytest.param("https://vimeo.com/76979871", VIMEO, id="another site"),
        pytest.param("https://player.vimeo.com/video/76979871", VIMEO, id="its player"),
        pytest.param("https://www.youtube.com/", None, id="no film"),
        pytest.param("https://example.nl/watch?v=dQw4w9WgXcQ", None, id="an unknown site"),
        pytest.param("https://youtube.com.example.nl/watch?v=dQw4w9WgXcQ", None, id="a site in disguise"),
        pytest.param('https://vimeo.com/76979871"><script>', None, id="a script"),
        pytest.param("javascript:alert(1)//youtu.be/dQw4w9WgXcQ", None, id="a script as address"),
    ],
)
def test_a_film_is_shown_by_a_player_without_trackers(address, player):
    assert player_of(address) == player
