"""manage.py setup_platform: what every installation needs before its first page. Running it twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from assessments import api as assessments
from core import api as core
from courses import api as courses
from progression import api as progression
from website.models import HomePage

# Crontabs in local time. The night's work keeps clear of the hour that summer time skips or doubles.
TIMETABLE = {
    "core.tasks.publish_scheduled": "*/5 * * * *",
    "courses.tasks.evaluate_stale_enrolments": "*/5 * * * *",
    "assessments.tasks.close_attempts": "*/5 * * * *",
    "roleplays.tasks.close_forgotten_sessions": "25 * * * *",
    "roleplays.tasks.erase_what_is_over": "35 3 * * *",
    "progression.tasks.send_planned_reminders": "*/10 * * * *",
    "progression.tasks.evaluate_stale_trajectories": "*/5 * * * *",
    # All municipalities at four, and what was interrupted until seven.
    "progression.tasks.count_nights": "0,30 4-6 * * *",
    # After the night, once a municipality and day; what was interrupted goes on within half an hour.
    "progression.tasks.look_after_all": "10,40 7-17 * * *",
    "trainings.tasks.send_planned_mails": "*/5 * * * *",
    # Before people are told what is planned.
    "trainings.tasks.tell_all_ahead": "20 6 * * *",
    "courses.tasks.count_totals": "0 * * * *",
    "assessments.tasks.tell_plays": "*/5 * * * *",
    "h5p.tasks.import_waiting_versions": "*/5 * * * *",
    "website.tasks.take_up_exports": "*/5 * * * *",
    "website.tasks.erase_exports": "50 3 * * *",
    "core.tasks.forget_old_runs": "20 3 * * *",
    "assessments.tasks.forget_old_files": "40 * * * *",
    "courses.tasks.check_ledger": "15 4 * * *",
    "assessments.tasks.check_attempts": "45 4 * * *",
    "courses.tasks.plan_deadline_reminders": "30 6 * * *",
    "certification.tasks.plan_renewal_reminders": "35 6 * * *",
}
RUBRICS = Path(settings.SITE_DIR) / "website" / "demo" / "rubrics"
LEAD = "Inwoners en gemeente bereiken samen meer. Hier leer je hoe je dat begeleidt."


class Command(BaseCommand):
    """Prepares the front page, the shared shelf with its authors and review, the rubrics, what stages ask and the timetable."""

    help = "Makes what every installation needs. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it through the doors of the apps."""
        home = core.make_front_page(HomePage(title="WKS Leerplein", slug="start", lead=LEAD))
        courses.make_shared_area(home)
        assessments.load_rubrics(RUBRICS)
        progression.load_requirements()
        progression.load_terms()
        core.keep_timetable(TIMETABLE)
        if options["verbosity"]:
            self.stdout.write("The platform is set up.")
