"""Paths, modules and lessons as rules see them, without a database."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from courses.rules.outline import Lesson, Module, Path
from courses.rules.progress import Part


def lesson(pk, code, **changes):
    """A lesson with a reading and a question."""
    reading = UUID(int=10 * pk)
    parts = (Part(reading, "reading", "Lees"), Part(UUID(int=10 * pk + 1), "check", "Wat vraag je?"))
    made = Lesson(
        pk=pk,
        code=code,
        title=f"Les {code}",
        url=f"/leren/wks/{code.lower()}/",
        form="lesson",
        minutes=10,
        description="",
        goals=(),
        is_required=True,
        is_locked=False,
        revision=1,
        reading_key=reading,
        parts=parts,
    )
    return replace(made, **changes)


def module(pk, code, *lessons, **changes):
    """A module."""
    made = Module(
        pk=pk,
        code=code,
        title=f"Module {code}",
        url=f"/leren/wks/{code.lower()}/",
        level=1,
        minutes=60,
        audience="",
        intro="",
        is_open=False,
        is_locked=False,
        lessons=lessons,
    )
    return replace(made, **changes)


def path(*modules):
    """A path."""
    return Path(
        pk=1,
        code="WKS",
        title="WKS",
        url="/leren/wks/",
        description="",
        municipality_id=None,
        levels=(),
        modules=modules,
    )
