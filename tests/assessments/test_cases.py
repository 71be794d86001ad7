"""A case from practice: nobody in it can be recognised, or it is not saved."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.models import HarmlessDetail, PracticeCase
from core.choices import PersonalDetail, WhyHarmless
from people import api as people
from people.choices import Role
from tests.factories.people import LONG_AGO, person_with
from tests.factories.portfolio import EvidenceFactory, PracticeCaseFactory, ShareFactory

pytestmark = pytest.mark.django_db
NEW, LIST = reverse("assessments:new_case"), reverse("assessments:cases")
HARMLESS = "Een bewoner vroeg wat er op het plein mocht."
TELLING = "Mevrouw Jansen (06-12345678) vroeg wat er op het plein mocht."


@pytest.fixture
def writer(client):
    """Somebody who learns, at their browser."""
    client.writer = person_with(Role.LEARNER)
    client.force_login(client.writer)
    return client


def sent(**changes: str) -> dict[str, str]:
    texts = {
        "title": "Het plein",
        "situation": HARMLESS,
        "action": "Ik vroeg door.",
        "otherwise": "Langer stil zijn.",
    }
    return {"key": str(uuid4()), "seen": "0", **texts, **changes}


def all_cases() -> list[PracticeCase]:
    with people.everywhere():
        return list(PracticeCase.objects.order_by("written_at"))


def url(name: str, case: PracticeCase) -> str:
    return reverse(f"assessments:{name}", args=[case.pk])


def test_a_case_is_saved_with_the_frame_as_far_as_it_is_filled_in(writer):
    answer = writer.post(NEW, sent(issue="Wat mag er?", hard_limits="De brandweer."), follow=True)
    (case,) = all_cases()
    assert case.frame == {"issue": "Wat mag er?", "hard_limits": "De brandweer."}
    assert case.person == writer.writer
    page = answer.content.decode()
    assert "Je casus is opgeslagen." in page
    assert "Harde grenzen: wat ligt vast?" in page
    assert "Middelen" not in page, "an empty field is not shown"


@pytest.mark.parametrize("missing", ["title", "situation", "action", "otherwise"])
def test_what_is_missing_is_said_and_the_rest_stays(writer, missing):
    answer = writer.post(NEW, sent(issue="Wat mag er?", **{missing: " "}))
    assert answer.status_code == 422
    assert "Wat mag er?" in answer.content.decode()
    assert all_cases() == []


def test_sending_the_same_form_twice_makes_one_case(writer):
    form = sent()
    first, second = writer.post(NEW, form), writer.post(NEW, form)
    assert first.url == second.url
    assert len(all_cases()) == 1


def test_a_key_that_somebody_else_uses_touches_nothing_of_theirs(writer):
    other = PracticeCaseFactory()
    writer.post(NEW, sent(key=str(other.pk)))
    assert [case.person == writer.writer for case in all_cases()] == [False, True]
    assert all_cases()[0].title == other.title


def test_a_form_without_a_key_says_so_and_is_no_accident(writer):
    assert writer.post(NEW, sent(key="geen sleutel")).status_code == 422


# --- Nobody may be recognised -------------------------------------------------------------------------------


def test_what_looks_like_somebody_is_shown_where_it_stands_and_nothing_is_saved(writer):
    answer = writer.post(NEW, sent(situation=TELLING))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<mark>Mevrouw Jansen</mark>" in page
    assert "<mark>06-12345678</mark>" in page
    assert "Er is nog niets opgeslagen" in page
    assert page.count(TELLING) == 1, "what was typed stands in its field"
    assert all_cases() == []


def test_a_text_without_it_is_saved(writer):
    form = sent(situation=TELLING)
    writer.post(NEW, form)
    assert writer.post(NEW, {**form, "situation": HARMLESS}).status_code == 302


def test_every_detail_needs_a_reason_of_its_own(writer):
    form = sent(situation=TELLING)
    name, phone = _doubts(writer.post(NEW, form))
    half = writer.post(NEW, {**form, name: "invented"})
    assert half.status_code == 422
    assert list(half.context["doubts"].fields) == [phone]
    assert writer.post(NEW, {**form, name: "invented", phone: "something_else"}).status_code == 302
    with people.everywhere():
        kept = set(HarmlessDetail.objects.values_list("kind", "reason", "case__title"))
    assert kept == {
        (PersonalDetail.NAME, WhyHarmless.INVENTED, "Het plein"),
        (PersonalDetail.PHONE, WhyHarmless.SOMETHING_ELSE, "Het plein"),
    }


def test_what_was_explained_is_not_asked_again_and_what_is_new_is(writer):
    form = sent(situation=TELLING)
    reasons = dict.fromkeys(_doubts(writer.post(NEW, form)), "invented")
    writer.post(NEW, {**form, **reasons})
    (case,) = all_cases()
    change = {**form, "seen": "1", "title": "Anders"}
    assert writer.post(url("change_case", case), change).status_code == 302
    with_more = {**change, "seen": "2", "otherwise": "Bellen met NL91ABNA0417164300."}
    answer = writer.post(url("change_case", case), with_more)
    assert answer.status_code == 422
    assert len(answer.context["doubts"].fields) == 1


def test_a_detail_in_the_frame_is_found_too(writer):
    assert writer.post(NEW, sent(resources="Sluisstraat 8, 1234 AB")).status_code == 422


def _doubts(answer) -> list[str]:
    return list(answer.context["doubts"].fields)


# --- Changing, two windows, removing --------------------------------------------------------------------------


def test_another_window_is_noticed_and_saving_again_is_a_choice(writer):
    case = PracticeCaseFactory(person=writer.writer)
    first = sent(seen="1", title="Venster een")
    assert writer.post(url("change_case", case), first).status_code == 302
    second = sent(seen="1", title="Venster twee")
    answer = writer.post(url("change_case", case), second)
    assert answer.status_code == 409
    assert "Venster twee" in answer.content.decode(), "what was typed stays"
    assert all_cases()[0].title == "Venster een"
    assert 'name="seen" value="2"' in answer.content.decode()
    assert writer.post(url("change_case", case), {**second, "seen": "2"}).status_code == 302
    assert all_cases()[0].title == "Venster twee"


def test_removing_takes_it_out_of_the_portfolio_and_away_from_who_read_it(writer):
    case = PracticeCaseFactory(person=writer.writer)
    EvidenceFactory(
        reflection=None, kind="case", case=case, person=case.person, municipality=case.municipality, title="x"
    )
    share = ShareFactory(case=case)
    writer.post(url("remove_case", case))
    assert all_cases() == []
    with people.everywhere():
        share.refresh_from_db()
    assert share.withdrawn_at is not None


def test_a_session_that_ended_gives_back_what_was_typed(client):
    writer = person_with(Role.LEARNER)
    client.post(NEW, {**sent(situation="Getypt."), "kept": str(writer.public_id)})
    client.force_login(writer)
    assert "Getypt." in client.get(NEW).content.decode()


def test_who_belongs_to_no_municipality_reads_their_cases_and_writes_none(client):
    case = PracticeCaseFactory()
    with people.everywhere():
        case.person.memberships.update(ends_on=LONG_AGO)
    client.force_login(case.person)
    assert case.title in client.get(LIST).content.decode()
    assert client.get(NEW).status_code == 302


def test_a_case_can_be_taken_along_as_text(writer):
    case = PracticeCaseFactory(
        person=writer.writer, title="Het plein & de kade", frame={"issue": "Wat mag er?"}
    )
    answer = writer.get(url("download_case", case))
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert 'filename="het-plein-de-kade.txt"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    for words in ("Het plein & de kade", case.situation, case.action, case.otherwise, "Wat mag er?"):
        assert words in text


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["case", "change_case", "remove_case", "download_case"])
def test_nobody_else_gets_at_a_case_through_its_own_address(client, role, name):
    case = PracticeCaseFactory()
    ShareFactory(case=case)
    client.force_login(person_with(role, municipality=case.municipality))
    method = client.post if name == "remove_case" else client.get
    assert method(url(name, case)).status_code == 404


def test_the_list_takes_as_many_queries_for_many(writer, django_assert_max_num_queries):
    PracticeCaseFactory(person=writer.writer)
    with django_assert_max_num_queries(12) as counted:
        writer.get(LIST)
    few = len(counted)
    PracticeCaseFactory.create_batch(15, person=writer.writer)
    with django_assert_max_num_queries(few):
        writer.get(LIST)
