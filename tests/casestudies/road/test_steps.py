"""The road through a case, step by step, as a learner walks it."""

from __future__ import annotations

import pytest

from casestudies.choices import CaseStep, Pitfall
from casestudies.models import CaseWork, DiagnosisMark
from casestudies.selectors.work import Doing
from people.api import within
from records.models import Record
from tests.casestudies.road.steps import (
    URL,
    begin,
    finish,
    marks,
    step,
    to_answer,
    to_diagnosis,
    to_prediction,
    to_second,
    words,
)
from tests.factories.cases import WHOLE

pytestmark = pytest.mark.django_db


def work_of(membership):
    with within(membership.municipality):
        return CaseWork.objects.select_related("version").get()


def test_a_case_is_found_and_explained_before_it_begins(client, case):
    assert WHOLE.title in words(client.get("/casussen/"))
    told = words(client.get(URL))
    assert "Begin met deze casus" in told
    assert "De schets hangt er al" not in told


def test_the_facts_open_one_by_one(client, case, membership):
    begin(client)
    client.post(step("situatie"))
    told = words(client.get(step("feiten")))
    assert WHOLE.timeline[0].fact in told
    assert WHOLE.timeline[1].fact not in told
    client.post(step("feiten"), {"fact": 2})
    client.post(step("feiten"), {"fact": 2})
    assert work_of(membership).facts_open == 2


@pytest.mark.parametrize("sent", [{"fact": 3}, {"fact": "drie"}, {"fact": ""}, {}])
def test_a_fact_cannot_be_skipped(client, case, membership, sent):
    begin(client)
    client.post(step("situatie"))
    answer = client.post(step("feiten"), sent)
    assert answer.status_code == 422
    assert "Open" in words(answer)
    assert work_of(membership).facts_open == 1


@pytest.mark.parametrize("name", ["verwachting", "diagnose", "tweede-versie", "antwoord", "groep"])
def test_a_step_that_is_not_open_leads_to_where_somebody_is(client, case, membership, name):
    begin(client)
    assert client.get(step(name)).url == step("situatie")
    assert client.post(step(name), {"option": 1, "answer": "x"}).url == step("situatie")
    assert work_of(membership).step == CaseStep.SITUATION


def test_a_step_that_does_not_exist_is_not_there(client, case):
    begin(client)
    assert client.get(step("geheim")).status_code == 404


def test_somebody_says_what_they_expect_before_they_see_it(client, case, membership):
    to_prediction(client)
    told = words(client.get(step("verwachting")))
    assert WHOLE.first[0].text in told
    assert not any(option.feedback in told for option in WHOLE.prediction.options)
    assert "Te vroeg." not in told
    client.post(step("verwachting"), {"option": 0})
    told = words(client.get(step("verwachting")))
    assert WHOLE.prediction.options[0].feedback in told
    assert WHOLE.prediction.options[1].feedback in told


def test_what_was_expected_stays_once_it_was_revealed(client, case, membership):
    to_prediction(client)
    client.post(step("verwachting"), {"option": 0})
    client.post(step("verwachting"), {"option": 1})
    assert work_of(membership).prediction == 0


@pytest.mark.parametrize(
    ("sent", "says"),
    [({}, "Kies eerst wat je verwacht."), ({"option": 7}, "Dat antwoord"), ({"option": "x"}, "Dat antwoord")],
)
def test_an_expectation_that_cannot_be_is_explained(client, case, membership, sent, says):
    to_prediction(client)
    answer = client.post(step("verwachting"), sent)
    assert answer.status_code == 422
    assert says in words(answer)
    assert work_of(membership).prediction is None


def test_before_the_diagnosis_nothing_says_where_it_goes_wrong(client, case):
    to_diagnosis(client)
    told = words(client.get(step("diagnose")))
    assert all(line.text in told for line in WHOLE.first)
    assert "Te vroeg." not in told
    assert WHOLE.second[0].text not in told
    assert "Begin met wat er gebeurd is." not in told


def test_after_the_diagnosis_each_sentence_gets_words(client, case):
    to_diagnosis(client)
    client.post(step("diagnose"), marks(case, Pitfall.OFFERING_SOLUTION, Pitfall.JUDGING, Pitfall.OVERDEMAND))
    told = words(client.get(step("diagnose")))
    assert "Je zag dit moment, en gaf het dezelfde naam." in told
    assert "De makers van de casus zien hier geen valkuil." in told
    assert "Je zag dit moment, en gaf het een andere naam." in told
    assert "Je noemde het: Overvraging." in told
    assert "Je zag alle momenten waarop het misgaat." in told


def test_a_moment_that_was_missed_is_told_kindly(client, case):
    to_diagnosis(client)
    client.post(step("diagnose"), marks(case, "", Pitfall.JUDGING))
    told = words(client.get(step("diagnose")))
    assert "Over dit moment las je heen." in told
    assert "Je markeerde andere zinnen dan de makers van de casus." in told


def test_somebody_marks_something_first(client, case, membership):
    to_diagnosis(client)
    answer = client.post(step("diagnose"), marks(case, "", ""))
    assert answer.status_code == 422
    assert "Markeer eerst minstens één zin." in words(answer)
    assert work_of(membership).step == CaseStep.DIAGNOSE


def test_a_pitfall_that_does_not_exist_is_explained_and_the_rest_stays(client, case, membership):
    to_diagnosis(client)
    answer = client.post(step("diagnose"), marks(case, Pitfall.JUDGING, "haast"))
    assert answer.status_code == 422
    assert "Kies een valkuil uit de lijst." in words(answer)
    assert '<option value="judging" selected>' in words(answer)


def test_marks_stay_as_they_were_after_the_feedback(client, case, membership):
    to_second(client, case)
    client.post(step("diagnose"), marks(case, Pitfall.JUDGING))
    with within(membership.municipality):
        assert [mark.pitfall for mark in DiagnosisMark.objects.all()] == [Pitfall.OFFERING_SOLUTION]


def test_feedback_that_was_asked_for_in_another_window_meanwhile_is_shown(client, case, monkeypatch):
    to_second(client, case)
    monkeypatch.setattr(Doing, "may_mark", True)  # what the second window read before the first was done
    answer = client.post(step("diagnose"), marks(case, Pitfall.JUDGING), follow=True)
    assert answer.status_code == 200
    assert "Je zag de uitleg al" in words(answer)


def test_the_second_version_says_which_moment_it_picks_up(client, case):
    to_second(client, case)
    told = words(client.get(step("tweede-versie")))
    assert "Pakt moment 1 op" in told
    assert WHOLE.second[0].text in told


def test_the_answer_of_the_makers_comes_after_ones_own(client, case, membership):
    to_answer(client, case)
    assert "Begin met wat er gebeurd is." not in words(client.get(step("antwoord")))
    answer = client.post(step("antwoord"), {"answer": "  "})
    assert answer.status_code == 422
    assert "Schrijf eerst je eigen antwoord" in words(answer)
    client.post(step("antwoord"), {"answer": "Eerst het kader noemen."})
    told = words(client.get(step("antwoord")))
    assert "Begin met wat er gebeurd is." in told
    assert "Eerst het kader noemen." in told


def test_an_answer_that_is_too_long_comes_back_with_what_was_typed(client, case):
    to_answer(client, case)
    answer = client.post(step("antwoord"), {"answer": "lang " * 4001})
    assert answer.status_code == 422
    assert "lang lang" in words(answer)
    assert "20000" in words(answer)


def test_a_case_is_finished_once_and_the_fact_holds_nothing_of_it(client, case, membership):
    finish(client, case)
    client.post(step("antwoord"), {"answer": "Eerst het kader noemen."})
    with within(membership.municipality):
        fact = Record.objects.get()
    assert (fact.activity, fact.title, fact.context) == ("case:CX", WHOLE.title, {"code": "CX", "version": 1})
    assert "kader noemen" not in str(vars(fact))


def test_another_answer_after_the_release_is_not_kept_and_not_lost(client, case, membership):
    finish(client, case)
    answer = client.post(step("antwoord"), {"answer": "Geschreven in een ander venster."})
    assert answer.status_code == 409
    assert "Geschreven in een ander venster." in words(answer)
    assert work_of(membership).answer == "Eerst het kader noemen."


def test_a_road_goes_on_where_somebody_was(client, case):
    to_diagnosis(client)
    assert "Ga verder waar je was" in words(client.get(URL))
    assert client.post(URL).url == step("diagnose")


def test_what_is_behind_somebody_can_be_read_again(client, case):
    finish(client, case)
    for name in ("situatie", "feiten", "verwachting", "diagnose", "tweede-versie", "antwoord", "groep"):
        assert client.get(step(name)).status_code == 200
    assert client.post(step("situatie")).url == step("feiten")
    assert client.post(step("feiten")).url == step("verwachting")
    assert client.post(step("tweede-versie")).url == step("antwoord")
    assert client.post(step("groep")).status_code == 302


def test_every_step_shows_the_frame_and_the_four_roles(client, case):
    begin(client)
    told = words(client.get(step("situatie")))
    assert "Kader: issue." in told
    assert "De opdrachtgever" in told
    assert all(view.question in told for view in WHOLE.roles)
    assert "Wij nemen contact met u op." in told


def test_a_case_keeps_the_version_it_began_in(client, case):
    to_second(client, case)
    case.refresh_from_db()
    case.expert_answer = "Heel iets anders."
    case.save_revision().publish()
    client.post(step("tweede-versie"))
    client.post(step("antwoord"), {"answer": "Ja."})
    assert "Begin met wat er gebeurd is." in words(client.get(step("antwoord")))


def test_what_somebody_began_they_may_finish_when_it_is_off_line(client, case):
    begin(client)
    case.refresh_from_db()
    case.unpublish()
    assert client.get(step("situatie")).status_code == 200
    assert client.get(URL).status_code == 200
    assert WHOLE.title not in words(client.get("/casussen/"))
