"""Evidence as the database has it, and files to send."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assessments.models import EvidenceItem
from people import api as people
from tests.factories.portfolio import (
    PDF,
)


def about(owner) -> dict[str, object]:
    return {"person": owner.owner, "municipality": owner.municipality}


def pieces() -> list[EvidenceItem]:
    with people.everywhere():
        return list(EvidenceItem.objects.all())


def url(name: str, evidence: EvidenceItem) -> str:
    return reverse(f"assessments:{name}", args=[evidence.pk])


def upload(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(**extra) -> bytes:
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Sluisstraat 8"  # what the camera wrote: here, where it was taken
    Image.new("RGB", (40, 30), "green").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()
