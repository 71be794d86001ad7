"""Addresses of role-plays."""

from __future__ import annotations

from django.urls import path

from roleplays.views import live, observing, planning, solo, traffic

app_name = "roleplays"
urlpatterns = [
    path("oefenen/", solo.scenarios, name="scenarios"),
    path("oefenen/scenario/<slug:code>/", solo.scenario, name="scenario"),
    path("oefenen/scenario/<slug:code>/zo-gespeeld/", traffic.walks, name="walks"),
    path("oefenen/scenario/<slug:code>/zo-gespeeld/bestand/", traffic.walks_file, name="walks_file"),
    path("oefenen/gesprek/<uuid:public_id>/", solo.run, name="run"),
    path("oefenen/gesprek/<uuid:public_id>/terug/", solo.back, name="back"),
    path("oefenen/gesprek/<uuid:public_id>/reflectie/", solo.reflect, name="reflect"),
    path("samen-oefenen/", live.lobby, name="lobby"),
    path("samen-oefenen/openen/<slug:code>/", live.open_session, name="open_session"),
    path("samen-oefenen/plannen/<slug:code>/", planning.plan, name="plan_session"),
    path("samen-oefenen/meedoen/<slug:code>/", live.join, name="join"),
    path("samen-oefenen/tafel/<uuid:public_id>/", live.table, name="table"),
    path("samen-oefenen/tafel/<uuid:public_id>/stand/", live.poll, name="poll"),
    path("samen-oefenen/tafel/<uuid:public_id>/sturen/", live.steer, name="steer"),
    path("samen-oefenen/tafel/<uuid:public_id>/plaats/", live.seat, name="seat"),
    path("samen-oefenen/tafel/<uuid:public_id>/notitie/", live.note, name="note"),
    path("samen-oefenen/tafel/<uuid:public_id>/observeren/", observing.observe, name="observe"),
    path("samen-oefenen/tafel/<uuid:public_id>/verzetten/", planning.move, name="move_session"),
    path("samen-oefenen/tafel/<uuid:public_id>/verlaten/", live.leave, name="leave"),
]
