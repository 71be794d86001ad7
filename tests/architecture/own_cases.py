"""What somebody does in cases, for the fences: one in which they mark, and one in which they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casestudies.choices import CaseStep, Pitfall
from casestudies.models import CaseWork, DiagnosisMark
from people.api import within
from people.models import Municipality, User
from tests.factories.cases import CaseFactory, CaseWorkFactory, version_of

MODELS = (CaseWork, DiagnosisMark)
# What only who leads a group may read.
LEADS = frozenset({"casestudies:facilitate"})


@dataclass(frozen=True)
class OwnCases:
    """Work on two cases of the municipality's own."""

    marking: CaseWork
    writing: CaseWork


def own_cases(learner: User, municipality: Municipality, *, mark: str) -> OwnCases:
    """Everything that somebody can have done in cases, with a mark in it."""
    works = []
    for step in (CaseStep.DIAGNOSE, CaseStep.EXPERT):
        case = CaseFactory(municipality=municipality, title=f"{mark} {step}")
        with within(municipality):
            work = CaseWorkFactory(
                version=version_of(case),
                person=learner,
                municipality=municipality,
                step=step,
                facts_open=3,
                answer=mark,
            )
            sentence = work.version.content["first"][0]["key"]
            DiagnosisMark.objects.create(
                work=work,
                municipality=municipality,
                sentence=sentence,
                pitfall=Pitfall.JUDGING,
                sequence=1,
            )
        works.append(work)
    return OwnCases(*works)


def _code(work: CaseWork) -> str:
    return work.case.code.lower()


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "casestudies:case": lambda w: {"code": _code(w.cases.marking)},
    "casestudies:step": lambda w: {"code": _code(w.cases.marking), "slug": "diagnose"},
    "casestudies:marks": lambda w: {"code": _code(w.cases.marking)},
    "casestudies:answer": lambda w: {"code": _code(w.cases.writing)},
    "casestudies:facilitate": lambda w: {"code": _code(w.cases.marking)},
}
SHARED = {"casestudies:cases": "the cases that somebody may know about"}
