"""What is installed, and what plays with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from h5p.models import Library, PackageVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from h5p.rules.libraries import Library as Described


def installed() -> tuple[Described, ...]:
    """Every library that is installed, as the rules know it. One query."""
    return tuple(row.described for row in Library.objects.all())


def libraries_for_a_list() -> QuerySet[Library]:
    """All libraries with how many versions of packages play with each."""
    return Library.objects.annotate(number_of_uses=Count("links")).order_by(
        "name", "-major", "-minor", "-patch"
    )


def uses_of(library: Library) -> list[str]:
    """What plays with a library or needs it: titles of packages, then names of libraries."""
    versions = PackageVersion.objects.filter(links__library=library).select_related("package")
    titles = sorted({version.package.title for version in versions})
    return [*titles, *_needed_by(library)]


def _needed_by(library: Library) -> list[str]:
    """Libraries that ask for it, as long as no other patch can take its place."""
    others = Library.objects.exclude(pk=library.pk)
    if others.filter(name=library.name, major=library.major, minor=library.minor).exists():
        return []
    wanted = [library.name, library.major, library.minor]
    return [str(other) for other in others if wanted in other.needs]


def library_in(code_sha: str, folder: str) -> Library | None:
    """The library with that folder among those that a fingerprint of code stands for."""
    found = Library.objects.filter(links__version__code_sha=code_sha).distinct()
    return next((library for library in found if library.folder == folder), None)


def unused_code(fingerprints: set[str]) -> set[str]:
    """Those of these fingerprints of code with which no version plays any more."""
    used = PackageVersion.objects.filter(code_sha__in=fingerprints).values_list("code_sha", flat=True)
    return fingerprints - {"", *used}
