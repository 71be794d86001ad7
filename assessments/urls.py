"""Addresses of assessments."""

from __future__ import annotations

from django.urls import path

from assessments.views import (
    answers,
    cases,
    export,
    group,
    portfolio,
    recall,
    reflections,
    results,
    sharing,
    taking,
)

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
    path("mijn-praktijkcasussen/", cases.cases, name="cases"),
    path("mijn-praktijkcasussen/nieuw/", cases.new, name="new_case"),
    path("mijn-praktijkcasussen/<uuid:case_id>/", cases.case, name="case"),
    path("mijn-praktijkcasussen/<uuid:case_id>/veranderen/", cases.change, name="change_case"),
    path("mijn-praktijkcasussen/<uuid:case_id>/verwijderen/", cases.remove, name="remove_case"),
    path("mijn-praktijkcasussen/<uuid:case_id>/downloaden/", cases.download, name="download_case"),
    path("mijn-portfolio/", portfolio.portfolio, name="portfolio"),
    path("mijn-portfolio/toevoegen/", portfolio.add, name="add_evidence"),
    path("mijn-portfolio/downloaden/", export.everything, name="download_own_work"),
    path("mijn-portfolio/<uuid:evidence_id>/", portfolio.evidence, name="evidence"),
    path("mijn-portfolio/<uuid:evidence_id>/bestand/", portfolio.file, name="evidence_file"),
    path("mijn-portfolio/<uuid:evidence_id>/verwijderen/", portfolio.remove, name="remove_evidence"),
    path("delen/<slug:kind>/<uuid:subject_id>/", sharing.share, name="share"),
    path("gedeeld-met-mij/", sharing.shared_with_me, name="shared_with_me"),
    path(
        "gedeeld-met-mij/reflecties/<uuid:reflection_id>/",
        sharing.shared_reflection,
        name="shared_reflection",
    ),
    path("gedeeld-met-mij/casussen/<uuid:case_id>/", sharing.shared_case, name="shared_case"),
    path("gedeeld-met-mij/bewijs/<uuid:evidence_id>/", sharing.shared_evidence, name="shared_evidence"),
    path("gedeeld-met-mij/bewijs/<uuid:evidence_id>/bestand/", sharing.shared_file, name="shared_file"),
    path("gedeeld-met-mij/portfolio/<uuid:public_id>/", sharing.shared_portfolio, name="shared_portfolio"),
]
