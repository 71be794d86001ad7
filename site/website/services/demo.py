"""Filling the demo: invented municipalities on a real curriculum. Through the doors of the apps, so it tests them too."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings
from django.urls import reverse

from assessments import api as assessments
from casestudies import api as casestudies
from courses import api as courses
from people.choices import Role
from roleplays import api as roleplays
from website.services.demo_certificates import let_certify
from website.services.demo_exercises import load_exercises
from website.services.demo_learning import let_learn
from website.services.demo_marking import let_mark
from website.services.demo_meetings import let_meet
from website.services.demo_observing import let_observe
from website.services.demo_own_work import let_make_own_work
from website.services.demo_pages import write_pages
from website.services.demo_people import People
from website.services.demo_practice import let_practise
from website.services.demo_proeves import let_do_proeves
from website.services.demo_roads import let_become_independent, let_go_their_road
from website.services.demo_takeover import let_hear, let_take_along, let_take_over

if TYPE_CHECKING:
    from datetime import datetime

FOLDER = Path(__file__).resolve().parents[1] / "demo"
# In this order they stand in the table of sign-ins.
ROLES = (*Role.values, "certified coach", "second trainer", "assessor", "author", "reviewer", "platform")
_WORDS = """
appel berg boot brug dijk duin eiland fiets gracht haven heide kade kern klei lente
molen noorden oever pad plein polder regen rivier rots schelp sluis straat terp toren
vlinder wadden zomer
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Seeded:
    """Where the demo is and who can sign in, as var/demo.json says it."""

    url: str
    login_path: str
    start: str
    sign_ins: list[dict[str, str]]


class NotLoaded(Exception):  # noqa: N818 - it says what happened
    """The curriculum or the question bank has mistakes."""


def seed(*, url: str, now: datetime) -> Seeded:
    """Fill the demo. Who and what is there already stays as it is."""
    described = _read("people.yaml")
    write_pages(_read("pages.yaml"))
    _load_texts(now=now)
    people = People(described, password=password(), now=now)
    people.add()
    if people.added:
        let_learn(people, described, now=now)
        let_observe(people, _read("observations.yaml"), now=now)
        let_mark(people, _read("marking.yaml"), now=now)
        let_make_own_work(people, _read("own_work.yaml"), now=now)
        let_practise(people, described, _read("practice.yaml"), now=now)
        let_meet(people, _read("meetings.yaml"), now=now)
        let_take_over(people, _read("takeover.yaml"))
        roads = let_go_their_road(people, _read("roads.yaml"), now=now)
        let_do_proeves(people, _read("proeves.yaml"), now=now)
        let_become_independent(roads)
        let_certify(people, _read("certificates.yaml"), now=now)
        let_hear(people, _read("takeover.yaml"))
        let_take_along(people, _read("takeover.yaml"))
        courses.count_all_totals(now=now)
    sign_ins = sorted(people.sign_ins, key=lambda row: ROLES.index(row["role"]))
    return Seeded(url, reverse("account_login"), reverse("website:dashboard"), sign_ins)


def _load_texts(*, now: datetime) -> None:
    """The questions with their tests, the scenarios and cases, and the curriculum in which they stand."""
    questions = assessments.load_questions(FOLDER / "questions", now=now)
    scenarios = roleplays.load_scenarios(FOLDER / "roleplays")
    cases = casestudies.load_cases(FOLDER / "cases", now=now)
    load_exercises(FOLDER / "exercises", now=now)
    lessons = courses.load_curriculum(FOLDER / "curriculum")
    problems = [
        *roleplays.report_lines(scenarios),
        *map(casestudies.problem_text, cases.problems),
        *map(courses.problem_text, lessons.problems),
        *map(assessments.bank_problem_text, questions.problems),
    ]
    if problems:
        raise NotLoaded("\n".join(problems))


def password() -> str:
    """The password of the demo's accounts: words that nobody else has, and the same for as long as the demo lives."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demo accounts", hashlib.sha256).digest()
    words = [_WORDS[byte % len(_WORDS)] for byte in digest[:3]]
    return f"{'-'.join(words)}-{int.from_bytes(digest[3:5], 'big') % 9000 + 1000}"


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
