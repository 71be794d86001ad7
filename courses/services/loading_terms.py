"""Writing the glossary that was read from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from courses.models import GlossaryTerm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.rules.curriculum_text import TermSource
    from courses.services.loading import LoadReport

FIELDS = ("term", "plural", "definition", "explanation", "example")


def write(sources: Iterable[TermSource], report: LoadReport, *, overwrite: bool) -> None:
    """Make, change or take away terms. Versions that we save have no author: that is how an edit is recognised."""
    sources = tuple(sources)
    rows = GlossaryTerm.objects.annotate(edited_by=F("latest_revision__user"))
    terms = {term.slug: term for term in rows}
    for source in sources:
        if source.slug not in terms:
            terms[source.slug] = _publish(GlossaryTerm(slug=source.slug), source)
            report.made.append(str(terms[source.slug]))
        elif not _differs(terms[source.slug], source):
            continue
        elif overwrite or (terms[source.slug].live and terms[source.slug].edited_by is None):
            _publish(terms[source.slug], source)
            report.changed.append(source.term)
        else:
            report.left_alone.append(source.term)
    _take_away(terms, {source.slug for source in sources}, report)
    _connect(terms, sources)


def _differs(term: GlossaryTerm, source: TermSource) -> bool:
    return not term.live or any(getattr(term, name) != getattr(source, name) for name in FIELDS)


def _publish(term: GlossaryTerm, source: TermSource) -> GlossaryTerm:
    for name in FIELDS:
        setattr(term, name, getattr(source, name))
    term.full_clean(exclude=["latest_revision", "live_revision"])
    term.save()
    term.save_revision(clean=False).publish()
    return term


def _take_away(terms: dict[str, GlossaryTerm], kept: set[str], report: LoadReport) -> None:
    """Unpublish what is no longer in the file; what people added or edited in Wagtail is theirs."""
    for slug, term in terms.items():
        if slug not in kept and term.live and term.edited_by is None:
            term.unpublish()
            report.taken_away.append(str(term))


def _connect(terms: dict[str, GlossaryTerm], sources: Iterable[TermSource]) -> None:
    """Bring "see also" in line. One query when nothing changed."""
    through = GlossaryTerm.see_also.through
    pairs = set(through.objects.values_list("from_glossaryterm_id", "to_glossaryterm_id"))
    wanted = {(terms[source.slug].pk, terms[other].pk) for source in sources for other in source.see_also}
    ours = {terms[source.slug].pk for source in sources}
    through.objects.bulk_create(
        through(from_glossaryterm_id=one, to_glossaryterm_id=other) for one, other in sorted(wanted - pairs)
    )
    for one, other in sorted(pairs - wanted):
        if one in ours:
            through.objects.filter(from_glossaryterm_id=one, to_glossaryterm_id=other).delete()
