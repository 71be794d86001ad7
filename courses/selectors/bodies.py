"""Lesson bodies, drawn once per revision; only what differs per learner is drawn again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.cache import caches
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from courses.blocks import code_of_work, personal_kind_of
from courses.choices import PartKind
from courses.models import GlossaryTerm, LessonPage
from courses.rules.body import Piece

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from courses.rules.outline import Curriculum, Lesson

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TERM_LINK = re.compile(r'<a href="/begrippen/([a-z0-9-]+)/">')


def body_of(lesson: Lesson, curriculum: Curriculum) -> tuple[Piece, ...]:
    """The pieces of a published lesson. No query when this process drew them before."""
    fragments = caches["fragments"]
    key = f"body:{lesson.pk}:{lesson.revision}:{curriculum.version}:{get_language()}"
    pieces = fragments.get(key)
    if pieces is None:
        pieces = pieces_of(LessonPage.objects.get(pk=lesson.pk).body)
        fragments.set(key, pieces)
    return pieces


def pieces_of(body: StreamValue) -> tuple[Piece, ...]:
    """Draw a lesson's blocks, joining what is the same for everybody; one query for the terms of the glossary."""
    return _with_definitions(_drawn(body))


def _drawn(body: StreamValue) -> list[Piece]:
    pieces: list[Piece] = []
    drawn: list[str] = []
    anchors: set[str] = set()
    for child in body:
        kind = personal_kind_of(child)
        if not kind:
            drawn.append(_with_anchors(str(child.render()), anchors))
            continue
        if drawn:
            pieces.append(Piece(html=mark_safe("".join(drawn))))  # noqa: S308 - drawn by our own templates
            drawn = []
        content = {**_CONTENT[kind](child.value), "may_be_skipped": not child.value.get("is_required", True)}
        pieces.append(Piece(kind=kind, key=UUID(child.id), content=content))
    if drawn:
        pieces.append(Piece(html=mark_safe("".join(drawn))))  # noqa: S308 - as above
    return pieces


def _with_definitions(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Give every link to a term its definition, for the small dialogue that scripts open."""
    used = {slug for piece in pieces for text in _texts_of(piece) for slug in _TERM_LINK.findall(text)}
    if not used:
        return tuple(pieces)
    terms = GlossaryTerm.objects.filter(live=True, slug__in=used)
    definitions = dict(terms.values_list("slug", "definition"))
    return tuple(
        replace(
            piece,
            html=mark_safe(_explained(piece.html, definitions)),  # noqa: S308 - drawn above; what is added is escaped
            content={name: _explained_value(value, definitions) for name, value in piece.content.items()},
        )
        for piece in pieces
    )


def _texts_of(piece: Piece) -> list[str]:
    return [piece.html, *(value for value in piece.content.values() if isinstance(value, str))]


def _explained_value(value: Any, definitions: dict[str, str]) -> Any:
    return _explained(value, definitions) if isinstance(value, str) else value


def _explained(html: str, definitions: dict[str, str]) -> str:
    def link(match: re.Match[str]) -> str:
        slug = match[1]
        if slug not in definitions:
            return match[0]
        return format_html(
            '<a class="wks-term" href="/begrippen/{}/" data-definition="{}">', slug, definitions[slug]
        )

    return _TERM_LINK.sub(link, html)


def _with_anchors(html: str, taken: set[str]) -> str:
    """Name each section, so that a learner can come back to it."""

    def name(match: re.Match[str]) -> str:
        anchor = slugify(strip_tags(match[1]))[:60] or "deel"
        while anchor in taken:
            anchor += "-"
        taken.add(anchor)
        return f'<h2 id="{anchor}" data-section="{anchor}">{match[1]}</h2>'

    return _HEADING.sub(name, html)


def _html(value: Any) -> str:
    return expand_db_html(value.source) if value else ""


def _check(value: Any) -> dict[str, Any]:
    return {
        "question": _html(value["question"]),
        "must_be_right": value["must_be_right"],
        "choices": [
            {"text": choice["text"], "is_right": choice["is_right"], "feedback": choice["feedback"]}
            for choice in value["choices"]
        ],
    }


def _question(value: Any) -> dict[str, Any]:
    return {"question": _html(value["question"]), "compare": _html(value["compare"])}


def _exercise(value: Any) -> dict[str, Any]:
    return {
        "title": value["title"],
        "minutes": value["minutes"],
        "instruction": _html(value["instruction"]),
        "example": _html(value["example"]),
    }


def _medium(value: Any) -> dict[str, Any]:
    file, captions, embed = value.get("file"), value.get("captions"), value.get("embed")
    return {
        "title": value["title"],
        "file_url": file.url if file else "",
        "captions_url": captions.url if captions else "",
        "embed": embed.html if embed else "",
        "transcript": _html(value["transcript"]),
        "minutes": value["minutes"],
    }


def _note(value: Any) -> dict[str, Any]:
    return {"prompt": value["prompt"]}


def _place(value: Any) -> dict[str, Any]:
    return {
        "title": value.get("title") or PartKind.H5P.label,
        "reference": code_of_work(value),
        "text": _html(value["text"]),
    }


_CONTENT = {
    "check": _check,
    "question": _question,
    "exercise": _exercise,
    "video": _medium,
    "audio": _medium,
    "note": _note,
    PartKind.TEST: _place,
    PartKind.CASE: _place,
    PartKind.ROLE_PLAY: _place,
    PartKind.H5P: _place,
}
