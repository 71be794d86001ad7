"""What is too large or cannot be read gets a page, or a sentence for a script, in Dutch; nothing is saved."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
TOO_LARGE = 2 * 1024 * 1024 + 1
BY_SCRIPT = {"X-Requested-With": "fetch"}


def send(body: str, **headers: str):
    return Client().post(
        "/account/login/", body, content_type="application/x-www-form-urlencoded", headers=headers
    )


def test_what_is_too_large_is_told_in_dutch_with_what_to_do():
    answer = send("login=" + "a" * TOO_LARGE)
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "<h1" in page
    assert "Dit is te veel in één keer" in page
    assert "Ga terug met de knop van je browser" in page


def test_a_form_with_more_fields_than_anybody_has_is_told_so_too():
    answer = send("&".join(f"field{number}=1" for number in range(10_001)))
    assert answer.status_code == 413
    assert "Dit is te veel in één keer" in answer.content.decode()


def test_a_script_gets_a_sentence():
    answer = send("login=" + "a" * TOO_LARGE, **BY_SCRIPT)
    assert answer.status_code == 413
    assert answer.json()["message"].startswith("Dit is te veel in één keer")


@pytest.mark.parametrize("host", ["elders.example.nl", "nonsense host"])
def test_a_site_that_was_called_by_another_name_answers_in_dutch(host):
    answer = Client().get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "We konden dit niet lezen" in answer.content.decode()
