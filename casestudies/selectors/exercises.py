"""Where cases refer to interactive exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from casestudies.models import CaseStudyPage, CaseVersion
from casestudies.selectors.cases import cases_visible_to
from people.api import standing_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User


def cases_with_exercises(codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    """The cases that people do with one of these exercises, each as kind, title and address.

    What somebody may not know about comes without name and address. A fixed number of queries, whatever their number.
    """
    asked = Q(pk__in=())
    for code in codes:
        asked |= Q(content__exercises__contains=[code])
    cases = CaseStudyPage.objects.filter(pk__in=CaseVersion.objects.filter(asked).values("case"))
    known = set(cases_visible_to(standing_of(person)).filter(pk__in=cases).values_list("pk", flat=True))
    return [
        ("", _("Case"), f"{page.code}: {page.title}", page.get_absolute_url())
        if page.pk in known
        else ("", _("Case"), _("of another municipality"), "")
        for page in cases.order_by("code")
    ]
