"""Pieces of Wagtail's admin for what only staff do, across municipalities."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar

from wagtail.permission_policies.base import BasePermissionPolicy

from people.models import User
from people.tenancy import everywhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class StaffPolicy(BasePermissionPolicy):
    """Staff add and change; nobody deletes: what ended keeps its place in the history."""

    can_be_done: ClassVar[frozenset[str]] = frozenset({"add", "change", "view"})

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether somebody is staff, and this is something that can be done."""
        return bool(user.is_active and user.is_staff and action in self.can_be_done)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """All staff, for what can be done."""
        staff = User.objects.filter(is_active=True, is_staff=True)
        return staff if self.can_be_done.intersection(actions) else staff.none()


class StaffMayEndPolicy(StaffPolicy):
    """Staff delete too: of this nothing is kept."""

    can_be_done = StaffPolicy.can_be_done | {"delete"}


class AcrossMunicipalities:
    """Views of staff, who work across municipalities; everything else is fenced (ADR 0004)."""

    copy_view_enabled = False

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        """A view that is drawn before the fence closes again."""
        view = super().construct_view(view_class, **kwargs)  # type: ignore[misc]

        @wraps(view)
        def across(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            with everywhere():
                response = view(request, *args, **named)
                return response.render() if hasattr(response, "render") else response

        return across
