"""Signing in, out and getting a new password; headers; and production settings that start or say why not."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, override_settings

from tests.factories.people import PASSWORD, UserFactory
from tooling.paths import PYTHON, ROOT, SITE

LOGIN = "/account/login/"


@pytest.mark.django_db
class TestSigningIn:
    """By e-mail address and password, once for site and admin."""

    def test_the_address_may_be_typed_in_capitals(self):
        person = UserFactory(email="samira@example.nl")
        response = Client().post(LOGIN, {"login": "Samira@EXAMPLE.nl", "password": PASSWORD})
        assert response.status_code == 302
        assert response.headers["Location"] == "/mijn-leerpad/"
        assert person.is_active

    def test_the_keyboard_goes_from_the_address_to_the_password(self):
        page = Client().get("/account/login/").content.decode().split("<main")[1].split("</main>")[0]
        order = re.findall(
            r'name="(login|password|remember)"|(<button)|href="(/account/password/reset/)"', page
        )
        assert ["".join(each) for each in order] == [
            "login", "password", "remember", "<button", "/account/password/reset/",
        ]  # fmt: skip

    def test_a_wrong_password_and_an_unknown_address_say_the_same(self):
        UserFactory(email="samira@example.nl")
        wrong = Client().post(LOGIN, {"login": "samira@example.nl", "password": "een-ander-wachtwoord"})
        unknown = Client().post(LOGIN, {"login": "niemand@example.nl", "password": "een-ander-wachtwoord"})

        def errors(response):
            return [str(error) for errors in response.context["form"].errors.values() for error in errors]

        assert errors(wrong) == errors(unknown)
        assert "Sorry" not in " ".join(errors(wrong)), "Dutch at B1"
        assert "samira@example.nl" in wrong.content.decode(), "what was typed is kept"

    def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(self):
        UserFactory(email="samira@example.nl")
        client = Client()
        for _ in range(5):
            client.post(LOGIN, {"login": "samira@example.nl", "password": "een-ander-wachtwoord"})

        response = client.post(LOGIN, {"login": "samira@example.nl", "password": PASSWORD})

        assert response.status_code in {200, 429}
        assert "_auth_user_id" not in client.session

    def test_the_admin_sends_to_the_same_page(self):
        response = Client().get("/beheer/", follow=True)
        assert response.redirect_chain[-1][0].startswith(LOGIN)
        assert "next=" in response.redirect_chain[-1][0]

    def test_nobody_makes_their_own_account(self):
        response = Client().post(
            "/account/signup/", {"email": "nieuw@example.nl", "password1": PASSWORD, "password2": PASSWORD}
        )
        assert not UserFactory._meta.model.objects.filter(email="nieuw@example.nl").exists()
        assert response.status_code in {200, 302, 403, 404}

    def test_signing_out_needs_a_form(self):
        client = Client()
        client.force_login(UserFactory())
        client.get("/account/logout/")
        assert "_auth_user_id" in client.session
        client.post("/account/logout/")
        assert "_auth_user_id" not in client.session

    def test_a_new_password_comes_by_a_dutch_mail_and_only_to_who_exists(self):
        UserFactory(email="samira@example.nl")
        known = Client().post("/account/password/reset/", {"email": "samira@example.nl"}, follow=True)
        unknown = Client().post("/account/password/reset/", {"email": "niemand@example.nl"}, follow=True)

        to_samira = [message for message in mail.outbox if message.to == ["samira@example.nl"]]
        assert len(to_samira) == 1
        assert "wachtwoord" in to_samira[0].body
        assert known.redirect_chain == unknown.redirect_chain


@pytest.mark.django_db
class TestHeaders:
    """What every answer carries."""

    def test_scripts_and_styles_come_from_the_site_only(self):
        policy = Client().get(LOGIN).headers["Content-Security-Policy"]
        assert "script-src 'self';" in f"{policy};"
        assert "style-src 'self';" in f"{policy};"
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy

    def test_the_admin_alone_may_run_inline_scripts(self):
        client = Client()
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
        policy = client.get("/beheer/").headers["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "style-src 'self';" in f"{policy};"

    def test_nobody_else_frames_us_or_hears_where_visitors_come_from(self):
        headers = Client().get(LOGIN).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]

    def test_the_interface_is_dutch_whatever_the_browser_says(self):
        page = Client(headers={"accept-language": "en-US,en"}).get(LOGIN).content.decode()
        assert '<html lang="nl">' in page
        assert "Wachtwoord" in page

    @override_settings(SECURITY_CONTACT="mailto:veilig@example.nl")
    def test_who_finds_a_weakness_knows_where_to_write(self):
        assert (
            "Contact: mailto:veilig@example.nl" in Client().get("/.well-known/security.txt").content.decode()
        )


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "not-a-secret-but-long-enough-and-with-enough-different-characters-0123456789",
    "DATABASE_URL": "postgres://wks@127.0.0.1:1/nowhere",
    "REDIS_URL": "redis://127.0.0.1:1",
    "ALLOWED_HOSTS": "leerplein.example.nl",
    "WKS_BASE_URL": "https://leerplein.example.nl",
    "EMAIL_URL": "smtp://mail.example.nl:587",
    "DEFAULT_FROM_EMAIL": "leerplein@example.nl",
    "WKS_STORAGE": "storage",
}


def manage_production(*command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return run_in_production(ROOT / "manage.py", *command, **changes)


def run_in_production(*command: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("WKS_", "DJANGO_"))}
    env |= {**PRODUCTION, "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]), **changes}
    env = {key: value for key, value in env.items() if value}
    return subprocess.run(
        [PYTHON, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


class TestProductionSettings:
    """They start with everything there, and say in one line what is missing."""

    def test_they_start_and_are_clean(self):
        result = manage_production("check", "--deploy", "--fail-level", "WARNING")
        assert result.returncode == 0, result.stderr

    @pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"])
    def test_a_missing_variable_is_one_line(self, name):
        result = manage_production("check", **{name: ""})
        assert result.returncode == 1
        [line] = result.stderr.splitlines()
        assert line.startswith(f"The environment variable {name} is missing.")

    @pytest.mark.parametrize(
        "program",
        [
            ("gunicorn", "config.wsgi:application", "--bind", "127.0.0.1:0", "--no-control-socket"),
            ("celery", "-A", "config", "worker"),
            ("celery", "-A", "config", "beat"),
        ],
        ids=" ".join,
    )
    def test_every_program_stops_with_that_line(self, program):
        result = run_in_production("-m", *program, REDIS_URL="")
        assert result.returncode == 1
        said = [line for line in result.stderr.splitlines() if "[INFO]" not in line]
        [line] = said
        assert line.startswith("The environment variable REDIS_URL is missing.")

    def test_a_password_for_mail_may_hold_any_sign(self):
        ask = "from django.conf import settings as s; print(s.EMAIL_HOST_PASSWORD, s.EMAIL_PORT, s.EMAIL_USE_SSL)"
        result = run_in_production("-c", ask, EMAIL_URL="smtps://wks:p%40ss@mail.example.nl")
        assert result.stdout.split() == ["p@ss", "465", "True"]

    def test_host_names_that_let_everybody_in_are_one_line(self):
        result = manage_production("check", ALLOWED_HOSTS="*")
        assert result.returncode == 1
        [line] = result.stderr.splitlines()
        assert line.startswith("The environment variable ALLOWED_HOSTS holds '*', which is no host name.")

    def test_they_refuse_the_demo(self):
        result = manage_production("check", WKS_DEMO="1")
        assert result.returncode == 1
        [line] = result.stderr.splitlines()
        assert "never runs in production" in line
