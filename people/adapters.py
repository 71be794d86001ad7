"""How signing in behaves: nobody makes their own account, and who comes back is found with what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from people import selectors

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts come from the municipality."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: there is no self-service sign-up."""
        return False


class PersonBackend(AuthenticationBackend):
    """Signs people in by e-mail address; each request finds the person and their memberships in one query."""

    def get_user(self, user_id: int) -> User | None:
        """Who is signed in, unless they may not be any more."""
        person = selectors.person_today(user_id)
        return person if person and self.user_can_authenticate(person) else None
