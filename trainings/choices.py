"""The words of meetings."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    """What people come together for."""

    TRAINING_DAY = "training_day", _("Training day")
    COACHING = "coaching", _("Coaching in practice")
    PEER_CONSULTATION = "peer_consultation", _("Peer consultation")
    FRAME_TALK = "frame_talk", _("Talk about the frame")
    INTRODUCTION = "introduction", _("Getting acquainted")
    MONITORING = "monitoring", _("Following progress")


class MeetingState(TextChoices):
    """How far a meeting is; only a confirmed one counts."""

    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", pgettext_lazy("a meeting", "Cancelled")


class Part(TextChoices):
    """What somebody does at a meeting, other than taking part."""

    LEADS = "leads", _("Leads")
    CO_LEADS = "co_leads", _("Leads together with somebody")
    OBSERVES = "observes", _("Looks along")
    ON_CALL = "on_call", _("Can be reached, is not there")


class SignUpState(TextChoices):
    """Whether somebody has a place."""

    PLACED = "placed", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    WITHDRAWN = "withdrawn", _("Does not come")


class Presence(TextChoices):
    """Whether somebody was there."""

    THERE = "there", _("Was there")
    PARTLY = "partly", _("Was there for a part")
    ABSENT = "absent", _("Was not there")


class Problem(TextChoices):
    """Why something about a meeting cannot be, in a sentence for who asked."""

    ENDS_BEFORE_BEGIN = "ends_before_begin", _("A meeting ends after it begins. Look at both times.")
    LONGER_THAN_A_DAY = "longer_than_a_day", _("A meeting is at most 24 hours. Look at the hours.")
    NEGATIVE_HOURS = "negative_hours", _("Hours are more than nothing. Fill in for example 2,5.")
    LONGER_THAN_PLANNED = (
        "longer_than_planned",
        _("These are more hours than the meeting took. Change the times of the meeting first."),
    )
    PART_WITHOUT_MINUTES = (
        "part_without_minutes",
        _("Fill in how many minutes somebody was there, fewer than the whole meeting."),
    )
    NOBODY_LEADS = "nobody_leads", _("Somebody leads a meeting. Choose who.")
    NO_PLACE = "no_place", _("Fill in a place or a link, so that people can find the meeting.")
    NOT_OVER = "not_over", _("The meeting is not over yet. Confirm it afterwards.")
    CANCELLED = "cancelled", _("This meeting was cancelled.")
    CONFIRMED = "confirmed", _("This meeting was confirmed, so it stays as it is.")
    NOT_THERE = "not_there", _("Only somebody who was there confirms a meeting.")
    NO_ATTENDANCE = "no_attendance", _("Fill in first who was there.")
    NOT_INVITED = "not_invited", _("Choose people who learn in this municipality.")
    NO_REASON = "no_reason", _("Write why who was there is told otherwise.")
    NOTHING_CHANGED = "nothing_changed", _("This is what is known already. Change who was there.")
    NOT_HELD = "not_held", _("This meeting was corrected to not held, so nobody was there.")
    OWN_PRESENCE = "own_presence", _("You do not correct whether you were there yourself.")
    BEGUN = "begun", _("This meeting has begun, so this is not possible any more.")


class Question(TextChoices):
    """What people are asked after a meeting."""

    CHOICE = "choice", _("I could choose for myself")
    BELONGING = "belonging", _("I felt that I belonged")
    CONTRIBUTION = "contribution", _("I could contribute")


class Experience(IntegerChoices):
    """How far a sentence holds for somebody."""

    NOT = 1, _("Not")
    A_LITTLE = 2, _("A little")
    MOSTLY = 3, _("Mostly")
    WHOLLY = 4, _("Wholly")


class Method(TextChoices):
    """A way to hold a peer consultation."""

    INCIDENT = "incident", _("One incident")
    QUESTIONS = "questions", _("Only questions")
    BEHIND_THE_BACK = "behind_the_back", _("Talking behind the back")
    WHAT_WORKED = "what_worked", _("What worked")


class Seat(TextChoices):
    """What somebody does in a peer consultation."""

    CHAIR = "chair", _("Chair")
    BRINGER = "bringer", _("Who brings the question")
    TIMEKEEPER = "timekeeper", _("Who watches the time")
    GROUP = "group", _("The group")


class CalendarMethod(TextChoices):
    """What a mail does in somebody's calendar (RFC 5546)."""

    REQUEST = "REQUEST", _("Puts the meeting in it")
    CANCEL = "CANCEL", _("Takes the meeting out")


class Step(TextChoices):
    """A step of a peer consultation."""

    ARRIVE = "arrive", _("Arriving")
    CHOOSE = "choose", _("Choosing a question")
    TELL = "tell", _("Telling what happened")
    ASK = "ask", _("Asking for facts")
    OPEN_QUESTIONS = "open_questions", _("Asking open questions")
    OWN_STANCE = "own_stance", _("What would you do?")
    TURN_AWAY = "turn_away", _("Talking without the bringer")
    WHOSE_IS_IT = "whose_is_it", _("Whose is it?")
    REACT = "react", _("The bringer answers")
    TELL_SUCCESS = "tell_success", _("Telling what worked")
    WHAT_HELPED = "what_helped", _("Asking what helped")
    STRENGTHS = "strengths", _("Naming strengths")
    TAKE_ALONG = "take_along", _("Taking it along")
    LEARN = "learn", _("What do you take with you?")

    @property
    def instruction(self) -> str:
        """What the chair reads out."""
        return str(_INSTRUCTIONS[self])


_INSTRUCTIONS = {
    Step.ARRIVE: _("Say in one sentence how you are here. Agree that what is said stays in this room."),
    Step.CHOOSE: _(
        "Who has a question about their own action? Say each in one sentence. Choose one together."
    ),
    Step.TELL: _("Tell what happened, up to the moment at which you had to do something. Name no residents."),
    Step.ASK: _("Ask for facts only. No advice, and no question with advice in it."),
    Step.OPEN_QUESTIONS: _(
        "Ask questions that begin with what, how or when. Wait for the answer. Add nothing."
    ),
    Step.OWN_STANCE: _(
        "Write down what you would have done, and why. Then read it out in turn. Nobody answers yet."
    ),
    Step.TURN_AWAY: _(
        "The bringer turns away and listens. The others talk about what they heard, as if the bringer is not there."
    ),
    Step.WHOSE_IS_IT: _(
        "Whose question is this: of the resident, the case steward, the municipality or you? What is yours to do?"
    ),
    Step.REACT: _("Say what touches you and what you will do with it. You need not defend anything."),
    Step.TELL_SUCCESS: _(
        "Tell about a moment at which it went well. What did you do, and what did you leave?"
    ),
    Step.WHAT_HELPED: _("Ask what helped: what did you do, what did others do, what made it possible?"),
    Step.STRENGTHS: _("Name what you saw somebody do well. Say what you heard, not what you think of it."),
    Step.TAKE_ALONG: _("Where could you use this next week? Say it in one sentence."),
    Step.LEARN: _("Say in turn what you take with you. Nobody writes down what was said."),
}
