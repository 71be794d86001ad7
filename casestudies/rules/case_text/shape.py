"""What each named value of a case has to be."""

from __future__ import annotations

from typing import Any

from casestudies.choices import Context, Domain, FrameField, Pitfall, Source, WksRole
from core.choices import Speaker
from core.rules.entries import (
    Refused,
    Rule,
    choice,
    code,
    day,
    entries,
    flag,
    mapping,
    number,
    text,
    texts,
)
from core.rules.problems import FieldProblem

LONGEST_TEXT = 5_000
LONGEST_LINE = 1_000
LONGEST_NAME = 80


def paragraphs(value: Any, rule: Rule) -> str:
    """A text with a blank line between paragraphs, written as such or as a list."""
    if isinstance(value, list) and value:
        value = "\n\n".join(text(each, rule) for each in value)
    if not isinstance(value, str) or not value.strip():
        raise Refused(FieldProblem.NOT_A_TEXT)
    parts = [" ".join(part.split()) for part in value.split("\n\n")]
    return text("\n\n".join(part for part in parts if part), rule)


def moment(value: Any, rule: Rule) -> str:
    """When something happened, in words or as a year."""
    return text(str(value) if isinstance(value, int) and not isinstance(value, bool) else value, rule)


_TEXT = Rule(text, longest=LONGEST_TEXT)
_LINE = Rule(text, longest=LONGEST_LINE)
_NAME = Rule(text, longest=LONGEST_NAME)
_NO_NAME = Rule(text, is_required=False, longest=LONGEST_NAME)
_PARAGRAPHS = Rule(paragraphs, longest=LONGEST_TEXT)
_LINES = Rule(texts, longest=LONGEST_LINE)
_ROLE = Rule(choice, one_of=tuple(speaker for speaker in Speaker.values if speaker != Speaker.NARRATOR))
_SPEAKER = Rule(choice, one_of=tuple(Speaker.values))
_PITFALL = Rule(choice, one_of=tuple(Pitfall.values))

CASE: dict[str, Rule] = {
    "code": Rule(code, longest=20),
    "title": Rule(text, longest=120),
    "domain": Rule(choice, one_of=tuple(Domain.values)),
    "context": Rule(choice, one_of=tuple(Context.values)),
    "summary": Rule(text, longest=160),
    "minutes": Rule(number, least=5, most=240),
    "situation": _PARAGRAPHS,
    "wish": _PARAGRAPHS,
    "frame": Rule(mapping),
    "frame_owner": Rule(text, longest=200),
    "frame_translator": Rule(text, longest=200),
    "frame_tester": Rule(text, longest=200),
    "hard_limits": _LINES,
    "people": Rule(entries),
    "timeline": Rule(entries),
    "documents": Rule(entries, is_required=False, default=()),
    "dilemmas": _LINES,
    "pitfalls": Rule(entries),
    "questions": _LINES,
    "facilitator_notes": _LINES,
    "expert_answer": _PARAGRAPHS,
    "roles": Rule(mapping),
    "diagnosis": Rule(mapping),
    "owner": Rule(text, longest=120),
    "review_due": Rule(day),
    "source": Rule(choice, one_of=(Source.INVENTED.value,)),
}
FRAME: dict[str, Rule] = dict.fromkeys(FrameField.values, _LINE)
LISTS: dict[str, dict[str, Rule]] = {
    "people": {"role": _ROLE, "name": _NAME, "about": _LINE},
    "timeline": {"when": Rule(moment, longest=LONGEST_NAME), "fact": _LINE},
    "documents": {"title": Rule(text, longest=120), "text": _PARAGRAPHS},
    "pitfalls": {"code": _PITFALL, "why": _LINE},
}
ROLES: tuple[str, ...] = tuple(WksRole.values)
ROLE_VIEW: dict[str, Rule] = {"view": _PARAGRAPHS, "question": _LINE}
DIAGNOSIS: dict[str, Rule] = {"first": Rule(entries), "predict": Rule(mapping), "second": Rule(entries)}
FIRST_LINE: dict[str, Rule] = {
    "who": _SPEAKER,
    "name": _NO_NAME,
    "text": _LINE,
    "pitfall": Rule(choice, is_required=False, one_of=tuple(Pitfall.values)),
    "why": Rule(text, is_required=False, longest=LONGEST_LINE),
}
SECOND_LINE: dict[str, Rule] = {
    "who": _SPEAKER,
    "name": _NO_NAME,
    "text": _LINE,
    "handled": Rule(number, is_required=False, default=0, least=1, most=20),
}
PREDICT: dict[str, Rule] = {"question": _LINE, "options": Rule(entries)}
OPTION: dict[str, Rule] = {
    "text": _LINE,
    "right": Rule(flag, is_required=False, default=False),
    "feedback": _LINE,
}
