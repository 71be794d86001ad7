"""What the demo's people wrote in their own words, and what markers thought of it without knowing of each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assessments import api
from people.api import within
from website.services.demo_tests import write_answers

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality
    from website.services.demo_people import People, Row


def let_mark(people: People, described: list[Row], *, now: datetime) -> None:
    """Let who is new write their answers, and let markers take them one by one."""
    for row in described:
        municipality = people.municipalities[row["municipality"]]
        new = [taken for taken in row["taken"] if people.is_new(taken["name"], row["municipality"])]
        if new:
            with within(municipality):
                _write(people, row, new, municipality, now)
                _mark(people, row, now)


def _write(people: People, row: Row, new: list[Row], municipality: Municipality, now: datetime) -> None:
    for taken in new:
        write_answers(
            people.person(taken["name"], row["municipality"]),
            municipality,
            code=row["test"],
            texts=taken["answers"],
            now=now - timedelta(days=taken["days"]),
        )


def _mark(people: People, row: Row, now: datetime) -> None:
    for each in row["marks"]:
        marker, moment = people.person(each["by"], row["municipality"]), now - timedelta(days=each["days"])
        for place, levels in enumerate(each["levels"]):
            taken_at = moment + timedelta(minutes=8 * place)
            turn = api.take_turn(marker=marker, now=taken_at)
            if turn is None:
                message = f"Nothing waits for {marker}."
                raise LookupError(message)
            keys = [criterion.key for criterion in api.item_to_mark(turn.job).criteria]
            chosen = dict(zip(keys, levels, strict=True))
            api.hand_in_marking(marking=turn, levels=chosen, now=taken_at + timedelta(minutes=6))
