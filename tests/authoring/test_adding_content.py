"""Who may add something in the admin gets the form, and what they fill in stands there afterwards."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from assessments.models import InteractiveExercise
from tests.factories.interactive import ExerciseFactory

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


def test_from_the_editor_of_an_exercise_leads_a_way_to_its_file(signed_in, author):
    browser = signed_in(author)
    assert "Bewaar eerst." in browser.get(EXERCISE).text
    made = ExerciseFactory()
    page = browser.get(f"/beheer/snippets/assessments/interactiveexercise/edit/{made.pk}/").text
    assert f"/beheer/oefeningen/{made.pk}/bestand/" in page
    assert "nog geen bestand dat in orde is" in page


def test_only_who_may_install_content_types_reads_that_a_file_brings_them(
    signed_in, author, platform_administrator
):
    address = f"/beheer/oefeningen/{ExerciseFactory().pk}/bestand/"
    assert "soorten oefeningen installeren" not in signed_in(author).get(address).text
    assert "soorten oefeningen installeren" in signed_in(platform_administrator).get(address).text
    types = reverse("assessments_packages:content_types")
    assert "Dat mag jij doen." not in signed_in(author).get(types).text
    assert "Dat mag jij doen." in signed_in(platform_administrator).get(types).text
