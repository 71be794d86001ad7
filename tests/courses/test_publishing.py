"""What is published is what readers and learners get, at once, in every process, whatever its size."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses import api
from courses.models import (
    LessonPage,
    LessonPart,
    LessonProgress,
    LessonText,
    Note,
)
from people.api import everywhere, within
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory, learner_with

pytestmark = pytest.mark.django_db
KEY = UUID(int=91)


def _parts(page):
    return list(
        LessonPart.objects.filter(lesson=page).values_list("kind", "title", "is_required", "position")
    )


# --- What a lesson asks and says -----------------------------------------------------------------


def test_reading_comes_first_and_then_every_block_that_asks_something():
    page = content.LessonPageFactory(
        body=[
            content.text(),
            content.check(),
            content.note(),
            content.exercise(is_required=False, title="Oefen"),
        ]
    )
    assert _parts(page) == [
        ("reading", "Lees de les tot het einde", True, 0),
        ("check", "Wat vraag je?", True, 1),
        ("exercise", "Oefen", False, 2),
    ]


def test_a_draft_asks_nothing_and_says_nothing():
    page = content.LessonPageFactory(is_published=False, body=[content.check()])
    assert _parts(page) == []
    assert not LessonText.objects.filter(lesson=page).exists()


def test_saving_a_draft_of_a_published_lesson_changes_nothing_for_readers():
    page = content.LessonPageFactory(body=[content.check()])
    before = _parts(page)
    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title, draft.body = "Een ander begin", "[]"
    draft.save_revision()
    assert _parts(page) == before
    assert LessonText.objects.get(lesson=page).title == page.title


def test_a_very_long_question_is_shortened_to_a_title():
    block = content.question(KEY)
    block["value"]["question"] = f"<p>{'Waarom? ' * 60}</p>"
    content.LessonPageFactory(body=[block])
    title = LessonPart.objects.get(key=KEY).title
    assert len(title) <= 200
    assert title.endswith("…")


def test_the_words_of_a_lesson_can_be_searched_and_counted():
    page = content.LessonPageFactory(
        title="Zwammen en zwijgen", body=[content.text("<p>Vraag <b>eerst</b> naar de wens.</p>")]
    )
    text = LessonText.objects.get(lesson=page)
    assert text.text == "Vraag eerst naar de wens."
    assert text.words == 5
    content.rewrite(page, [content.text("<p>Heel iets anders nu.</p>")])
    assert LessonText.objects.get(lesson=page).text == "Heel iets anders nu."


def test_what_is_off_line_cannot_be_found():
    page = content.LessonPageFactory(body=[content.text("<p>zwamvlok</p>")])
    LessonPage.objects.get(pk=page.pk).unpublish()
    assert not LessonText.objects.exists()


def test_publishing_takes_as_many_queries_for_many_learners_as_for_few():
    page = content.LessonPageFactory(body=[content.question(KEY)])
    path = content.published(page.get_parent().get_parent())
    lesson = content.lesson_of(path, page)

    def learn(number):
        for _ in range(number):
            enrolment = EnrolmentFactory(path=page.get_parent().get_parent().specific)
            with within(enrolment.municipality):
                api.complete_part(
                    learner=learner_with(enrolment),
                    path=path,
                    lesson=lesson,
                    part=lesson.parts[1],
                    now=timezone.now(),
                )

    def publish_a_copy(number):
        slug = f"kopie-{number}"
        copy = page.copy(update_attrs={"title": slug, "slug": slug}, keep_live=False)
        with CaptureQueriesContext(connection) as queries:
            content.rewrite(copy)
        return len(queries), copy

    learn(1)
    few, _ = publish_a_copy(1)
    learn(12)
    many, copy = publish_a_copy(2)

    assert many == few
    with everywhere():
        assert LessonProgress.objects.filter(lesson=copy).count() == 13


def test_what_somebody_wrote_outlives_its_lesson(client):
    page = content.LessonPageFactory(body=[content.note(KEY)])
    enrolment = EnrolmentFactory(path=page.get_parent().get_parent().specific)
    lesson = content.lesson_of(content.published(enrolment.path), page)
    with within(enrolment.municipality):
        api.keep_note(
            person=enrolment.person,
            municipality=enrolment.municipality,
            lesson=lesson,
            key=uuid4(),
            text="Dit wil ik bewaren.",
            sequence=1,
            now=timezone.now(),
        )
    LessonPage.objects.get(pk=page.pk).delete()
    content.announce_change()

    client.force_login(enrolment.person)
    page = client.get("/mijn-notities/").content.decode()
    assert "Dit wil ik bewaren." in page
    assert "Een les die er niet meer is" in page
    with everywhere():
        assert Note.objects.count() == 1
