"""Addresses of the proeve and of certificates."""

from __future__ import annotations

from django.urls import path

from certification.views import deciding, proeve, proeves

app_name = "certification"
urlpatterns = [
    path("proeve/", proeves.proeves, name="proeves"),
    path("proeve/aanvragen/", proeves.ask, name="ask"),
    path("proeve/<uuid:public_id>/", proeve.proeve, name="proeve"),
    path("proeve/<uuid:public_id>/mandaat/", proeves.mandate, name="mandate"),
    path("proeve/<uuid:public_id>/plannen/", proeve.plan, name="plan"),
    path("proeve/<uuid:public_id>/intrekken/", proeve.withdraw, name="withdraw"),
    path("proeve/<uuid:public_id>/bezwaar/<int:seat_id>/", proeve.object_to, name="object_to"),
    path("proeve/<uuid:public_id>/bezwaar/<int:seat_id>/antwoord/", proeve.answer, name="answer_objection"),
    path("proeve/<uuid:public_id>/verklaren/", proeve.declare, name="declare"),
    path("proeve/<uuid:public_id>/beginnen/", proeve.begin, name="begin"),
    path("proeve/<uuid:public_id>/interview/", deciding.interview, name="interview"),
    path("proeve/<uuid:public_id>/oordeel/", deciding.verdict, name="verdict"),
    path("proeve/<uuid:public_id>/derde-beoordelaar/", deciding.third, name="third"),
    path("proeve/<uuid:public_id>/besluit/", deciding.decide, name="decide"),
    path("proeve/<uuid:public_id>/afbreken/", deciding.stop, name="stop"),
    path("proeve/<uuid:public_id>/brief/", deciding.letter, name="letter"),
]
