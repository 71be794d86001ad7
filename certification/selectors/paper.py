"""A certificate on paper: PDF/UA, written with Typst, in the words of the page."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import segno
import typst
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certification.choices import Standing
from certification.selectors.badges import absolute

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from certification.models import Certificate

LAYOUT = Path(__file__).resolve().parents[1] / "templates" / "certification" / "certificate.typ"


def pdf_of(certificate: Certificate, *, today: date) -> bytes:
    """The certificate as an accessible PDF."""
    words = {**words_of(certificate, today=today), "qr": _picture(address_to_check(certificate))}
    made = typst.compile(
        str(LAYOUT),
        format="pdf",
        ignore_system_fonts=True,  # the same on every machine
        sys_inputs={"words": json.dumps(words)},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


def words_of(certificate: Certificate, *, today: date) -> dict[str, object]:
    """Everything that stands on the paper."""
    found = certificate.standing_on(today)
    return {
        "language": get_language() or "nl",
        "kind": str(certificate.get_kind_display()),
        "heading": _("Certificate"),
        "holder": certificate.holder_name,
        "title": certificate.title,
        "content": certificate.content,
        "issuer": certificate.issuer,
        "standing": str(found.label) if found in {Standing.REVOKED, Standing.EXPIRED} else "",
        "head": [_("For registers"), _("As it is on record")],
        "rows": [[label, value] for label, value in rows_of(certificate) if value],
        "check": _("Check this certificate: %(address)s") % {"address": address_to_check(certificate)},
        "qr_alt": _("QR code with the address at which this certificate can be checked"),
    }


def rows_of(certificate: Certificate) -> list[tuple[str, str]]:
    """What a register asks for, line by line."""
    return [
        (_("Issued by"), certificate.issuer),
        (_("Issued on"), date_format(certificate.issued_on, "j F Y")),
        (
            _("Valid until and including"),
            date_format(certificate.valid_until, "j F Y") if certificate.valid_until else "",
        ),
        (_("Core tasks"), ", ".join(certificate.core_tasks)),
        (_("Net hours"), _number(certificate.net_hours)),
        (_("Hours of reflection"), _number(certificate.reflection_hours)),
        (_("Accreditation number"), certificate.accreditation),
        (
            _("Register points"),
            "" if certificate.register_points is None else _number(certificate.register_points),
        ),
        (_("Code"), certificate.readable_code),
    ]


def address_to_check(certificate: Certificate) -> str:
    """Where anybody who has the code checks a certificate."""
    return absolute(reverse("certification:check_code", args=[certificate.readable_code]))


def _number(number: Decimal) -> str:
    return number_format(number, 1)


def _picture(address: str) -> str:
    written = BytesIO()
    segno.make(address, error="m").save(written, kind="svg", border=0)
    return written.getvalue().decode()
