"""The form of something that is for everybody or for one of several owners: it stays where its author writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model
    from django_stubs_ext import StrOrPromise


class OwnContentForm(WagtailAdminModelForm):
    """Something of which the field `municipality` says whose it is, which is chosen once."""

    choose_whose: StrOrPromise = _("Choose for whom this is.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        whose = self.fields.get("municipality")
        if whose is None:
            return
        whose.empty_label = _("For everybody")
        if self.instance.pk:
            whose.disabled = True
        elif not self.for_user.is_superuser:
            self._offer(whose, self.ground_of(self.for_user))

    @staticmethod
    def ground_of(author: Any) -> Collection[int | None]:
        """For whom an author writes; None among them stands for everybody."""
        raise NotImplementedError

    def clean_municipality(self) -> Model | None:
        """Ask whose it is also of a draft: it decides who may see it."""
        chosen: Model | None = self.cleaned_data["municipality"]
        is_new = self.instance.pk is None and not self.for_user.is_superuser
        if is_new and (chosen and chosen.pk) not in self.ground_of(self.for_user):
            raise ValidationError(self.choose_whose)
        return chosen

    def _offer(self, whose: Any, ground: Collection[int | None]) -> None:
        """Only where the author writes; what leaves no choice is filled in."""
        whose.queryset = whose.queryset.filter(pk__in=[pk for pk in ground if pk is not None])
        whose.required = None not in ground
        if len(ground) == 1:
            [self.initial["municipality"]] = ground
            whose.disabled = True
