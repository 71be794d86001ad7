"""Writing scenes one by one: each change is a new version of the draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from core.access import require
from roleplays.blocks import body_of
from roleplays.models import RolePlayScenario
from roleplays.permissions import can_write_in
from roleplays.selectors.authoring import draft_of, ids_of_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from people.models import User
    from roleplays.rules.scenario import Node


class ChangedMeanwhileError(Exception):
    """Somebody else saved a version since this one was opened."""


@transaction.atomic
def keep_scenes(
    *, pk: int, author: User, nodes: Sequence[Node], based_on: int | None, renamed: Mapping[str, str]
) -> None:
    """Save the scenes as a new draft; blocks keep their place in the editor, also under another name."""
    row = RolePlayScenario.objects.select_for_update(of=("self",)).get(pk=pk)
    require(can_write_in(author, row))
    if row.latest_revision_id != based_on:
        raise ChangedMeanwhileError
    draft = draft_of(row)
    known = {renamed.get(key, key): block for key, block in ids_of_blocks(draft).items()}
    body = [
        {**block, "id": known[node.key]} if known.get(node.key) else block
        for node, block in zip(nodes, body_of(nodes), strict=True)
    ]
    setattr(draft, "body", json.dumps(body))  # noqa: B010 - the field reads text into blocks
    draft.save_revision(user=author, clean=False, log_action=True)
