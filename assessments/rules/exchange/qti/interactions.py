"""What can be answered to a QTI item, as an item without its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.qti.body import BLANK, rubric_for, words_of
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.rubrics import criteria_in
from assessments.rules.exchange.shape import Weighed, choice_of, in_order, paired, true_or_not
from assessments.rules.exchange.texts import number_in, on_one_line, tidy
from assessments.rules.items import Item

if TYPE_CHECKING:
    from assessments.rules.exchange.assembling import Draft
    from assessments.rules.exchange.qti.keys import Key
    from assessments.rules.exchange.xmltree import Node

_NUMBERS = {"float", "integer", "double"}


def _choices(interaction: Node, key: Key, draft: Draft, feedback: Mapping[str, str]) -> Item:
    choices = list(interaction.each("simplechoice", "inlinechoice"))
    return _choice_of(choices, key, draft, feedback, is_single=key.is_single)


def _choice_of(
    choices: list[Node], key: Key, draft: Draft, feedback: Mapping[str, str], *, is_single: bool
) -> Item:
    rows = [
        Weighed(
            _words(choice, draft),
            key.weight(choice["identifier"]),
            feedback.get(choice["identifier"], ""),
        )
        for choice in choices
    ]
    if draft.labels.kind == QuestionKind.TRUE_FALSE and len(rows) == 2:
        true, false = rows
        return true_or_not(
            is_true=true.weight > false.weight, feedback_true=true.feedback, feedback_false=false.feedback
        )
    return choice_of(rows, is_single=is_single, kind=draft.labels.kind, notes=draft.notes)


def _words(answer: Node, draft: Draft) -> str:
    """What an answer says; a picture says nothing here."""
    words = words_of(answer, draft.notes)
    if not words and any(answer.within("img", "object")):
        raise RefusedError(Refusal.ONLY_A_PICTURE)
    return words


def _marks(interaction: Node, key: Key, draft: Draft, feedback: Mapping[str, str]) -> Item:
    sentences = list(interaction.within("hottext"))
    rows = [
        Weighed(
            _words(sentence, draft),
            key.weight(sentence["identifier"]),
            feedback.get(sentence["identifier"], ""),
        )
        for sentence in sentences
    ]
    item = choice_of(rows, is_single=False, kind=QuestionKind.MARK, notes=draft.notes)
    without = {id(sentence): " " for sentence in [*sentences, *interaction.each("prompt")]}
    if not _passage(interaction, draft, without):
        return item
    prompts = {id(prompt): " " for prompt in interaction.each("prompt")}
    return Item(item.kind, _passage(interaction, draft, prompts), item.options)


def _passage(interaction: Node, draft: Draft, blanks: Mapping[int, str]) -> str:
    return words_of(interaction, draft.notes, blanks=blanks)


def _steps(interaction: Node, key: Key, draft: Draft, feedback: Mapping[str, str]) -> Item:
    texts = {choice["identifier"]: _words(choice, draft) for choice in interaction.each("simplechoice")}
    if len(key.correct) != len(texts) or set(key.correct) != set(texts):
        raise RefusedError(Refusal.NO_KEY)
    if any(feedback.get(identifier) for identifier in texts):
        draft.notes.lose(Loss.FEEDBACK)
    return in_order([texts[identifier] for identifier in key.correct])


def _pairs(interaction: Node, key: Key, draft: Draft, _feedback: Mapping[str, str]) -> Item:
    sets = [
        {choice["identifier"]: _words(choice, draft) for choice in each.each("simpleassociablechoice")}
        for each in interaction.each("simplematchset")
    ]
    if len(sets) != 2:
        raise RefusedError(Refusal.TOO_FEW)
    right = [tuple(pair.split()) for pair in key.right]
    pairs = [(pair[0], pair[1]) for pair in right if len(pair) == 2]
    return _paired(sets[0], sets[1], pairs, draft)


def _paired(
    lefts: Mapping[str, str], rights: Mapping[str, str], pairs: list[tuple[str, str]], draft: Draft
) -> Item:
    """Each left-hand side with its partner; turned round where it is the right-hand sides that have one."""
    partner = dict(pairs)
    if len(partner) < len(pairs) and len({right for _left, right in pairs}) == len(pairs):
        return _paired(rights, lefts, [(right, left) for left, right in pairs], draft)
    if len(partner) < len(pairs):
        raise RefusedError(Refusal.SEVERAL_KEYS)
    lonely = next((text for key, text in lefts.items() if partner.get(key) not in rights), None)
    if lonely is not None or not pairs:
        raise RefusedError(Refusal.NO_PARTNER, text=lonely or "")
    return paired(
        [(text, rights[partner[key]]) for key, text in lefts.items()],
        extra=rights.values(),
        kind=draft.labels.kind,
    )


def _gaps(interaction: Node, key: Key, draft: Draft, _feedback: Mapping[str, str]) -> Item:
    words = {each["identifier"]: words_of(each, draft.notes) for each in interaction.each("gaptext")}
    gaps = {gap["identifier"]: f"({place})" for place, gap in enumerate(interaction.within("gap"), start=1)}
    pairs = [tuple(pair.split()) for pair in key.right]
    item = _paired(gaps, words, [(pair[1], pair[0]) for pair in pairs if len(pair) == 2], draft)
    draft.notes.lose(Loss.READ_AS, kind=QuestionKind(item.kind).label)
    blanks = {id(gap): f"{gaps[gap['identifier']]} {BLANK}" for gap in interaction.within("gap")}
    hidden = {id(each): " " for each in interaction.each("gaptext", "prompt")}
    return Item(item.kind, _passage(interaction, draft, blanks | hidden), item.options, item.targets)


def _entry(interaction: Node, key: Key, draft: Draft, _feedback: Mapping[str, str]) -> Item:
    if key.base_type in _NUMBERS:
        right = key.right
        if len(right) > 1:
            draft.notes.lose(Loss.NUMBERS)
        number = number_in(right[0]) if right else None
        return Item(QuestionKind.NUMERIC, "", number=number, tolerance=key.tolerance)
    most = max(key.mapped.values(), default=Decimal(0))
    full = [answer for answer, points in key.mapped.items() if points == most and points > 0]
    if any(0 < points < most for points in key.mapped.values()):
        draft.notes.lose(Loss.PARTIAL_CREDIT)
    if interaction["patternmask"]:
        draft.notes.lose(Loss.PROCESSING)
    accepted = filter(None, (on_one_line(tidy(answer)) for answer in (*key.correct, *full)))
    return Item(QuestionKind.FILL_IN, "", accepted=tuple(dict.fromkeys(accepted)))


def _open(_interaction: Node, _key: Key, _draft: Draft, _feedback: Mapping[str, str]) -> Item:
    return Item(QuestionKind.OPEN, "")


def with_rubric(item: Item, node: Node, draft: Draft) -> Item:
    """The open question with what the item says to who marks it."""
    if item.kind != QuestionKind.OPEN:
        return item
    rubric = rubric_for(node, "scorer", draft.notes)
    criteria = criteria_in(rubric)
    if rubric and not criteria:
        draft.notes.lose(Loss.RUBRIC)
        return Item(item.kind, item.text, explanation=rubric)
    return Item(item.kind, item.text, criteria=criteria)


Reader = Callable[["Node", "Key", "Draft", Mapping[str, str]], Item]

READERS: dict[str, Reader] = {
    "choiceinteraction": _choices,
    "inlinechoiceinteraction": _choices,
    "hottextinteraction": _marks,
    "orderinteraction": _steps,
    "matchinteraction": _pairs,
    "gapmatchinteraction": _gaps,
    "textentryinteraction": _entry,
    "extendedtextinteraction": _open,
}
