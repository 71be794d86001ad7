"""Whatever learners and authors do, in whatever order: the stored progress is what the ledger tells."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from courses import api
from courses.models import Enrolment, LessonPage, LessonProgress, ModulePage
from courses.rules.progress import State
from courses.services import enrolment as enrolments
from people.api import everywhere
from records.models import Record
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import MunicipalityFactory

SMALL = settings(
    max_examples=15,
    stateful_step_count=10,
    derandomize=True,
    phases=(Phase.generate,),  # making a failure smaller takes minutes of publishing pages
    database=None,
    suppress_health_check=list(HealthCheck),
)
which = st.integers(0, 30)


def change_nothing(machine, page, detail) -> None:
    """Authors rest."""


def add_a_part(machine, page, detail) -> None:
    """An author adds a question."""
    content.rewrite(page, [*_body(page), content.question(is_required=detail % 2 == 0)])


def remove_a_part(machine, page, detail) -> None:
    """An author takes a block away."""
    body = _body(page)
    content.rewrite(page, [block for n, block in enumerate(body) if n != detail % len(body)] if body else [])


def make_everything_optional(machine, page, detail) -> None:
    """An author makes what was required optional."""
    content.rewrite(page, [{**b, "value": {**b["value"], "is_required": False}} for b in _body(page)])


def make_the_lesson_optional(machine, page, detail) -> None:
    """An author makes a lesson optional, or required again."""
    content.rewrite(page, is_required=not page.is_required)


def split(machine, page, detail) -> None:
    """An author copies a lesson, and each gets a part of it."""
    body = _body(page)
    cut = detail % (len(body) + 1)
    content.rewrite(machine.copy_of(page), body[cut:])
    content.rewrite(page, body[:cut])


def duplicate(machine, page, detail) -> None:
    """An author publishes a copy as it is."""
    content.rewrite(machine.copy_of(page))


def take_away_or_put_back(machine, page, detail) -> None:
    """An author unpublishes a lesson, or publishes it again."""
    if page.live:
        page.unpublish()
    else:
        content.rewrite(page)


def delete(machine, page, detail) -> None:
    """An author deletes a lesson."""
    machine.deleted.append((page.code, _body(page)))
    page.delete()


def bring_back(machine, page, detail) -> None:
    """The text files bring a deleted lesson back, with the same code and the same keys."""
    if machine.deleted:
        code, body = machine.deleted.pop()
        content.LessonPageFactory(parent=machine.module(detail), code=code, body=body)


def move(machine, page, detail) -> None:
    """An author moves a lesson to a module, at the front."""
    page.move(machine.module(detail), pos="first-child")


EDITS = [
    change_nothing,
    add_a_part,
    remove_a_part,
    make_everything_optional,
    make_the_lesson_optional,
    split,
    duplicate,
    take_away_or_put_back,
    delete,
    bring_back,
    move,
]


class LearnersAndAuthors(RuleBasedStateMachine):
    """Two learners work, authors publish, copy, split, move, take away and put back."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.finished: set[tuple[int, int]] = set()
        self.deleted: list[tuple[str, list]] = []
        self.copies = 0

    @initialize()
    def begin(self) -> None:
        """A path with two modules and two lessons, and two people who follow it."""
        self.undo.enter_context(_undone())
        self.undo.enter_context(everywhere())
        municipality = MunicipalityFactory()
        self.path = content.LearningPathPageFactory()
        self.modules = [content.ModulePageFactory(parent=self.path) for _ in range(2)]
        for module in self.modules:
            content.LessonPageFactory(
                parent=module, body=[content.check(), content.question(is_required=False), content.exercise()]
            )
        self.enrolments = [EnrolmentFactory(path=self.path, municipality=municipality) for _ in range(2)]

    def teardown(self) -> None:
        """As if nothing had happened."""
        self.undo.close()

    def module(self, which: int) -> ModulePage:
        """One of the two modules."""
        return ModulePage.objects.get(pk=self.modules[which % 2].pk)

    def copy_of(self, page: LessonPage) -> LessonPage:
        """A draft copy of a lesson."""
        self.copies += 1
        slug = f"kopie-{self.copies}"
        return page.copy(update_attrs={"title": slug, "slug": slug}, keep_live=False)

    @rule(
        who=which,
        where=which,
        what=st.sampled_from(["a part", "everything", "everything", "nothing"]),
        edit=st.sampled_from(EDITS),
        page=which,
        detail=which,
        is_evaluated=st.booleans(),
    )
    def work_and_edit(self, *, who, where, what, edit, page, detail, is_evaluated) -> None:
        """Somebody learns something, an author changes something, and perhaps the worker comes by."""
        self._learn(who, where, what, detail)
        pages = list(LessonPage.objects.order_by("pk"))
        if pages or edit is bring_back:
            edit(self, pages[page % len(pages)] if pages else None, detail)
        if is_evaluated:
            self._evaluate()

    def _learn(self, who: int, where: int, what: str, detail: int) -> None:
        path = content.published(self.path)
        lessons = list(path.lessons())
        if not lessons or what == "nothing":
            return
        lesson = lessons[where % len(lessons)]
        required = [part for part in lesson.parts if part.is_required]
        learner = learner_with(self.enrolments[who % 2])
        for part in required if what == "everything" else [lesson.parts[detail % len(lesson.parts)]]:
            api.complete_part(learner=learner, path=path, lesson=lesson, part=part, now=timezone.now())

    def _evaluate(self) -> None:
        content.announce_change()
        for enrolment in Enrolment.objects.filter(needs_evaluation=True):
            enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())
        path = content.published(self.path)
        for enrolment in self.enrolments:
            told = set(Record.objects.filter(person=enrolment.person).values_list("activity", flat=True))
            journey = api.journey_of(learner_with(enrolment), path)
            for step in journey.modules:
                if step.standing.state == State.DONE:
                    assert f"module:{step.module.code}" in told
            if journey.standing.state == State.DONE:
                assert Enrolment.objects.get(pk=enrolment.pk).completed_at is not None

    # --- What always holds -----------------------------------------------------------------

    @invariant()
    def the_ledger_tells_what_is_stored(self) -> None:
        """A replay finds no difference."""
        if hasattr(self, "path"):
            assert api.ledger_differences() == []

    @invariant()
    def what_was_finished_stays_finished(self) -> None:
        """No edit takes a finished lesson back."""
        if not hasattr(self, "path"):
            return
        now = set(
            LessonProgress.objects.filter(completed_at__isnull=False).values_list("person_id", "lesson_id")
        )
        there = set(LessonPage.objects.values_list("pk", flat=True))
        assert {(person, lesson) for person, lesson in self.finished if lesson in there} <= now
        self.finished |= now

    @invariant()
    def nothing_is_told_twice(self) -> None:
        """Somebody finished something once."""
        told = (
            list(Record.objects.values_list("person_id", "municipality_id", "activity"))
            if hasattr(self, "path")
            else []
        )
        assert len(told) == len(set(told))


def _body(page: LessonPage) -> list:
    return list(LessonPage.objects.get(pk=page.pk).body.raw_data)


class _undone(ExitStack):  # noqa: N801 - reads as a word
    """A transaction of which nothing stays."""

    def __enter__(self):
        self.enter_context(transaction.atomic())
        return self

    def __exit__(self, *error):
        transaction.set_rollback(True)
        return super().__exit__(*error)


@pytest.mark.django_db
def test_after_any_sequence_of_work_and_edits_a_replay_gives_what_is_stored():
    run_state_machine_as_test(LearnersAndAuthors, settings=SMALL)
