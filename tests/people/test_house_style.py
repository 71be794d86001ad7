"""Whatever colours a municipality chooses, everybody can read the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.rules.house_style import DEFAULT_STYLE, HouseStyle, build_tokens, contrast, stylesheet

ROOT = Path(__file__).resolve().parents[2]
WATERRIJK = HouseStyle(primary="#17509b", accent="#e07b00")
HEIDELANDE = HouseStyle(primary="#2f7d32", accent="#8a2d6b", corners="square")
ZONNESTEIN = HouseStyle(primary="#f2b705", accent="#8c1d40", link="#8c1d40", corners="round")

FAMILIES = (
    *("accent-1", "accent-2", "accent-3", "action-1", "action-2", "default"),
    *("positive", "warning", "negative", "info"),
)
READ_ON = {
    "color-default": ("bg-document", "bg-subtle", "bg-default"),
    "color-hover": ("bg-document", "bg-subtle", "bg-default"),
    "color-active": ("bg-document", "bg-subtle", "bg-default"),
    "color-subtle": ("bg-document", "bg-subtle", "bg-default"),
    "color-document": ("bg-document", "bg-subtle", "bg-default", "bg-hover", "bg-active"),
    "inverse-color-default": ("inverse-bg-default", "inverse-bg-document", "inverse-bg-subtle"),
    "inverse-color-hover": ("inverse-bg-hover",),
    "inverse-color-active": ("inverse-bg-active",),
}
SEEN_ON = {
    "border-default": ("bg-document", "bg-subtle", "bg-default"),
    "border-hover": ("bg-document", "bg-default"),
    "border-active": ("bg-document", "bg-default"),
    "inverse-bg-default": ("bg-document", "bg-subtle"),
}

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def worst(tokens, pairs):
    """The pair of tokens with the least contrast."""
    return min(
        (
            contrast(tokens[f"--basis-color-{f}-{on_top}"], tokens[f"--basis-color-{f}-{ground}"]),
            f,
            on_top,
            ground,
        )
        for f in FAMILIES
        for on_top, grounds in pairs.items()
        for ground in grounds
    )


@given(primary=colours, accent=colours)
def test_text_can_be_read_in_any_house_style(primary, accent):
    tokens = build_tokens(HouseStyle(primary=primary, accent=accent)).tokens
    assert worst(tokens, READ_ON)[0] >= 4.5


@given(primary=colours, accent=colours)
def test_borders_and_buttons_can_be_seen_in_any_house_style(primary, accent):
    tokens = build_tokens(HouseStyle(primary=primary, accent=accent)).tokens
    assert worst(tokens, SEEN_ON)[0] >= 3


@given(primary=colours, accent=colours, neutral=colours)
def test_plain_text_can_be_read_on_every_tint(primary, accent, neutral):
    tokens = build_tokens(HouseStyle(primary=primary, accent=accent, neutral=neutral)).tokens
    plain = tokens["--basis-color-default-color-document"]
    quiet = tokens["--basis-color-default-color-subtle"]
    for family in FAMILIES:
        assert contrast(plain, tokens[f"--basis-color-{family}-bg-active"]) >= 7
        assert contrast(quiet, tokens[f"--basis-color-{family}-bg-subtle"]) >= 4.5


@given(link=colours)
def test_links_can_be_read_whatever_their_colour(link):
    tokens = build_tokens(HouseStyle(primary="#17509b", accent="#e07b00", link=link)).tokens
    assert contrast(tokens["--basis-color-action-2-color-default"], "#ffffff") >= 4.5


@pytest.mark.parametrize(
    ("style", "button", "brand"),
    [
        pytest.param(WATERRIJK, "#17509b", "#17509b", id="a dark first colour is used as it is"),
        pytest.param(HEIDELANDE, "#2f7d32", "#2f7d32", id="so is a green one"),
        pytest.param(ZONNESTEIN, "#8c1d40", "#f2b705", id="yellow decorates, the second colour acts"),
        pytest.param(HouseStyle("#000000", "#000000"), "#000000", "#000000", id="black stays black"),
        pytest.param(HouseStyle("#FFFFFF", "#17509b"), "#17509b", "#ffffff", id="white decorates too"),
    ],
)
def test_the_house_colour_stays_itself_where_it_can(style, button, brand):
    tokens = build_tokens(style).tokens
    assert tokens["--basis-color-action-1-inverse-bg-default"] == button
    assert tokens["--brand"] == brand


@pytest.mark.parametrize(
    ("style", "words"),
    [
        pytest.param(HEIDELANDE, (), id="nothing to say"),
        pytest.param(WATERRIJK, ("#e07b00 heeft te weinig contrast",), id="orange is darkened"),
        pytest.param(ZONNESTEIN, ("#f2b705 is te licht", "#f2b705 heeft te weinig"), id="yellow gives way"),
    ],
)
def test_what_had_to_give_way_is_told(style, words):
    notes = build_tokens(style).notes
    assert len(notes) == len(words)
    assert all(note.startswith(start) for note, start in zip(notes, words, strict=True))


@pytest.mark.parametrize(
    ("corners", "pixels"),
    [("square", ("0px", "0px", "0px")), ("soft", ("4px", "8px", "14px")), ("round", ("8px", "14px", "22px"))],
)
def test_corners_follow_the_house_style(corners, pixels):
    tokens = build_tokens(HouseStyle("#17509b", "#e07b00", corners=corners)).tokens
    assert tuple(tokens[f"--basis-border-radius-{size}"] for size in ("sm", "md", "lg")) == pixels


@pytest.mark.parametrize(
    "bad", [" ", "17509b", "#1759b", "#17509bff", "#17509g", "red", "#fff;}body{}", "#17509b\n"]
)
@pytest.mark.parametrize("field", ["primary", "accent", "link", "neutral"])
def test_a_bad_colour_is_named(field, bad):
    with pytest.raises(ValueError, match=f"{field} must be a colour"):
        HouseStyle(**{"primary": "#17509b", "accent": "#e07b00", field: bad})


@pytest.mark.parametrize("field", ["primary", "accent"])
def test_the_two_house_colours_are_needed(field):
    with pytest.raises(ValueError, match=f"{field} must be a colour"):
        HouseStyle(**{"primary": "#17509b", "accent": "#e07b00", field: ""})


def test_unknown_corners_are_refused():
    with pytest.raises(ValueError, match="corners must be one of square, soft, round"):
        HouseStyle("#17509b", "#e07b00", corners="wavy")


def test_the_style_sheet_holds_tokens_and_nothing_else():
    css = stylesheet(build_tokens(ZONNESTEIN))
    assert re.fullmatch(r":root \{\n(  --[a-z0-9-]+: (#[0-9a-f]{6}|\d+px);\n)+\}\n", css)


def test_the_front_end_is_built_with_the_same_colours():
    """`frontend/src/css/house-style.css` is this result; write it again when this test says so."""
    kept = (ROOT / "frontend/src/css/house-style.css").read_text(encoding="utf-8")
    assert kept.partition("\n")[2] == stylesheet(build_tokens(DEFAULT_STYLE))
