"""The forms of what authors write: a page refers only to what its author could have chosen, and what is handed in has nothing in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.access import obstacles_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import User

TO_CHOOSE = ("choose", "add", "change")
TO_LOOK = ("view", "choose")
STRANGE = _("This page refers to a page or a file that you cannot choose. Remove it, or choose another one.")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks; all that a chooser's hook needs to know of a request."""

    user: User


class NamesObstacles:
    """A form that says what stands in the way when somebody hands in or publishes; what was typed stays there."""

    def _post_clean(self) -> None:
        """Name each of them; a draft may be unfinished."""
        super()._post_clean()  # type: ignore[misc]
        if not self.is_deferred_validation and not self.errors:  # type: ignore[attr-defined]
            for sentence in obstacles_before(self.instance):  # type: ignore[attr-defined]
                self.add_error(None, ValidationError(sentence, code="obstacle"))  # type: ignore[attr-defined]


class CheckedForm(NamesObstacles, WagtailAdminModelForm):
    """The form of a piece of content that is no page."""


class CheckedPageForm(NamesObstacles, WagtailAdminPageForm):
    """Refuses what no chooser offered: an id can be typed into a form by hand."""

    def clean(self) -> dict[str, Any]:
        """Look up every page, picture and file that is referred to and was not before."""
        cleaned = super().clean()
        wanted: dict[type[Model], set[str]] = {}
        for model, pk in self._added_references():
            wanted.setdefault(model, set()).add(pk)
        if any(_is_strange(model, pks, self.for_user) for model, pks in wanted.items()):
            raise ValidationError(STRANGE, code="strange_reference")
        return cleaned

    def _added_references(self) -> Iterator[tuple[type[Model], str]]:
        """References that are not in the version which is being edited."""
        for name in self.changed_data:
            before = set(_references_in(self.instance, name, getattr(self.instance, name, None)))
            yield from set(_references_in(self.instance, name, self.cleaned_data.get(name))) - before
        for child in (child for formset in self.formsets.values() for child in formset.forms):
            if child.is_valid():  # children are cleaned after their page, unless somebody asks
                for name in child.changed_data:
                    yield from _references_in(child.instance, name, child.cleaned_data.get(name))


def _references_in(instance: Model, name: str, value: Any) -> Iterator[tuple[type[Model], str]]:
    if isinstance(value, Model):
        yield type(value), str(value.pk)
        return
    field = next((field for field in instance._meta.get_fields() if field.name == name), None)
    extract = getattr(field, "extract_references", None)
    if value and extract is not None:
        for model, pk, *_path in extract(value):
            yield model, str(pk)


def _is_strange(model: type[Model], pks: set[str], user: User | None) -> bool:
    """Whether one of these is there, but would not be offered to this person."""
    if user is None or user.is_superuser:
        return False
    found = model._base_manager.filter(pk__in=pks)
    if issubclass(model, Page):
        return found.count() != _offered(pks, user).count()
    if issubclass(model, (get_image_model(), get_document_model())):
        policy = policy_registry.get_by_type(model)
        mine = policy.instances_user_has_any_permission_for(user, TO_CHOOSE)
        return found.exclude(pk__in=mine.values("pk")).exists()
    if _is_fenced(model):
        mine = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, TO_LOOK)
        return found.exclude(pk__in=mine.values("pk")).exists()
    return False


def _is_fenced(model: type[Model]) -> bool:
    """Whether it is content that can be a municipality's own."""
    return any(field.name == "municipality" for field in model._meta.get_fields())


def _offered(pks: set[str], user: User) -> QuerySet[Page]:
    """Those of the pages that a chooser would show to this person."""
    pages = Page.objects.filter(pk__in=pks)
    for hook in hooks.get_hooks("construct_page_chooser_queryset"):
        pages = hook(pages, Asking(user))
    return pages
