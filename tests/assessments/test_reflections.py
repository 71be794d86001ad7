"""Writing a reflection: it is kept while somebody writes, theirs alone, and finished when it is complete."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.choices import ReflectionPrompt
from assessments.models import HarmlessDetail, Reflection
from core.choices import PersonalDetail, WhyHarmless
from people import api as people
from people.choices import Role
from records.models import Record
from tests.factories.people import LONG_AGO, MembershipFactory, person_with
from tests.factories.portfolio import ANSWER, ReflectionFactory, ShareFactory, whole_answers

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:reflections")
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def reflection():
    """Somebody's reflection, with all answers."""
    return ReflectionFactory()


@pytest.fixture
def writer(client, reflection):
    """Its writer's browser."""
    client.force_login(reflection.person)
    return client


def url(name: str, reflection: Reflection) -> str:
    return reverse(f"assessments:{name}", args=[reflection.pk])


def now_in(reflection: Reflection) -> Reflection:
    with people.everywhere():
        return Reflection.objects.get(pk=reflection.pk)


def sent(reflection: Reflection, **changes: str) -> dict[str, str]:
    return {"title": reflection.title, **reflection.answers, **changes}


def facts_of(reflection: Reflection) -> list[Record]:
    with people.everywhere():
        return list(Record.objects.filter(person=reflection.person).in_force())


# --- Beginning and keeping ---------------------------------------------------------------------------


def test_beginning_leads_to_an_empty_page_to_write_on(client):
    person = person_with(Role.LEARNER)
    client.force_login(person)
    answer = client.post(reverse("assessments:begin_reflection"), {"prompt": "dosing"}, follow=True)
    assert answer.status_code == 200
    assert "Was het te veel, te weinig of genoeg?" in answer.content.decode()


def test_an_empty_reflection_is_used_again(client):
    person = person_with(Role.LEARNER)
    client.force_login(person)
    first = client.post(reverse("assessments:begin_reflection"), {"prompt": "dosing"})
    second = client.post(reverse("assessments:begin_reflection"), {"prompt": "dosing"})
    assert first.url == second.url


@pytest.mark.parametrize("prompt", ["", "iets anders"])
def test_beginning_without_a_prompt_says_what_to_do(client, prompt):
    client.force_login(person_with(Role.LEARNER))
    answer = client.post(reverse("assessments:begin_reflection"), {"prompt": prompt}, follow=True)
    assert "Kies waar je op wilt terugkijken." in answer.content.decode()


def test_who_belongs_to_no_municipality_keeps_what_is_theirs_and_begins_nothing_new(client, reflection):
    with people.everywhere():
        reflection.person.memberships.update(ends_on=LONG_AGO)
    client.force_login(reflection.person)
    assert reflection.title in client.get(LIST).content.decode()
    client.post(reverse("assessments:begin_reflection"), {"prompt": "dosing"})
    with people.everywhere():
        assert Reflection.objects.count() == 1


def test_what_is_typed_is_kept_while_somebody_writes(writer, reflection):
    answer = writer.post(
        url("keep_reflection", reflection),
        {"title": "Anders", "did": "Ik wachtte.", "sequence": 5},
        headers=SCRIPT,
    )
    assert answer.json() == {"status": "saved"}
    kept = now_in(reflection)
    assert (kept.title, kept.answers, kept.sequence) == ("Anders", {"did": "Ik wachtte."}, 5)


def test_what_arrives_late_does_not_overwrite_what_is_newer(writer, reflection):
    for sequence, words in ((9, "nieuw"), (8, "oud")):
        answer = writer.post(
            url("keep_reflection", reflection), {"did": words, "sequence": sequence}, headers=SCRIPT
        )
        assert answer.status_code == 200
    assert now_in(reflection).answers == {"did": "nieuw"}


def test_keeping_takes_as_many_queries_as_ever(writer, reflection, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        writer.post(url("keep_reflection", reflection), {"did": "nieuw", "sequence": 5}, headers=SCRIPT)


def test_without_scripts_a_button_keeps_it(writer, reflection):
    answer = writer.post(url("keep_reflection", reflection), sent(reflection, did="Nieuw."), follow=True)
    assert "Je reflectie is opgeslagen." in answer.content.decode()
    assert now_in(reflection).answers["did"] == "Nieuw."


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_text_that_is_too_long_says_so_and_nothing_typed_is_lost(writer, reflection, headers):
    answer = writer.post(
        url("keep_reflection", reflection),
        sent(reflection, did="x" * 20_001, keep="Dit blijft."),
        headers=headers,
    )
    assert answer.status_code == 422
    assert "te lang" in answer.content.decode()
    assert headers or "Dit blijft." in answer.content.decode()


def test_a_text_with_a_null_byte_is_refused_in_words(writer, reflection):
    answer = writer.post(url("keep_reflection", reflection), sent(reflection, did="a\x00b"), headers=SCRIPT)
    assert answer.status_code == 422


def test_what_was_typed_when_the_session_had_ended_is_there_again_after_signing_in(client, reflection):
    person = reflection.person
    answer = client.post(
        url("keep_reflection", reflection),
        {"did": "Getypt na een lange pauze.", "kept": str(person.public_id)},
    )
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url
    client.force_login(person)
    page = client.get(reflection.get_absolute_url()).content.decode()
    assert "Getypt na een lange pauze." in page
    assert "Getypt" not in client.get(reflection.get_absolute_url()).content.decode(), "given back once"


def test_nobody_else_gets_what_was_typed(client, reflection):
    client.post(
        url("keep_reflection", reflection), {"did": "Geheim.", "kept": str(reflection.person.public_id)}
    )
    other = ReflectionFactory()
    client.force_login(other.person)
    assert client.get(reflection.get_absolute_url()).status_code == 404
    assert "Geheim" not in client.get(other.get_absolute_url()).content.decode()


def test_a_script_of_somebody_whose_session_ended_hears_where_to_sign_in(client, reflection):
    answer = client.post(url("keep_reflection", reflection), {"did": "x"}, headers=SCRIPT)
    assert answer.status_code == 401
    assert reflection.get_absolute_url() in answer.json()["login_url"].replace("%2F", "/")


# --- Finishing -------------------------------------------------------------------------------------------


def test_a_complete_reflection_is_finished_and_the_ledger_knows_without_its_words(writer, reflection):
    answer = writer.post(url("finish_reflection", reflection), sent(reflection), follow=True)
    assert "Je reflectie is af." in answer.content.decode()
    assert now_in(reflection).finished_at is not None
    (fact,) = facts_of(reflection)
    assert fact.activity == f"reflection:{reflection.pk}"
    told = f"{fact.title} {fact.result} {fact.context}"
    assert ANSWER not in told
    assert reflection.title not in told


def test_an_incomplete_reflection_is_kept_and_says_what_it_needs(writer, reflection):
    answer = writer.post(url("finish_reflection", reflection), sent(reflection, keep="Te kort."), follow=True)
    page = answer.content.decode()
    assert "nog niet compleet" in page
    assert "Wat houd je vast, en wat laat je los?” zijn nog 8 woorden nodig" in page
    kept = now_in(reflection)
    assert kept.finished_at is None
    assert kept.answers["keep"] == "Te kort."
    assert facts_of(reflection) == []


def test_the_button_is_newer_than_what_a_fast_clock_saved_by_itself(writer, reflection):
    ahead = int((timezone.now() + timedelta(seconds=4)).timestamp() * 1000)
    writer.post(
        url("keep_reflection", reflection), sent(reflection, did="oud", sequence=str(ahead)), headers=SCRIPT
    )
    writer.post(url("finish_reflection", reflection), sent(reflection))
    assert now_in(reflection).answers["did"] == reflection.answers["did"]


def test_a_finished_reflection_is_not_changed_from_another_window(writer, reflection):
    writer.post(url("finish_reflection", reflection), sent(reflection))
    answer = writer.post(url("keep_reflection", reflection), sent(reflection, did="In een ander venster."))
    assert answer.status_code == 409
    assert "In een ander venster." in answer.content.decode(), "to copy"
    assert now_in(reflection).answers["did"] != "In een ander venster."
    again = writer.post(url("finish_reflection", reflection), sent(reflection, did="Nog eens."))
    assert again.status_code == 409


def test_the_same_text_that_arrives_after_finishing_is_no_problem(writer, reflection):
    writer.post(url("finish_reflection", reflection), sent(reflection))
    later = int(timezone.now().timestamp() * 1000) + 4_000
    answer = writer.post(
        url("keep_reflection", reflection), sent(now_in(reflection), sequence=str(later)), headers=SCRIPT
    )
    assert answer.json() == {"status": "saved"}


def test_who_writes_on_takes_the_fact_back_and_finishing_tells_it_anew(writer, reflection):
    writer.post(url("finish_reflection", reflection), sent(reflection))
    writer.post(url("reopen_reflection", reflection))
    assert facts_of(reflection) == []
    assert now_in(reflection).finished_at is None
    writer.post(url("finish_reflection", reflection), sent(reflection))
    assert len(facts_of(reflection)) == 1


def test_a_removed_reflection_is_gone_with_its_fact_and_what_was_shared_stays_known(writer, reflection):
    writer.post(url("finish_reflection", reflection), sent(reflection))
    share = ShareFactory(reflection=reflection)
    writer.post(url("remove_reflection", reflection))
    assert writer.get(reflection.get_absolute_url()).status_code == 404
    assert facts_of(reflection) == []
    with people.everywhere():
        share.refresh_from_db()
    assert share.withdrawn_at is not None
    assert share.title in writer.get(LIST).content.decode()


# --- What looks like somebody ---------------------------------------------------------------------------------


def test_a_phone_number_is_asked_about_before_a_reflection_is_finished(writer, reflection):
    words = f"{ANSWER} Bel 06-12345678."
    answer = writer.post(url("finish_reflection", reflection), sent(reflection, did=words))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<mark>06-12345678</mark>" in page
    assert "Dit lijkt een telefoonnummer." in page
    kept = now_in(reflection)
    assert kept.finished_at is None
    assert kept.answers["did"] == words, "nothing typed is lost"


def test_a_reason_settles_a_doubt_and_is_not_asked_again(writer, reflection):
    words = sent(reflection, did=f"{ANSWER} Bel 0201234567.")
    name = _field_of_doubt(writer.post(url("finish_reflection", reflection), words))
    answer = writer.post(url("finish_reflection", reflection), {**words, name: "organisation"})
    assert answer.status_code == 302
    with people.everywhere():
        kept = HarmlessDetail.objects.get()
    assert (kept.kind, kept.reason) == (PersonalDetail.PHONE, WhyHarmless.ORGANISATION)
    assert "0201234567" not in kept.mark
    writer.post(url("reopen_reflection", reflection))
    differently_spaced = sent(reflection, did=f"{ANSWER} Bel 020 123 45 67.")
    assert writer.post(url("finish_reflection", reflection), differently_spaced).status_code == 302


@pytest.mark.parametrize("reason", ["", "zomaar"])
def test_without_a_reason_the_doubt_stays(writer, reflection, reason):
    words = sent(reflection, did=f"{ANSWER} Mevrouw Jansen.")
    name = _field_of_doubt(writer.post(url("finish_reflection", reflection), words))
    assert writer.post(url("finish_reflection", reflection), {**words, name: reason}).status_code == 422


def test_a_reason_says_nothing_about_other_words(writer, reflection):
    words = sent(reflection, did=f"{ANSWER} Mevrouw Jansen.")
    name = _field_of_doubt(writer.post(url("finish_reflection", reflection), words))
    other = sent(reflection, did=f"{ANSWER} Mevrouw Pietersen.")
    assert writer.post(url("finish_reflection", reflection), {**other, name: "invented"}).status_code == 422


def _field_of_doubt(answer) -> str:
    (field,) = answer.context["doubts"].fields
    return field


# --- Whose it is ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("finished", [True, False])
def test_nobody_else_reads_or_changes_a_reflection_through_its_own_address(client, role, finished):
    reflection = ReflectionFactory(finished=finished)
    ShareFactory(reflection=reflection)
    client.force_login(person_with(role, municipality=reflection.municipality))
    names = ["reflection", "keep_reflection", "finish_reflection", "reopen_reflection", "remove_reflection"]
    answers = [
        client.get(url("reflection", reflection)),
        *(client.post(url(n, reflection)) for n in names[1:]),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert now_in(reflection).answers == whole_answers()


def test_the_list_shows_what_is_mine_and_what_it_needs(client):
    mine = ReflectionFactory(answers={"did": ANSWER})
    ReflectionFactory(municipality=mine.municipality, title="Van een collega")
    client.force_login(mine.person)
    page = client.get(LIST).content.decode()
    assert mine.title in page
    assert "Nog niet compleet" in page
    assert "Van een collega" not in page


def test_the_list_takes_as_many_queries_for_many(client, django_assert_max_num_queries):
    first = ReflectionFactory(finished=True)
    ReflectionFactory.create_batch(15, person=first.person, municipality=first.municipality, finished=True)
    client.force_login(first.person)
    with django_assert_max_num_queries(15) as counted:
        client.get(LIST)
    few = len(counted)
    ReflectionFactory.create_batch(4, person=first.person, municipality=first.municipality)
    with django_assert_max_num_queries(few):
        client.get(LIST)


def test_two_municipalities_each_get_their_own(client):
    person = person_with(Role.LEARNER)
    second = MembershipFactory(person=person).municipality
    with people.within(second):
        begun = api.begin_reflection(
            person=person, municipality=second, prompt=ReflectionPrompt.FRAME, now=timezone.now()
        )
    assert begun.municipality == second
