"""The words of progression."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ReminderKind(TextChoices):
    """Why somebody gets a mail."""

    ENROLLED = "enrolled", _("You were enrolled")
    DEADLINE_NEAR = "deadline_near", _("Your end date is near")
    DEADLINE_PASSED = "deadline_passed", _("Your end date has passed")
    PROEVE = "proeve", _("There is news about a proeve")
    RENEWAL = "renewal", _("Your certificate ends soon")
    RENEWAL_IN_TEAM = "renewal_in_team", _("A certificate in your team ends soon")


class ReminderState(TextChoices):
    """How far a mail is."""

    PLANNED = "planned", _("Planned")
    SENDING = "sending", _("Handed to the mail server")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("No longer needed")


class CoreTask(TextChoices):
    """What a coach takes over from the trainer (domain text f.1)."""

    KT1 = "KT1", _("Giving the introduction")
    KT2 = "KT2", _("Giving the basic training")
    KT3 = "KT3", _("Leading and discussing a role-play")
    KT4 = "KT4", _("Coaching in practice: looking along and looking back")
    KT5 = "KT5", _("Guiding peer consultation")
    KT6 = "KT6", _("Talking about the frame with management and board")
    KT7 = "KT7", _("Following progress and adjusting")
    KT8 = "KT8", _("Training and assessing new coaches")


class DeliveryMode(TextChoices):
    """In which way a meeting was given: how far the municipality did it itself (domain text f.5)."""

    EXTERNAL_ONLY = "external_only", _("The external trainer alone")
    OBSERVE = "observe", _("The external trainer, a coach looked along")
    CO_LED = "co_led", _("Trainer and coach together")
    LEAD_SUPERVISED = "lead_supervised", _("The coach, with the trainer present")
    LEAD_BACKUP = "lead_backup", _("The coach, the trainer could be reached")
    INDEPENDENT = "independent", _("The coach alone")


class Stage(IntegerChoices):
    """What a person may do in one core task (domain text f.2). Before S0 somebody has only been put forward."""

    APPLIED = -1, _("Put forward")
    CANDIDATE = 0, _("S0 Candidate")
    OBSERVING = 1, _("S1 Watching")
    TOGETHER = 2, _("S2 Doing it together")
    SUPERVISED = 3, _("S3 Leading with supervision")
    INDEPENDENT = 4, _("S4 Independent")
    EDUCATOR = 5, _("S5 Training others")


class EvidenceKind(TextChoices):
    """What can count as evidence for a stage."""

    MOTIVATION = "motivation", _("Motivation")
    ROLE_DESCRIPTION = "role_description", _("Description of the role")
    TIME_AGREED = "time_agreed", _("Agreement on at least four hours a week")
    INTAKE = "intake", _("Intake talk")
    BASIC_TEST = "basic_test", _("Final test of the basic training")
    LIMITS_MODULE = "limits_module", _("Module about limits, safety and rights (M10)")
    START_AGREEMENT = "start_agreement", _("Start agreement")
    OBSERVED_SESSION = "observed_session", _("Session watched with a viewing task and notes")
    DEBRIEF = "debrief", _("Debriefing")
    DEBRIEF_LESSON = "debrief_lesson", _("Lesson about debriefing (M12-L2)")
    CALIBRATION = "calibration", _("Calibration as a rater")
    CO_LED_SESSION = "co_led_session", _("Session led together")
    HARD_PART = "hard_part", _("A hard part of a session led together")
    OBSERVATION = "observation", _("Observation by two raters")
    PEER_CONSULTATION = "peer_consultation", _("Peer consultation")
    LED_SESSION = "led_session", _("Session led")
    LED_ON_CALL = "led_on_call", _("Session led with the trainer only on call")
    SITUATION_TEST = "situation_test", _("Situational judgement test")
    PORTFOLIO = "portfolio", _("Complete portfolio")
    PROFICIENCY = "proficiency", _("Proficiency assessment")
    GUIDED_TO_S4 = "guided_to_s4", _("Candidate guided to S4 under supervision")
    CO_ASSESSED = "co_assessed", _("Proficiency assessment rated together")
    KNOCK_OUT = "knock_out", _("Serious mistake in an observation")


class Span(TextChoices):
    """What a fact has to be about to count."""

    TASK = "task", _("The core task itself")
    CLUSTER = "cluster", _("A core task of the same cluster")
    PERSON = "person", _("The person: it counts for every core task")


class Capacity(TextChoices):
    """As what somebody signs that a stage may be entered."""

    TIME = "time", _("Manager: there is time")
    FIT = "fit", _("Trainer: this fits")
    QUALITY = "quality", _("Trainer: the quality is there")
    EXTERNAL_ASSESSOR = "external_assessor", _("Assessor from the training organisation")
    INTERNAL_ASSESSOR = "internal_assessor", _("Internal assessor")
    MANDATE = "mandate", _("Municipality: there is a mandate")
    ORGANISATION = "organisation", _("External training organisation")


class Phase(IntegerChoices):
    """How far a municipality is (domain text f.4)."""

    INTRODUCTION = 0, _("F0 Getting acquainted")
    PREPARING = 1, _("F1 Preparing")
    FIRST_STEP = 2, _("F2 First step")
    EXPANDING = 3, _("F3 Expanding")
    TAKING_OVER = 4, _("F4 Taking over")
    SUSTAINING = 5, _("F5 Sustaining")


class SignerRole(TextChoices):
    """What somebody has to be to sign."""

    TRAINER = "trainer", _("External trainer")
    EDUCATOR = "educator", _("Coach who trains others")
    MANAGER = "manager", _("Line manager")
    LEAD = "lead", _("Implementation lead")


class GateCapacity(TextChoices):
    """As what somebody signs that a municipality took over (domain text f.7)."""

    LEAD = "lead", _("Implementation lead")
    TRAINER = "trainer", _("External trainer")
    COACH = "coach", _("Internal coach")
