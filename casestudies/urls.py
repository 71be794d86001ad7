"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from casestudies.views import cases, facilitating, keeping, steps

app_name = "casestudies"
urlpatterns = [
    path("casussen/", cases.cases, name="cases"),
    path("casussen/<slug:code>/", cases.case, name="case"),
    path("casussen/<slug:code>/begeleiden/", facilitating.facilitate, name="facilitate"),
    path("casussen/<slug:code>/markeringen/", keeping.marks, name="marks"),
    path("casussen/<slug:code>/eigen-antwoord/", keeping.answer, name="answer"),
    path("casussen/<slug:code>/stap/<slug:slug>/", steps.step, name="step"),
]
