"""What authors put in: only what it says it is, with words for who does not see it, and nothing stays of the rest."""

from __future__ import annotations

import struct
import zlib
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from core.forms import uploads
from core.models import LeerpleinDocument, LeerpleinImage
from tests.authoring.world import own_collection, picture

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = picture("a.gif", kind="GIF").read()
PNG = picture().read()
DISGUISED = "De inhoud van dit bestand past niet bij de naam."
SCRIPT = "In dit bestand zit een script."


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    """Count only the files of one test."""
    settings.MEDIA_ROOT = tmp_path


def endless_picture() -> bytes:
    """A few bytes that unpack to a picture of 40,000 by 40,000 points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def archive(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


def stored() -> int:
    """How many files there are, in the tables and on the disk."""
    folders = ("original_images", "images", "documents")
    files = [file for name in folders for file in (settings.MEDIA_ROOT / name).glob("**/*") if file.is_file()]
    return len(files) + LeerpleinImage.objects.count() + LeerpleinDocument.objects.count()


def words_of(answer) -> str:
    """What the author reads, wherever Wagtail puts it."""
    if "json" not in answer["Content-Type"]:
        return unescape(answer.content.decode())
    told = answer.json()
    return unescape(told.get("error_message") or told.get("htmlFragment") or str(told))


@pytest.fixture
def collection(author) -> Collection:
    return own_collection(author)


@pytest.mark.parametrize(
    "address", ["/beheer/images/add/", "/beheer/images/multiple/add/", "/beheer/images/chooser/create/"]
)
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("plein.svg", SVG, "formaat", id="a drawing with a script"),
        pytest.param("plein.png", SVG, "afbeelding", id="a drawing named png"),
        pytest.param("plein.png", b"%PDF-1.7\n", "afbeelding", id="a leaflet named png"),
        pytest.param("plein.png", GIF, "png", id="one kind of picture named another"),
        pytest.param(
            "plein.gif", GIF + b"<script>alert(1)</script>", SCRIPT, id="a picture that is a page too"
        ),
        pytest.param("plein.gif", GIF + b"\x00" * 90_000 + b"<script>", SCRIPT, id="far into the picture"),
        pytest.param("plein.png", endless_picture(), "pixels", id="a picture that unpacks without end"),
        pytest.param("plein.png", PNG + b"\x00" * 11 * 1024 * 1024, "te groot", id="a very large picture"),
    ],
)
def test_a_picture_that_is_not_one_is_refused(author, collection, signed_in, address, name, content, says):
    before = stored()
    sent = {"title": "Plein", "description": "Een plein.", "collection": collection.pk}
    file = SimpleUploadedFile(name, content)
    prefix = "image-chooser-upload-" if "chooser" in address else ""
    field = "files[]" if "multiple" in address else f"{prefix}file"
    answer = signed_in(author).post(
        address,
        {**{f"{prefix}{key}": value for key, value in sent.items()}, field: file},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code in {200, 400, 422}
    assert says in words_of(answer)
    assert stored() == before


@pytest.mark.parametrize(
    "address",
    ["/beheer/documents/add/", "/beheer/documents/multiple/add/", "/beheer/documents/chooser/create/"],
)
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("blad.svg", SVG, "Dit soort bestand mag hier niet.", id="a drawing with a script"),
        pytest.param("blad.html", b"<html>", "Dit soort bestand mag hier niet.", id="a web page"),
        pytest.param("blad.pdf", PNG, DISGUISED, id="a picture named pdf"),
        pytest.param("blad.pdf", b"MZ\x90\x00" + b"\x00" * 60, DISGUISED, id="a program named pdf"),
        pytest.param(
            "blad.pdf", b"%PDF-1.7\n<script>alert(1)</script>", SCRIPT, id="a leaflet that is a page too"
        ),
        pytest.param("brief.docx", archive("kwaad.exe"), DISGUISED, id="an archive named docx"),
        pytest.param(
            "brief.docx",
            archive("word/document.xml", "word/vbaProject.bin"),
            "macro",
            id="a letter with macros",
        ),
        pytest.param("blad.txt", b"x" * 3_000_000, "te groot", id="a very large file"),
    ],
)
def test_a_document_that_is_not_one_is_refused(
    author, collection, signed_in, monkeypatch, address, name, content, says
):
    monkeypatch.setattr(uploads, "LARGEST_DOCUMENT", 2_000_000)
    before = stored()
    prefix = "document-chooser-upload-" if "chooser" in address else ""
    field = "files[]" if "multiple" in address else f"{prefix}file"
    sent = {f"{prefix}title": "Blad", f"{prefix}collection": collection.pk}
    answer = signed_in(author).post(
        address,
        {**sent, field: SimpleUploadedFile(name, content)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code in {200, 400, 422}
    assert says in words_of(answer)
    assert stored() == before


def test_a_picture_without_words_is_refused(author, collection, signed_in):
    sent = {"title": "Plein", "file": picture(), "collection": collection.pk}
    browser = signed_in(author)
    answer = browser.post("/beheer/images/add/", sent)
    assert "Beschrijf wat er op de afbeelding staat" in words_of(answer)
    assert LeerpleinImage.objects.count() == 0
    answer = browser.post("/beheer/images/add/", {**sent, "file": picture(), "is_decorative": "on"})
    assert answer.status_code == 302
    assert LeerpleinImage.objects.get().default_alt_text == ""


def test_a_good_picture_and_a_good_file_come_in(author, collection, signed_in):
    browser = signed_in(author)
    browser.post(
        "/beheer/images/add/",
        {"title": "Plein", "file": picture(), "description": "Een plein.", "collection": collection.pk},
    )
    letter = SimpleUploadedFile("brief.docx", archive("[Content_Types].xml", "word/document.xml"))
    browser.post("/beheer/documents/add/", {"title": "Brief", "file": letter, "collection": collection.pk})
    assert LeerpleinImage.objects.get().default_alt_text == "Een plein."
    assert LeerpleinDocument.objects.get().title == "Brief"


def test_somebody_without_the_right_cannot_upload_at_all(reviewer, signed_in):
    before = stored()
    signed_in(reviewer).post("/beheer/images/add/", {"title": "Plein", "file": picture()})
    signed_in(reviewer).post("/beheer/documents/add/", {"title": "Blad", "file": picture("blad.txt")})
    assert stored() == before
