"""Addresses of the curriculum. Paths, modules and lessons stand at the address that Wagtail gives them (ADR 0010)."""

from __future__ import annotations

from django.urls import path, re_path

from courses.views import doing, glossary, reading

app_name = "courses"
urlpatterns = [
    path("leren/code/<slug:code>/", reading.by_code, name="by_code"),
    path("leren/", reading.shelf, name="shelf"),
    re_path(r"^(?:leren|eigen-[a-z0-9-]+)/(?P<rest>[a-z0-9/-]+)/$", reading.page, name="page"),
    path("les/<int:lesson_id>/onderdeel/<uuid:key>/", doing.part, name="part"),
    path("les/<int:lesson_id>/notitie/<uuid:key>/", doing.note, name="note"),
    path("les/<int:lesson_id>/plaats/", doing.place, name="place"),
    path("begrippen/", glossary.terms, name="terms"),
    path("begrippen/<slug:slug>/", glossary.term, name="term"),
    path("mijn-notities/", glossary.my_notes, name="my_notes"),
]
