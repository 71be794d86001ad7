"""Addresses of assessments."""

from __future__ import annotations

from django.urls import path

from assessments.views import reflections, sharing

app_name = "assessments"
urlpatterns = [
    path("mijn-reflecties/", reflections.reflections, name="reflections"),
    path("mijn-reflecties/nieuw/", reflections.begin, name="begin_reflection"),
    path("mijn-reflecties/<uuid:reflection_id>/", reflections.reflection, name="reflection"),
    path("mijn-reflecties/<uuid:reflection_id>/bewaren/", reflections.keep, name="keep_reflection"),
    path("mijn-reflecties/<uuid:reflection_id>/klaar/", reflections.finish, name="finish_reflection"),
    path("mijn-reflecties/<uuid:reflection_id>/heropenen/", reflections.reopen, name="reopen_reflection"),
    path("mijn-reflecties/<uuid:reflection_id>/verwijderen/", reflections.remove, name="remove_reflection"),
    path("delen/<slug:kind>/<uuid:subject_id>/", sharing.share, name="share"),
    path("gedeeld-met-mij/", sharing.shared_with_me, name="shared_with_me"),
    path(
        "gedeeld-met-mij/reflecties/<uuid:reflection_id>/",
        sharing.shared_reflection,
        name="shared_reflection",
    ),
]
