"""Messages of the takeover as people read them: what is the matter, what to do, and why they get it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from progression.choices import CoreTask, ReminderKind, Stage
from progression.models import Notice
from progression.rules.escalation import STEPS, Clock, To

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from progression.models import Reminder
    from progression.rules.escalation import Step
    from progression.rules.notices import Wish

A_WEEK = timedelta(weeks=1)
ADDRESSEES: dict[str, StrOrPromise] = {
    To.CANDIDATE: gettext_lazy("candidate"),
    To.TRAINER: gettext_lazy("trainer"),
    To.MANAGER: gettext_lazy("line manager"),
    To.LEAD: gettext_lazy("implementation lead"),
    To.SIGNER: gettext_lazy("who signs"),
    To.DEPUTY: gettext_lazy("who can sign instead"),
    To.CONTRACT_OWNER: gettext_lazy("who looks after the contract"),
}
BECAUSE: dict[str, StrOrPromise] = {
    To.CANDIDATE: gettext_lazy("You get this because you are on your way to this stage."),
    To.TRAINER: gettext_lazy("You get this because you are a trainer here."),
    To.MANAGER: gettext_lazy(
        "You get this because this coach works in your team. It says how it stands, not why."
    ),
    To.LEAD: gettext_lazy("You get this because you lead the implementation."),
    To.SIGNER: gettext_lazy("You get this because your signature is asked."),
    To.DEPUTY: gettext_lazy("You get this because you can sign when somebody else does not."),
    To.CONTRACT_OWNER: gettext_lazy("You get this because you look after the contract."),
}
TITLES: dict[str, StrOrPromise] = {
    "what_is_missing": gettext_lazy("The target date comes near: what is missing"),
    "dates_proposed": gettext_lazy("The target date comes near: plan a session"),
    "signatures_pending": gettext_lazy("The target date comes near: confirm and sign"),
    "date_passed": gettext_lazy("The target date has passed"),
    "stalled": gettext_lazy("A trajectory stands still"),
    "decision_needed": gettext_lazy("A trajectory asks for a decision"),
    "please_sign": gettext_lazy("A signature is waited for"),
    "reassign": gettext_lazy("A signature is waited for too long"),
    "renew_soon": gettext_lazy("A certificate ends within ninety days"),
    "renew_now": gettext_lazy("A certificate ends within thirty days"),
    "coverage_risk": gettext_lazy("A core task hangs on one coach"),
    "coverage_lost": gettext_lazy("Nobody can give a core task alone"),
    "contract_short": gettext_lazy("The contract has too few hours"),
}
# Under a name of a step alone: for everybody who gets it; with a capacity: for them.
TEXTS: dict[tuple[str, str] | str, StrOrPromise] = {
    "what_is_missing": gettext_lazy("Your target date for %(next)s in %(task)s is %(day)s."),
    ("dates_proposed", To.CANDIDATE): gettext_lazy(
        "Your target date for %(next)s in %(task)s is %(day)s. Plan a session with your trainer."
    ),
    "dates_proposed": gettext_lazy(
        "The target date of %(who)s for %(next)s in %(task)s is %(day)s. Plan a session together."
    ),
    "signatures_pending": gettext_lazy(
        "The target date of %(who)s for %(next)s in %(task)s is %(day)s. Look whether something waits for your confirmation or signature."
    ),
    ("date_passed", To.CANDIDATE): gettext_lazy(
        "Your target date for %(next)s in %(task)s was %(day)s. Choose together with your trainer: a new date, a pause, or stopping."
    ),
    "date_passed": gettext_lazy(
        "The target date of %(who)s for %(next)s in %(task)s was %(day)s. Choose together: a new date, a pause, or stopping."
    ),
    ("stalled", To.MANAGER): gettext_lazy(
        "The road of %(who)s in %(task)s stands still. The target date was %(day)s. Ask whether there is enough time for it."
    ),
    "stalled": gettext_lazy(
        "The road of %(who)s in %(task)s stands still. The target date was %(day)s. Ask the trainer for a new date."
    ),
    "decision_needed": gettext_lazy(
        "The road of %(who)s in %(task)s stands still since %(day)s. Decide together: extra supervision, another candidate, or a longer term."
    ),
    "please_sign": gettext_lazy("%(who)s waits for your signature for %(next)s in %(task)s, since %(day)s."),
    ("reassign", To.DEPUTY): gettext_lazy(
        "%(who)s waits for a signature for %(next)s in %(task)s since %(day)s. You can sign too."
    ),
    "reassign": gettext_lazy(
        "%(who)s waits for a signature for %(next)s in %(task)s since %(day)s. Arrange that somebody signs."
    ),
    "coverage_risk": gettext_lazy("%(task)s hangs on one coach, since %(day)s. Choose who follows."),
    "coverage_lost": gettext_lazy(
        "Since %(day)s nobody of your own can give %(task)s alone. Agree on cover by the trainers within two working days."
    ),
    "contract_short": gettext_lazy(
        "The plan needs %(hours)s more hours of trainers than the contract has left. Plan fewer hours with a trainer, or talk about a longer contract."
    ),
}
# What somebody in a stage could do next.
SUGGESTIONS: dict[int, StrOrPromise] = {
    Stage.CANDIDATE: gettext_lazy(
        "A good next step: finish the basic training, and agree with your trainer on a start."
    ),
    Stage.OBSERVING: gettext_lazy("A good next session: one in which you watch, with a viewing task."),
    Stage.TOGETHER: gettext_lazy("A good next session: one that you lead together with your trainer."),
    Stage.SUPERVISED: gettext_lazy("A good next session: one that you lead, with your trainer on call."),
}
# When a message is sent, by its clock and whether it counts back.
WHENS: dict[tuple[str, bool], Callable[[int], str]] = {
    (Clock.TARGET, True): lambda n: ngettext(
        "%(days)s day before the target date", "%(days)s days before the target date", n
    ),
    (Clock.TARGET, False): lambda n: ngettext(
        "%(days)s day after the target date", "%(days)s days after the target date", n
    ),
    (Clock.SIGNATURE, False): lambda n: ngettext(
        "%(days)s working day after a signature was asked",
        "%(days)s working days after a signature was asked",
        n,
    ),
    (Clock.VALIDITY, True): lambda n: ngettext(
        "%(days)s day before a certificate ends", "%(days)s days before a certificate ends", n
    ),
    (Clock.COVERAGE_RISK, False): lambda n: ngettext(
        "%(days)s day after one coach was left", "%(days)s days after one coach was left", n
    ),
    (Clock.COVERAGE_LOST, False): lambda n: ngettext(
        "%(days)s day after no coach was left", "%(days)s days after no coach was left", n
    ),
    (Clock.CONTRACT, False): lambda n: ngettext(
        "%(days)s day after the hours became too few", "%(days)s days after the hours became too few", n
    ),
}
DAYS: dict[tuple[str, bool], StrOrPromise] = {
    (Clock.TARGET, True): gettext_lazy("Days before the target date"),
    (Clock.TARGET, False): gettext_lazy("Days after the target date"),
    (Clock.SIGNATURE, False): gettext_lazy("Working days after a signature was asked"),
}
PLACES = {
    To.CANDIDATE: "progression:mine",
    To.TRAINER: "progression:signing",
    To.SIGNER: "progression:signing",
    To.DEPUTY: "progression:signing",
}
# Which messages propose a session, and how many of those that are planned.
ASKS_A_SESSION = {"what_is_missing": 1, "dates_proposed": 3}


@dataclass(frozen=True, slots=True)
class Told:
    """One message in words."""

    title: str
    text: str
    missing: tuple[str, ...]
    more: tuple[str, ...]
    because: str
    path: str


def told(step: str, to: str, words: Mapping[str, Any]) -> Told:
    """A message in words, for somebody in a capacity."""
    return Told(
        title=str(TITLES[step]),
        text=str(TEXTS.get((step, to)) or TEXTS[step]) % _filled(words),
        missing=tuple(words.get("missing", ())),
        more=tuple(_more(step, to, words)),
        because=str(BECAUSE[to]),
        path=reverse(PLACES.get(To(to), "progression:takeover")),
    )


def words_of_mail(reminder: Reminder) -> dict[str, Any]:
    """What a mail with messages is filled with; for a trial those of a made-up candidate. One query."""
    is_trial = reminder.kind == ReminderKind.TRIAL
    with translation.override(settings.LANGUAGE_CODE):
        messages = _invented(reminder.words) if is_trial else _noted(reminder)
        title = subject_of(messages)
    return {
        "messages": messages,
        "municipality": str(reminder.municipality),
        "title": title,
        "is_trial": is_trial,
        "switch_off": reverse("progression:my_messages"),
    }


def _noted(reminder: Reminder) -> list[Told]:
    notices = Notice.objects.filter(mail=reminder).order_by("due_on", "pk")
    return [told(*each) for each in notices.values_list("step", "to", "words")]


def _invented(words: Mapping[str, Any]) -> list[Told]:
    """Messages about a made-up candidate, each with the day that it would be about if it went today."""
    today, steps = date.fromisoformat(words["on"]), {step.code: step for step in STEPS}
    soon = (today + A_WEEK).isoformat()
    example = {
        "who": _("Candidate Example"),
        "task": CoreTask.KT2,
        "stage": Stage.TOGETHER,
        "dates": [soon],
        "meetings": [[_("Example of a training day"), soon]],
        "hours": 24,
        "missing": [_("Session led together: 2 of 3.")],
    }
    without = {key: value for key, value in example.items() if key != "missing"}
    return [
        told(
            code,
            words["to"],
            (example if steps[code].shows_content else without)
            | {"day": (today - timedelta(days=steps[code].days)).isoformat()},
        )
        for code in words["steps"]
    ]


def when_text(step: Step, wish: Wish) -> str:
    """When a message is due, as a municipality set it."""
    days = abs(step.days) if wish.days is None else wish.days
    if days == 0 and step.clock == Clock.TARGET:
        return _("On the target date")
    if days == 0:
        return _("As soon as it is so")
    return WHENS[step.clock, step.is_before](days) % {"days": days}


def title_of(step: Step) -> str:
    """What a message is about."""
    return str(TITLES[step.code])


def addressees_of(step: Step) -> str:
    """Who gets a message."""
    return ", ".join(str(ADDRESSEES[to]) for to in step.to)


def addressee_choices() -> list[tuple[str, StrOrPromise]]:
    """Every capacity in which somebody gets a message."""
    return list(ADDRESSEES.items())


def days_label(step: Step) -> str:
    """What the number of days of a step means."""
    return str(DAYS.get((step.clock, step.is_before), _("Days that it has been so")))


def subject_of(messages: list[Told]) -> str:
    """The subject of a mail with some messages."""
    if len(messages) == 1:
        return messages[0].title
    return _("%(number)s messages about the takeover") % {"number": len(messages)}


def _filled(words: Mapping[str, Any]) -> dict[str, Any]:
    task = words.get("task")
    return {
        "who": words.get("who", ""),
        "task": f"{task} {CoreTask(task).label}" if task else "",
        "next": Stage(words["stage"] + 1).label if "stage" in words else "",
        "day": _day(words["day"]),
        "hours": words.get("hours", 0),
    }


def _more(step: str, to: str, words: Mapping[str, Any]) -> list[str]:
    if step not in ASKS_A_SESSION:
        return []
    found = [str(SUGGESTIONS[words["stage"]])] if to == To.CANDIDATE else []
    planned = words.get("meetings", [])[: ASKS_A_SESSION[step]]
    if planned:
        found.append(_("Planned already: %(meetings)s.") % {"meetings": "; ".join(map(_meeting, planned))})
    elif step == "dates_proposed":
        days = ", ".join(_day(each) for each in words.get("dates", ()))
        found.append(_("Days that could do: %(days)s.") % {"days": days})
    return found


def _meeting(named: Sequence[str]) -> str:
    title, day = named
    return _("%(title)s on %(day)s") % {"title": title, "day": _day(day)}


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")
