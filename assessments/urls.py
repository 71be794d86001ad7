"""Addresses of assessments."""

from __future__ import annotations

from django.urls import path

from assessments.views import answers, group, recall, reflections, results, sharing, taking

app_name = "assessments"
urlpatterns = [
    path("mijn-toetsen/", results.my_tests, name="my_tests"),
    path("toets/<slug:code>/", taking.quiz, name="quiz"),
    path("toets/<slug:code>/beginnen/", taking.begin, name="begin"),
    path("poging/<int:attempt_id>/", taking.attempt, name="attempt"),
    path("poging/<int:attempt_id>/vraag/<int:position>/", answers.answer, name="answer"),
    path("poging/<int:attempt_id>/inleveren/", results.hand_in, name="hand_in"),
    path("poging/<int:attempt_id>/uitslag/", results.result, name="result"),
    path("herhalen/", recall.today, name="recall"),
    path("herhalen/<int:card_id>/", recall.card, name="recall_card"),
    path("uitslagen/", group.results, name="group_results"),
    path("extra-tijd/", group.extra_time, name="extra_time"),
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
