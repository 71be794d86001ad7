"""How many may try to sign in, and how often: a room full of people can, a guesser cannot."""

from __future__ import annotations

import os
import subprocess

import pytest
from django.test import Client

from people import api
from people.choices import Role
from people.models import Membership, User
from people.selectors import person_today
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory
from tooling.paths import PYTHON, ROOT, SITE

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def _try(email: str, password: str, client: Client | None = None):
    return (client or Client()).post(LOGIN, {"login": email, "password": password})


def _is_in(answer) -> bool:
    return answer.status_code == 302 and "_auth_user_id" in answer.client.session


def test_a_room_full_of_people_signs_in_at_nine_from_one_address():
    people = UserFactory.create_batch(60)
    assert all(_is_in(_try(person.email, PASSWORD)) for person in people)


def test_mistakes_of_some_do_not_keep_their_colleagues_out():
    for person in UserFactory.create_batch(12):
        _try(person.email, "een-verkeerd-wachtwoord")
    assert _is_in(_try(UserFactory().email, PASSWORD))


def test_five_wrong_passwords_hold_that_account_up_in_dutch_from_wherever():
    person = UserFactory()
    for number in range(5):
        assert not _is_in(_try(person.email, f"gok-{number}"))

    answer = Client(REMOTE_ADDR="203.0.113.7").post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert not _is_in(answer)
    page = answer.content.decode()
    assert "te vaak" in page
    assert "Too many" not in page


def test_writing_the_address_in_another_way_gives_no_new_chances():
    person = UserFactory(email="samira@example.nl")
    for form in (
        "samira@example.nl",
        "SAMIRA@example.nl",
        " samira@example.nl",
        "Samira@Example.nl",
        "samira@example.nl",
    ):
        _try(form, "gok")
    assert not _is_in(_try(person.email, PASSWORD))


def test_guessing_an_address_that_does_not_exist_is_held_up_too():
    texts = [_try("niemand@example.nl", f"gok-{n}").content.decode() for n in range(6)]
    assert "te vaak" in texts[-1]
    assert "te vaak" not in texts[0]


def test_many_guesses_from_one_address_are_held_up_whoever_they_are_about():
    for number in range(60):
        _try(f"niemand{number}@example.nl", "gok")
    assert not _is_in(_try(UserFactory().email, PASSWORD))


def test_who_is_not_active_any_more_does_not_get_in():
    person = UserFactory(is_active=False)
    assert not _is_in(_try(person.email, PASSWORD))


def test_who_is_made_inactive_is_out_at_the_next_request(client):
    person = UserFactory()
    client.force_login(person)
    assert client.get("/wie-ziet-wat/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/wie-ziet-wat/").status_code == 302


@pytest.mark.parametrize("is_on_the_staff", [False, True])
def test_who_has_no_role_anywhere_is_somebody_all_the_same(client, is_on_the_staff):
    person = UserFactory(is_staff=is_on_the_staff)
    client.force_login(person)
    answer = client.get("/wie-ziet-wat/")
    assert answer.wsgi_request.user == person
    assert answer.wsgi_request.standing == api.NOBODY


def test_a_role_that_is_taken_away_or_given_counts_at_the_next_request(client):
    person = UserFactory()
    client.force_login(person)
    assert client.get("/deelnemers/").status_code == 404
    membership = MembershipFactory(person=person, role=Role.LEAD)
    assert client.get("/deelnemers/").status_code == 200
    with api.everywhere():
        Membership.objects.filter(pk=membership.pk).delete()
    assert client.get("/deelnemers/").status_code == 404


def test_a_person_and_their_roles_are_one_query(django_assert_num_queries):
    person = MembershipFactory().person
    MembershipFactory(person=person, role=Role.TRAINER)
    with django_assert_num_queries(1):
        found = person_today(person.pk)
        assert found == person
        assert len(api.standing_of(found).municipalities) == 2
        assert found.standing_today.municipalities[0].name
        assert found.first_name == person.first_name


def test_another_password_ends_the_other_sessions(client):
    person = UserFactory()
    elsewhere = Client()
    elsewhere.force_login(person)
    client.force_login(person)
    client.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "een-ander-lang-wachtwoord",
            "password2": "een-ander-lang-wachtwoord",
        },
    )
    assert elsewhere.get("/wie-ziet-wat/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/account/email/",
        "/account/confirm-email/",
        "/account/confirm-email/abc/",
        "/account/login/code/confirm/",
    ],
)
def test_nobody_changes_or_confirms_an_address_by_themselves(client, address):
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "ander@example.nl", "action_add": ""}).status_code == 404


@pytest.mark.parametrize("address", ["/beheer/login/", "/_util/login/"])
def test_there_is_one_way_in(address):
    answer = Client().get(f"{address}?next=/beheer/")
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=/beheer/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(target):
    person = UserFactory()
    answer = Client().post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer.url == "/mijn-leerpad/"


def test_behind_a_proxy_a_visitor_has_an_address_of_their_own():
    """Without this every visitor of the site would share one limit."""
    code = "import django; django.setup(); from allauth import app_settings; print(app_settings.TRUSTED_PROXY_COUNT)"
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "postgres://wks@127.0.0.1:1/nowhere",
        "REDIS_URL": "redis://127.0.0.1:1",
        "ALLOWED_HOSTS": "leerplein.example.nl",
        "WKS_BASE_URL": "https://leerplein.example.nl",
        "EMAIL_URL": "smtp://mail.example.nl:587",
        "DEFAULT_FROM_EMAIL": "leerplein@example.nl",
        "WKS_STORAGE": "storage",
    }
    for trusted, count in (("1", "1"), ("0", "0")):
        said = subprocess.run(
            [PYTHON, "-c", code],
            env={**env, "WKS_TRUSTED_PROXY": trusted},
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.strip() == count
