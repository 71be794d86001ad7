"""A picture without what hides in it: where and when it was taken, by whom, and anything behind its end."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


class NotAPictureError(ValueError):
    """These bytes cannot be drawn."""


def redrawn(content: bytes, *, extension: str) -> bytes:
    """The same picture, drawn anew, so that only what can be seen is left."""
    drawn = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[FORMATS[extension]]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NotAPictureError
                ImageOps.exif_transpose(picture).save(drawn, FORMATS[extension], exif=b"", icc_profile=None)
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise NotAPictureError from error
    return drawn.getvalue()
