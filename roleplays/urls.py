"""Addresses of role-plays."""

from __future__ import annotations

from django.urls import path

from roleplays.views import solo

app_name = "roleplays"
urlpatterns = [
    path("oefenen/", solo.scenarios, name="scenarios"),
    path("oefenen/scenario/<slug:code>/", solo.scenario, name="scenario"),
    path("oefenen/gesprek/<uuid:public_id>/", solo.run, name="run"),
    path("oefenen/gesprek/<uuid:public_id>/terug/", solo.back, name="back"),
    path("oefenen/gesprek/<uuid:public_id>/reflectie/", solo.reflect, name="reflect"),
]
