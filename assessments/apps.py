"""Registers assessments with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Practice questions, the question bank and tests."""

    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        """Follow what is published, and say who works on what before anybody asks."""
        from wagtail.permissions import register_permission_policy

        from assessments import receivers
        from assessments.models import InteractiveExercise, Question, Quiz
        from people.api import OwnContentPolicy

        receivers.connect()
        for model in (Question, Quiz, InteractiveExercise):
            register_permission_policy(model, OwnContentPolicy(model))
