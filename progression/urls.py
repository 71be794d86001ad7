"""Addresses of progression."""

from __future__ import annotations

from django.urls import path

from progression.views import agreements, phases, takeover

app_name = "progression"
urlpatterns = [
    path("overdracht/", takeover.takeover, name="takeover"),
    path("overdracht/getal/<slug:number>/", takeover.number, name="number"),
    path("overdracht/bestuur/", takeover.board, name="board"),
    path("overdracht/bericht.pdf", takeover.report, name="report"),
    path("overdracht/fasen/", phases.phases, name="phases"),
    path("overdracht/fasen/wijzigen/", phases.change_phase, name="change_phase"),
    path("overdracht/fasen/tekenen/", phases.sign_gate, name="sign_gate"),
    path(
        "overdracht/fasen/tekenen/<int:signature_id>/intrekken/",
        phases.revoke_gate_signature,
        name="revoke_gate_signature",
    ),
    path("overdracht/jaarplan/", agreements.plan, name="plan"),
    path("overdracht/afspraken/", agreements.agreements, name="agreements"),
]
