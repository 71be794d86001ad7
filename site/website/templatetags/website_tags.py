"""The menu, made for who is looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.core.cache import caches
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from people.choices import Role

if TYPE_CHECKING:
    from datetime import timedelta

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

register = template.Library()
REMEMBER_RIGHTS_FOR = 300  # seconds
LONG = 120  # seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the menu."""

    label: StrOrPromise
    url: str
    icon: str
    is_current: bool


# Who sees it, its words, its address, its icon. Four for everybody, two more for who leads others.
_EVERYBODY: frozenset[Role] = frozenset(Role)
_SEES_GROUPS = frozenset({Role.LEAD, Role.MANAGER, Role.TRAINER, Role.COACH})
_READS_SHARED = frozenset({Role.TRAINER, Role.COACH})
# Work with what others do, in the menu of the person.
_WORK_MENU: tuple[tuple[frozenset[Role], StrOrPromise, str, str], ...] = (
    (frozenset({Role.ADMINISTRATOR}), _("Agreements of the takeover"), "progression:agreements", "stairs"),
    (_READS_SHARED, _("Observe"), "assessments:observations", "eye"),
    (_READS_SHARED, _("Marking"), "assessments:marking_queue", "pencil-check"),
    (_READS_SHARED, _("Shared with me"), "assessments:shared_with_me", "friends"),
    (frozenset({Role.TRAINER}), _("Results of my group"), "assessments:group_results", "chart-bar"),
    (frozenset({Role.TRAINER, Role.ADMINISTRATOR}), _("Extra time"), "assessments:extra_time", "clock"),
    (
        frozenset({Role.TRAINER, Role.MANAGER, Role.LEAD}),
        _("Sign stages"),
        "progression:signing",
        "clipboard-check",
    ),
    (frozenset({Role.COACH, Role.TRAINER, Role.MANAGER}), _("Proeve"), "certification:proeves", "award"),
    (_SEES_GROUPS, _("Files to take along"), "website:exports", "file-download"),
)
_MENU: tuple[tuple[frozenset[Role], StrOrPromise, str, str], ...] = (
    (_EVERYBODY, _("My learning path"), "website:dashboard", "route"),
    (_EVERYBODY, _("Modules"), "courses:shelf", "book-2"),
    (_EVERYBODY, _("Cases"), "casestudies:cases", "file-text"),
    (_EVERYBODY, _("Practise"), "roleplays:scenarios", "messages"),
    (_SEES_GROUPS, _("Participants"), "website:participants", "users"),
    (_SEES_GROUPS, _("Progress"), "website:progress", "chart-bar"),
    (frozenset({Role.COACH}), _("My takeover"), "progression:mine", "stairs"),
    (frozenset({Role.LEAD, Role.MANAGER, Role.TRAINER}), _("Takeover"), "progression:takeover", "stairs"),
)
# What lies under an entry of the menu at an address of its own.
_ALSO = {"roleplays:scenarios": ["roleplays:lobby"]}
_VISITOR_MENU = (
    (_("The WKS model"), "website:about", "compass"),
    (_("Modules"), "courses:shelf", "book-2"),
    (_("Glossary"), "courses:terms", "language"),
)


@register.simple_tag(takes_context=True)
def main_navigation(context: dict[str, Any]) -> list[Entry]:
    """The menu for the roles that somebody has in the municipality they work in now."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return _entries(_VISITOR_MENU, request)
    municipality = request.municipality  # type: ignore[attr-defined]
    roles = request.standing.roles_in(municipality.pk) if municipality else frozenset()  # type: ignore[attr-defined]
    rows = [(label, name, icon) for who, label, name, icon in _MENU if who == _EVERYBODY or who & roles]
    return _entries(rows, request)


@register.filter
def took(duration: timedelta) -> str:
    """How long something took: seconds, or minutes from two on."""
    seconds = round(duration.total_seconds())
    if seconds < LONG:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    return ngettext("%(number)s minute", "%(number)s minutes", seconds // 60) % {"number": seconds // 60}


@register.simple_tag(takes_context=True)
def work_menu(context: dict[str, Any]) -> list[Entry]:
    """What somebody does here with the work of others."""
    return _for_roles(context, _WORK_MENU)


@register.simple_tag(takes_context=True)
def work_for_others(context: dict[str, Any]) -> list[Entry]:
    """All that somebody has to do here besides learning: of the menu, and of the menu behind the name."""
    return _for_roles(context, [row for row in (*_MENU, *_WORK_MENU) if row[0] != _EVERYBODY])


@register.simple_tag(takes_context=True)
def may_write(context: dict[str, Any]) -> bool:
    """Whether somebody may enter the admin; asked on every page, so remembered for five minutes."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return False
    key = f"website:may_write:{request.user.pk}"
    known = caches["fragments"].get(key)
    if known is None:
        known = request.user.has_perm("wagtailadmin.access_admin")
        caches["fragments"].set(key, known, REMEMBER_RIGHTS_FOR)
    return known


@register.simple_tag(takes_context=True)
def header_key(context: dict[str, Any], writes: bool) -> str:  # noqa: FBT001 - a template gives it
    """Everything that the header of a page depends on."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ""
    place = request.path.split("/", maxsplit=2)[1]
    language = get_language()
    if not request.user.is_authenticated:
        return f"{language}:{place}"
    municipality, standing = request.municipality, request.standing  # type: ignore[attr-defined]
    roles = sorted(standing.roles_in(municipality.pk)) if municipality else ()
    who = f"{request.user.pk}:{request.user}:{municipality}:{len(standing.municipalities)}:{writes}"
    return f"{language}:{place}:{who}:{','.join(roles)}"


def _for_roles(context: dict[str, Any], rows: Any) -> list[Entry]:
    request: HttpRequest | None = context.get("request")
    municipality = getattr(request, "municipality", None)
    if request is None or municipality is None:
        return []
    roles = request.standing.roles_in(municipality.pk)  # type: ignore[attr-defined]
    return _entries([row[1:] for row in rows if row[0] & roles], request)


def _entries(rows: Any, request: HttpRequest | None) -> list[Entry]:
    here = request.path if request else ""
    found = []
    for label, name, icon in rows:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        elsewhere = [reverse(each) for each in _ALSO.get(name, ())]
        found.append(Entry(label, url, icon, here.startswith((url, *elsewhere))))
    return found
