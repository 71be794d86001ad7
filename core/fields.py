"""A StreamField whose blocks stay out of the migrations, and how two versions of it are compared."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext
from wagtail.admin.compare import StreamBlockComparison, StreamFieldComparison, register_comparison_class
from wagtail.fields import StreamField

from core.rules.authorship import without_marks

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from wagtail.admin.compare import BlockComparison


class ContentField(StreamField):
    """Content in blocks; the table only holds JSON, so a change of blocks is no change of the table."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        # A migration calls this without blocks.
        super().__init__([] if block_types is None else block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field for a migration without its blocks."""
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options


class ChangedBlocks(StreamBlockComparison):
    """The blocks that changed between two versions; of the others only how many there are."""

    def htmldiff(self) -> SafeString:
        """Each changed block, or all of them when only their order changed."""
        compared = super().get_block_comparisons()
        if not any(map(_has_changed, compared)):
            return self._drawn(compared)
        stretches = ((changed, list(group)) for changed, group in groupby(compared, key=_has_changed))
        return mark_safe(  # noqa: S308 - each stretch is safe itself
            "\n".join(self._drawn(group) if changed else _same(len(group)) for changed, group in stretches)
        )

    def get_block_comparisons(self) -> list[BlockComparison]:
        """The ones that are drawn now."""
        return self.shown

    def _drawn(self, compared: list[BlockComparison]) -> SafeString:
        self.shown = compared
        return super().htmldiff()


class ContentComparison(StreamFieldComparison):
    """Two versions of content: marks that the editor puts anew at each saving are no change."""

    def has_changed(self) -> bool:
        """Whether anybody would see a difference."""
        block = self.field.stream_block
        return _bare(block, self.val_a) != _bare(block, self.val_b)

    def htmldiff(self) -> SafeString:
        """What changed, block by block."""
        if not (self.has_block_ids(self.val_a) and self.has_block_ids(self.val_b)):
            return super().htmldiff()
        return ChangedBlocks(self.field.stream_block, True, True, self.val_a, self.val_b).htmldiff()  # noqa: FBT003


register_comparison_class(ContentField, comparison_class=ContentComparison)


def _has_changed(compared: BlockComparison) -> bool:
    if compared.is_new() or compared.is_deleted():
        return True
    return bool(_bare(compared.block, compared.val_a) != _bare(compared.block, compared.val_b))


def _bare(block: Any, value: Any) -> Any:
    return without_marks(block.get_prep_value(value))


def _same(number: int) -> SafeString:
    words = ngettext("%(number)s part did not change.", "%(number)s parts did not change.", number)
    return format_html('<p class="help">{}</p>', words % {"number": number})
