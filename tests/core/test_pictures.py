from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from core.rules.pictures import NotAPictureError, redrawn


def drawn(form: str, **extra) -> bytes:
    content = BytesIO()
    Image.new("RGB", (20, 10), "red").save(content, form, **extra)
    return content.getvalue()


@pytest.mark.parametrize(
    ("extension", "form"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")]
)
def test_a_picture_stays_the_picture_it_was(extension, form):
    kept = Image.open(BytesIO(redrawn(drawn(form), extension=extension)))
    assert (kept.format, kept.size) == (form, (20, 10))


def test_a_picture_that_lay_on_its_side_stands_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = Image.open(BytesIO(redrawn(drawn("JPEG", exif=exif), extension="jpg")))
    assert kept.size == (10, 20)
    assert not kept.getexif()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        pytest.param(b"", "png", id="nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "png", id="a beginning only"),
        pytest.param(drawn("PNG"), "jpg", id="another kind than its name says"),
        pytest.param(drawn("PNG")[:45], "png", id="half of one"),
    ],
)
def test_what_cannot_be_drawn_is_no_picture(content, extension):
    with pytest.raises(NotAPictureError):
        redrawn(content, extension=extension)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_drawn():
    content = BytesIO()
    Image.new("1", (10_000, 6_000)).save(content, "PNG")
    with pytest.raises(NotAPictureError):
        redrawn(content.getvalue(), extension="png")
