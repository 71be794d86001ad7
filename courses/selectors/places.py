"""What stands in the places that lessons keep free for other work."""

from __future__ import annotations

from assessments.models import Quiz
from casestudies.models import CaseStudyPage
from courses.choices import PlaceKind


def target_of(kind: str, reference: str) -> str:
    """The address of what a place is kept for, or nothing as long as it is not there. One query at most."""
    if kind == PlaceKind.ASSESSMENT:
        test = Quiz.objects.filter(code__iexact=reference.strip(), live=True).first()
        return test.get_absolute_url() if test else ""
    if kind != PlaceKind.CASE:
        return ""
    case = CaseStudyPage.objects.live().filter(code__iexact=reference.strip()).first()
    return case.get_absolute_url() if case else ""
