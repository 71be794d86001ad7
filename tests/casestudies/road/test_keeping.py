"""What somebody marks and writes in a case is kept meanwhile, and comes back."""

from __future__ import annotations

import pytest

from casestudies.choices import Pitfall
from tests.casestudies.road.steps import (
    URL,
    begin,
    finish,
    marks,
    step,
    to_answer,
    to_diagnosis,
    to_second,
    words,
)

pytestmark = pytest.mark.django_db


BY_SCRIPT = {"X-Requested-With": "fetch"}


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
