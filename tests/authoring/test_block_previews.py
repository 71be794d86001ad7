from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags
from wagtail.blocks import Block, StreamBlock

from courses.blocks import LessonBodyBlock
from website.models import PublicBodyBlock

pytestmark = pytest.mark.django_db
UNDRAWN = re.compile(r"<c-|\{\{|\{%")
WORDS_THAT_SHOW_SOMETHING = 4
FORBIDDEN = re.compile(
    r"<style|<script(?! type=\"application/json\")|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def choices() -> list[tuple[str, str]]:
    streams = (LessonBodyBlock, PublicBodyBlock)
    return [(stream.__name__, name) for stream in streams for name in stream().child_blocks]


def block(stream: str, name: str) -> Block:
    """The block as the editor knows it, from the field that is on the page."""
    for page_block in (
        child for child in Block.definition_registry.values() if isinstance(child, StreamBlock)
    ):
        if type(page_block).__name__ == stream:
            return page_block.child_blocks[name]
    raise AssertionError(stream)


@pytest.mark.parametrize(("stream", "name"), choices())
def test_every_block_shows_in_the_picker_what_it_becomes(stream, name, author, signed_in):
    chosen = block(stream, name)
    assert chosen.is_previewable
    answer = signed_in(author).get("/beheer/block-preview/", {"id": chosen.definition_prefix})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "wks/wks.css" in html
    body = html.split("<main", 1)[1]
    assert len(strip_tags(body).split()) >= WORDS_THAT_SHOW_SOMETHING
    assert not UNDRAWN.search(html)
    assert not FORBIDDEN.search(html), FORBIDDEN.search(html)


@pytest.mark.parametrize(("stream", "name"), choices())
def test_every_block_says_in_the_picker_what_it_is_for(stream, name):
    chosen = block(stream, name)
    assert len(str(chosen.get_description())) > 10
    assert chosen.meta.icon != "placeholder" or name == "place"


@pytest.mark.parametrize("name", LessonBodyBlock().child_blocks)
def test_a_block_that_is_still_empty_can_be_drawn(name):
    chosen = block("LessonBodyBlock", name)
    assert "<c-" not in str(chosen.render(chosen.normalize(chosen.get_default())))
