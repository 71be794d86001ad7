"""How signing in behaves: nobody makes their own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts come from the municipality."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: there is no self-service sign-up."""
        return False
