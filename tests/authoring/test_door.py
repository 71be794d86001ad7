"""One way in for the site and the admin, and a friendly no for who has nothing to do there."""

from __future__ import annotations

import pytest
from django.test import Client

from people.choices import Role
from tests.factories.people import PASSWORD, person_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/beheer/", "/beheer/pages/", "/beheer/login/?next=/beheer/", "/beheer/images/"]
)
def test_a_visitor_signs_in_at_the_sign_in_of_the_site(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/")
    assert answer.status_code == 200
    assert "next=" in answer.redirect_chain[-1][0]


def test_an_author_who_signs_in_comes_where_they_wanted_to_be(author):
    client = Client()
    answer = client.post(
        "/account/login/?next=/beheer/lessen/",
        {"login": author.email, "password": PASSWORD, "next": "/beheer/lessen/"},
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == "/beheer/lessen/"
    assert answer.status_code == 200


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("address", ["/beheer/", "/beheer/pages/3/edit/", "/beheer/login/?next=/beheer/"])
def test_somebody_without_rights_there_gets_a_page_that_says_so(signed_in, role, address):
    answer = signed_in(person_with(role)).get(address, follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) <= 2
    assert "voor mensen die lessen schrijven of beoordelen" in answer.content.decode()


@pytest.mark.parametrize("address", ["/beheer/password_reset/", "/beheer/account/"])
def test_the_admin_has_no_second_way_to_change_who_one_is(author, signed_in, client, address):
    assert client.get("/beheer/password_reset/").status_code == 404
    page = signed_in(author).get("/beheer/account/").content.decode()
    assert 'type="email"' not in page
    assert 'type="password"' not in page


def test_the_curriculum_is_in_no_public_api(client):
    for address in ("/api/", "/api/v2/pages/", "/api/main/pages/"):
        assert client.get(address).status_code == 404
    assert client.get("/beheer/api/main/pages/").status_code in {302, 401, 403}


def test_nobody_makes_a_page_private_with_a_password(author, signed_in):
    from courses.models import LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
    from website.models import HomePage, InformationPage

    for model in (HomePage, InformationPage, LearningPathIndexPage, LearningPathPage, ModulePage, LessonPage):
        assert model.private_page_options == []
