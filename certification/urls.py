"""Addresses of the proeve and of certificates."""

from __future__ import annotations

from django.urls import path

from certification.views import certificates, checking, deciding, proeve, proeves

app_name = "certification"
urlpatterns = [
    path("certificaten/", certificates.certificates, name="certificates"),
    path("certificaten/controleren/", checking.check, name="check"),
    path("certificaten/controleren/<str:code>/", checking.check_code, name="check_code"),
    path("certificaten/onderdeel/", certificates.certify_component, name="certify_component"),
    path("certificaten/uitgeven/<uuid:public_id>/", certificates.certify, name="certify"),
    path("certificaten/<uuid:public_id>/", certificates.certificate, name="certificate"),
    path("certificaten/<uuid:public_id>/pdf/", certificates.pdf, name="certificate_pdf"),
    path("certificaten/<uuid:public_id>/badge/", certificates.badge, name="badge"),
    path("certificaten/<uuid:public_id>/delen/", certificates.share, name="share_certificate"),
    path("certificaten/<uuid:public_id>/intrekken/", certificates.revoke, name="revoke_certificate"),
    path("certificaten/<uuid:public_id>/verlengen/", certificates.renew, name="renew_certificate"),
    path("badges/uitgever/", checking.issuer, name="issuer"),
    path("badges/ingetrokken/", checking.revocations, name="revocations"),
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
