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
    TABLE = "table", _("Your team plays a role-play")
    RENEWAL = "renewal", _("Your certificate ends soon")
    RENEWAL_IN_TEAM = "renewal_in_team", _("A certificate in your team ends soon")
    NOTICES = "notices", _("Messages about the takeover")
    TRIAL = "trial", _("A trial of messages about the takeover")


class MailWish(TextChoices):
    """How somebody wants messages about the takeover."""

    USUAL = "usual", _("As my municipality set it")
    AT_ONCE = "at_once", _("Each message on its own day")
    WEEKLY = "weekly", _("Everything in one mail a week")
    NONE = "none", _("No mail; I look on the platform myself")


class WorkingDay(IntegerChoices):
    """A day on which offices are open."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


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


class TeamLevel(IntegerChoices):
    """Who leads the meetings of a team now."""

    NOT_BEGUN = 0, _("Not begun")
    TRAINER = 1, _("The trainer")
    TOGETHER = 2, _("Trainer and coach, side by side")
    SUPERVISED = 3, _("A coach, with the trainer there")
    INDEPENDENT = 4, _("Own coaches")

    @property
    def next_step(self) -> str:
        """What comes after it."""
        return str(_NEXT_STEPS[self])


_NEXT_STEPS = {
    TeamLevel.NOT_BEGUN: _("Plan a first meeting"),
    TeamLevel.TRAINER: _("Let a coach lead a part"),
    TeamLevel.TOGETHER: _("Let a coach lead, with the trainer there"),
    TeamLevel.SUPERVISED: _("Let the trainer stay away, but within reach"),
    TeamLevel.INDEPENDENT: _("Keep going; agree on a yearly check"),
}


class Number(TextChoices):
    """A number of the takeover that opens to its rows, its rule and its date."""

    STRICT = "strikt", _("Done without a trainer")
    WEIGHTED = "gewogen", _("Weighted by who led")
    BALANCED = "balans", _("Balanced over core tasks")
    VOLUME = "omvang", _("Hours held against the plan")
    HOURS = "uren", _("Hours in a month, by who led")
    READINESS = "gereedheid", _("Readiness")
    COVERAGE = "dekking", _("Independent coaches per core task")
    BUS_FACTOR = "kwetsbaarheid", _("Coaches in the weakest core task")
    TEAM_COACHES = "coaches", _("Own coaches in teams")
    TOP_SHARE = "spreiding", _("Meetings led by the same coach")
    QUALITY_GAP = "kwaliteit", _("Own coaches compared with trainers")
    FORECAST = "verwachting", _("Expected to be taken over")
    MARGIN = "contract", _("Room before the contract ends")
    CONTRACT_HOURS = "trainersuren", _("Hours of trainers left")
    STALLED = "stilstand", _("Trajectories that stand still")

    @property
    def rule(self) -> str:
        """How it is counted, in words."""
        return str(_RULES[self])


_RULES = {
    Number.STRICT: _(
        "The hours that a coach led while no trainer was present, divided by all confirmed hours in the window. A trainer who could be reached but was not there counts as not present."
    ),
    Number.WEIGHTED: _(
        "Each hour counts by who led: together with the trainer a quarter, the coach with the trainer present a half, the coach without the trainer whole. Divided by all confirmed hours in the window."
    ),
    Number.BALANCED: _(
        "The weighted share of each core task, weighed by its share in the year plan. Core tasks without hours in the window are left out and named."
    ),
    Number.VOLUME: _(
        "The confirmed hours in the window, divided by what the year plan asks for so many days. Fewer meetings with a trainer make the shares rise without anything being taken over, so look at this number too."
    ),
    Number.HOURS: _(
        "The confirmed hours of one calendar month: those that an own coach led without a trainer, those that a coach led or helped to lead with the trainer there, and those that a trainer led."
    ),
    Number.READINESS: _(
        "Per core task how many independent coaches there are of how many are needed, never more than all, weighed by its share in the year plan. Needed is what the planned hours ask, and at least two."
    ),
    Number.COVERAGE: _(
        "Coaches at S4 or higher who are active, per core task, and how many are needed. Who has a pause counts again afterwards."
    ),
    Number.BUS_FACTOR: _(
        "The smallest number of independent coaches in any core task. Training coaches (KT8) counts only where the municipality wants to do that itself."
    ),
    Number.TEAM_COACHES: _(
        "People with the role of internal coach in a team on this day. Teams of fewer than five people are taken together, and a coach in two teams counts once in the total."
    ),
    Number.TOP_SHARE: _(
        "The meetings in the window that were led by the coach who led most, divided by all meetings that a coach led. Above 40 percent much depends on one person."
    ),
    Number.QUALITY_GAP: _(
        "The mean of observations of own coaches minus the mean of observations of trainers, over twelve months. Shown from five observations on each side. More than 0.3 lower is no success."
    ),
    Number.FORECAST: _(
        "The later of two dates. From below: when the last core task has enough independent coaches, at the pace of the year plan and at least a month per stage; who has a pause counts again afterwards. From the trend: when the line through the months reaches 90 percent done without a trainer."
    ),
    Number.MARGIN: _("The days between the expected takeover and the end of the contract with the trainers."),
    Number.CONTRACT_HOURS: _(
        "The hours in the contract, minus the confirmed hours at which a trainer was present since it began."
    ),
    Number.STALLED: _(
        "Trajectories whose target date for the next stage passed two weeks ago or more, with who acts next. A pause puts that date off. The coach is not named here."
    ),
}


class PhaseCheck(TextChoices):
    """What has to be so to leave a phase (domain text f.4)."""

    PRESENTATION = "presentation_held", _("The presentation was held")
    DECISION = "decision_taken", _("The decision to begin was taken")
    FIRST_TEAM = "first_team_chosen", _("The first team was chosen")
    FRAME = "frame_signed", _("The frame for the implementation was signed")
    LEAD = "lead_has_hours", _("The implementation lead has hours for it")
    COACHES = "coaches_recruited", _("Coaches were found")
    PRIVACY = "works_council_and_privacy_settled", _("The works council agreed and the DPIA was done")
    ACCOUNTS = "accounts_ready", _("Everybody can sign in")
    BASELINE = "baseline_measured", _("How it was before was measured")
    TRAINED = "first_team_trained", _("The first team was trained")
    FRAMES = "three_live_frames", _("Three frames or more are in use")
    OBSERVED = "first_observations", _("The first observations were done")
    CONSULTATION = "consultation_running", _("Peer consultation is held regularly")
    THREE_TEAMS = "three_teams", _("Three teams or more held meetings in the window")
    HALF = "half_of_tasks_at_supervised", _("Half of the core tasks have a coach at S3 or higher")
    QUALITY = "internal_quality_enough", _("Observations of own coaches are 2.5 or higher on average")
    OWN_TRAINING = "own_coaches_train", _("Own coaches train new coaches")
    YEARLY_CHECK = "yearly_check_held", _("The training organisation did its yearly check")
    TURNOVER = "turnover_plan", _("There is a plan for when coaches leave")
    GATE = "handover_gate", _("The six conditions held for two quarters, and three people signed")


class GateCondition(TextChoices):
    """A condition of the takeover, for two quarters (domain text f.7)."""

    WORK = "work", _("90% or more without a trainer, and 80% or more of the plan")
    COVERAGE = "coverage", _("Two coaches at S4 per core task, and no task for more than 40% with one person")
    QUALITY = (
        "quality",
        _("Observations of 3.0 or higher, two raters or more, not more than 0.3 below trainers"),
    )
    CONSULTATION = "consultation", _("One peer consultation or more a quarter per coach, on average")
    RENEWAL = "renewal", _("An own coach at S5, or an agreement about certification")
    AFTERCARE = "aftercare", _("An agreement about aftercare")
