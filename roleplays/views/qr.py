"""A QR code as a piece of SVG."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import segno
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@lru_cache(maxsize=64)
def qr_code(address: str) -> SafeString:
    """The QR code of an address, drawn in the colour of the text; the address stands beside it in words."""
    svg: str = segno.make(address, error="m").svg_inline(
        border=2, omitsize=True, svgclass="wks-qr", lineclass="wks-qr__dots"
    )
    return mark_safe(svg)  # noqa: S308 - made by us, holds nothing that was typed
