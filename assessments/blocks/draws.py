"""What a test asks: questions by name, or so many from modules by chance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.rules.drawing import Draw, Stratum
from core.blocks import WholeNumberBlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.blocks import StreamValue

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


class CodesBlock(blocks.CharBlock):
    """Codes with commas between them."""

    def clean(self, value: Any) -> Any:
        """Refuse what is no code."""
        cleaned = super().clean(value)
        wrong = [code for code in codes_in(cleaned) if not _CODE.fullmatch(code)]
        if wrong:
            raise ValidationError(
                _("This is not a code: %(code)s. Put commas between codes.") % {"code": wrong[0]}
            )
        return cleaned


class FixedBlock(blocks.StructBlock):
    """Questions that everybody gets."""

    questions = CodesBlock(label=_("Identifiers of questions"), help_text=_("For example M1-Q01, M1-Q02."))

    class Meta:
        icon = "pin"
        label = _("Fixed questions")
        preview_value = {"questions": "M1-Q01, M1-Q02"}


class RandomBlock(blocks.StructBlock):
    """So many questions by chance."""

    count = WholeNumberBlock(min_value=1, max_value=100, label=_("Number of questions"))
    modules = CodesBlock(
        required=False, label=_("Modules"), help_text=_("Leave empty to draw from all modules.")
    )

    class Meta:
        icon = "rotate"
        label = _("Questions by chance")
        preview_value = {"count": 6, "modules": "M1"}


class PerModuleBlock(blocks.StructBlock):
    """So many questions by chance from each of some modules."""

    count = WholeNumberBlock(min_value=1, max_value=50, label=_("Number of questions from each module"))
    modules = CodesBlock(label=_("Modules"), help_text=_("For example M1, M2, M10."))

    class Meta:
        icon = "list-ul"
        label = _("Questions by chance, from each module")
        preview_value = {"count": 5, "modules": "M1, M2"}


class DrawBlock(blocks.StreamBlock):
    """Everything that a test asks."""

    fixed = FixedBlock()
    random = RandomBlock()
    per_module = PerModuleBlock()

    class Meta:
        min_num = 1


def codes_in(text: str | None) -> tuple[str, ...]:
    """The codes of a list with commas."""
    return tuple(code.strip() for code in (text or "").split(",") if code.strip())


def draw_of(value: StreamValue) -> Draw:
    """The rules of a draw, as plain data."""
    fixed = [
        code for block in value if block.block_type == "fixed" for code in codes_in(block.value["questions"])
    ]
    strata = [stratum for block in value for stratum in _STRATA.get(block.block_type, _none)(block.value)]
    return Draw(tuple(fixed), tuple(strata))


def _none(value: Any) -> list[Stratum]:
    return []


def _together(value: Any) -> list[Stratum]:
    return [Stratum(value["count"] or 0, codes_in(value["modules"]))]


def _each(value: Any) -> list[Stratum]:
    return [Stratum(value["count"] or 0, (module,)) for module in codes_in(value["modules"])]


_STRATA: dict[str, Callable[[Any], list[Stratum]]] = {"random": _together, "per_module": _each}
