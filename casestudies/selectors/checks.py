"""What stands in the way before a case may be read by others: its wholeness, its origin, and details of people."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, TextField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.fields import StreamField

from assessments.api import Doubt, doubts_about, passages
from casestudies.blocks import documents_of
from casestudies.choices import Flaw, IntakeItem, Source
from casestudies.models import CaseStudyPage
from casestudies.rules.soundness import empty_fields, flaws_of
from casestudies.selectors.cases import case_of
from core.text import plain_text
from people.models import User

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from casestudies.models import ClearedDetail
    from casestudies.rules.case import Case
    from core.rules.anonymity import Piece

# What an author writes in; the rest is chosen or belongs to the framework.
_WRITTEN = frozenset({"title", "search_description", "seo_title"})


@dataclass(frozen=True, slots=True)
class Cleared:
    """A detail that a person called harmless."""

    row: ClearedDetail
    by: str
    at: datetime


def draft_of(page_id: int) -> CaseStudyPage | None:
    """A case as it was written last, published or not. Two queries."""
    page = CaseStudyPage.objects.filter(pk=page_id).first()
    return page and page.get_latest_revision_as_object()


def passages_with_doubts(page: CaseStudyPage, doubts: Collection[Doubt]) -> list[tuple[str, list[Piece]]]:
    """The texts of a case in which doubts stand, each with its name and every doubt in its place."""
    return passages(texts_of(page), doubts)


def texts_of(page: CaseStudyPage) -> list[tuple[str, str]]:
    """Everything that is written in a case, with the name of its field; also what only facilitators read."""
    # A browser ends its lines in its own way; that is no other text.
    written = [(name, text.replace("\r\n", "\n").strip()) for name, text in _texts(page)]
    return [(name, text) for name, text in written if text]


def doubts_in(page: CaseStudyPage) -> tuple[Doubt, ...]:
    """What looks like a detail of a real person and was not explained yet. One query for a case that was saved."""
    explained = set(page.cleared_details.values_list("mark", flat=True)) if page.pk else set()
    texts = [text for _name, text in texts_of(page)]
    return doubts_about(texts, subject=page.translation_key, explained=explained)


def text_mark_of(page: CaseStudyPage) -> str:
    """A mark that changes when anything that is written in a case changes, or a file of it. One query per document at most."""
    files = [document.file_url for document in documents_of(page.documents)]
    written = json.dumps([[text for _name, text in texts_of(page)], files])
    return hashlib.sha256(written.encode()).hexdigest()


def intake_left(page: CaseStudyPage) -> list[IntakeItem]:
    """What nobody checked yet of this text, of a case that really happened. One query."""
    if page.source != Source.REAL:
        return []
    checked = intake_checks_in(page) if page.pk else set()
    return [item for item in IntakeItem if item.value not in checked]


def intake_checks_in(page: CaseStudyPage) -> set[str]:
    """What somebody checked of this very text; of another text it does not count. One query."""
    return set(page.intake_checks.filter(text_mark=text_mark_of(page)).values_list("item", flat=True))


def intake_is_outdated(page: CaseStudyPage) -> bool:
    """Whether the list was gone through, and the text has changed since. One query."""
    return page.intake_checks.exclude(text_mark=text_mark_of(page)).exists()


def obstacles_in(page: CaseStudyPage) -> list[str]:
    """Everything that has to be mended before somebody else may read a case, in sentences. Three queries."""
    case = case_of(page)
    sentences = [_words_of(flaw, case) for flaw in flaws_of(case)]
    doubts, left = len(doubts_in(page)), len(intake_left(page))
    if doubts:
        words = ngettext(
            "%(number)s place in the text looks like a detail of a real person. Mend it, or say at “Anonymity check” why it is none.",
            "%(number)s places in the text look like details of real people. Mend them, or say at “Anonymity check” why they are none.",
            doubts,
        )
        sentences.append(words % {"number": doubts})
    if left:
        sentences.append(_why_again(page))
    return sentences


def _words_of(flaw: Flaw, case: Case) -> str:
    if flaw != Flaw.FRAME_FIELD:
        return str(flaw.label)
    fields = ", ".join(str(each.label) for each in empty_fields(case))
    return _("In the frame is still empty: %(fields)s.") % {"fields": fields}


def _why_again(page: CaseStudyPage) -> str:
    if page.pk and intake_is_outdated(page):
        return _(
            "This really happened, and the text changed after the list at “Anonymity check” was gone through. Go through it again."
        )
    return _("This really happened, and the list at “Anonymity check” has not been gone through yet.")


def cleared_in(page: CaseStudyPage) -> list[Cleared]:
    """What was called harmless in a case, by whom and when, the latest first. Two queries."""
    rows = list(page.cleared_details.order_by("-cleared_at", "-pk"))
    known = {row.cleared_by for row in rows if row.cleared_by}
    names = {person.public_id: str(person) for person in User.objects.filter(public_id__in=known)}
    from_file = _("the text file it came from")
    return [
        Cleared(row, names.get(row.cleared_by, "") if row.cleared_by else from_file, row.cleared_at)
        for row in rows
    ]


def _texts(page: CaseStudyPage) -> Iterator[tuple[str, str]]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield str(field.verbose_name), plain_text(getattr(page, field.name))
        elif _is_written(field):
            yield str(field.verbose_name), str(getattr(page, field.name) or "")


def _is_written(field: object) -> bool:
    """Whether an author types in it: the free texts of a case, not its codes and choices."""
    if not isinstance(field, CharField | TextField) or field.choices or not field.editable:
        return False
    return (field.model is CaseStudyPage and field.name != "code") or field.name in _WRITTEN
