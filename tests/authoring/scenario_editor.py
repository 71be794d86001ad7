"""The editor of a scenario and its desk, as the browser of an author or a reviewer sends them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wagtail.test.utils.form_data import nested_form_data

from casestudies.choices import WksRole
from roleplays.blocks import body_of, stream_of_cards
from roleplays.forms.conditions import LEVELS, MADE
from roleplays.models import RolePlayScenario
from roleplays.rules.scenario import Condition, Node
from tests.factories.roleplays import SCENES
from tests.roleplays.scenes import CARDS

LIST = "/beheer/snippets/roleplays/roleplayscenario/"
DESK = "/beheer/rollenspelen/"
# Two scenes in which two choices can be defended, so that nothing is worth a look either.
WRITTEN = SCENES


def sent(nodes: tuple[Node, ...] = WRITTEN, **changes: Any) -> dict[str, Any]:
    """What the form of a scenario holds."""
    return nested_form_data(
        {
            "municipality": "",
            "code": "RP77",
            "minutes": 20,
            "title": "Een nieuw gesprek",
            "summary": "Een gesprek over een plein.",
            "domain": "area",
            "context": "neighbourhood",
            "player_role": "case_steward",
            "case": "",
            "body": _stream(body_of(nodes)),
            "frame": _stream([]),
            "role_cards": _stream(stream_of_cards(CARDS)),
            "look_fors": _stream([]),
            **changes,
        }
    )


def without_card(role: str = WksRole.RESIDENT) -> dict[str, Any]:
    """The cards, without the one of a role."""
    return _stream(stream_of_cards([card for card in CARDS if card.role != role]))


def _stream(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    rows = {
        str(place): {
            "type": block["type"],
            "id": f"00000000-0000-4000-8000-{place:012}",
            "order": str(place),
            "deleted": "",
            "value": _form(block["value"]),
        }
        for place, block in enumerate(blocks)
    }
    return {"count": str(len(blocks)), **rows}


def _form(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _form(inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = {
            str(place): {"id": row["id"], "order": str(place), "deleted": "", "value": _form(row["value"])}
            for place, row in enumerate(value)
        }
        return {"count": str(len(value)), **rows}
    if isinstance(value, list):
        return value or {"count": "0"}
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else value


def begin(browser: Any, **changes: Any) -> Any:
    """Start a scenario."""
    return browser.post(f"{LIST}add/", sent(**changes))


def save(browser: Any, row: RolePlayScenario, nodes: tuple[Node, ...] = WRITTEN, **changes: Any) -> Any:
    """Save a scenario, with the name of the button that was pressed."""
    fields = {"code": row.code, "title": row.title, **changes}
    buttons = {name: value for name, value in fields.items() if name.startswith(("action-", "workflow-"))}
    rest = {name: value for name, value in fields.items() if name not in buttons}
    return browser.post(f"{LIST}edit/{row.pk}/", {**sent(nodes, **rest), **buttons})


def changed(place: int, **changes: Any) -> tuple[Node, ...]:
    """The scenes, with something else in one of them."""
    return tuple(replace(node, **changes) if n == place else node for n, node in enumerate(WRITTEN))


def scene_form(node: Node, *, based_on: int | None, **changes: Any) -> dict[str, Any]:
    """What the plain form of a scene holds."""
    fields: dict[str, Any] = {"based_on": based_on or "", "key": node.key, "text": node.text}
    if node.is_end:
        return {**fields, "outcome": node.end, **changes}
    fields |= {"speaker": node.speaker, "speaker_name": node.speaker_name}
    fields |= {"choice-TOTAL_FORMS": len(node.choices), "choice-INITIAL_FORMS": len(node.choices)}
    for place, choice in enumerate(node.choices):
        fields |= {
            f"choice-{place}-letter": choice.key,
            f"choice-{place}-text": choice.text,
            f"choice-{place}-to": choice.to,
            f"choice-{place}-consequence": choice.consequence,
            f"choice-{place}-feedback": choice.feedback,
            f"choice-{place}-held": [name for name, amount in choice.effects if amount > 0],
            f"choice-{place}-broken": [name for name, amount in choice.effects if amount < 0],
        }
        fields |= _rows_of(choice.condition, f"choice-{place}")
        if choice.is_knock_out:
            fields[f"choice-{place}-is_knock_out"] = "on"
    return {**fields, **changes}


def _rows_of(condition: Condition, prefix: str) -> dict[str, Any]:
    made = [{"when": when, "name": name} for when in MADE for name in getattr(condition, when)]
    level = [
        {"when": when, "principle": principle, "amount": amount}
        for when in LEVELS
        for principle, amount in getattr(condition, when)
    ]
    fields: dict[str, Any] = {}
    for kind, rows in (("made", made), ("level", level)):
        fields |= {f"{prefix}-{kind}-{name}_FORMS": len(rows) for name in ("TOTAL", "INITIAL")}
        fields |= {
            f"{prefix}-{kind}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()
        }
    return fields


def fresh(row: RolePlayScenario) -> RolePlayScenario:
    """The scenario as it is in the database now."""
    return RolePlayScenario.objects.get(pk=row.pk)
