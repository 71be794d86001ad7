"""Doing a case: over HTTP, as plain forms, step by step."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.choices import CaseStep, Pitfall
from casestudies.models import CaseStudyPage, CaseWork, DiagnosisMark
from casestudies.selectors.work import Doing
from people.api import within
from people.choices import Role
from records.models import Record
from tests.factories.cases import NOTES, WHOLE, CaseFactory, case_page, version_of
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
URL = "/casussen/cx/"
BY_SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def membership():
    """Somebody who learns, in a team."""
    municipality = MunicipalityFactory()
    return MembershipFactory(municipality=municipality, team=TeamFactory(municipality=municipality))


@pytest.fixture
def client(membership):
    """Their browser."""
    client = Client()
    client.force_login(membership.person)
    return client


@pytest.fixture(scope="module", autouse=True)
def whole_case(django_db_setup, django_db_blocker):
    """A whole case, made once; what a test changes in it is rolled back."""
    with made_once(django_db_blocker):
        yield case_page().pk


@pytest.fixture
def case(whole_case):
    """The case as it is stored."""
    return CaseStudyPage.objects.get(pk=whole_case)


def step(name):
    return f"{URL}stap/{name}/"


def words(answer):
    return answer.content.decode()


def work_of(membership):
    with within(membership.municipality):
        return CaseWork.objects.select_related("version").get()


def keys_of(case):
    return [line["key"] for line in version_of(case).content["first"]]


def marks(case, *pitfalls):
    return {f"zin-{key}": pitfall for key, pitfall in zip(keys_of(case), pitfalls, strict=False)}


def begin(client):
    assert client.post(URL).status_code == 302


def to_prediction(client):
    begin(client)
    client.post(step("situatie"))
    for number in (2, 3):
        client.post(step("feiten"), {"fact": number})
    assert client.post(step("feiten")).url == step("verwachting")


def to_diagnosis(client):
    to_prediction(client)
    client.post(step("verwachting"), {"option": 1})


def to_second(client, case):
    to_diagnosis(client)
    return client.post(step("diagnose"), marks(case, Pitfall.OFFERING_SOLUTION))


def to_answer(client, case):
    to_second(client, case)
    client.post(step("tweede-versie"))


def finish(client, case, text="Eerst het kader noemen."):
    to_answer(client, case)
    return client.post(step("antwoord"), {"answer": text})


# --- The road ----------------------------------------------------------------------------------


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


# --- Kept while somebody is busy ------------------------------------------------------------------


def keep(client, name, sequence, **sent):
    return client.post(f"{URL}{name}/", {**sent, "sequence": sequence}, headers=BY_SCRIPT)


def test_marks_are_kept_while_somebody_marks(client, case, membership):
    to_diagnosis(client)
    assert keep(client, "markeringen", 5, **marks(case, Pitfall.JUDGING)).json() == {"status": "saved"}
    assert '<option value="judging" selected>' in words(client.get(step("diagnose")))
    keep(client, "markeringen", 6, **marks(case, ""))
    assert '<option value="judging" selected>' not in words(client.get(step("diagnose")))


def test_marks_that_arrive_late_do_not_replace_newer_ones(client, case):
    to_diagnosis(client)
    keep(client, "markeringen", 9, **marks(case, Pitfall.JUDGING))
    keep(client, "markeringen", 3, **marks(case, Pitfall.NEGLECT))
    assert '<option value="judging" selected>' in words(client.get(step("diagnose")))


def test_marks_after_the_feedback_are_refused_with_a_reason(client, case):
    to_second(client, case)
    late = keep(client, "markeringen", 9, **marks(case, Pitfall.JUDGING))
    assert late.status_code == 409
    assert "ander venster" in late.json()["message"]
    assert client.post(f"{URL}markeringen/", marks(case, Pitfall.JUDGING)).status_code == 409


def test_a_wrong_mark_is_explained_to_a_script(client, case):
    to_diagnosis(client)
    wrong = keep(client, "markeringen", 5, **marks(case, "haast"))
    assert (wrong.status_code, wrong.json()["errors"]) == (422, ["Kies een valkuil uit de lijst."])
    assert client.post(f"{URL}markeringen/", marks(case, "haast")).status_code == 422


def test_an_answer_is_kept_while_it_is_written(client, case):
    to_answer(client, case)
    keep(client, "eigen-antwoord", 9, answer="Half af")
    keep(client, "eigen-antwoord", 3, answer="Ouder")
    assert "Half af" in words(client.get(step("antwoord")))
    client.post(f"{URL}eigen-antwoord/", {"answer": "Met de knop"})
    assert "Met de knop" in words(client.get(step("antwoord")))


def test_an_answer_that_arrives_after_the_release_is_refused_with_a_reason(client, case):
    finish(client, case)
    assert keep(client, "eigen-antwoord", 9, answer="Eerst het kader noemen.").status_code == 200
    assert keep(client, "eigen-antwoord", 10, answer="Iets anders").status_code == 409
    answer = client.post(f"{URL}eigen-antwoord/", {"answer": "Iets anders"})
    assert answer.status_code == 409
    assert "Iets anders" in words(answer)


def test_an_answer_before_its_step_is_refused(client, case):
    begin(client)
    assert keep(client, "eigen-antwoord", 9, answer="Te vroeg").status_code == 409
    assert keep(client, "markeringen", 9, **marks(case, Pitfall.JUDGING)).status_code == 409


def test_what_was_typed_comes_back_after_signing_in_again(client, case, membership):
    to_answer(client, case)
    client.logout()
    sent = {"answer": "Nog niet bewaard", "kept": str(membership.person.public_id)}
    answer = client.post(step("antwoord"), sent)
    assert "/account/login/" in answer.url
    assert client.post(step("antwoord"), sent, headers=BY_SCRIPT).status_code == 401
    client.force_login(membership.person)
    told = words(client.get(step("antwoord")))
    assert "Nog niet bewaard" in told
    assert "Dit had je ingevuld" in told


def test_marks_come_back_after_signing_in_again(client, case, membership):
    to_diagnosis(client)
    client.logout()
    client.post(step("diagnose"), {**marks(case, Pitfall.NEGLECT), "kept": str(membership.person.public_id)})
    client.force_login(membership.person)
    assert '<option value="neglect" selected>' in words(client.get(step("diagnose")))


# --- Whose it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_what_somebody_else_does(client, case, membership, role):
    finish(client, case, "Mijn eigen geheime antwoord.")
    stranger = Client()
    stranger.force_login(person_with(role, municipality=membership.municipality))
    assert stranger.get(step("antwoord")).status_code == 404
    stranger.post(URL)
    told = "".join(
        words(stranger.get(url, follow=True))
        for url in (URL, step("situatie"), step("groep"), f"{URL}begeleiden/")
    )
    assert "Mijn eigen geheime antwoord." not in told


def test_a_case_of_ones_own_municipality_exists_only_there(client, membership):
    CaseFactory(code="CA", municipality=MunicipalityFactory())
    CaseFactory(code="CB", municipality=membership.municipality, title="Onze eigen casus")
    assert client.get("/casussen/ca/").status_code == 404
    assert client.get("/casussen/cb/").status_code == 200
    assert "Onze eigen casus" in words(client.get("/casussen/"))


def test_without_a_municipality_nothing_can_begin(case):
    stranger = Client()
    stranger.force_login(MembershipFactory(ends_on="2021-01-01").person)
    assert "niets bewaren" in words(stranger.get(URL))
    assert stranger.post(URL).status_code == 404
    assert stranger.get(step("situatie")).status_code == 404


def test_a_visitor_signs_in_first(case):
    for url in ("/casussen/", URL, step("situatie"), f"{URL}begeleiden/"):
        assert "/account/login/" in Client().get(url).url


def test_learners_get_the_notes_for_facilitators_nowhere(client, case):
    finish(client, case)
    names = ("situatie", "feiten", "verwachting", "diagnose", "tweede-versie", "antwoord", "groep")
    urls = [
        "/casussen/",
        "/casussen/?q=begeleidt",
        "/zoeken/?q=begeleidt",
        URL,
        *(step(name) for name in names),
    ]
    for url in urls:
        assert NOTES[0] not in words(client.get(url)), url
    assert client.get(f"{URL}begeleiden/").status_code == 404
    assert case.title not in words(client.get("/casussen/?q=begeleidt"))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COACH])
def test_who_leads_a_group_reads_the_notes(case, membership, role):
    browser = Client()
    browser.force_login(person_with(role, municipality=membership.municipality))
    assert NOTES[0] in words(browser.get(f"{URL}begeleiden/"))
    assert "Begeleid een groep" in words(browser.get(URL))


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_for_others_the_notes_do_not_exist(case, membership, role):
    browser = Client()
    browser.force_login(person_with(role, municipality=membership.municipality))
    assert browser.get(f"{URL}begeleiden/").status_code == 404


def test_the_addresses_of_wagtail_lead_to_ours(client, case):
    assert client.get(case.url).url == URL
    assert client.get(case.get_parent().url).url == "/casussen/"
    case.get_parent().specific.unpublish()
    own = CaseFactory(municipality=MunicipalityFactory())
    assert client.get(own.url).status_code == 404


# --- Queries ----------------------------------------------------------------------------------------


def queries(client, url, data=None):
    with CaptureQueriesContext(connection) as seen:
        client.post(url, data) if data is not None else client.get(url)
    return len(seen)


def test_a_step_takes_a_flat_number_of_queries(client, case, django_assert_max_num_queries):
    to_second(client, case)
    for name in ("situatie", "feiten", "verwachting", "diagnose", "tweede-versie"):
        with django_assert_max_num_queries(7):
            client.get(step(name))


def test_the_list_takes_as_many_queries_for_twelve_cases_as_for_two(client, membership):
    CaseFactory.create_batch(2)
    client.get("/casussen/")
    before = queries(client, "/casussen/")
    CaseFactory.create_batch(10)
    assert queries(client, "/casussen/") == before <= 10


def test_marking_more_sentences_takes_only_what_changed(client, case):
    to_diagnosis(client)
    url = f"{URL}markeringen/"
    two = queries(client, url, marks(case, Pitfall.JUDGING, Pitfall.NEGLECT))
    none = queries(client, url, marks(case, Pitfall.JUDGING, Pitfall.NEGLECT))
    assert two == none + 2


def test_reverse_gives_the_address_of_a_case(case):
    assert case.get_absolute_url() == reverse("casestudies:case", args=["cx"]) == URL
