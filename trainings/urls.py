"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from trainings.views import calendar, consultation, holding, meetings, planning

app_name = "trainings"
urlpatterns = [
    path("bijeenkomsten/", meetings.meetings, name="meetings"),
    path("bijeenkomsten/nieuw/", planning.plan, name="plan"),
    path("bijeenkomsten/agenda/", calendar.feed_settings, name="feed_settings"),
    path("bijeenkomsten/agenda/<str:token>.ics", calendar.feed, name="feed"),
    path("bijeenkomsten/intervisie/", consultation.methods, name="methods"),
    path("bijeenkomsten/intervisie/<slug:method>/<int:number>/", consultation.step, name="step"),
    path("bijeenkomsten/<uuid:public_id>/", meetings.meeting, name="meeting"),
    path("bijeenkomsten/<uuid:public_id>/aanmelden/", meetings.sign_up, name="sign_up"),
    path("bijeenkomsten/<uuid:public_id>/afmelden/", meetings.withdraw, name="withdraw"),
    path("bijeenkomsten/<uuid:public_id>/wijzigen/", planning.change, name="change"),
    path("bijeenkomsten/<uuid:public_id>/afzeggen/", planning.cancel, name="cancel"),
    path("bijeenkomsten/<uuid:public_id>/aanwezigheid/", holding.attendance, name="attendance"),
    path("bijeenkomsten/<uuid:public_id>/bevestigen/", holding.confirm, name="confirm"),
    path("bijeenkomsten/<uuid:public_id>/terugblik/", holding.look_back, name="look_back"),
    path("bijeenkomsten/<uuid:public_id>/agenda.ics", calendar.meeting_file, name="meeting_file"),
]
