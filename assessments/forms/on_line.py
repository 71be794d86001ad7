"""What somebody confirms before something goes off line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OffLineForm(forms.Form):
    """A tick, where a test that counts would stop."""

    is_sure = forms.BooleanField(
        label=_("I know that nobody can begin these tests until there are enough questions again."),
        error_messages={"required": _("Tick this if you are sure, or leave it online.")},
    )

    def __init__(self, *args: Any, stops_tests: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not stops_tests:
            del self.fields["is_sure"]
