"""Scenarios to other systems and back: which formats there are, and what there is to tell in sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from casestudies.choices import FrameField
from core.text import words_about
from h5p import api as h5p
from roleplays.choices import Outcome, Principle, Shortfall, Speaker
from roleplays.rules.checks import check
from roleplays.rules.exchange import h5p as branching
from roleplays.rules.exchange import player
from roleplays.rules.exchange.ink import write_ink
from roleplays.rules.exchange.ink_reading import read_ink
from roleplays.rules.exchange.remarks import Brought, Remark, Taken, Told, refused
from roleplays.rules.exchange.twee import read_twee, write_twee
from roleplays.rules.scenario_json import scenario_to_json
from roleplays.rules.scenario_text import read_scenario, write_scenario
from roleplays.selectors.problems import flaw_text
from roleplays.selectors.scenarios import scenario_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django_stubs_ext import StrOrPromise

    from core.rules.problems import Problem
    from roleplays.models import RolePlayScenario
    from roleplays.rules.scenario import Scenario

MEGABYTE = 1_000_000
LARGEST_FILE = 2 * MEGABYTE
WHOLE_FILE = "yaml"
SENTENCES: dict[Told, StrOrPromise] = {
    Told.EMPTY: gettext_lazy("There is nothing in this file."),
    Told.TOO_LARGE: gettext_lazy("This file is too large. It may be at most %(megabytes)s MB."),
    Told.NOT_TEXT: gettext_lazy("This is not text that we can read. Save the file again as text in UTF-8."),
    Told.UNKNOWN_FORMAT: gettext_lazy(
        "We do not know this kind of file. A scenario comes in as Twee (twee, tw), as our own text (yaml) or as Ink (json)."
    ),
    Told.NO_PASSAGES: gettext_lazy("There is no passage in this file. In Twine, choose Export as Twee."),
    Told.TOO_MANY: gettext_lazy("There are too many here: %(number)s. At most %(most)s can come in."),
    Told.TOO_LONG: gettext_lazy("This text has %(length)s characters. At most %(longest)s fit."),
    Told.OWN_DATA_BROKEN: gettext_lazy(
        "The passage WKS cannot be read. Mend what is named below, or take the passage out of the story."
    ),
    Told.TWICE: gettext_lazy("There are two passages with the name “%(name)s”. Give one another name."),
    Told.NO_TARGET: gettext_lazy("This link leads to “%(target)s”, but there is no passage with that name."),
    Told.RENAMED: gettext_lazy("The passage “%(name)s” gets the name %(key)s here."),
    Told.NO_OWN_DATA: gettext_lazy(
        "This story has no passage WKS. Effects, feedback, the frame and the role cards are still to be written."
    ),
    Told.NOT_INK: gettext_lazy(
        "This is not a story that Ink compiled (version 19 to 21). In Inky, choose Export to JSON."
    ),
    Told.REST_TO_WRITE: gettext_lazy(
        "Ink knows no title, frame and role cards: they are still to be written. Of two lines after a choice, "
        "the last became feedback."
    ),
    Told.SUMMARY_LEFT: gettext_lazy(
        "The sentence that says what it is about is still to be written in Dutch."
    ),
    Told.CONTEXT_LEFT: gettext_lazy("This file does not say the field of work: choose it in the editor."),
    Told.LOGIC_LOST: gettext_lazy(
        "There is logic of Ink here that a scenario does not have. It stays behind."
    ),
    Told.STRAIGHT_ON: gettext_lazy("This scene goes straight on. It became a choice “…”: give it words."),
    Told.CONDITION_UNREAD: gettext_lazy(
        "The condition of choice %(choice)s asks something that we cannot. The choice is always on offer now."
    ),
    Told.NEW_CHOICE: gettext_lazy("“%(text)s” is new: its effects and feedback are still to be written."),
    Told.END_ASSUMED: gettext_lazy(
        "Nothing says how it ends here. It became “it can still go either way”; look whether that is so."
    ),
    Told.CODE_LOST: gettext_lazy("The script or style “%(name)s” does not come along."),
    Told.MACRO: gettext_lazy("There is a macro of Twine here. It does nothing in a scenario: take it out."),
    Told.VARIABLE: gettext_lazy("There is a variable of Twine here. It stays as plain text."),
    Told.MARKUP: gettext_lazy("There is HTML or a picture here. It stays as plain text."),
    Told.CONDITION_LOST: gettext_lazy(
        "Choice %(choice)s has a condition. The other system offers it always."
    ),
    Told.KNOCK_OUT_LOST: gettext_lazy(
        "Choice %(choice)s leaves safety or rights. In the other system that does not decide how it ends."
    ),
    Told.PROFILE_LOST: gettext_lazy(
        "The profile per principle and the rule for the outcome do not come along."
    ),
    Told.CARDS_LOST: gettext_lazy("The role cards and what observers look for do not come along."),
    Told.FRAME_LOST: gettext_lazy("The frame at hand does not come along."),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file in which a scenario leaves."""

    name: StrOrPromise
    extension: str
    content_type: str
    is_for_authors: bool = False  # holds the hidden parts of the role cards


FORMATS = {
    "yaml": Format(gettext_lazy("Our own text (yaml)"), "yaml", "application/yaml", is_for_authors=True),
    "twee": Format(gettext_lazy("Twine (twee)"), "twee", "text/plain", is_for_authors=True),
    "ink": Format(gettext_lazy("Ink (json)"), "json", "application/json"),
    "h5p": Format(gettext_lazy("H5P Branching Scenario (h5p)"), "h5p", "application/zip"),
    "dialogue": Format(gettext_lazy("H5P that brings its own player (h5p)"), "h5p", "application/zip"),
    "html": Format(gettext_lazy("One page that plays without internet (html)"), "html", "text/html"),
}


def write_h5p(scenario: Scenario) -> Taken:
    """A package of Branching Scenario: content only, for a host that has this content type."""
    needs = [h5p.Ref(*library) for library in branching.NEEDS]
    content = branching.branching_content(scenario, words=words_in_files())
    package = h5p.write_package(title=scenario.title, content=content, needs=needs)
    return Taken(package, tuple(branching.lost_in_branching(scenario)))


def write_dialogue(scenario: Scenario) -> Taken:
    """A package of our own content type: complete, for any host of H5P."""
    package = h5p.write_package(
        title=scenario.title,
        content=player.dialogue_content(scenario, words_in_files()),
        needs=[h5p.Ref(*player.MAIN)],
        libraries=[player.LIBRARY],
    )
    return Taken(package, player.lost_in_player(scenario))


def take_scenario(row: RolePlayScenario, *, form: str) -> Taken:
    """A scenario as a file of another system, in Dutch, with what that system does not hold. No queries."""
    return _WRITERS[form](scenario_of(row), str(row.context))


_WRITERS: dict[str, Callable[[Scenario, str], Taken]] = {
    "yaml": lambda scenario, context: Taken(write_scenario(scenario, context=context).encode()),
    "twee": lambda scenario, context: write_twee(scenario, context=context),
    "ink": lambda scenario, _context: write_ink(scenario),
    "h5p": lambda scenario, _context: write_h5p(scenario),
    "dialogue": lambda scenario, _context: write_dialogue(scenario),
    "html": lambda scenario, _context: player.write_page(scenario, words=words_in_files()),
}


def bring_scenario(*, name: str, content: bytes) -> Brought:
    """What a file holds; a file of somebody else never raises."""
    if not content.strip():
        return refused(Told.EMPTY)
    if len(content) > LARGEST_FILE:
        return refused(Told.TOO_LARGE, megabytes=LARGEST_FILE // MEGABYTE)
    reader = _READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        return refused(Told.UNKNOWN_FORMAT)
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return refused(Told.NOT_TEXT)
    brought = refused(Told.NOT_TEXT) if "\x00" in written else reader(written)
    return brought if _can_be_kept(brought.scenario) else refused(Told.NOT_TEXT)


def _read_text(written: str) -> Brought:
    source = read_scenario(written, file=WHOLE_FILE, is_draft=True)
    left = tuple(Remark(_LEFT[name]) for name in source.left)
    return Brought(source.scenario, source.context, left, problems=tuple(source.problems[:100]))


_LEFT = {"summary": Told.SUMMARY_LEFT, "context": Told.CONTEXT_LEFT}


_READERS: dict[str, Callable[[str], Brought]] = {
    "twee": read_twee,
    "tw": read_twee,
    "json": read_ink,
    "yaml": _read_text,
    "yml": _read_text,
}


EXTENSIONS = tuple(_READERS)


def _can_be_kept(scenario: Scenario | None) -> bool:
    """Whether the database takes every letter: no NUL and no half of a pair, which escapes can make."""
    if scenario is None:
        return True
    try:
        return b"\\u0000" not in json.dumps(scenario_to_json(scenario), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False


def remark_line(remark: Remark) -> str:
    """Where and what."""
    words = str(SENTENCES[remark.code]) % remark.facts
    place: dict[str, Any] = {"line": remark.line, "node": remark.node, "words": words}
    if remark.line and remark.node:
        return _("Line %(line)s, scene %(node)s: %(words)s") % place
    if remark.node:
        return _("Scene %(node)s: %(words)s") % place
    return _("Line %(line)s: %(words)s") % place if remark.line else words


def brought_lines(brought: Brought) -> Iterator[str]:
    """All there is to tell about a file that comes in."""
    yield from (remark_line(remark) for remark in brought.remarks)
    yield from (_problem_line(problem) for problem in brought.problems)


def _problem_line(problem: Problem) -> str:
    """Where in our own text, which is a whole file or a passage of a story."""
    place = {"line": problem.line, "passage": problem.file, "words": words_about(problem, {})}
    if problem.file == WHOLE_FILE:
        return _("Line %(line)s: %(words)s") % place
    return _("Passage %(passage)s, line %(line)s: %(words)s") % place


def to_mend(brought: Brought) -> list[str]:
    """What stands in the way of publication once it came in."""
    found = check(brought.scenario).found if brought.scenario else ()
    return [flaw_text(each) for each in found if each.stops_publication]


def words_in_files() -> dict[str, str]:
    """The Dutch words in a file that stands by itself, whatever language the author reads."""
    with override("nl"):
        kinds = (Outcome, Principle, Speaker, FrameField)
        labels = {str(value): str(label) for kind in kinds for value, label in kind.choices}
        return labels | _sentences()


# Why a conversation that let no safety go is called less than its end.
_LESS_THAN_ITS_END = (Shortfall.BROKEN, Shortfall.TOO_FEW)


def _sentences() -> dict[str, str]:
    return {f"end_{each.value}": str(each.label) for each in _LESS_THAN_ITS_END} | {
        "you": _("You:"),
        "feedback": _("The process guide:"),
        "back": _("One step back"),
        "again": _("Begin again"),
        "profile": _("Your profile per principle"),
        "principle": _("Principle"),
        "held": _("Held"),
        "broken": _("Let go"),
        "road": _("The road you took"),
        "reflect": _("Which sentence would you really say? Write it down for yourself."),
        "knock_out": _("In this conversation safety or rights were left. Look back at where that happened."),
        "frame_at_hand": _("The frame at hand"),
        "without_script": _(
            "Your browser does not run this page. You can read the conversation: choose what you say, "
            "and go on to what happens then."
        ),
        "end": _("The end"),
        "text": _("Text"),
        "question": _("Choice"),
        "startScreenButtonText": _("Begin"),
        "endScreenButtonText": _("Begin again"),
        "backButtonText": _("Back"),
        "proceedButtonText": _("Go on"),
        "disableProceedButtonText": _("Finish this part first"),
        "replayButtonText": _("Play the video again"),
        "scoreText": _("Your score:"),
        "fullscreenAria": _("Full screen"),
    }
