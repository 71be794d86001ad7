"""Whose the questions become that somebody brings in: only there where they write."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.models import Question
from tests.authoring.exchange_desk import (
    BRING,
    EXAMPLE,
    LIST,
    LOOK,
    TAKE,
    TWO,
    bring,
    bring_in,
    words,
)
from tests.authoring.world import question_of

pytestmark = pytest.mark.django_db


def test_an_author_of_one_municipality_brings_for_that_one(own_author, aaldorp, signed_in):
    desk = signed_in(own_author)
    page = words(desk.get(BRING))
    assert "Aaldorp" in page
    assert "Voor iedereen" not in page
    bring_in(desk)
    assert set(Question.objects.values_list("identifier", "municipality")) == {
        ("AALDORP-M2-Q91", aaldorp.pk),
        ("AALDORP-M2-Q92", aaldorp.pk),
    }
    bring(desk)
    assert "2 vragen die hetzelfde blijven" in words(desk.get(LOOK))


def test_an_author_cannot_bring_for_somebody_else(own_author, beekstad, signed_in):
    desk = signed_in(own_author)
    bring_in(desk, municipality=beekstad.pk)
    assert not Question.objects.filter(municipality=beekstad).exists()


def test_what_another_municipality_has_is_neither_told_nor_touched(
    own_author, beekstad, other_author, signed_in
):
    theirs = question_of(beekstad, other_author)
    before = theirs.text
    content = TWO.replace("M2-Q91", theirs.identifier)
    desk = signed_in(own_author)
    bring(desk, content)
    assert before not in words(desk.get(LOOK))
    desk.post(LOOK)
    theirs.refresh_from_db()
    assert theirs.text == before


def test_a_shared_author_cannot_take_over_what_a_municipality_has(desk, beekstad, other_author):
    theirs = question_of(beekstad, other_author)
    bring(desk, TWO.replace("M2-Q91", theirs.identifier))
    page = words(desk.get(LOOK))
    assert f"De id “{theirs.identifier}” hoort bij een vraag waarin jij niet schrijft." in page
    assert theirs.text not in page


def test_who_lost_their_area_meanwhile_brings_nothing_in(own_author, signed_in):
    desk = signed_in(own_author)
    bring(desk)
    own_author.groups.clear()
    desk.post(LOOK)
    assert Question.objects.count() == 0


def test_who_does_not_write_brings_nothing(reviewer, signed_in):
    desk = signed_in(reviewer)
    for address in (BRING, LOOK, EXAMPLE):
        assert desk.get(address).status_code == 302
    assert "Breng vragen in" not in words(desk.get(LIST))


def test_a_visitor_is_asked_to_sign_in():
    for address in (BRING, LOOK, TAKE, EXAMPLE):
        assert "/inloggen" in Client().get(address).url or "login" in Client().get(address).url


def test_a_platform_administrator_brings_for_everybody(platform_administrator, signed_in):
    bring_in(signed_in(platform_administrator))
    assert Question.objects.filter(municipality=None).count() == 2
