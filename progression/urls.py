"""Addresses of progression."""

from __future__ import annotations

from django.urls import path

from progression.views import agreements, messages, phases, road, roads, takeover, what_if, work

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
    path("overdracht/wat-als/", what_if.what_if, name="what_if"),
    path("overdracht/werk/", work.work, name="work"),
    path("overdracht/werk/<int:pk>/", work.correct, name="correct_work"),
    path("overdracht/jaarplan/", agreements.plan, name="plan"),
    path("overdracht/afspraken/", agreements.agreements, name="agreements"),
    path("overdracht/berichten/", messages.sent_messages, name="sent_messages"),
    path("overdracht/berichten/instellen/", messages.message_settings, name="message_settings"),
    path("overdracht/berichten/proef/", messages.try_message, name="try_message"),
    path("overdracht/mijn/berichten/", messages.my_messages, name="my_messages"),
    path("overdracht/mijn/", roads.mine, name="mine"),
    path("overdracht/mijn/pauze/", roads.pause, name="pause"),
    path("overdracht/aftekenen/", roads.signing, name="signing"),
    path("overdracht/aanmelden/", roads.put_forward, name="put_forward"),
    path("overdracht/vertrek/", roads.departure, name="departure"),
    path("overdracht/traject/<int:pk>/", road.trajectory, name="trajectory"),
    path("overdracht/traject/<int:pk>/ja/", road.act, {"action": "agree"}, name="agree"),
    path("overdracht/traject/<int:pk>/bevestigen/", road.act, {"action": "confirm"}, name="confirm"),
    path("overdracht/traject/<int:pk>/tekenen/", road.act, {"action": "sign"}, name="sign"),
    path("overdracht/traject/<int:pk>/terugsturen/", road.act, {"action": "refuse"}, name="refuse"),
    path("overdracht/traject/<int:pk>/stap-terug/", road.act, {"action": "step_back"}, name="step_back"),
    path("overdracht/traject/<int:pk>/pauze/", road.act, {"action": "pause"}, name="pause_candidate"),
    path("overdracht/traject/<int:pk>/nieuwe-datum/", road.act, {"action": "new_date"}, name="agree_date"),
    path("overdracht/traject/<int:pk>/stoppen/", road.act, {"action": "stop"}, name="stop"),
    path("overdracht/traject/<int:pk>/begeleider/", road.act, {"action": "guide"}, name="add_guide"),
    path(
        "overdracht/traject/<int:pk>/bezwaar/<int:target>/", road.act, {"action": "contest"}, name="contest"
    ),
    path("overdracht/traject/<int:pk>/antwoord/<int:target>/", road.act, {"action": "answer"}, name="answer"),
    path(
        "overdracht/traject/<int:pk>/intrekken/<int:target>/", road.act, {"action": "revoke"}, name="revoke"
    ),
]
