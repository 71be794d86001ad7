"""Who may add something in the admin gets the form, and what they fill in stands there afterwards."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from assessments.models import InteractiveExercise

pytestmark = pytest.mark.django_db
EXERCISE = "/beheer/snippets/assessments/interactiveexercise/add/"
FILLED = {"title": "Wie zegt dit?", "minutes": "5", "text": "Drie zinnen uit een gesprek."}


@pytest.mark.parametrize("who", ["author", "own_author", "platform_administrator"])
def test_every_form_for_something_new_opens_for_who_may_add_it(signed_in, request, who):
    person = request.getfixturevalue(who)
    browser, opened = signed_in(person), []
    for model in get_snippet_models():
        if policy_registry.get_by_type(model).user_has_permission(person, "add"):
            address = reverse(model.snippet_viewset.get_url_name("add"))
            assert browser.get(address).status_code == 200, model
            opened.append(model)
    assert InteractiveExercise in opened


def test_an_author_adds_an_exercise_for_everybody(signed_in, author):
    answer = signed_in(author).post(EXERCISE, {**FILLED, "code": "I5", "municipality": ""})
    assert answer.status_code == 302, answer.context["form"].errors
    made = InteractiveExercise.objects.get()
    assert (made.code, made.municipality, made.live) == ("I5", None, False)


def test_an_author_of_one_municipality_adds_only_there(signed_in, own_author, aaldorp, beekstad):
    browser = signed_in(own_author)
    browser.post(EXERCISE, {**FILLED, "code": "aaldorp-I5", "municipality": beekstad.pk})
    made = InteractiveExercise.objects.get()
    assert made.municipality == aaldorp
