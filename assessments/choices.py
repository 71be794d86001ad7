"""The words of assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Audience(TextChoices):
    """With whom somebody can share their own work. The values are those of `people.choices.Viewer`."""

    COACH = "coach", _("Your internal coach")
    TRAINER = "trainer", _("Your trainer")


class ReflectionPrompt(TextChoices):
    """What a reflection looks back on; six of them belong in a portfolio (domain text e.1)."""

    REFLEX = "reflex", _("My own reflex")
    FRAME = "frame", _("Setting a frame")
    CONVERSATION = "conversation", _("A conversation without judgement")
    DOSING = "dosing", _("Too much, too little or enough")
    OWNERSHIP = "ownership", _("Who was in charge?")
    COACHING = "coaching", _("Coaching a colleague")

    @property
    def about(self) -> _StrPromise:
        """What to choose to look back on."""
        return _ABOUT_PROMPTS[self]


_ABOUT_PROMPTS = {
    ReflectionPrompt.REFLEX: _("Choose one moment in which you took over, or nearly did."),
    ReflectionPrompt.FRAME: _("Choose one frame that you set, or helped to set."),
    ReflectionPrompt.CONVERSATION: _(
        "Choose one conversation in which you wanted to listen without judging."
    ),
    ReflectionPrompt.DOSING: _("Choose one moment in which you asked something of a resident."),
    ReflectionPrompt.OWNERSHIP: _("Choose one plan of residents that you were there for."),
    ReflectionPrompt.COACHING: _("Choose one colleague whom you helped to look back."),
}


class GuidingQuestion(TextChoices):
    """What helps somebody to write a reflection."""

    HAPPENED = "happened", _("What happened? Describe one moment, without names.")
    DID = "did", _("What did you say and do? Write down your own words.")
    REFLEX = "reflex", _("Which reflex do you recognise in yourself? What set it off?")
    FRAME = "frame", _("Which fields of the frame were clear, and which were not?")
    JUDGEMENT = "judgement", _("Where did you judge or offer a solution, if only in your head?")
    DOSING = "dosing", _("Was it too much, too little or enough? How could you tell?")
    OWNERSHIP = "ownership", _("When did the resident decide, and when did you?")
    COACHING = "coaching", _("What was your colleague's own question? What did you leave to them?")
    KEEP = "keep", _("What do you hold on to, and what do you let go of?")


class FrameField(TextChoices):
    """The seven fields of a frame."""

    ISSUE = "issue", _("Issue: which question is there?")
    DISCRETION = "discretion", _("Room: in what are the residents free?")
    HARD_LIMITS = "hard_limits", _("Hard limits: what is fixed?")
    RESOURCES = "resources", _("Resources: how much money, time and help is there?")
    TIMEFRAME = "timeframe", _("Time: when does it begin, and when must something be there?")
    DECISION = "decision", _("Decision and test: who decides, and who looks when whether the plan fits?")
    RESPONSIBILITY = "responsibility", _("Responsibility: who is responsible for what?")


class EvidenceKind(TextChoices):
    """What a piece of evidence in a portfolio is."""

    REFLECTION = "reflection", _("Reflection")
    CASE = "case", _("Own case")
    OBSERVATION = "observation", _("Observation")
    TEST_RESULT = "attempt", _("Test that you passed")
    UPLOAD = "upload", _("Own file")


class QuestionKind(TextChoices):
    """How a question is answered."""

    ONE_CHOICE = "one_choice", _("One answer")
    SEVERAL_CHOICES = "several_choices", _("Several answers")
    TRUE_FALSE = "true_false", _("True or not true")
    MATCH = "match", _("Put together what belongs together")
    ORDER = "order", _("Put in order")
    FILL_IN = "fill_in", _("Fill in")
    NUMERIC = "numeric", _("A number")
    MARK = "mark", _("Mark sentences in a text")
    CLASSIFY = "classify", _("Which one does it belong to?")
    SJT = "sjt", _("Situation: best and worst action")
    OPEN = "open", _("Open answer")


class Purpose(TextChoices):
    """What a question is kept for; a question of one bank is never drawn for another."""

    MODULE_QUIZ = "module_quiz", _("Module quiz")
    FINAL_TEST = "final_test", _("Final test")
    SITUATIONS = "situations", _("Situational judgement test")


class Difficulty(TextChoices):
    """How much a question asks."""

    EASY = "easy", _("Easy: know and recognise")
    MEDIUM = "medium", _("Medium: understand")
    HARD = "hard", _("Hard: apply in a situation")


class RedFlag(TextChoices):
    """What an action in a situation must never do (domain text e.1)."""

    SAFETY = "safety", _("Leaves a signal about safety or eviction")
    SECRECY = "secrecy", _("Promises to keep everything secret")
    RIGHTS = "rights", _("Keeps rights or deadlines from somebody")
    FRAME = "frame", _("Changes the frame after the residents finished")


class Feedback(TextChoices):
    """When a test says what was right."""

    AT_ONCE = "at_once", _("At once, with each question")
    AFTER_HANDING_IN = "after_handing_in", _("After handing in")
    PRINCIPLE = "principle", _("Only the principle, never the key")


class Grading(TextChoices):
    """Which of several attempts counts."""

    HIGHEST = "highest", _("The highest attempt counts")
    LAST = "last", _("The last attempt counts")


class Measure(TextChoices):
    """What a score is a share of."""

    RIGHT = "right", _("Questions that are right")
    POINTS = "points", _("Points")


class CountsFor(TextChoices):
    """What a test is for; only the learner sees what was done to learn."""

    LEARNING = "learning", _("Learning; nobody else sees the result")
    GATE = "gate", _("What comes after it")
    CERTIFICATE = "certificate", _("The certificate")


class AttemptState(TextChoices):
    """How far an attempt is."""

    OPEN = "open", _("Not handed in yet")
    HANDED_IN = "handed_in", _("Handed in")
    TIME_UP = "time_up", _("Closed because the time was up")


class Competency(TextChoices):
    """The criteria of the observation rubric, and so what a question prepares for."""

    K1 = "K1", _("Opening questions")
    K2 = "K2", _("Frame")
    K3 = "K3", _("Autonomy")
    K4 = "K4", _("Relatedness")
    K5 = "K5", _("Competence and dosing")
    K6 = "K6", _("No judgement")
    K7 = "K7", _("No solution")
    K8 = "K8", _("Role purity")
    K9 = "K9", _("Limits and safety")


class ObservedRole(TextChoices):
    """In which role somebody is observed; the weights of a rubric hang on it."""

    MUNICIPALITY = "municipality", _("Municipality (sets the frame)")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    INTERNAL_COACH = "internal_coach", _("Internal coach (debriefing)")


class ObservationPurpose(TextChoices):
    """What an observation is for."""

    PRACTICE = "practice", _("To practise: one pair of eyes, for feedback")
    EVIDENCE = "evidence", _("As evidence: two raters sign")
    PROEVE = "proeve", _("For a proeve: two assessors decide")


# A proeve begins where it was planned.
PURPOSES_TO_CHOOSE = [
    (each.value, each.label) for each in (ObservationPurpose.PRACTICE, ObservationPurpose.EVIDENCE)
]


class ObservationState(TextChoices):
    """How far an observation is."""

    DRAFT = "draft", _("Being filled in")
    HANDED_OVER = "handed_over", _("Handed over to the candidate")
    SIGNED = "signed", _("Signed")
    SUPERSEDED = "superseded", _("Replaced by a newer one")


class RaterRelation(TextChoices):
    """How a rater knows who is observed."""

    OWN_TRAINER = "own_trainer", _("Trainer of this group")
    OTHER_TRAINER = "other_trainer", _("Trainer of another group")
    OWN_COACH = "own_coach", _("Coach of this colleague")
    COLLEAGUE = "colleague", _("Colleague who does not coach this person")
    OUTSIDE = "outside", _("Assessor from outside")


class Absence(TextChoices):
    """Why a rater gave no level."""

    NOT_SEEN = "not_seen", _("Not to be seen")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Outcome(TextChoices):
    """What an observation comes to."""

    TOO_FEW = "too_few", _("Too little to say")
    INSUFFICIENT = "insufficient", _("Not yet sufficient")
    SUFFICIENT = "sufficient", _("Sufficient")
    GOOD = "good", _("Good")


class Decision(TextChoices):
    """What a proeve comes to."""

    PROFICIENT = "proficient", _("Proficient")
    NOT_YET = "not_yet", _("Not yet")
    THIRD_ASSESSOR = "third_assessor", _("A third assessor decides")
    STOPPED = "stopped", _("Stopped")


class CalibrationState(TextChoices):
    """How far a calibration is."""

    BUSY = "busy", _("In progress")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")


class Remark(TextChoices):
    """What the figures of a question ask an author to look at."""

    TOO_HARD = "too_hard", _("Most people get this wrong. Is it clear, and was it taught?")
    TOO_EASY = "too_easy", _("Almost everybody gets this right, so it says little.")
    WRONG_WAY_ROUND = "wrong_way_round", _("Who does well elsewhere does badly here. Look at the key first.")
    TELLS_LITTLE = "tells_little", _("Who does well elsewhere does hardly better here.")
    UNUSED_OPTION = (
        "unused_option",
        _("Hardly anybody chooses one of the wrong answers. Make it more likely."),
    )
