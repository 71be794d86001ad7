"""A form of blocks that nobody changed is an unchanged form, whatever the kind of value."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField

STORED: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.DecimalField, Decimal("1.5000")),
    (forms.FloatField, 1.5),
    (forms.IntegerField, 5),
    (forms.DateTimeField, datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)),
    (forms.DateField, datetime.date(2026, 1, 2)),
    (forms.TimeField, datetime.time(3, 4)),
)


def below(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield from below(child)


def stored_by(block: blocks.Block) -> Any:
    """A value of the kind that a block keeps; None for words, which need no cleaning."""
    if not isinstance(block, blocks.FieldBlock):
        return None
    return next((value for kind, value in STORED if isinstance(block.field, kind)), None)


VALUES = {
    f"{field.model._meta.label}.{field.name}:{type(block).__name__}": block
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
    for block in below(field.stream_block)
    if stored_by(block) is not None
}


def test_there_are_such_blocks():
    assert any("LessonPage.body" in name for name in VALUES)


@pytest.mark.parametrize("block", VALUES.values(), ids=VALUES)
def test_what_the_browser_sends_back_is_what_was_stored(block):
    stored = stored_by(block)
    sent = {"field": str(block.field.widget.format_value(block.value_for_form(stored)))}
    posted = block.value_from_datadict(sent, {}, "field")
    assert block.get_prep_value(posted) == block.get_prep_value(stored)
