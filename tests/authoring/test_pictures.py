"""Pictures are served by us, so that those of one municipality stay with it."""

from __future__ import annotations

import pytest
from wagtail.users.models import UserProfile

from core.models import LeerpleinImage
from people.choices import Role
from tests.authoring.world import area_of, picture
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db


def test_a_shared_picture_is_there_for_everybody(client):
    image = LeerpleinImage.objects.create(title="Plein", file=picture(), description="Een plein.")
    answer = client.get(image.get_rendition("width-20").url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_a_picture_of_one_municipality_does_not_exist_for_people_of_another(
    aaldorp, beekstad, own_author, other_author, signed_in, client
):
    url = area_of(beekstad, other_author).image.get_rendition("width-20").url
    assert signed_in(person_with(Role.LEARNER, municipality=beekstad)).get(url).status_code == 200
    assert signed_in(other_author).get(url).status_code == 200
    for stranger in (person_with(Role.LEARNER, municipality=aaldorp), own_author):
        assert signed_in(stranger).get(url).status_code == 404
    assert client.get(url).status_code == 404


def test_what_was_uploaded_is_for_authors_only(author, signed_in, client):
    image = LeerpleinImage.objects.create(title="Plein", file=picture(), description="Een plein.")
    assert client.get(image.file.url).status_code == 404
    assert signed_in(person_with(Role.LEARNER)).get(image.file.url).status_code == 404


def test_a_portrait_is_shown_in_the_admin_only(author, colleague, signed_in, client):
    profile = UserProfile.get_for_user(author)
    profile.avatar.save("ik.png", picture("ik.png"))
    assert signed_in(colleague).get(profile.avatar.url).status_code == 200
    assert signed_in(person_with(Role.LEARNER)).get(profile.avatar.url).status_code == 404
    assert client.get(profile.avatar.url).status_code == 404


@pytest.mark.parametrize(
    "name", ["../settings.py", "documents/x.txt", "images/", "weg.png", "images/../../x"]
)
def test_nothing_else_of_the_disk_is_served(author, signed_in, name):
    assert signed_in(author).get(f"/media/{name}").status_code == 404
