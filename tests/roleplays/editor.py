"""The editor of a scenario, as the browser of an author sends it."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import get_edit_handler
from wagtail.test.utils.form_data import nested_form_data, streamfield

from roleplays.blocks import stream_of_cards
from roleplays.models import RolePlayScenario
from tests.roleplays.scenes import CARDS

PLAIN = ("code", "title", "summary", "domain", "context", "case", "player_role", "minutes")
SEVERAL = frozenset({"held", "broken"})  # lists that are one field


def fields(scenario: RolePlayScenario, *, body: list[dict[str, Any]]) -> dict[str, Any]:
    """What the form of a scenario holds, with these scenes."""
    streams = {"body": body, "role_cards": stream_of_cards(CARDS), "frame": [], "look_fors": []}
    plain = {name: getattr(scenario, name) for name in PLAIN}
    return nested_form_data({**plain, **{name: _stream(blocks) for name, blocks in streams.items()}})


def form_of(scenario: RolePlayScenario, *, body: list[dict[str, Any]]) -> Any:
    """The form of the editor as it was sent."""
    form_class = get_edit_handler(RolePlayScenario).get_form_class()
    return form_class(fields(scenario, body=body), instance=scenario)


def _stream(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return streamfield([(block["type"], _value(block["value"])) for block in blocks])


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    found = {name: _part(name, part) for name, part in value.items()}
    return {name: part for name, part in found.items() if part is not False and part is not None}


def _part(name: str, part: Any) -> Any:
    if isinstance(part, list) and name not in SEVERAL:
        return _stream(part)
    return _value(part)
