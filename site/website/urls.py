"""Addresses of the website."""

from __future__ import annotations

from django.urls import path

from website.views import dashboard, exports, lead, public, status

app_name = "website"
urlpatterns = [
    path("mijn-leerpad/", dashboard.dashboard, name="dashboard"),
    path("deelnemers/", lead.participants, name="participants"),
    path("deelnemers/<int:enrolment_id>/", lead.participant, name="participant"),
    path("deelnemers/<int:enrolment_id>/beeindigen/", lead.end, name="end_enrolment"),
    path("voortgang/", lead.progress, name="progress"),
    path(
        "voortgang/<slug:path_slug>/<slug:code>/<slug:group>/", lead.module_progress, name="module_progress"
    ),
    path("exporten/", exports.exports, name="exports"),
    path("exporten/<uuid:public_id>/", exports.export, name="export"),
    path("exporten/<uuid:public_id>/bestand/", exports.file, name="export_file"),
    path("exporten/<uuid:public_id>/stoppen/", exports.stop, name="stop_export"),
    path("exporten/<uuid:public_id>/weghalen/", exports.remove, name="remove_export"),
    path("zoeken/", public.search, name="search"),
    path("hulp/", public.information, {"slug": "hulp"}, name="help"),
    path("toegankelijkheid/", public.information, {"slug": "toegankelijkheid"}, name="accessibility"),
    path("privacy/", public.information, {"slug": "privacy"}, name="privacy"),
    path("over-het-wks-model/", public.information, {"slug": "over-het-wks-model"}, name="about"),
    path(".well-known/security.txt", public.security_contact, name="security_contact"),
    path("status/", status.status, name="status"),
    path("status/taak/<int:run_id>/", status.retry_run, name="retry_run"),
    path("status/nacht/<int:municipality_id>/", status.count_again, name="count_again"),
    path("status/mail/<int:reminder_id>/", status.retry_reminder, name="retry_reminder"),
    path("status/agendamail/<int:mail_id>/", status.retry_calendar_mail, name="retry_calendar_mail"),
    path("onderdelen/", public.components, name="components"),
]
