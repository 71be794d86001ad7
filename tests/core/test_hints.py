from __future__ import annotations

import pytest

from core.rules.hints import Finding, Heading, Hint, about_descriptions, about_headings, about_links
from core.rules.markup import markup_of


def hints(findings) -> list[tuple[Hint, str]]:
    return [(finding.hint, finding.words) for finding in findings]


@pytest.mark.parametrize(
    ("levels", "skipped"),
    [
        pytest.param([], [], id="no headings"),
        pytest.param([2, 3, 3, 2], [], id="in order"),
        pytest.param([2, 3, 4, 2], [], id="back up at once is fine"),
        pytest.param([3], [0], id="the first one is too small"),
        pytest.param([2, 4], [1], id="a level is skipped"),
        pytest.param([2, 4, 4], [1], id="named once: the second follows the first"),
    ],
)
def test_a_heading_that_skips_a_level_is_named(levels, skipped):
    headings = [Heading(level, f"kop {number}") for number, level in enumerate(levels)]
    assert list(about_headings(headings)) == [
        Finding(Hint.HEADING_SKIPPED, f"kop {number}") for number in skipped
    ]


def test_an_empty_heading_is_named_and_counts_for_nothing():
    headings = [Heading(2, "wens"), Heading(4, " "), Heading(3, "vraag")]
    assert hints(about_headings(headings)) == [(Hint.HEADING_EMPTY, "")]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("de kaart met de drie vragen", None, id="it says where it goes"),
        pytest.param("klik hier", Hint.LINK_VAGUE, id="klik hier"),
        pytest.param("Klik hier.", Hint.LINK_VAGUE, id="with a full stop"),
        pytest.param("  lees\n meer »", Hint.LINK_VAGUE, id="lees meer"),
        pytest.param("klik hier voor de kaart", None, id="more words"),
        pytest.param("https://www.wks.nl/kaart", Hint.LINK_ADDRESS, id="a web address"),
        pytest.param("www.wks.nl", Hint.LINK_ADDRESS, id="without a beginning"),
        pytest.param("wks.nl/kaart", Hint.LINK_ADDRESS, id="a bare one"),
        pytest.param("Wmo 2015", None, id="a law with a year"),
        pytest.param("art. 2.1 Wmo", None, id="an article"),
        pytest.param(" ", Hint.LINK_EMPTY, id="no words"),
    ],
)
def test_a_link_that_does_not_say_where_it_goes_is_named(text, hint):
    assert [finding.hint for finding in about_links([text])] == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("Twee bewoners bij een lege zandbak", None, id="it says what there is to see"),
        pytest.param("IMG_2041.jpg", Hint.DESCRIPTION_FILE_NAME, id="the name of a file"),
        pytest.param("DSC 2041", Hint.DESCRIPTION_FILE_NAME, id="the number of a camera"),
        pytest.param("Foto van het plein", Hint.DESCRIPTION_OF, id="foto van"),
        pytest.param("Een fotograaf van het dorp", None, id="only at the beginning"),
        pytest.param("x" * 151, Hint.DESCRIPTION_LONG, id="very long"),
    ],
)
def test_a_description_that_tells_little_is_named(text, hint):
    assert [finding.hint for finding in about_descriptions([text])] == ([hint] if hint else [])


def test_headings_links_and_pictures_are_found_in_html():
    found = markup_of(
        "<h2>De <b>wens</b></h2><p>Lees <a href='/a/'>de <i>kaart</i></a>.</p>"
        '<a href="/b/"><img src="x" alt="Een plein"></a><a name="x">geen link</a><h3 class="x">Vraag &amp; wens</h3>'
        "<img src='y' alt=''><a href='/c/' aria-label='Sluiten'></a>"
    )
    assert found.headings == [Heading(2, "De wens"), Heading(3, "Vraag & wens")]
    assert found.links == ["de kaart", "Een plein", "Sluiten"]
    assert found.descriptions == ["Een plein"]
