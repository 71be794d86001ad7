"""From the parts that a reader found to a question with its place in the bank, and back to what others keep of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.report import Found, Notes, Place, Remark, differences
from assessments.rules.exchange.shape import checked, plain
from assessments.rules.exchange.texts import on_one_line
from assessments.rules.exchange.vocabulary import IDENTIFIER, Labels, with_red_flags
from assessments.rules.items import Item, Tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(slots=True)
class Draft:
    """What was read of a question so far."""

    place: Place
    notes: Notes = field(default_factory=Notes)
    labels: Labels = field(default_factory=Labels)
    identifier: str = ""
    module: str = ""

    def is_called(self, title: str, *, text: str) -> None:
        """Take in a title: it may be the identifier, it may repeat the text, or it is not kept."""
        title = on_one_line(title)
        named = IDENTIFIER.match(title)
        if named and not self.identifier and title[named.end() :][:1] in {"", " ", ":"}:
            self.identifier = named[0]
        rest = title.removeprefix(self.identifier).removesuffix("...").strip(" :…")
        if not on_one_line(text).lstrip(" :…").startswith(rest):
            self.notes.lose(Loss.TITLE, name=title)

    def finish(self, item: Item) -> Found:
        """The question with its place in the bank; raises RefusedError when it cannot be asked."""
        labels = self.labels
        if item.kind == QuestionKind.SJT:
            item = replace(with_red_flags(item, labels), panel=labels.panel)
        tagged = Tagged(
            identifier=self.identifier,
            purpose=labels.purpose,
            module=labels.module or self.module,
            item=checked(plain(replace(item, unit=item.unit or labels.unit))),
            goal=labels.goal,
            competency=labels.competency,
            difficulty=labels.difficulty,
        )
        return Found(tagged, self.place, self.notes.remarks(self.place))


def held(tagged: Tagged, *, reduce: Callable[[Item], Item]) -> Tagged:
    """What is left of a question in a format that holds as much as `reduce` leaves."""
    return replace(tagged, item=reduce(plain(tagged.item)))


def losses_of(tagged: Tagged, kept: Tagged, *, shown_as: Mapping[QuestionKind, QuestionKind]) -> list[Remark]:
    """What to tell of a question that was written: what was not kept, and as what others show it."""
    place = Place(name=tagged.identifier)
    whole = held(tagged, reduce=lambda item: item)
    losses = [Remark(loss, place) for loss in differences(before=whole, after=kept)]
    other = shown_as.get(QuestionKind(kept.item.kind))
    return [*losses, Remark(Loss.SHOWN_AS, place, {"kind": other.label})] if other else losses
