"""The pages of a proeve, as each of those who have to do with it sees and fills them in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certification import api
from certification.choices import ProeveState, Result
from certification.models import ProeveDecision, ProficiencyAssessment
from people.choices import DataKind, Role
from people.models import Look
from tests.factories.people import MembershipFactory, person_with
from tests.factories.proeves import HERE, WEAK, around

NOT_SEEN = "3 3 – – 3 3 3 3 nvt 3 3 3"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def url(name, proeve, *more):
    return reverse(f"certification:{name}", args=[proeve.public_id, *more])


def text(answer):
    return answer.content.decode()


def test_a_coach_sees_what_is_missing_and_asks(them):
    client = client_of(them.candidate)
    page = text(client.get("/proeve/"))
    assert "Coachen in de praktijk (KT4)" in page
    assert "Stadium S3 bereikt voor deze kerntaken" in page
    answer = client.post("/proeve/aanvragen/", {"cluster": "coach", "readiness": "Ik leidde vier sessies."})
    proeve = ProficiencyAssessment.objects.get()
    assert answer.url == proeve.get_absolute_url()
    assert "wacht op de leidinggevende" in text(client.get(answer.url))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"cluster": "coach", "readiness": ""}, "Schrijf in een paar zinnen"),
        ({"cluster": "steer", "readiness": "Ik wil."}, "Je kunt deze proeve nu niet aanvragen"),
        ({"readiness": "Ik wil."}, "Kies de kerntaken"),
    ],
)
def test_asking_wrongly_says_what_to_mend_and_keeps_the_words(them, sent, said):
    answer = client_of(them.candidate).post("/proeve/aanvragen/", sent)
    assert answer.status_code == 422
    assert said in text(answer)
    assert sent["readiness"] in text(answer)


def test_a_manager_of_whom_nothing_is_asked_finds_an_honest_empty_page(them):
    assert "Nog niemand heeft een proeve aangevraagd" in text(client_of(them.manager).get("/proeve/"))


def test_a_learner_has_no_proeve_and_a_manager_sees_requests_only(them):
    them.ask()
    assert (
        client_of(person_with(Role.LEARNER, municipality=them.municipality)).get("/proeve/").status_code
        == 404
    )
    page = client_of(them.manager).get("/proeve/")
    assert "Bevestig voor" in text(page)
    assert "Ik kan dit." not in text(page)
    proeve = ProficiencyAssessment.objects.get()
    assert client_of(them.manager).get(proeve.get_absolute_url()).status_code == 404
    assert Look.objects.filter(person=them.candidate, data_kind=DataKind.CERTIFICATE).exists()


def test_the_manager_confirms_with_a_button(them):
    proeve = them.ask()
    client_of(them.manager).post(url("mandate", proeve))
    proeve.refresh_from_db()
    assert proeve.manager == them.manager
    assert client_of(them.manager).post(url("mandate", proeve)).status_code == 404


def plan_form(them, **changes):
    begins = timezone.localtime() + timedelta(days=1)
    return {
        "day": f"{begins:%Y-%m-%d}",
        "time": "10:00",
        "external": them.external.pk,
        "second": them.second.pk,
        **HERE,
        **changes,
    }


def test_a_trainer_plans_and_the_candidate_sees_who_assesses(them):
    proeve = them.mandated()
    answer = client_of(them.trainer).post(url("plan", proeve), plan_form(them))
    assert answer.status_code == 302
    page = text(client_of(them.candidate).get(proeve.get_absolute_url()))
    assert str(them.external) in page
    assert str(them.second) in page
    assert Look.objects.filter(person=them.candidate, viewer=them.trainer, data_kind=DataKind.PROEVE).exists()


def test_a_conflict_of_interest_stands_at_the_field_and_nothing_typed_is_lost(them):
    proeve = them.mandated()
    answer = client_of(them.trainer).post(url("plan", proeve), plan_form(them, second=them.trainer.pk))
    assert answer.status_code == 422
    assert "Wie deze kandidaat coachte, beoordeelt niet." in text(answer)
    assert "Het pleintje" in text(answer)
    proeve.refresh_from_db()
    assert proeve.state == ProeveState.REQUESTED


@pytest.mark.parametrize("changes", [{"day": "gisteren"}, {"time": "25:99"}, {"external": "x"}, {"day": ""}])
def test_planning_with_nonsense_is_refused_in_words(them, changes):
    answer = client_of(them.trainer).post(url("plan", them.mandated()), plan_form(them, **changes))
    assert answer.status_code == 422


def test_planning_in_the_past_is_refused(them):
    day = timezone.localdate() - timedelta(days=2)
    sent = plan_form(them, day=day.isoformat())
    assert "Dit moment is voorbij" in text(client_of(them.trainer).post(url("plan", them.mandated()), sent))


def test_others_do_not_plan(them):
    proeve = them.mandated()
    for person in (them.candidate, them.external):
        client_of(person).post(url("plan", proeve), plan_form(them))
    proeve.refresh_from_db()
    assert proeve.state in {ProeveState.REQUESTED, ProeveState.PLANNED}
    coach = person_with(Role.COACH, municipality=them.municipality)
    assert client_of(coach).get(url("plan", proeve)).status_code == 404


def test_the_candidate_objects_and_the_trainer_answers(them):
    proeve = them.planned()
    seat = proeve.seats.get(person=them.second)
    client = client_of(them.candidate)
    assert client.post(url("object_to", proeve, seat.pk), {"reason": ""}).status_code == 422
    client.post(url("object_to", proeve, seat.pk), {"reason": "Onze kinderen zijn bevriend."})
    page = text(client_of(them.trainer).get(proeve.get_absolute_url()))
    assert "Onze kinderen zijn bevriend." in page
    assert client_of(them.trainer).post(url("answer_objection", proeve, seat.pk), {}).status_code == 422
    client_of(them.trainer).post(url("answer_objection", proeve, seat.pk), {"answer": "Dat is geen belang."})
    assert "Dat is geen belang." in text(client.get(proeve.get_absolute_url()))


def test_the_whole_day_by_forms_without_javascript(them):
    proeve = them.planned()
    for person in (them.external, them.second):
        client_of(person).post(url("declare", proeve))
    begun = client_of(them.external).post(url("begin", proeve), follow=True)
    assert "De bijeenkomst is begonnen" in text(begun)
    proeve.refresh_from_db()
    for person in (them.external, them.second):
        assert "Naar mijn formulier" in text(client_of(person).get(proeve.get_absolute_url()))
        them.rate(proeve, person, NOT_SEEN)
    form = reverse("assessments:observation", args=[proeve.observation_id])
    assert proeve.get_absolute_url() in text(client_of(them.second).get(form))
    chair = client_of(them.external)
    wrong = chair.post(url("interview", proeve), {"K3": "4"})
    assert wrong.status_code == 422
    chair.post(url("interview", proeve), {"K3": "4", "K3_note": "Noemde een keuze van een bewoner."})
    for person in (them.external, them.second):
        sent = {"is_proficient": "yes", "seen": "Wachtte op antwoord."}
        assert client_of(person).post(url("verdict", proeve), sent).status_code == 302
    assert "Wachtte op antwoord." in text(chair.get(url("decide", proeve)))
    answer = chair.post(url("decide", proeve), {"seen": "Je wachtte op antwoord."}, follow=True)
    assert "Bekwaam" in text(answer)
    assert ProeveDecision.objects.get().result == Result.PROFICIENT
    letter = text(client_of(them.candidate).get(url("letter", proeve)))
    assert "Je wachtte op antwoord." in letter
    assert "Wie beoordeelden" in letter


def test_before_the_decision_the_candidate_reads_no_forms_and_no_letter(them):
    proeve = them.rated(WEAK, WEAK)
    client = client_of(them.candidate)
    assert client.get(url("letter", proeve)).status_code == 404
    assert client.get(reverse("assessments:observation", args=[proeve.observation_id])).status_code == 404
    them.judge(proeve, {them.external: False, them.second: False})
    assert "Waar de formulieren op uitkomen" not in text(client.get(proeve.get_absolute_url()))
    assert "Waar de formulieren op uitkomen" in text(client_of(them.second).get(proeve.get_absolute_url()))


def test_a_letter_with_not_yet_asks_for_every_word_and_a_date(them):
    proeve = them.rated(WEAK, WEAK)
    them.judge(proeve, {them.external: False, them.second: False})
    chair = client_of(them.external)
    sent = {"seen": "a", "missing": "b", "closes_gap": "c", "new_date": timezone.localdate().isoformat()}
    early = chair.post(url("decide", proeve), sent)
    assert (early.status_code, "Dit is te vroeg" in text(early)) == (422, True)
    assert chair.post(url("decide", proeve), {**sent, "missing": ""}).status_code == 422
    later = timezone.localdate() + timedelta(weeks=5)
    chair.post(url("decide", proeve), {**sent, "new_date": later.isoformat()})
    assert "Wat je daarna kunt laten zien" in text(client_of(them.candidate).get(url("letter", proeve)))


def test_a_third_is_asked_by_the_trainer_from_who_may(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True, them.second: False})
    client = client_of(them.trainer)
    page = text(client.get(url("third", proeve)))
    assert str(them.third) in page
    assert f'value="{them.trainer.pk}"' not in page
    assert client.post(url("third", proeve), {"third": them.third.pk, "recording": ""}).status_code == 422
    client.post(url("third", proeve), {"third": them.third.pk, "recording": "Kluis 3"})
    assert client_of(them.third).get(proeve.get_absolute_url()).status_code == 200
    again = client.post(url("third", proeve), {"third": them.third.pk, "recording": "Kluis 3"}, follow=True)
    assert "Er is al een derde beoordelaar gevraagd." in text(again)
    assert "Je gaf je oordeel." in text(client_of(them.external).get(proeve.get_absolute_url()))


def test_stopping_writes_a_letter_too(them):
    proeve = them.begun()
    chair = client_of(them.external)
    assert chair.post(url("stop", proeve), {"seen": "", "new_date": ""}).status_code == 422
    soon = timezone.localdate() + timedelta(days=3)
    answer = chair.post(
        url("stop", proeve), {"seen": "Het alarm ging.", "new_date": soon.isoformat()}, follow=True
    )
    assert "geen mislukte proeve" in text(answer)


def test_the_list_of_a_trainer_takes_as_many_queries_for_many(them, django_assert_num_queries):
    client = client_of(them.trainer)
    them.ask()
    client.get("/proeve/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/proeve/")
    for _ in range(3):
        around(them.team).ask()
    with django_assert_num_queries(len(few)):
        assert text(client.get("/proeve/")).count("Wacht op tijd en mandaat") == 4


def test_what_somebody_may_not_do_is_said_and_changes_nothing(them):
    proeve = them.planned()
    client = client_of(them.candidate)
    for name in ("declare", "begin"):
        assert client.post(url(name, proeve)).status_code == 302
    for name in ("interview", "verdict", "third", "decide", "stop"):
        assert client.get(url(name, proeve)).status_code == 302
    proeve.refresh_from_db()
    assert proeve.state == ProeveState.PLANNED
    assert api.dossier_of(proeve).verdicts == {}


def test_who_works_in_more_municipalities_sees_the_proeves_of_all_by_name(them):
    other = around()
    MembershipFactory(person=them.trainer, municipality=other.municipality, role=Role.TRAINER)
    stranger = around()
    for each in (them, other, stranger):
        each.ask()
    page = text(client_of(them.trainer).get("/proeve/"))
    for each in (them, other):
        assert f"{each.candidate}: " in page
        assert str(each.municipality) in page
        looked = Look.objects.filter(person=each.candidate, viewer=them.trainer, data_kind=DataKind.PROEVE)
        assert looked.get().municipality == each.municipality
    assert f"{stranger.candidate}: " not in page
