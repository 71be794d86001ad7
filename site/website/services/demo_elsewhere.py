"""The cases that the demo's learners did and the conversations that they played, each in their own way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from casestudies import api as cases
from casestudies.choices import CaseStep, Pitfall
from people.api import standing_of
from roleplays import api as roleplays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from people.models import Municipality, User

A_STEP = timedelta(minutes=2)
MOST_MOVES = 40
ANSWERS = (
    "Ik begin met wat er eerder is gebeurd. Daarna noem ik wat vastligt en vraag ik wat de groep wil bereiken.",
    "Eerst zeg ik eerlijk wat mijn rol is. Dan vraag ik door naar de wens, en pas later praten we over een stap.",
    "Ik zou het kader vooraf geven, in gewone woorden. Wie iets niet durft te zeggen, krijgt ook tijd.",
)


def walk_case(person: User, municipality: Municipality, *, code: str, now: datetime) -> None:
    """Do a case from the situation to one's own answer."""
    page = cases.cases_visible_to(standing_of(person)).get(code=code)
    version = cases.latest_version(page)
    if version is None:
        return
    team = cases.team_of(standing_of(person), municipality)
    work = cases.begin(person=person, municipality=municipality, version=version, team_id=team, now=now)
    if work.finished_at is None:
        _walk(work, chance=crc32(f"{person.email}{code}".encode()), now=now)


def _walk(work: cases.CaseWork, *, chance: int, now: datetime) -> None:
    case = cases.case_of_version(work.version)
    cases.read_on(work=work, step=CaseStep.SITUATION, now=now)
    for number in range(2, len(case.timeline) + 1):
        cases.open_next_fact(work=work, number=number, now=now)
    cases.read_on(work=work, step=CaseStep.TIMELINE, now=now + A_STEP)
    cases.keep_prediction(work=work, option=chance % len(case.prediction.options), now=now + A_STEP)
    marks = dict(_marks(case, chance))
    cases.keep_marks(work=work, marks=marks, sequence=int(now.timestamp() * 1000), now=now + 2 * A_STEP)
    cases.finish_marking(work=work, now=now + 3 * A_STEP)
    cases.read_on(work=work, step=CaseStep.SECOND, now=now + 4 * A_STEP)
    cases.give_answer(work=work, text=ANSWERS[chance % len(ANSWERS)], now=now + 5 * A_STEP)


def _marks(case: cases.Case, chance: int) -> Iterator[tuple[str, str]]:
    """Most moments were seen, some of them under another name, and a sentence in which nothing is wrong."""
    for place, line in enumerate(case.moments):
        turn = (chance >> place) % 4
        if turn or not place:
            yield line.key, line.pitfall if turn != 1 else Pitfall.JUDGING.value
    quiet = [line.key for line in case.first if not line.pitfall]
    if chance % 3 == 0 and quiet:
        yield quiet[chance % len(quiet)], Pitfall.EMPTY_NEUTRALITY.value


def play_through(person: User, municipality: Municipality, *, code: str, now: datetime) -> None:
    """Play a conversation to its end, with the strongest choice on offer each time."""
    version = roleplays.playable_versions(municipality).get(scenario__code=code)
    team = cases.team_of(standing_of(person), municipality)
    run = roleplays.start_run(
        person=person, municipality=municipality, version=version, team_id=team, now=now
    )
    for place in range(len(run.moves), MOST_MOVES):
        at = roleplays.played(run)
        if at.state.node.is_end:
            return
        best = max(at.choices, key=lambda choice: (not choice.is_knock_out, choice.strength))
        run = roleplays.make_move(run_id=run.pk, key=best.key, place=place, now=now + A_STEP * place)
