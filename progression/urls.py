"""Addresses of progression."""

from __future__ import annotations

from django.urls import path

from progression.views import agreements, takeover

app_name = "progression"
urlpatterns = [
    path("overdracht/", takeover.takeover, name="takeover"),
    path("overdracht/getal/<slug:number>/", takeover.number, name="number"),
    path("overdracht/bestuur/", takeover.board, name="board"),
    path("overdracht/jaarplan/", agreements.plan, name="plan"),
    path("overdracht/afspraken/", agreements.agreements, name="agreements"),
]
