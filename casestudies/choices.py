"""The words of case studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Domain(TextChoices):
    """Where a case plays."""

    AREA = "area", _("Area")
    INDIVIDUAL = "individual", _("Individual situation")


class Context(TextChoices):
    """Which field of work a case belongs to."""

    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    RIGHT_TO_CHALLENGE = "right_to_challenge", _("Right to challenge")
    DEBT = "debt", _("Debts")
    PARTICIPATION_ACT = "participation_act", _("Participation Act")
    WMO = "wmo", _("Social Support Act")
    YOUTH_ACT = "youth_act", _("Youth Act")


class WksRole(TextChoices):
    """The four roles of the model, as the cards on the table name them."""

    RESIDENT = "resident", _("Resident")
    MUNICIPALITY = "municipality", _("Municipality")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")


class FrameField(TextChoices):
    """The seven fields of a frame (domain text a.2)."""

    ISSUE = "issue", _("Issue")
    DISCRETION = "discretion", _("Room: what is free")
    HARD_LIMITS = "hard_limits", _("Hard limits")
    RESOURCES = "resources", _("Resources")
    TIMEFRAME = "timeframe", _("Time")
    DECISION = "decision", _("Who decides, who tests and when")
    RESPONSIBILITY = "responsibility", _("Who is responsible for what")


class Pitfall(TextChoices):
    """What goes wrong in a conversation (domain text a.1)."""

    OVERDEMAND = "overdemand", _("Over-demanding")
    PATRONISING = "patronising", _("Patronising")
    OFFERING_SOLUTION = "offering_solution", _("Offering a solution")
    JUDGING = "judging", _("Judging")
    UNCLEAR_FRAME = "unclear_frame", _("Unclear frame")
    ROLE_CONFUSION = "role_confusion", _("Mixing up roles")
    EMPTY_NEUTRALITY = "empty_neutrality", _("Cool neutrality")
    NEGLECT = "neglect", _("Neglect in the name of self-direction")

    @property
    def about(self) -> _StrPromise:
        """How somebody recognises it in a conversation."""
        return _ABOUT[self]


_ABOUT = {
    Pitfall.OVERDEMAND: _(
        "The frame is too wide, too many steps at once, or somebody is asked what they cannot do now."
    ),
    Pitfall.PATRONISING: _(
        "The frame is too narrow: somebody takes over, decides or speaks for people who can do it themselves."
    ),
    Pitfall.OFFERING_SOLUTION: _("A tip, a product, an example from elsewhere, or “have you thought of …”."),
    Pitfall.JUDGING: _("Blame or praise of a person or a plan, or filling in why somebody does something."),
    Pitfall.UNCLEAR_FRAME: _(
        "“Everything is possible”, rules that come later, or a frame that changes afterwards."
    ),
    Pitfall.ROLE_CONFUSION: _(
        "The process guide talks about content, the case steward promises secrecy, or the municipality goes round the case steward."
    ),
    Pitfall.EMPTY_NEUTRALITY: _("The role is pure but there is no contact: “that is up to you”."),
    Pitfall.NEGLECT: _("Danger, rights or a legal deadline are left alone."),
}


class Source(TextChoices):
    """Where a case comes from."""

    INVENTED = "invented", _("Invented")
    REAL = "real", _("Something that really happened")


class CaseStep(TextChoices):
    """The road through a case, in order."""

    SITUATION = "situation", _("What is going on")
    TIMELINE = "timeline", _("The facts, one by one")
    PREDICT = "predict", _("What do you expect?")
    DIAGNOSE = "diagnose", _("Where does it go wrong?")
    SECOND = "second", _("The same moment, handled well")
    EXPERT = "expert", _("Your answer")
    GROUP = "group", _("How others saw it")


class Verdict(TextChoices):
    """What there is to say about a sentence that was marked, or was not. It is never a mark."""

    FOUND = "found", _("You saw this moment, and gave it the same name.")
    OTHER_CODE = "other_code", _("You saw this moment, and gave it another name.")
    MISSED = "missed", _("You read past this moment.")
    ELSEWHERE = "elsewhere", _("You marked this sentence. The makers of the case see no pitfall here.")
    QUIET = "quiet", _("Nothing goes wrong here.")


class Portion(TextChoices):
    """How many of a group did something, in words that point at nobody."""

    FEWER = "fewer", _("fewer than half")
    ABOUT_HALF = "about_half", _("about half")
    MORE = "more", _("more than half")


class IntakeItem(TextChoices):
    """What a person checks before something that really happened becomes a case."""

    NAMES = "names", _("All names of people, streets and organisations have been replaced.")
    PLACE = "place", _("The town and the neighbourhood cannot be recognised.")
    DATES = "dates", _("Dates, ages and amounts have been changed.")
    RARE = "rare", _("There is no rare combination of facts by which somebody nearby would know who it is.")
    FILES = "files", _("Letters and pictures hold nothing of the real people either.")
    AGREED = "agreed", _("The residents agreed, or would not recognise themselves.")


class Flaw(TextChoices):
    """What keeps a case from being whole."""

    FRAME_FIELD = "frame_field", _("A field of the frame is empty.")
    FRAME_PEOPLE = "frame_people", _("Say who owns, translates and tests the frame.")
    FEW_FACTS = "few_facts", _("The timeline has fewer than two facts.")
    NO_PEOPLE = "no_people", _("Nobody takes part in the case yet.")
    NO_QUESTIONS = "no_questions", _("There are no discussion questions.")
    NO_PITFALLS = "no_pitfalls", _("There are no pitfalls to find.")
    ROLES = "roles", _("Each of the four roles looks at the case once.")
    SHORT_FIRST = "short_first", _("The first version has fewer than three sentences.")
    NOTHING_WRONG = "nothing_wrong", _("Nowhere in the first version does it say that something goes wrong.")
    NO_WHY = "no_why", _("A pitfall in the first version has no explanation.")
    SHORT_SECOND = "short_second", _("The second version has fewer than three sentences.")
    HANDLED_UNKNOWN = "handled_unknown", _("The second version handles a moment that is not in the first.")
    NOT_HANDLED = "not_handled", _("The second version leaves out a moment that goes wrong in the first.")
    PREDICTION = "prediction", _("The prediction needs a question and three answers of which one is right.")
    NO_FEEDBACK = "no_feedback", _("An answer of the prediction has no feedback.")
    NO_EXPERT = "no_expert", _("There is no expert answer.")


class Length(TextChoices):
    """How much time a case takes."""

    SHORT = "short", _("up to 20 minutes")
    MIDDLE = "middle", _("20 to 40 minutes")
    LONG = "long", _("40 minutes and more")


class ListState(TextChoices):
    """How far a case is, for who writes and reviews."""

    ONLINE = "online", _("online")
    NEWER_DRAFT = "newer_draft", _("online, with a newer draft")
    DRAFT = "draft", _("not online")
    UNDER_REVIEW = "under_review", _("under review")


class Used(TextChoices):
    """Whether a case stands in a lesson or a role-play."""

    SOMEWHERE = "somewhere", _("a lesson or a role-play")
    NOWHERE = "nowhere", _("nowhere yet")
