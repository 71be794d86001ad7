"""The fence around a municipality's own area in the admin: what is not within reach does not exist (ADR 0004).

Wagtail keeps areas apart by permissions in most places, but not in all: a chooser, a report or a moved
page may tell a title. So every address and every field that names a page or a file is looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import Http404
from wagtail.admin.views.chooser import page_models_from_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task
from wagtail.permissions import policy_registry

from courses.selectors.reach import Reach, reach_of
from people.api import OwnContentPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

    from people.models import User

ADMIN = "beheer/"
# Reports, tags and workflows go across everything, so they are for platform administrators.
ACROSS = frozenset(
    {
        "wagtailadmin_reports",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_workflows",
    }
)
PAGE_WORDS = frozenset(
    {
        "page_id",
        "parent_page_id",
        "page_pk",
        "page_to_move_id",
        "destination_id",
        "parent_page",
        "new_parent_page",
        "target_pages[]",
        "chooser",
    }
)
IMAGE_WORDS = frozenset({"image_id"})
DOCUMENT_WORDS = frozenset({"document_id", "doc_id"})
# Who works on something may do one of these with it.
WORKING = frozenset({"change", "delete"})
# Where an object is called just "pk" or "id".
NAMELESS = frozenset({"pk", "id", "object_id"})


class OwnAreaMiddleware:
    """Answers 404 in the admin for what belongs to an area in which the visitor does not work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; the view's own arguments are looked at below."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Stop before the view when something that is named is out of reach."""
        match = request.resolver_match
        if match is None or not match.route.startswith(ADMIN):
            return
        person = request.user
        if not person.is_authenticated or person.is_superuser:
            return
        if ACROSS.intersection((*match.namespaces, match.url_name)):
            raise Http404
        if match.url_name == "wagtail_bulk_action" and not _works_on_all_of_it(person, request, match):
            raise Http404
        reach = reach_of(person)
        if match.url_name == "wagtailadmin_choose_page":
            kwargs["parent_page_id"] = _where_to_begin(reach, request.GET.get("page_type", ""))
        for model, pks in _named(match, request).items():
            if not reach.knows(model, pks):
                raise Http404


def _works_on_all_of_it(person: User, request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether somebody works on everything that an action is for; pages and files are looked at below."""
    model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    policy = policy_registry.get_by_type(model)
    if not isinstance(policy, OwnContentPolicy):
        return True
    named = request.GET.getlist("id")
    if not all(pk.isdecimal() for pk in named):  # such as all that there are
        return False
    mine = policy.instances_user_has_any_permission_for(person, WORKING)
    return mine.filter(pk__in=named).count() == len(set(named))


def _where_to_begin(reach: Reach, page_types: str) -> int:
    """Where a chooser opens; by itself it would open where all pages of a type are, wherever that is."""
    try:
        wanted = page_models_from_string(page_types) if page_types else ()
    except (ValueError, LookupError) as error:
        raise Http404 from error
    choices: Any = reach.pages(Page.objects.type(*wanted)) if wanted else None
    return (choices.first_common_ancestor() if choices else Page.get_first_root_node()).pk


def _named(match: ResolverMatch, request: HttpRequest) -> dict[type[Model], set[int]]:
    """The pages and files that an address, or a form that is sent to it, names."""
    nameless = _model_of(match)
    named: dict[type[Model], set[int]] = {}
    for word, value in _values(match, request):
        model = _model_called(word) or (nameless if word in NAMELESS else None)
        if model is not None and value.isdecimal():
            named.setdefault(model, set()).add(int(value))
    return named


def _values(match: ResolverMatch, request: HttpRequest) -> Iterator[tuple[str, str]]:
    for word, value in match.kwargs.items():
        yield word, str(value)
    for sent in (request.GET, request.POST):
        for word, values in sent.lists():
            yield from ((word, str(value)) for value in values)


def _model_called(word: str) -> type[Model] | None:
    if word in PAGE_WORDS:
        return Page
    if word in IMAGE_WORDS:
        return get_image_model()
    if word == "task_id":
        return Task
    return get_document_model() if word in DOCUMENT_WORDS else None


def _model_of(match: ResolverMatch) -> type[Model] | None:
    """What this part of the admin is about."""
    about = " ".join([*match.namespaces, match.url_name or "", str(match.kwargs.get("model_name", ""))])
    if "image" in about:
        return get_image_model()
    if "document" in about or "docs" in about:
        return get_document_model()
    return Page if "page" in about else None
