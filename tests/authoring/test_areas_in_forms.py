"""What an author sends in a form holds nothing of what another municipality wrote."""

from __future__ import annotations

import pytest
from wagtail.models import Collection

from core.models import LeerpleinImage
from courses.models import LessonPage
from tests.authoring.world import Area, picture

pytestmark = pytest.mark.django_db


def edited(area: Area, browser, **changes):
    """Post the form of a lesson as the editor would, with something else in it."""
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

    lesson = area.lesson
    fields = nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "code": lesson.code,
            "form": lesson.form,
            "minutes": lesson.minutes,
            "description": lesson.description,
            "goals": streamfield([("goal", "Je kunt een wens uitvragen.")]),
            "body": streamfield([("text", rich_text("<p>Nieuw.</p>"))]),
            "prerequisites": inline_formset([]),
            "comments": inline_formset([]),
            "is_required": "on",
            **changes,
        }
    )
    return browser.post(f"/beheer/pages/{lesson.pk}/edit/", fields)


@pytest.fixture
def free(ours) -> Area:
    """A lesson that is not under review, so that its author can go on."""
    ours.workflow_state.cancel(user=ours.author)
    return ours


def test_a_picture_of_another_municipality_cannot_be_sent_in(free, theirs, signed_in):
    from wagtail.test.utils.form_data import streamfield

    image = {"image": theirs.image.pk, "alt_text": "Een plein.", "caption": ""}
    answer = edited(free, signed_in(free.author), body=streamfield([("image", image)]))
    assert answer.status_code == 200
    assert "verwijst naar een pagina of bestand" in answer.content.decode()
    assert LessonPage.objects.get(pk=free.lesson.pk).get_latest_revision().user == free.author
    assert f'"image": {theirs.image.pk}' not in free.lesson.get_latest_revision().content["body"]


def test_an_own_picture_can_be_sent_in(free, signed_in):
    from wagtail.test.utils.form_data import streamfield

    image = {"image": free.image.pk, "alt_text": "Een plein.", "caption": ""}
    answer = edited(free, signed_in(free.author), body=streamfield([("image", image)]))
    assert answer.status_code == 302


def test_a_link_to_a_page_of_another_municipality_cannot_be_sent_in(free, theirs, signed_in):
    from wagtail.test.utils.form_data import rich_text, streamfield

    linked = rich_text(f'<p><a linktype="page" id="{theirs.lesson.pk}">daar</a></p>')
    answer = edited(free, signed_in(free.author), body=streamfield([("text", linked)]))
    assert answer.status_code == 200
    assert "verwijst naar een pagina of bestand" in answer.content.decode()


def test_a_lesson_of_another_municipality_cannot_come_first(free, theirs, signed_in):
    from wagtail.test.utils.form_data import inline_formset

    first = inline_formset([{"required": theirs.lesson.pk, "alternative": "A"}])
    answer = edited(free, signed_in(free.author), prerequisites=first)
    assert answer.status_code == 200
    assert not free.lesson.prerequisites.exists()


def test_a_preview_shows_no_picture_of_another_municipality(free, theirs, signed_in):
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    browser = signed_in(free.author)
    image = {"image": theirs.image.pk, "alt_text": "Een plein.", "caption": ""}
    lesson = free.lesson
    fields = nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "code": lesson.code,
            "form": lesson.form,
            "minutes": lesson.minutes,
            "description": lesson.description,
            "goals": streamfield([("goal", "Je kunt het.")]),
            "body": streamfield([("image", image)]),
            "prerequisites": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    answer = browser.post(f"/beheer/pages/{lesson.pk}/edit/preview/", fields)
    assert answer.json()["is_valid"] is False


def test_a_file_can_only_be_put_in_an_own_collection(ours, theirs, signed_in):
    answer = signed_in(ours.author).post(
        "/beheer/images/add/",
        {
            "title": "Een plein",
            "file": picture(),
            "description": "Een plein.",
            "collection": theirs.collection.pk,
            "focal_point_x": "",
        },
    )
    stored = LeerpleinImage.objects.filter(title="Een plein").first()
    assert answer.status_code == 302
    assert stored.collection == ours.collection  # the only one there is to choose
    assert Collection.objects.count() > 1
