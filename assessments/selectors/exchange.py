"""Questions as they are written now, for files that bring or take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.permissions import policy_registry

from assessments.blocks import item_of_body
from assessments.models import BroughtFile, LearningGoal, Question
from assessments.rules.exchange.planning import Destination, Known, plan, renamed
from assessments.rules.items import Tagged
from people.api import ground_of
from people.models import Municipality

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from assessments.rules.exchange.planning import Plan
    from assessments.rules.exchange.report import Imported
    from people.models import User

_BODY = Question._meta.get_field("body")


def goals_by_code() -> dict[str, LearningGoal]:
    """The learning goals that questions can name. One query."""
    return {goal.code: goal for goal in LearningGoal.objects.all()}


def ground_for(person: User) -> frozenset[int | None]:
    """For whom somebody may bring questions: None stands for everybody."""
    if not person.is_superuser:
        return ground_of(person).writes_for
    return frozenset([None, *Municipality.objects.values_list("pk", flat=True)])


def questions_within_reach(person: User) -> QuerySet[Question]:
    """The questions that somebody may know about."""
    return _reach(person, {"view", "choose"})


def plan_for(imported: Imported, *, author: User, municipality: Municipality | None, **defaults: str) -> Plan:
    """What bringing in a file would do, in a fixed number of queries."""
    beginning = Question(municipality=municipality).own_beginning
    destination = Destination(beginning=beginning, **defaults)
    imported = renamed(imported, destination)
    identifiers = [found.tagged.identifier for found in imported.found]
    known = _known_questions(identifiers, author=author, municipality=municipality)
    return plan(imported, known=known, goals=goals_by_code(), destination=destination)


def _reach(person: User, actions: Collection[str]) -> QuerySet[Question]:
    policy = policy_registry.get_by_type(Question)
    found: QuerySet[Question] = policy.instances_user_has_any_permission_for(person, actions)
    return found


def _known_questions(
    identifiers: Collection[str], *, author: User, municipality: Municipality | None
) -> dict[str, Known]:
    """What the bank has under these identifiers, and whether it was edited here since a file left it."""
    there = Question.objects.filter(identifier__in=identifiers)
    mine = _reach(author, {"change"}).filter(identifier__in=identifiers, municipality=municipality)
    codes = _goal_codes()
    known = dict.fromkeys(there.values_list("identifier", flat=True), Known(None))
    for question in mine.select_related("latest_revision", "origin").defer("body", "text"):
        tagged = _as_written(question, codes)
        if tagged is not None:
            known[question.identifier] = Known(tagged, is_edited(question))
    return known


def is_edited(question: Question) -> bool:
    """Whether a question was made here, or changed since a file left it."""
    origin = getattr(question, "origin", None)
    return origin is None or origin.revision != question.latest_revision_id


def as_written(questions: QuerySet[Question]) -> list[Tagged]:
    """Questions as they are written now, also what was not published yet; empty ones are left out. Two queries."""
    codes = _goal_codes()
    rows = questions.select_related("latest_revision").order_by("module", "identifier")
    return [tagged for question in rows if (tagged := _as_written(question, codes))]


def brought_file(key: str) -> BroughtFile | None:
    """A file that waits for a yes; None when there is no key, or when it was forgotten."""
    return BroughtFile.objects.filter(pk=key).first() if key else None


def _goal_codes() -> dict[int, str]:
    return dict(LearningGoal.objects.values_list("pk", "code"))


def _as_written(question: Question, codes: dict[int, str]) -> Tagged | None:
    revision = question.latest_revision
    content: dict[str, Any] = revision.content if revision else question.serializable_data()
    item = item_of_body(_BODY.to_python(content["body"]))
    if item is None:
        return None
    return Tagged(
        identifier=question.identifier,
        purpose=content["purpose"],
        module=content["module"],
        item=item,
        goal=codes.get(content["goal"], ""),
        competency=content["competency"],
        difficulty=content["difficulty"],
    )
