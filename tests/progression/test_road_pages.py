"""The pages of a trajectory, as candidate, trainer, manager and assessors use them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.api import everywhere
from people.choices import DataKind, Role
from people.models import Look
from progression import api
from progression.choices import Capacity, CoreTask, EvidenceKind, Stage
from progression.models import Departure, Pause, Refusal, Revocation, SignOff, Trajectory
from progression.services import signing
from progression.services import trajectories as services
from records.models import Record
from tests.factories.people import person_with
from tests.factories.takeover import takeover
from tests.factories.trajectories import cast

S, E = Stage, EvidenceKind
TODAY = timezone.localdate


@pytest.fixture
def road(db):
    with everywhere():
        yield cast()


@pytest.fixture
def ready(road):
    """Somebody who agreed to be put forward for S0, with everything in."""
    road.show(S.CANDIDATE)
    road.agree()
    return road


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def url(name, road, *more):
    return reverse(f"progression:{name}", args=[road.trajectory.pk, *more])


def get(person, address):
    return client_of(person).get(address)


def text(answer):
    return answer.content.decode()


def test_a_coach_sees_per_core_task_what_is_in_what_is_missing_and_why(road):
    road.show(S.CANDIDATE, leave_out=E.INTAKE)
    page = text(get(road.candidate, "/overdracht/mijn/"))
    assert "KT3 Rollenspel leiden en nabespreken" in page
    assert "Wat S0 Kandidaat vraagt" in page
    assert "Intakegesprek: 0 van 1." in page
    assert "Motivatie: 1 van 1." in page


def test_a_coach_without_a_road_reads_what_comes(road):
    other = person_with(Role.COACH, municipality=road.municipality)
    assert "Je weg is nog niet begonnen" in text(get(other, "/overdracht/mijn/"))
    learner = person_with(Role.LEARNER, municipality=road.municipality)
    assert get(learner, "/overdracht/mijn/").status_code == 404
    assert get(learner, "/overdracht/aftekenen/").status_code == 404


def test_a_coach_lets_themselves_be_put_forward_in_their_own_words(road):
    road.show(S.CANDIDATE)
    client = client_of(road.candidate)
    refused = client.post(url("agree", road), {"self_assessment": " "})
    assert refused.status_code == 422
    assert "Schrijf in een paar zinnen hoe ver je denkt dat je bent." in text(refused)
    answer = client.post(url("agree", road), {"self_assessment": "Ik durf het."})
    assert answer.url == url("trajectory", road)
    road.trajectory.refresh_from_db()
    assert road.trajectory.self_assessment == "Ik durf het."


def test_a_trainer_finds_what_waits_with_the_evidence_beside_it_and_signs(ready):
    page = text(get(ready.trainer, "/overdracht/aftekenen/"))
    assert str(ready.candidate) in page
    assert "Motivatie: 1 van 1." in page
    answer = client_of(ready.trainer).post(url("sign", ready), {"capacity": Capacity.FIT})
    assert answer.url == url("trajectory", ready)
    assert SignOff.objects.get().signer == ready.trainer
    assert "Er wacht nu niets op je." in text(get(ready.trainer, "/overdracht/aftekenen/"))


def test_a_form_that_is_sent_twice_is_done_once_and_no_mistake(road):
    road.show(S.CANDIDATE)
    again = "Dat is al gedaan."
    for person, action, sent in (
        (road.candidate, "agree", {"self_assessment": "Ik durf het."}),
        (road.trainer, "sign", {"capacity": Capacity.FIT}),
    ):
        client = client_of(person)
        client.post(url(action, road), sent)
        answer = client.post(url(action, road), sent, follow=True)
        assert (answer.status_code, again in text(answer)) == (200, True)
    assert SignOff.objects.count() == 1
    assert client_of(road.trainer).post(url("agree", road), {}).status_code == 404


def test_a_manager_signs_for_time_without_seeing_the_evidence(ready):
    page = text(get(ready.manager, "/overdracht/aftekenen/"))
    assert str(ready.candidate) in page
    assert "Motivatie" not in page
    page = text(get(ready.manager, url("trajectory", ready)))
    assert "Ik kan dit." not in page
    assert "Motivatie" not in page
    client_of(ready.manager).post(url("sign", ready), {"capacity": Capacity.TIME})
    assert SignOff.objects.get().capacity == Capacity.TIME


def test_why_a_stage_has_not_begun_reads_the_same_for_everybody_and_evidence_is_only_counted_above(road):
    takeover(road.municipality)
    everybody = (road.candidate, road.trainer, road.manager, road.lead)
    above = {road.manager, road.lead}

    def pages():
        return {person: text(get(person, url("trajectory", road))) for person in everybody}

    road.show(S.CANDIDATE, leave_out=E.INTAKE)
    for person, page in pages().items():
        assert ("Intakegesprek: 0 van 1." in page) is (person not in above)
        assert ("Van het bewijs is 1 van de 4 onderdelen er nog niet." in page) is (person in above)
    road.show(S.CANDIDATE)
    agreeing = "De kandidaat heeft nog geen ja gezegd tegen de volgende stap."
    assert all(agreeing in page for page in pages().values())
    api.begin_pause(by=road.trainer, person=road.candidate, municipality=road.municipality, today=TODAY())
    pause = "Er is een pauze."
    assert {person for person, page in pages().items() if pause in page} == {road.candidate, road.trainer}


def test_a_manager_reads_their_own_signature_and_not_who_else_signed(ready):
    client_of(ready.manager).post(url("sign", ready), {"capacity": Capacity.TIME})
    client_of(ready.trainer).post(url("sign", ready), {"capacity": Capacity.FIT})
    signed = {True: "Leidinggevende: er is tijd", False: "Trainer: dit past"}
    page = text(get(ready.manager, url("trajectory", ready)))
    assert (signed[True] in page, signed[False] in page) == (True, False)
    assert "Je ziet je eigen handtekening." in page
    page = text(get(ready.trainer, url("trajectory", ready)))
    assert all(each in page for each in signed.values())
    assert "Je ziet je eigen handtekening." not in page


def test_as_what_nobody_signs_stands_above_the_form(ready):
    answer = client_of(ready.trainer).post(url("sign", ready), {"capacity": Capacity.TIME})
    assert answer.status_code == 422
    assert not SignOff.objects.exists()


def test_who_guided_reads_why_they_do_not_sign_s4(road):
    road.bring_to(S.SUPERVISED)
    road.show(S.INDEPENDENT)
    road.agree()
    page = text(get(road.trainer, url("trajectory", road)))
    assert "Je hebt deze kandidaat begeleid" in page
    assert (
        client_of(road.trainer).post(url("sign", road), {"capacity": "external_assessor"}).status_code == 404
    )
    assert str(road.candidate) in text(get(road.assessors[0], "/overdracht/aftekenen/"))


def test_evidence_goes_back_with_a_reason_is_contested_once_and_answered_by_somebody_else(ready):
    fact = str(Record.objects.get(context__kind=E.INTAKE).pk)
    trainer = client_of(ready.trainer)
    refused = trainer.post(url("refuse", ready), {"fact": fact, "reason": ""})
    assert refused.status_code == 422
    assert "Schrijf waarom je dit terugstuurt" in text(refused)
    trainer.post(url("refuse", ready), {"fact": fact, "reason": "Er was geen gesprek."})
    refusal = Refusal.objects.get()
    candidate = client_of(ready.candidate)
    assert "Er was geen gesprek." in text(candidate.get(url("trajectory", ready)))
    candidate.post(url("contest", ready, refusal.pk), {"words": "Op maandag spraken we elkaar."})
    again = candidate.post(url("contest", ready, refusal.pk), {"words": "Nog eens."})
    assert "Dat kan één keer." in text(again)
    own = trainer.post(url("answer", ready, refusal.pk), {"stands": "no", "words": "Toch wel."})
    assert own.status_code == 422
    other = client_of(ready.assessors[0])
    title = "Bezwaren die jij kunt beantwoorden"
    assert title in text(other.get("/overdracht/aftekenen/"))
    assert title not in text(trainer.get("/overdracht/aftekenen/"))
    said = f"Een andere trainer of beoordelaar dan {ready.trainer} antwoordt hierop."
    assert said in text(candidate.get(url("trajectory", ready)))
    other.post(url("answer", ready, refusal.pk), {"stands": "no", "words": "Het gesprek was er."})
    assert "Het telt weer mee" in text(candidate.get(url("trajectory", ready)))
    assert title not in text(other.get("/overdracht/aftekenen/"))


def test_a_signer_takes_a_signature_back_with_a_reason(ready):
    signed = ready.sign(ready.trainer, Capacity.FIT)
    client = client_of(ready.trainer)
    assert client.post(url("revoke", ready, signed.pk), {"reason": ""}).status_code == 422
    client.post(url("revoke", ready, signed.pk), {"reason": "Te vroeg."})
    assert Revocation.objects.get().reason == "Te vroeg."
    stranger = client_of(ready.assessors[0]).post(url("revoke", ready, signed.pk), {"reason": "Nee."})
    assert stranger.status_code == 422


def test_who_may_confirms_what_is_missing_and_nothing_ahead(road):
    day = timezone.localdate()
    client = client_of(road.manager)
    sent = {"evidence": E.TIME_AGREED, "occurred_on": day.replace(year=day.year + 1).isoformat()}
    ahead = client.post(url("confirm", road), sent)
    assert ahead.status_code == 422
    assert "Deze dag is nog niet geweest." in text(ahead)
    assert client.post(url("confirm", road), {**sent, "evidence": E.INTAKE}).status_code == 422
    client.post(url("confirm", road), {**sent, "occurred_on": day.isoformat()})
    assert Record.objects.get(context__kind=E.TIME_AGREED).context["as"] == "manager"


def test_a_coach_takes_a_break_without_saying_why(road):
    client = client_of(road.candidate)
    client.post("/overdracht/mijn/pauze/")
    assert "Je hebt een pauze" in text(client.get("/overdracht/mijn/"))
    client.post("/overdracht/mijn/pauze/")
    assert Pause.objects.get().ends_on == timezone.localdate()


def test_a_trainer_puts_a_coach_forward(road):
    coach = person_with(Role.COACH, municipality=road.municipality)
    client = client_of(road.trainer)
    refused = client.post("/overdracht/aanmelden/", {"core_task": CoreTask.KT4})
    assert refused.status_code == 422
    assert "Kies een coach." in text(refused)
    client.post("/overdracht/aanmelden/", {"candidate": coach.pk, "core_task": CoreTask.KT4})
    assert Trajectory.objects.get(person=coach).trainer == road.trainer
    assert get(road.manager, "/overdracht/aanmelden/").status_code == 404


def test_a_lead_writes_down_who_leaves_and_who_takes_over(road):
    client = client_of(road.lead)
    refused = client.post("/overdracht/vertrek/", {"person": road.trainer.pk})
    assert refused.status_code == 422
    assert "Kies wie ze overneemt." in text(refused)
    client.post("/overdracht/vertrek/", {"person": road.trainer.pk, "successor": road.assessors[0].pk})
    assert Departure.objects.get().successor == road.assessors[0]


def test_every_look_at_somebody_else_is_in_the_access_log(ready):
    get(ready.trainer, url("trajectory", ready))
    get(ready.lead, url("trajectory", ready))
    get(ready.candidate, url("trajectory", ready))
    looks = Look.objects.filter(person=ready.candidate).values_list("viewer", "data_kind")
    assert set(looks) == {
        (ready.trainer.pk, DataKind.STAGE_EVIDENCE),
        (ready.lead.pk, DataKind.STAGE),
    }


def test_another_municipality_does_not_know_this_trajectory(road):
    stranger = person_with(Role.TRAINER)
    assert get(stranger, url("trajectory", road)).status_code == 404
    assert client_of(stranger).post(url("sign", road), {"capacity": "fit"}).status_code == 404
    assert str(road.candidate) not in text(get(stranger, "/overdracht/aftekenen/"))


def more_candidates(road, number):
    for _ in range(number):
        candidate = person_with(Role.COACH, municipality=road.municipality)
        trajectory = services.put_forward(
            trainer=road.trainer,
            candidate=candidate,
            municipality=road.municipality,
            core_task=CoreTask.KT3,
            today=timezone.localdate(),
        )
        other = type(road)(
            road.municipality, candidate, road.trainer, road.manager, road.lead, road.assessors, trajectory
        )
        other.show(S.CANDIDATE)
        other.agree()


def test_the_list_of_signatures_takes_as_many_queries_for_many_as_for_few(ready, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(ready.trainer)
    client.get("/overdracht/aftekenen/")
    more_candidates(ready, 2)
    with CaptureQueriesContext(connection) as few:
        client.get("/overdracht/aftekenen/")
    more_candidates(ready, 6)
    with django_assert_num_queries(len(few)):
        client.get("/overdracht/aftekenen/")


def test_a_signature_is_kept_with_the_words_of_the_candidate(ready):
    signed = ready.sign(ready.trainer, Capacity.FIT)
    assert signed.evidence["self_assessment"] == "Ik kan dit."
    assert signed.evidence_hash == signing.hash_of(signed.evidence)


def test_a_trainer_lets_the_terms_of_a_candidate_stand_still_and_run_again(road):
    trainer = client_of(road.trainer)
    assert "Een pauze" in text(trainer.get(url("trajectory", road)))
    answer = trainer.post(url("pause_candidate", road), follow=True)
    assert "staan alle termijnen van deze coach stil" in text(answer)
    pause = Pause.objects.get(person=road.candidate, ends_on=None)
    assert {field.name for field in Pause._meta.fields} == {
        *("id", "municipality", "person", "begins_on", "ends_on")
    }, "why is kept nowhere"
    trainer.post(url("pause_candidate", road))
    pause.refresh_from_db()
    assert pause.ends_on == timezone.localdate()


def test_a_manager_and_the_candidate_find_no_pause_of_others(road):
    for person in (road.manager, road.lead, road.candidate):
        assert client_of(person).post(url("pause_candidate", road)).status_code == 404
    assert not Pause.objects.exists()


def test_a_trainer_adds_a_coach_who_guides_and_then_does_not_assess(road):
    coach = person_with(Role.COACH, municipality=road.municipality)
    trainer = client_of(road.trainer)
    answer = trainer.post(url("add_guide", road), {"guide": coach.pk}, follow=True)
    assert str(coach) in text(answer)
    assert {each.person for each in api.guides_on(road.trajectory)} == {road.trainer, coach}
    assert "vanaf vandaag" in text(answer)
    again = trainer.post(url("add_guide", road), {"guide": coach.pk})
    assert again.status_code == 422, "who guides already is no choice any more"


def test_nobody_guides_themselves_and_only_a_coach_of_the_municipality_does(road):
    elsewhere = person_with(Role.COACH)
    learner = person_with(Role.LEARNER, municipality=road.municipality)
    for wrong in (road.candidate, elsewhere, learner):
        answer = client_of(road.trainer).post(url("add_guide", road), {"guide": wrong.pk})
        assert answer.status_code == 422
        assert "Kies een coach." in text(answer)
        with pytest.raises(PermissionDenied):
            api.add_guide(
                person=road.trainer, guide=wrong, trajectory=road.trajectory, today=timezone.localdate()
            )
    coach = person_with(Role.COACH, municipality=road.municipality)
    assert client_of(road.lead).post(url("add_guide", road), {"guide": coach.pk}).status_code == 404


@pytest.mark.parametrize("missing", ["works council", "DPIA"])
@pytest.mark.parametrize("who", ["manager", "lead"])
def test_before_consent_and_dpia_manager_and_lead_see_only_who_asks_for_a_signature(road, who, missing):
    watcher = getattr(road, who)
    assert str(road.candidate) in text(get(watcher, "/overdracht/aftekenen/"))
    if missing == "DPIA":
        takeover(road.municipality, dpia_done_on=None)
    else:
        road.municipality.works_council_agreed_on = None
        road.municipality.save()

    page = text(get(watcher, "/overdracht/aftekenen/"))

    assert str(road.candidate) not in page
    assert f"Van {road.municipality} zie je alleen wie om een handtekening vraagt." in page
    assert "Er is nog niemand op weg." not in page
    assert get(watcher, road.trajectory.get_absolute_url()).status_code == 404
    assert str(road.candidate) in text(get(road.trainer, "/overdracht/aftekenen/"))
    road.show(S.CANDIDATE)
    road.agree()
    assert get(watcher, road.trajectory.get_absolute_url()).status_code == 200


def test_a_coach_reads_with_which_municipalities_coaches_are_shared(road):
    api.share_coaches(municipality=road.municipality, group="Regio Zuid", since=timezone.localdate())
    assert "deelt coaches met de gemeenten van Regio Zuid" in text(get(road.candidate, "/overdracht/mijn/"))
