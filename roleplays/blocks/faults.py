"""What the publish gate finds, at the block and the field in which an author mends it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from roleplays.blocks.conversion import nodes_of
from roleplays.choices import Problem
from roleplays.rules.checks import check
from roleplays.rules.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import StreamValue

    from roleplays.rules.found import Found
    from roleplays.rules.scenario import Node

AT_THE_NODE = {
    Problem.NO_TEXT: "text",
    Problem.FEW_CHOICES: "choices",
    Problem.MANY_CHOICES: "choices",
    Problem.DEAD_END: "choices",
    Problem.NO_EXIT: "choices",
    Problem.NEEDS_FREE_ROAD: "choices",
    Problem.UNWINNABLE: "outcome",
    Problem.WINNABLE_BY_CONDITION: "outcome",
    Problem.SCORE_LOOP: "outcome",
}
AT_THE_CHOICE = {
    Problem.NO_TARGET: "to",
    Problem.NO_FEEDBACK: "feedback",
    Problem.CONDITION_WITHOUT_CHOICE: "condition",
}


def faults_in(body: StreamValue) -> StreamBlockValidationError | None:
    """Everything that stops publication, at its place; None when nothing does."""
    nodes = nodes_of(body)
    found = check(Scenario("", "", "", nodes)).found
    stopping = [each for each in found if each.stops_publication and each.problem != Problem.ROLE_CARD]
    by_node: dict[int, list[Found]] = defaultdict(list)
    for each in stopping:
        by_node[_place(nodes, each)].append(each)
    general = [_error(each) for each in by_node.pop(-1, ())]
    at = {place: _at_node(nodes[place], each) for place, each in by_node.items()}
    return StreamBlockValidationError(block_errors=at, non_block_errors=general) if stopping else None


def _place(nodes: tuple[Node, ...], found: Found) -> int:
    """Where the block stands; of two with the same name the last."""
    places = [place for place, node in enumerate(nodes) if node.key == found.node]
    if not found.node or not places:
        return -1
    return places[-1] if found.problem == Problem.DUPLICATE_KEY else places[0]


def _at_node(node: Node, found: Iterable[Found]) -> StructBlockValidationError:
    at: dict[str, Any] = defaultdict(list)
    by_choice: dict[int, list[Found]] = defaultdict(list)
    for each in found:
        place = next((n for n, choice in enumerate(node.choices) if each.choice == choice.key), None)
        if place is not None:
            by_choice[place].append(each)
        else:
            at[_field(node, each)].append(_error(each))
    errors = {name: ErrorList(each) for name, each in at.items()}
    if by_choice:
        at_choices = {place: _at_choice(each) for place, each in by_choice.items()}
        errors["choices"] = ListBlockValidationError(
            block_errors=at_choices, non_block_errors=at.get("choices")
        )
    return StructBlockValidationError(block_errors=errors)


def _field(node: Node, found: Found) -> str:
    field = AT_THE_NODE.get(Problem(found.problem), "key")
    return "key" if node.is_end and field == "choices" else field


def _at_choice(found: Iterable[Found]) -> StructBlockValidationError:
    at: dict[str, list[ValidationError]] = defaultdict(list)
    for each in found:
        at[AT_THE_CHOICE.get(Problem(each.problem), "text")].append(_error(each))
    errors: dict[str, Any] = {name: ErrorList(each) for name, each in at.items()}
    if "condition" in errors:
        errors["condition"] = StructBlockValidationError(block_errors={"chosen": errors["condition"]})
    return StructBlockValidationError(block_errors=errors)


def _error(found: Found) -> ValidationError:
    return ValidationError(Problem(found.problem).label, code=str(found.problem))
