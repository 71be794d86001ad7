"""The cases that the demo's learners did and the conversations that they played, each in their own way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from casestudies import api as cases
from casestudies.choices import CaseStep, Pitfall
from people.api import standing_of
from roleplays import api as roleplays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from people.models import Municipality, User

    Does = Callable[[cases.CaseWork, cases.Case, int, datetime], object]
    Choices = Sequence[Any]

A_STEP = timedelta(minutes=2)
MOST_MOVES = 40
# In tenths: how many take the weak turn at the beginning, and later on.
FALLS_FIRST, FALLS_LATER = 7, 3
ANSWERS = (
    "Ik begin met wat er eerder is gebeurd. Daarna noem ik wat vastligt en vraag ik wat de groep wil bereiken.",
    "Eerst zeg ik eerlijk wat mijn rol is. Dan vraag ik door naar de wens, en pas later praten we over een stap.",
    "Ik zou het kader vooraf geven, in gewone woorden. Wie iets niet durft te zeggen, krijgt ook tijd.",
)


def walk_case(
    person: User, municipality: Municipality, *, code: str, now: datetime, at: CaseStep | None = None
) -> None:
    """Do a case from the situation to one's own answer, or until somebody is at a step."""
    page = cases.cases_visible_to(standing_of(person)).get(code=code)
    version = cases.latest_version(page)
    if version is None:
        return
    team = cases.team_of(standing_of(person), municipality)
    work = cases.begin(person=person, municipality=municipality, version=version, team_id=team, now=now)
    if work.finished_at is None:
        _walk(work, chance=crc32(f"{person.email}{code}".encode()), now=now, at=at)


def _walk(work: cases.CaseWork, *, chance: int, now: datetime, at: CaseStep | None) -> None:
    case = cases.case_of_version(work.version)
    for place, step in enumerate(cases.ORDER):
        if step in {at, CaseStep.GROUP}:
            return
        _DOES[step](work, case, chance, now + A_STEP * place)


def _read(step: CaseStep) -> Does:
    return lambda work, case, chance, now: cases.read_on(work=work, step=step, now=now)


def _open_facts(work: cases.CaseWork, case: cases.Case, chance: int, now: datetime) -> None:
    for number in range(2, len(case.timeline) + 1):
        cases.open_next_fact(work=work, number=number, now=now)
    cases.read_on(work=work, step=CaseStep.TIMELINE, now=now)


def _expect(work: cases.CaseWork, case: cases.Case, chance: int, now: datetime) -> None:
    cases.keep_prediction(work=work, option=chance % len(case.prediction.options), now=now)


def _mark(work: cases.CaseWork, case: cases.Case, chance: int, now: datetime) -> None:
    marks = dict(_marks(case, chance))
    cases.keep_marks(work=work, marks=marks, sequence=int(now.timestamp() * 1000), now=now)
    cases.finish_marking(work=work, now=now)


def _answer(work: cases.CaseWork, case: cases.Case, chance: int, now: datetime) -> None:
    cases.give_answer(work=work, text=ANSWERS[chance % len(ANSWERS)], now=now)


# How each step is done, in the order of the road.
_DOES: dict[CaseStep, Does] = {
    CaseStep.SITUATION: _read(CaseStep.SITUATION),
    CaseStep.TIMELINE: _open_facts,
    CaseStep.PREDICT: _expect,
    CaseStep.DIAGNOSE: _mark,
    CaseStep.SECOND: _read(CaseStep.SECOND),
    CaseStep.EXPERT: _answer,
}


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
    _play(person, municipality, code=code, now=now, choose=lambda choices, place: _ranked(choices)[-1])


def play_into_a_knock_out(person: User, municipality: Municipality, *, code: str, now: datetime) -> None:
    """Play a conversation and leave safety or rights where that is on offer."""

    def choose(choices: Choices, place: int) -> Any:
        return next((choice for choice in choices if choice.is_knock_out), _ranked(choices)[-1])

    _play(person, municipality, code=code, now=now, choose=choose)


def play_by_chance(
    person: User, municipality: Municipality, *, code: str, now: datetime, moves: int | None = None
) -> None:
    """Play a conversation as people do: well on the whole, and most fall for the first solution; or stop half way."""

    def choose(choices: Choices, place: int) -> Any:
        turn = crc32(f"{person.email}{code}{place}".encode()) % 10
        ranked = _ranked(choices)
        falls_for_it = turn < (FALLS_FIRST if not place else FALLS_LATER)
        kind = [choice for choice in ranked if not choice.is_knock_out]
        return kind[0] if falls_for_it and kind else ranked[-1]

    _play(person, municipality, code=code, now=now, choose=choose, moves=moves)


def _play(
    person: User,
    municipality: Municipality,
    *,
    code: str,
    now: datetime,
    choose: Callable[[Choices, int], Any],
    moves: int | None = None,
) -> None:
    version = roleplays.playable_versions(municipality).get(scenario__code=code)
    team = cases.team_of(standing_of(person), municipality)
    run = roleplays.start_run(
        person=person, municipality=municipality, version=version, team_id=team, now=now
    )
    for place in range(len(run.moves), MOST_MOVES if moves is None else moves):
        at = roleplays.played(run)
        if at.state.node.is_end:
            return
        key = choose(at.choices, place).key
        run = roleplays.make_move(run_id=run.pk, key=key, place=place, now=now + A_STEP * place)


def _ranked(choices: Choices) -> list[Any]:
    """The choices from the weakest to the strongest."""
    return sorted(choices, key=lambda choice: (not choice.is_knock_out, choice.strength, choice.key))
