"""What an installation holds and how it is doing: the same numbers for `manage.py facts` and for the status page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from assessments import api as assessments
from assessments.api import interactive
from assessments.choices import QuestionKind
from casestudies import api as casestudies
from certification import api as certification
from certification.api import certificates
from core import api as core
from courses import api as courses
from h5p import api as h5p
from people import api as people
from people.models import Municipality
from progression import api as progression
from progression.models import Reminder
from records import api as records
from roleplays import api as roleplays
from trainings import api as trainings

if TYPE_CHECKING:
    from core.models import BackgroundRun
    from trainings.models import CalendarMail

RUNS_OF = timedelta(days=7)
MOST_SHOWN = 50


@dataclass(frozen=True)
class Facts:
    """What there is, and how the background work is."""

    municipalities: int
    people: dict[str, int]
    modules: int
    lessons: int
    lesson_words: int
    records: int
    questions: int
    questions_per_module: dict[str, int]
    questions_per_kind: dict[str, int]
    sjt_items: int
    rubrics: int
    observations: int
    observations_by_state: dict[str, int]
    reflections: int
    practice_cases: int
    evidence_items: int
    attempts: int
    scenarios: int
    scenario_nodes: int
    role_play_runs: int
    live_sessions: int
    cases: int
    proeves: dict[str, int]
    certificates: dict[str, int]
    h5p_packages: int
    h5p_versions: int
    h5p_libraries: int
    h5p_attempts: int
    meetings: int
    deliveries: int
    trajectories: dict[str, int]
    sign_offs: int
    meetings_by_state: dict[str, int]
    calendar_mails: dict[str, int]
    queues: dict[str, int | None]
    runs: list[core.TaskSummary]
    failed_runs: int
    stuck_runs: int
    reminders: dict[str, int]


@dataclass(frozen=True)
class Trouble:
    """Background work that waits for a person: the latest of each kind."""

    failed: list[BackgroundRun]
    stuck: list[BackgroundRun]
    uncertain: list[Reminder]
    uncertain_calendar: list[CalendarMail]


def facts(*, now: datetime) -> Facts:
    """What there is now. A fixed number of queries."""
    size = courses.curriculum_size()
    own_work = assessments.own_work_counts()
    played = roleplays.play_counts()
    return Facts(
        municipalities=Municipality.objects.active().count(),
        people=people.counts_per_role(),
        modules=size.modules,
        lessons=size.lessons,
        lesson_words=size.words,
        records=records.record_count(),
        reflections=own_work.reflections,
        practice_cases=own_work.practice_cases,
        evidence_items=own_work.evidence_items,
        queues=core.queue_lengths(),
        runs=core.task_summaries(since=now - RUNS_OF),
        failed_runs=core.failed_runs().count(),
        stuck_runs=core.stuck_runs(now=now, longer_than=core.STUCK_AFTER).count(),
        reminders=_reminders(now),
        cases=casestudies.case_count(),
        proeves=certification.proeve_counts(),
        certificates=certificates.certificate_counts(today=localdate(now)),
        **asdict(played),
        **{**_instruments(), **_meetings(now), **_packages()},
    )


def _instruments() -> dict[str, Any]:
    """What people are tested and observed with, and how often that happened."""
    questions, observed = assessments.question_counts(), assessments.observation_counts()
    return {
        "questions": questions.total,
        "questions_per_module": questions.per_module,
        "questions_per_kind": questions.per_kind,
        "sjt_items": questions.per_kind.get(QuestionKind.SJT, 0),
        "rubrics": assessments.rubric_count(),
        "attempts": assessments.attempt_count(),
        "observations": sum(observed.values()),
        "observations_by_state": observed,
    }


def _meetings(now: datetime) -> dict[str, Any]:
    """How many meetings there are, and how far they are."""
    by_state = trainings.meeting_counts()
    return {
        "meetings": sum(by_state.values()),
        "meetings_by_state": by_state,
        "calendar_mails": trainings.mail_counts(now=now),
        "deliveries": progression.delivery_count(),
        "trajectories": progression.road_counts(),
        "sign_offs": progression.sign_off_count(),
    }


def _packages() -> dict[str, int]:
    """How much the store of H5P packages holds, and how often they were played."""
    held = {f"h5p_{kind}": number for kind, number in asdict(h5p.store_counts()).items()}
    return {**held, "h5p_attempts": interactive.number_of_plays()}


def _reminders(now: datetime) -> dict[str, int]:
    """Mails by state, and those of which nobody knows whether they left."""
    return {
        **progression.reminder_counts(),
        "uncertain": len(progression.uncertain_reminder_ids(now=now)),
    }


def trouble(*, now: datetime) -> Trouble:
    """What failed, what is stuck, and mails of which nobody knows whether they left."""
    uncertain = progression.uncertain_reminder_ids(now=now)[:MOST_SHOWN]
    with people.everywhere():
        mails = list(
            Reminder.objects.filter(pk__in=uncertain).select_related("municipality").order_by("claimed_at")
        )
    return Trouble(
        failed=list(core.failed_runs()[:MOST_SHOWN]),
        stuck=list(core.stuck_runs(now=now, longer_than=core.STUCK_AFTER)[:MOST_SHOWN]),
        uncertain=mails,
        uncertain_calendar=list(trainings.uncertain_mails(now=now)[:MOST_SHOWN]),
    )
