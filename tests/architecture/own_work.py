"""What somebody made for themselves, for the fences: one of each, shared with everybody they can share it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessments.choices import Audience
from assessments.models import HarmlessDetail, Reflection, Share
from people.models import Municipality, User
from tests.factories.portfolio import ReflectionFactory, ShareFactory

MODELS = (Reflection, Share, HarmlessDetail)


@dataclass(frozen=True)
class OwnWork:
    """A finished reflection that is shared, and one that is being written."""

    reflection: Reflection
    draft: Reflection


def own_work(learner: User, municipality: Municipality, *, mark: str) -> OwnWork:
    """Everything that a learner can have of their own, with a mark in it."""
    about = {"person": learner, "municipality": municipality, "title": mark}
    reflection, draft = ReflectionFactory(**about, finished=True), ReflectionFactory(**about)
    for audience in Audience:
        ShareFactory(reflection=reflection, audience=audience)
    return OwnWork(reflection, draft)


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "assessments:reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    "assessments:keep_reflection": lambda w: {"reflection_id": w.own.draft.pk},
    "assessments:finish_reflection": lambda w: {"reflection_id": w.own.draft.pk},
    "assessments:reopen_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    "assessments:remove_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
    "assessments:share": lambda w: {"kind": "reflectie", "subject_id": w.own.reflection.pk},
    "assessments:shared_reflection": lambda w: {"reflection_id": w.own.reflection.pk},
}
SENT = {"prompt": "frame", "title": "van een vreemde", "audience": "coach"}
SHARED = {
    "assessments:reflections": "shows only what is one's own",
    "assessments:begin_reflection": "begins something of one's own",
    "assessments:shared_with_me": "shows what people of one's own municipality share",
}
