"""Municipalities that share their coaches, as the administrator of the platform brings them together."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.api import everywhere, within
from people.models import User
from progression.models import PoolMember, TenantGroup
from tests.factories.people import MunicipalityFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    client = Client()
    client.force_login(User.objects.create_superuser(email="beheer@example.nl", password="x"))
    return client


def test_an_administrator_makes_a_group_and_lets_a_municipality_join_and_leave(administrator):
    municipality = MunicipalityFactory(name="Kleindorp")
    assert administrator.post(reverse("tenantgroup:add"), {"name": "Samen in de polder"}).status_code == 302
    group = TenantGroup.objects.get()
    sent = {"municipality": municipality.pk, "group": group.pk, "since": str(timezone.localdate())}
    assert administrator.post(reverse("poolmember:add"), sent).status_code == 302
    with everywhere():
        member = PoolMember.objects.get()
    for name in ("tenantgroup:index", "poolmember:index"):
        assert "Samen in de polder" in administrator.get(reverse(name)).content.decode()
    assert "Kleindorp" in administrator.get(reverse("poolmember:edit", args=[member.pk])).content.decode()
    assert administrator.post(reverse("poolmember:delete", args=[member.pk])).status_code == 302
    with everywhere():
        assert not PoolMember.objects.exists()


def test_a_municipality_is_in_one_group_and_the_form_says_so(administrator):
    municipality = MunicipalityFactory()
    groups = [TenantGroup.objects.create(name=name) for name in ("Noord", "Zuid")]
    with within(municipality):
        PoolMember.objects.create(municipality=municipality, group=groups[0], since=timezone.localdate())
    sent = {"municipality": municipality.pk, "group": groups[1].pk, "since": str(timezone.localdate())}
    answer = administrator.post(reverse("poolmember:add"), sent)
    assert answer.status_code == 200
    assert "bestaat al" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["tenantgroup:index", "tenantgroup:add", "poolmember:index", "poolmember:add"]
)
def test_nobody_else_comes_near_it(name):
    client = Client()
    client.force_login(person_with("lead"))
    assert client.get(reverse(name)).status_code in {302, 403, 404}
