"""What the demo's trainers and coaches observed: calibrated, rated, discussed, handed over, answered and signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate, localtime

from assessments import api
from people.api import within
from people.choices import Viewer

if TYPE_CHECKING:
    from assessments.models import Observation, ObservationRater, RubricVersion
    from people.models import Municipality, User
    from website.services.demo_people import People, Row

RUBRIC = "kijkkader"
AT = 14  # o'clock
FRIDAY = 4
WORDS = {"–": "not_seen", "nvt": "not_applicable"}


def let_observe(people: People, described: Row, *, now: datetime) -> None:
    """Let everybody calibrate and observe who is new."""
    version = next(each for each in api.rubrics_in_use() if each.rubric.code == RUBRIC)
    watching = _Watching(people, version, now)
    for row in described["calibrations"]:
        if people.is_new(row["name"], row["municipality"]):
            with within(people.municipalities[row["municipality"]]):
                watching.calibrate(row, people.municipalities[row["municipality"]])
    for row in described["observations"]:
        if people.is_new(row["candidate"], row["municipality"]):
            with within(people.municipalities[row["municipality"]]):
                watching.observe(row, people.municipalities[row["municipality"]])


class _Watching:
    """Who watches, with which rubric, seen from now."""

    def __init__(self, people: People, version: RubricVersion, now: datetime) -> None:
        self.people, self.version, self.now = people, version, now
        self.codes = version.as_rule().codes

    @transaction.atomic
    def calibrate(self, row: Row, municipality: Municipality) -> None:
        """One rater rates the standard recordings."""
        person = self.people.person(row["name"], row["municipality"])
        moment = self._moment(row["days"])
        run = api.start_calibration(
            person=person, municipality=municipality, version=self.version, now=moment
        )
        for recording, was_rated in api.recordings_of(run):
            if not was_rated:
                given = self._given(row["levels"][recording.slug])
                api.rate_recording(run=run, recording=recording, given=given, now=moment)
        if "begins_again" in row:
            later = self._moment(row["begins_again"])
            api.start_calibration(person=person, municipality=municipality, version=self.version, now=later)

    @transaction.atomic
    def observe(self, row: Row, municipality: Municipality) -> None:
        """Everything that happened to one observation."""
        candidate = self.people.person(row["candidate"], row["municipality"])
        moment = self._moment(row["days"])
        observation = self._start(row, municipality, candidate, moment)
        parts = [self._part(observation, each, row, moment) for each in row["raters"]]
        if row.get("draft"):
            return
        for part, each in zip(parts, row["raters"], strict=True):
            self._rate(part, each, moment)
        for part, each in zip(parts, row["raters"], strict=True):
            self._discuss(part, each, moment)
        self._debrief(observation, row, candidate, moment)
        for part in parts if row.get("sign") else ():
            api.sign(row=part, now=moment + timedelta(days=1))

    def _start(self, row: Row, municipality: Municipality, candidate: User, moment: datetime) -> Observation:
        first = row["raters"][0]
        start = api.Start(
            candidate=candidate,
            version=self.version,
            role=row["role"],
            activity=row["activity"],
            occurred_on=localdate(moment),
            purpose=row["purpose"],
            core_task=row.get("core_task", ""),
            relation=first["relation"],
        )
        observer = self._rater(first, row)
        return api.start_observation(observer=observer, municipality=municipality, start=start, now=moment)[0]

    def _part(self, observation: Observation, described: Row, row: Row, moment: datetime) -> ObservationRater:
        person = self._rater(described, row)
        if person.pk != observation.observer_id:
            api.invite_rater(
                person=observation.observer,
                observation=observation,
                rater=person,
                relation=described["relation"],
                now=moment,
            )
        part = api.row_of(observation, person)
        if part is None:
            message = f"{person} does not rate here."
            raise LookupError(message)
        for place, text in enumerate(described["notes"], start=1):
            noted_at = moment + timedelta(minutes=6 * place)
            api.add_observation_note(row=part, text=text, noted_at=noted_at, key=uuid4())
        if row.get("draft"):
            api.keep_form(row=part, draft={"K1": described["levels"].split()[0]})
        return part

    def _rate(self, part: ObservationRater, described: Row, moment: datetime) -> None:
        seen = set(described.get("look_fors", ()))
        look_fors = [
            {"criterion": criterion.code, "text": text, "seen": text in seen}
            for criterion in self.version.as_rule().criteria
            for text in criterion.look_fors
        ]
        filled = api.Filled(self._given(described["levels"]), look_fors if seen else ())
        api.rate(row=part, filled=filled, now=moment + timedelta(minutes=40))

    def _discuss(self, part: ObservationRater, described: Row, moment: datetime) -> None:
        again: dict[str, Any] = described.get("again", {})
        if again:
            api.rate_again(
                row=part,
                given={code: api.given_of(str(level)) for code, (level, _note) in again.items()},
                notes={code: note for code, (_level, note) in again.items()},
                now=moment + timedelta(minutes=55),
            )

    def _debrief(self, observation: Observation, row: Row, candidate: User, moment: datetime) -> None:
        """Handed over at the table; the candidate answers later that day."""
        evening = moment + timedelta(hours=3)
        api.hand_over(person=observation.observer, observation=observation, now=moment + timedelta(hours=1))
        api.write_words(
            person=candidate,
            observation=observation,
            strength=row["strength"],
            intention=row["intention"],
        )
        if {"reply", "share"} & row.keys():
            api.note_that_the_candidate_read(observation, now=evening)
        if "reply" in row:
            api.reply(person=candidate, observation=observation, text=row["reply"], now=evening)
        observation.refresh_from_db()
        for viewer in row.get("share", ()):
            api.share_observation(
                person=candidate, observation=observation, viewer=Viewer(viewer), now=evening
            )

    def _given(self, levels: str) -> dict[str, Any]:
        words = (WORDS.get(word, word) for word in levels.split())
        return {code: api.given_of(word) for code, word in zip(self.codes, words, strict=True)}

    def _rater(self, described: Row, row: Row) -> User:
        """Who rates; somebody from outside has their address elsewhere."""
        place = str(described.get("from") or row["municipality"])
        return self.people.person(described["name"], place)

    def _moment(self, days: int) -> datetime:
        day = localtime(self.now - timedelta(days=days))
        day -= timedelta(days=max(0, day.weekday() - FRIDAY))
        return min(self.now, day.replace(hour=AT, minute=0, second=0, microsecond=0))
