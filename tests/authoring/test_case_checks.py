"""A case is published when a person said of each detail why it is none, and went through the list of its origin."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from casestudies import api
from casestudies.choices import IntakeItem, Source
from core.choices import WhyHarmless
from tests.factories.cases import WHOLE, CaseFactory, case_page, changed

pytestmark = pytest.mark.django_db
TELLING = "Wouter belt met 06-12345678 over de schets."


def draft_of(case, **fields):
    """A case with a newer draft."""
    for name, value in fields.items():
        setattr(case, name, value)
    case.save_revision()
    return case


def url_of(case):
    return reverse("check_case", args=[case.pk])


def words(answer):
    return answer.content.decode()


@pytest.fixture
def case():
    """A shared case whose draft holds a phone number."""
    return draft_of(case_page(), situation=TELLING)


def marks(case):
    return [doubt.mark for doubt in api.doubts_in(api.draft_of(case.pk))]


def test_a_detail_stands_in_the_way_until_a_person_says_why_it_is_none(case, author, signed_in):
    desk = signed_in(author)
    assert "<mark>06-12345678</mark>" in words(desk.get(url_of(case)))
    said = dict.fromkeys(marks(case), WhyHarmless.INVENTED.value)
    assert desk.post(url_of(case), said).status_code == 302
    assert marks(case) == []
    assert api.obstacles_in(api.draft_of(case.pk)) == []
    assert str(author) in words(desk.get(url_of(case)))


def test_saying_nothing_leaves_it_in_the_way(case, author, signed_in):
    assert signed_in(author).post(url_of(case), dict.fromkeys(marks(case), "")).status_code == 302
    assert marks(case)
    with pytest.raises(PermissionDenied):
        case.get_latest_revision().publish(user=author)


def test_a_reason_that_is_not_on_the_list_is_refused_and_keeps_nothing(case, author, signed_in):
    answer = signed_in(author).post(url_of(case), dict.fromkeys(marks(case), "zomaar"))
    assert answer.status_code == 422
    assert marks(case)


def test_what_was_said_is_taken_back(case, author, signed_in):
    desk = signed_in(author)
    desk.post(url_of(case), dict.fromkeys(marks(case), WhyHarmless.INVENTED.value))
    row = case.cleared_details.latest("pk")
    assert desk.post(url_of(case), {"take_back": row.pk}).status_code == 302
    assert len(marks(case)) == 1


def test_the_history_says_who_judged_and_never_the_words(case, author, signed_in):
    signed_in(author).post(url_of(case), dict.fromkeys(marks(case), WhyHarmless.INVENTED.value))
    entry = PageLogEntry.objects.filter(action=api.CLEARED).latest("pk")
    assert entry.user == author
    assert "06" not in str(entry.data)
    assert "06-12345678" not in words(
        signed_in(author).get(reverse("wagtailadmin_pages:history", args=[case.pk]))
    )


def test_what_really_happened_waits_for_every_line_of_the_list(author, signed_in):
    case = draft_of(case_page(), source=Source.REAL)
    desk = signed_in(author)
    assert str(IntakeItem.RARE.label) in words(desk.get(url_of(case)))
    said = dict.fromkeys(marks(case), WhyHarmless.INVENTED.value)
    desk.post(url_of(case), {**said, "intake": IntakeItem.values[:-1]})
    assert len(api.obstacles_in(api.draft_of(case.pk))) == 1
    desk.post(url_of(case), {"intake": IntakeItem.values})
    assert api.obstacles_in(api.draft_of(case.pk)) == []
    desk.post(url_of(case), {"intake": IntakeItem.values[1:]})
    assert api.intake_left(api.draft_of(case.pk)) == [IntakeItem.NAMES]


def test_an_invented_case_is_not_asked_about_its_origin(case, author, signed_in):
    assert str(IntakeItem.RARE.label) not in words(signed_in(author).get(url_of(case)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_case_of_another_municipality_does_not_exist(method, aaldorp, own_author, other_author, signed_in):
    own = CaseFactory(municipality=aaldorp)
    assert signed_in(own_author).get(url_of(own)).status_code == 200
    assert getattr(signed_in(other_author), method)(url_of(own)).status_code == 404


def test_a_case_that_does_not_exist_is_not_found(author, signed_in):
    assert signed_in(author).get(reverse("check_case", args=[0])).status_code == 404


def test_the_editor_says_what_is_left_and_leads_to_the_check(author, signed_in):
    case = draft_of(case_page(changed(expert_answer=WHOLE.expert_answer)), situation=TELLING)
    editor = words(signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[case.pk])))
    assert url_of(case) in editor
    assert "lijkt op" in editor or "lijken op" in editor
