"""A question as it goes to a browser: under other names, so that nothing in the page tells the key. Pure.

Names of options come from the bank, where somebody who knows how they are made could read pairs and orders from them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessments.rules.items import Item

TEXT = "text"  # what somebody wrote is never taken for a name


@dataclass(frozen=True)
class Asked:
    """A question with the names under which its options are shown."""

    item: Item
    names: Mapping[str, str]

    @cached_property
    def masked(self) -> Item:
        """The question under the shown names."""
        options = (
            replace(option, key=self.names[option.key], target=self.names.get(option.target, ""))
            for option in self.item.options
        )
        targets = (replace(target, key=self.names[target.key]) for target in self.item.targets)
        return replace(self.item, options=tuple(options), targets=tuple(targets))

    def mask(self, value: Any) -> Any:
        """An answer or an order, from the names of the bank to the shown ones."""
        return _renamed(value, self.names)

    def unmask(self, value: Any) -> Any:
        """And back."""
        return _renamed(value, {shown: key for key, shown in self.names.items()})


def asked_under(item: Item, name: Callable[[str], str]) -> Asked:
    """A question of which each option and right-hand side gets a name."""
    keys = [option.key for option in item.options] + [target.key for target in item.targets]
    return Asked(item, {key: name(key) for key in keys})


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            names.get(key, key): each if key == TEXT else _renamed(each, names) for key, each in value.items()
        }
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value)
