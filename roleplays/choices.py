"""The words of role-plays."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Principle(TextChoices):
    """The nine principles that a choice can hold or break (domain text d)."""

    AUTONOMY = "autonomy", _("Autonomy")
    RELATEDNESS = "relatedness", _("Relatedness")
    COMPETENCE = "competence", _("Competence")
    ROLE_PURITY = "role_purity", _("Role purity")
    FRAME = "frame", _("Frame")
    NO_JUDGEMENT = "no_judgement", _("No judgement")
    NO_SOLUTION = "no_solution", _("No solution offered")
    NO_OVERDEMAND = "no_overdemand", _("No over-demanding")
    NO_PATRONISING = "no_patronising", _("No patronising")


class PlayerRole(TextChoices):
    """Who the player is."""

    RESIDENT = "resident", _("Resident")
    MUNICIPALITY = "municipality", _("Municipality")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    COACH = "coach", _("Internal coach")


class Speaker(TextChoices):
    """Who speaks in a scene: one of the four roles, a colleague, or who tells the story."""

    NARRATOR = "narrator", _("Narrator")
    RESIDENT = "resident", _("Resident")
    MUNICIPALITY = "municipality", _("Municipality")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    COLLEAGUE = "colleague", _("Colleague")


class Outcome(TextChoices):
    """How a conversation ends. It is never a mark."""

    GOOD = "good", _("The residents go on by themselves")
    MIXED = "mixed", _("It can still go either way")
    POOR = "poor", _("The conversation got stuck")


class Shortfall(TextChoices):
    """Why a conversation is not called what its last scene tells."""

    KNOCK_OUT = (
        "knock_out",
        _(
            "This is how the story ends. Something about safety or rights was left lying, and that comes first."
        ),
    )
    BROKEN = (
        "broken",
        _(
            "This is how the story ends. On the way you let go of the principles more often than you held them."
        ),
    )
    TOO_FEW = (
        "too_few",
        _("This is how the story ends. On the way you could have held on to more of the principles."),
    )


class Phase(TextChoices):
    """Where a live session is."""

    GATHERING = "gathering", _("People are joining")
    PREPARING = "preparing", _("Preparing")
    PLAYING = "playing", _("Playing")
    PAUSED = "paused", _("Paused")
    DEBRIEFING = "debriefing", _("Looking back together")
    CLOSED = "closed", _("Closed")


class Command(TextChoices):
    """What a facilitator can do in a live session."""

    PREPARE = "prepare", _("Hand out the cards")
    PLAY = "play", _("Begin to play")
    PAUSE = "pause", _("Pause")
    RESUME = "resume", _("Go on")
    REWIND = "rewind", _("Rewind")
    SWAP = "swap", _("Swap roles")
    MORE_TIME = "more_time", _("Give more time")
    DEBRIEF = "debrief", _("Look back")
    CLOSE = "close", _("Close the session")


class Seat(TextChoices):
    """What somebody is at the table of a live session."""

    RESIDENT = "resident", _("Resident")
    MUNICIPALITY = "municipality", _("Municipality")
    CASE_STEWARD = "case_steward", _("Case steward")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    OBSERVER = "observer", _("Observer")


class EventKind(TextChoices):
    """What stands on the timeline of a live session."""

    PHASE = "phase", _("Phase")
    REWIND = "rewind", _("Rewound")
    SWAP = "swap", _("Roles swapped")
    NOTE = "note", _("Note")
    LOOK_FOR = "look_for", _("Look-for seen")


class Problem(TextChoices):
    """What can be wrong with the graph of a scenario."""

    NO_NODES = "no_nodes", _("There are no scenes yet.")
    DUPLICATE_KEY = "duplicate_key", _("Two scenes have this name.")
    NO_TEXT = "no_text", _("This scene has no text.")
    NO_TARGET = "no_target", _("This choice leads to a scene that does not exist.")
    NO_FEEDBACK = "no_feedback", _("This choice has no feedback.")
    NO_EFFECT = "no_effect", _("This choice touches no principle.")
    FEW_CHOICES = "few_choices", _("This scene has fewer than two choices.")
    MANY_CHOICES = "many_choices", _("This scene has more than four choices.")
    END_WITH_CHOICES = "end_with_choices", _("This is an end, so it has no choices.")
    UNREACHABLE = "unreachable", _("Nobody can get to this scene.")
    DEAD_END = "dead_end", _("Somebody can get stuck here: no choice is on offer.")
    NO_EXIT = "no_exit", _("From here nobody can get to an end.")
    END_NEVER_REACHED = "end_never_reached", _("Nobody can get to this end.")
    NO_GOOD_END = "no_good_end", _("There is no good end.")
    UNWINNABLE = "unwinnable", _("Nobody can finish well here, whatever they choose.")
    SCORE_LOOP = "score_loop", _("Going round here raises the score again and again.")
    CONDITION_WITHOUT_CHOICE = (
        "condition_without_choice",
        _("This condition names a choice that does not exist."),
    )
    TOO_MANY_STATES = (
        "too_many_states",
        _(
            "There are too many combinations of conditions to walk them all. It was checked whether choices without a condition are enough everywhere; the totals are estimates."
        ),
    )
    NEEDS_FREE_ROAD = (
        "needs_free_road",
        _(
            "There are too many combinations of conditions to walk them all. From this scene choices without a condition have to lead to an end."
        ),
    )
    WINNABLE_BY_CONDITION = (
        "winnable_by_condition",
        _(
            "There are too many combinations of conditions to walk them all. Choices without a condition have to be enough to finish well here."
        ),
    )
    RECOGNISED_BY_LENGTH = "recognised_by_length", _("The strong choice can be recognised by its length.")
    RECOGNISED_BY_PLACE = "recognised_by_place", _("The strong choice stands in the same place too often.")
    NO_DILEMMA = "no_dilemma", _("Fewer than two scenes have two choices that can be defended.")
    ROLE_CARD = "role_card", _("A role card is missing or not complete.")


class Severity(TextChoices):
    """Whether a problem stops publication."""

    ERROR = "error", _("Must be mended before publication")
    WARNING = "warning", _("Worth a look")
