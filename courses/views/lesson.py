"""What a lesson page shows: its pieces, each part with the learner's own answer, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.cache import caches
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.api import Choice, Outcome, answers_of, judge
from courses import api
from courses.choices import PartKind
from courses.rules.body import Piece
from courses.selectors.bodies import body_of
from courses.selectors.learning import notes_of
from courses.selectors.places import KINDS, cards_of
from courses.selectors.reasons import parts_text, why_lesson_is_not_finished

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from courses.rules.learner import Journey, LessonStep
    from courses.rules.outline import Lesson, Spot
    from courses.selectors.learning import Learner

PARKED = "parked_texts"
KEPT = "kept"  # the field that says for whom a page promised to keep an answer
# Stand where a form's token and the key of its person come; no author can type them.
WORDS_GO_HERE = "\u0002words\u0003"
TOKEN_GOES_HERE = "\u0002token\u0003"  # noqa: S105 - not a password
WHOSE_GOES_HERE = "\u0002whose\u0003"


@dataclass(frozen=True)
class PartView:
    """A part of a lesson as one learner sees it."""

    key: UUID
    kind: str
    url: str
    content: dict[str, Any]
    answer: dict[str, Any] = field(default_factory=dict)
    is_done: bool = False
    is_kept: bool = True
    outcome: Outcome | None = None
    error: str = ""
    typed: str | None = None
    version: str = ""
    card: Any = None  # of what is done elsewhere

    @property
    def state_key(self) -> str:
        """A name for how this part looks, whatever is written in it; nothing when it has a mistake or a result to show."""
        if self.error or self.kind in KINDS:
            return ""
        words = f"{bool(self.text):d}{bool(self.answer.get('text')):d}{self.typed is not None:d}"
        state = f"{self.is_kept:d}{self.is_done:d}{self.has_been_sent:d}{self.chosen}"
        return f"{self.url}:{self.version}:{state}:{words}"

    @property
    def template(self) -> str:
        """The template that draws it."""
        kind = "medium" if self.kind in {PartKind.VIDEO, PartKind.AUDIO} else self.kind
        return f"courses/parts/{kind}.html"

    @property
    def text(self) -> str:
        """What stands in its text field."""
        return self.typed if self.typed is not None else self.answer.get("text", "")

    @property
    def has_been_sent(self) -> bool:
        """Whether the learner sent something for it, also when nothing is kept."""
        return self.is_done or bool(self.answer)

    @property
    def chosen(self) -> int | None:
        """Which answer is chosen."""
        return self.answer.get("choice")


def lesson_context(
    spot: Spot,
    learner: Learner,
    journey: Journey,
    *,
    shown: PartView | None = None,
    typed: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Everything that a lesson page needs; `shown` replaces one part, `typed` are texts that were not saved yet."""
    lesson, module = spot.lesson, spot.module
    assert lesson is not None and module is not None  # noqa: S101, PT018 - a lesson always has its module
    step = journey.step_for(lesson.pk)
    pieces = body_of(lesson, api.curriculum())
    if learner.follows(spot.path):
        pieces = (*pieces, own_note(lesson))
    return {
        "path": spot.path,
        "module": journey.module_of(lesson.pk),
        "journey": journey,
        "lesson": lesson,
        "step": step,
        "learner": learner,
        "is_kept": learner.follows(spot.path),
        "pieces": part_views(pieces, lesson, learner, step, spot=spot, shown=shown, typed=typed or {}),
        "position_url": reverse("courses:place", args=[lesson.pk]),
        **dict(zip(("previous", "next"), spot.path.beside(lesson), strict=True)),
        **_reading(step),
        **standing_words(step),
    }


def _reading(step: LessonStep) -> dict[str, Any]:
    key = step.lesson.reading_key
    is_read = step.progress is not None and key in step.progress.done_keys
    return {"reading_url": part_url(step.lesson, key), "is_read": is_read}


def own_note(lesson: Lesson) -> Piece:
    """The place at the end of every lesson for what a learner wants to remember."""
    return Piece(kind="note", key=lesson.reading_key, content={"prompt": _("My own notes with this lesson")})


def note_keys(lesson: Lesson) -> set[UUID]:
    """The places of a lesson where a note can be written."""
    pieces = body_of(lesson, api.curriculum())
    return {piece.key for piece in pieces if piece.kind == "note" and piece.key} | {lesson.reading_key}


def standing_words(step: LessonStep) -> dict[str, str]:
    """How far a lesson is and why it is not finished, in words."""
    return {
        "standing_text": parts_text(step.standing),
        "standing_why": why_lesson_is_not_finished(step.standing),
    }


def part_views(
    pieces: tuple[Piece, ...],
    lesson: Lesson,
    learner: Learner,
    step: LessonStep,
    *,
    spot: Spot,
    shown: PartView | None,
    typed: dict[str, str],
) -> list[Piece | PartView]:
    """The pieces of a lesson, with the personal ones filled in. At most two queries, and two more for each kind of work elsewhere."""
    keys = [piece.key for piece in pieces if piece.key is not None]
    is_kept = learner.follows(spot.path)
    answers, notes = _own_words(learner, lesson, keys) if is_kept else ({}, {})
    cards = _cards(pieces, learner)
    done = step.progress.done_keys if step.progress else frozenset()
    views: list[Piece | PartView] = []
    for piece in pieces:
        if piece.key is None:
            views.append(piece)
        elif shown is not None and piece.key == shown.key:
            views.append(shown)
        else:
            answer = (
                {"text": notes.get(piece.key, "")} if piece.kind == "note" else answers.get(piece.key, {})
            )
            view = part_view(piece, lesson, answer=answer, is_done=piece.key in done, is_kept=is_kept)
            view = replace(view, card=cards.get(piece.key), typed=typed.get(str(piece.key)))
            views.append(view)
    return views


def part_view(
    piece: Piece, lesson: Lesson, *, answer: dict[str, Any], is_done: bool, is_kept: bool, error: str = ""
) -> PartView:
    """One part as one learner sees it."""
    assert piece.key is not None  # noqa: S101 - only personal pieces come here
    return PartView(
        key=piece.key,
        kind=piece.kind,
        url=_address("courses:note" if piece.kind == "note" else "courses:part", lesson.pk, piece.key),
        content=piece.content,
        answer=answer,
        is_done=is_done,
        is_kept=is_kept,
        outcome=outcome_of(piece, answer),
        error=error,
        version=f"{lesson.revision}:{api.curriculum().version}",
    )


def outcome_of(piece: Piece, answer: dict[str, Any]) -> Outcome | None:
    """What a chosen answer means, or None where nothing was chosen."""
    if piece.kind != PartKind.CHECK or "choice" not in answer:
        return None
    choices = tuple(Choice(c["text"], c["feedback"], c["is_right"]) for c in piece.content["choices"])
    return judge(choices, answer["choice"], must_be_right=piece.content["must_be_right"])


def drawn_part(part: PartView, *, token: str, whose: str) -> SafeString:
    """The HTML of a part with a form token, whose it is, and what somebody wrote in it.

    How a part looks has few states, and each is drawn once per process; what differs per page is put in afterwards.
    """
    fragments = caches["fragments"]
    key = f"part:{part.state_key}:{get_language()}" if part.state_key else ""
    html = fragments.get(key) if key else None
    if html is None:
        blank = replace(part, answer={**part.answer, "text": WORDS_GO_HERE}) if part.text else part
        places = {"csrf_token": TOKEN_GOES_HERE, "whose": WHOSE_GOES_HERE}
        html = render_to_string(part.template, {"part": replace(blank, typed=_place(part.typed)), **places})
        if key:
            fragments.set(key, html)
    # What somebody wrote comes last, so that nothing in it is taken for a place.
    html = html.replace(TOKEN_GOES_HERE, token).replace(WHOSE_GOES_HERE, whose)
    return mark_safe(html.replace(WORDS_GO_HERE, escape(part.text)))  # noqa: S308 - our templates; words are escaped


def _place(typed: str | None) -> str | None:
    return WORDS_GO_HERE if typed else typed


def key_of(person: Any) -> str:
    """The opaque key of who looks at a page; empty for a visitor."""
    return str(getattr(person, "public_id", ""))


def part_url(lesson: Lesson, key: UUID) -> str:
    """Where a part is posted."""
    return _address("courses:part", lesson.pk, key)


@lru_cache(maxsize=4096)
def _address(name: str, lesson_pk: int, key: UUID) -> str:
    return reverse(name, args=[lesson_pk, key])


def parked_text(request: HttpRequest, lesson: Lesson) -> dict[str, str]:
    """Texts that this person typed while the session had ended; given back once, and to nobody else."""
    parked = request.session.get(PARKED, {}) if PARKED in request.session else {}
    mine = parked.pop(str(lesson.pk), {})
    if mine:
        request.session[PARKED] = parked
    return {key: text for key, (owner, text) in mine.items() if owner in {"", key_of(request.user)}}


def park_text(request: HttpRequest, lesson: Lesson, key: UUID, text: str) -> None:
    """Keep a typed text in the session of somebody who has to sign in again."""
    parked = request.session.get(PARKED, {})
    parked.setdefault(str(lesson.pk), {})[str(key)] = (request.POST.get(KEPT, ""), text)
    request.session[PARKED] = parked


def _own_words(
    learner: Learner, lesson: Lesson, keys: list[UUID]
) -> tuple[dict[UUID, dict[str, Any]], dict[UUID, str]]:
    if learner.person is None or learner.municipality is None:
        return {}, {}
    answers = (
        answers_of(person=learner.person, municipality=learner.municipality, questions=keys) if keys else {}
    )
    return answers, notes_of(learner, lesson.pk)


def _cards(pieces: tuple[Piece, ...], learner: Learner) -> dict[UUID, Any]:
    """What is done elsewhere among these pieces, and how it went for this learner."""
    works = {
        piece.key: (piece.kind, piece.content["reference"])
        for piece in pieces
        if piece.kind in KINDS and piece.key is not None
    }
    cards = cards_of(learner.person, learner.municipality, set(works.values())) if works else {}
    return {key: cards[work] for key, work in works.items() if work in cards}
