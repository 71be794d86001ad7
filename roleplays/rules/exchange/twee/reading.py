"""Reading Twee 3: what Twine changed is taken over, the rest comes from the passage WKS; nothing here raises."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casestudies.choices import Context, Domain
from roleplays.choices import PlayerRole
from roleplays.rules.exchange.remarks import Brought, Remark, Told, first_of, refused, short
from roleplays.rules.exchange.twee.passages import CODE_TAGS, DATA, OWN, TITLE, Passage, passages_of
from roleplays.rules.exchange.twee.scenes import node_of
from roleplays.rules.scenario import Node, Scenario
from roleplays.rules.scenario_text import Source, read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SCENES = 300
LONGEST_NAME, LONGEST_TITLE = 40, 120
NEW_CODE = "TWINE"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9_-]+")


@dataclass(frozen=True)
class _Story:
    """A file, sorted."""

    scenes: list[Passage]
    special: dict[str, Passage]
    remarks: list[Remark] = field(default_factory=list)


def read_twee(written: str) -> Brought:
    """A scenario out of a story; with something that stops there is none."""
    story = _sorted(passages_of(written))
    if not story.scenes:
        return refused(Told.NO_PASSAGES)
    if len(story.scenes) > MOST_SCENES:
        return refused(Told.TOO_MANY, number=len(story.scenes), most=MOST_SCENES)
    own = _own(story)
    if own is not None and own.scenario is None:
        return Brought(None, remarks=(_broken(story),), problems=tuple(own.problems[:100]))
    base = own.scenario if own and own.scenario else None
    nodes = _nodes(story, base)
    remarks = first_of([*story.remarks, *([] if base else [Remark(Told.NO_OWN_DATA)])])
    if any(remark.stops for remark in remarks):
        return Brought(None, remarks=remarks)
    return Brought(_scenario(story, nodes, base), own.context if own else Context.NEIGHBOURHOOD, remarks)


def _sorted(passages: Iterable[Passage]) -> _Story:
    story = _Story([], {})
    for each in passages:
        if each.name in (TITLE, DATA, OWN):
            story.special[each.name] = each
        elif CODE_TAGS.intersection(each.tags):
            story.remarks.append(Remark(Told.CODE_LOST, each.line, facts=short({"name": each.name})))
        else:
            story.scenes.append(each)
    return story


def _own(story: _Story) -> Source | None:
    passage = story.special.get(OWN)
    return read_scenario(passage.text, file=OWN, is_draft=True) if passage else None


def _broken(story: _Story) -> Remark:
    return Remark(Told.OWN_DATA_BROKEN, story.special[OWN].line)


def _nodes(story: _Story, base: Scenario | None) -> list[Node]:
    names = _names(story)
    known = base.by_key if base else {}
    nodes = [
        node_of(each, names[each.name], names=names, old=known.get(names[each.name]), remarks=story.remarks)
        for each in story.scenes
    ]
    start = names.get(_start(story), nodes[0].key)
    return sorted(nodes, key=lambda node: node.key != start)


def _names(story: _Story) -> dict[str, str]:
    """The names of scenes by the names of passages; a name that we cannot keep is told."""
    names: dict[str, str] = {}
    for each in story.scenes:
        if each.name in names:
            story.remarks.append(Remark(Told.TWICE, each.line, facts=short({"name": each.name})))
            continue
        names[each.name] = free_name(each.name, set(names.values()))
        if names[each.name] != each.name:
            facts = short({"name": each.name, "key": names[each.name]})
            story.remarks.append(Remark(Told.RENAMED, each.line, names[each.name], facts))
    return names


def free_name(name: str, taken: set[str]) -> str:
    """A name that we can keep, as like this one as can be."""
    if not _NAME.fullmatch(name):
        name = _NOT_IN_A_NAME.sub("-", name.lower()).strip("-_")[: LONGEST_NAME - 4] or "scene"
    if name not in taken:
        return name
    return next(free for n in range(2, MOST_SCENES + 3) if (free := f"{name[:36]}-{n}") not in taken)


def _start(story: _Story) -> str:
    """The name of the passage where the story begins; nothing when the file does not say it."""
    passage = story.special.get(DATA)
    try:
        about = json.loads(passage.text) if passage else {}
    except (ValueError, RecursionError):
        return ""
    start = about.get("start") if isinstance(about, dict) else None
    return start if isinstance(start, str) else "Start"


def _scenario(story: _Story, nodes: list[Node], base: Scenario | None) -> Scenario:
    titled = story.special.get(TITLE)
    title = titled.text.strip()[:LONGEST_TITLE] if titled else ""
    if base is None:
        return Scenario(
            NEW_CODE, title or NEW_CODE, PlayerRole.CASE_STEWARD, tuple(nodes), domain=Domain.AREA
        )
    kept = {name: getattr(base, name) for name in ("player_role", "domain", "case", "minutes", "summary")}
    return Scenario(
        base.code,
        title or base.title,
        nodes=tuple(nodes),
        role_cards=base.role_cards,
        look_fors=base.look_fors,
        frame=base.frame,
        **kept,
    )
