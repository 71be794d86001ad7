"""The files of a certificate, looked at with the eyes of others: a PDF checker and a verifier of credentials."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pdfua import Severity, validate

from certification.api import certificates as api
from certification.rules import badges
from certification.rules.proofs import key_from, public_key
from tests.certification.test_certificates import component, given
from tooling.frontend import node
from tooling.paths import FRONTEND


def pdf(certificate) -> bytes:
    return api.pdf_of(certificate, today=timezone.localdate())


def verify(credential: dict[str, Any], *, revoked: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the libraries of others say of a badge, with what our addresses give."""
    profile = Client().get(reverse("certification:issuer")).json()
    documents = {profile["id"]: profile}
    for key in profile["assertionMethod"]:
        documents[key["id"]] = {"@context": badges.KEYS, **key}
    asked = json.dumps({"credential": credential, "documents": documents, "revoked": revoked})
    done = subprocess.run(
        [*node(), "verify-badge.mjs"], input=asked, capture_output=True, text=True, cwd=FRONTEND, check=True
    )
    return json.loads(done.stdout)


# --- The PDF ------------------------------------------------------------------------------------


def test_the_pdf_passes_a_checker_for_pdf_ua(them, tmp_path):
    place = tmp_path / "certificaat.pdf"
    place.write_bytes(pdf(given(them)))
    report = validate(place)
    assert [each for each in report.findings if each.severity == Severity.ERROR] == []


def test_the_pdf_is_tagged_in_dutch_with_its_title(them):
    certificate = given(them)
    with pikepdf.open(BytesIO(pdf(certificate))) as made:
        assert made.Root.MarkInfo.Marked
        assert made.Root.Lang == "nl"
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as about:
            assert about["dc:title"] == certificate.title
            assert about["pdfuaid:part"] == "1"


def test_words_in_a_certificate_are_never_read_as_markup(them):
    words = api.Words('#panic("x") $x$ *vet* [a]', '#image("/etc/passwd") é €', 1)
    certificate = component(them, words=words)
    assert pdf(certificate).startswith(b"%PDF-")


def test_only_who_may_see_it_downloads_the_pdf(them):
    certificate = given(them)
    url = reverse("certification:certificate_pdf", args=[certificate.public_id])
    client = Client()
    assert client.get(url).status_code == 302
    client.force_login(them.candidate)
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"


# --- The badge ----------------------------------------------------------------------------------------


def test_a_badge_is_accepted_by_the_verifier_of_others(them):
    client = Client()
    client.force_login(them.candidate)
    badge = client.get(reverse("certification:badge", args=[given(them).public_id])).json()
    assert verify(badge) == {"verified": True, "errors": []}
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


@pytest.mark.parametrize("change", ["name", "validUntil", "subject", "key"])
def test_a_badge_that_somebody_changed_is_refused(them, change):
    badge = api.signed_badge(given(them), now=timezone.now())
    if change == "subject":
        badge["credentialSubject"]["identifier"][1]["identityHash"] = "Iemand Anders"
    elif change == "key":
        other = public_key(key_from("22" * 32))
        badge["proof"]["verificationMethod"] = f"{badge['issuer']['id']}#{other}"
    else:
        badge[change] = "2099-01-01T00:00:00Z"
    assert not verify(badge)["verified"]


def test_a_badge_of_an_earlier_key_still_holds(them, settings):
    certificate = given(them)
    badge = api.signed_badge(certificate, now=timezone.now())
    settings.BADGE_OLD_KEYS = [public_key(key_from(settings.BADGE_KEY))]
    settings.BADGE_KEY = "33" * 32
    assert verify(badge)["verified"]
    assert verify(api.signed_badge(certificate, now=timezone.now()))["verified"]


def test_the_list_of_revoked_badges_names_them_without_why(them):
    certificate = given(them)
    badge = api.signed_badge(certificate, now=timezone.now())
    api.revoke_certificate(
        person=them.trainer, certificate_id=certificate.pk, reason="Geheim.", now=timezone.now()
    )
    answer = Client().get(badge["credentialStatus"]["id"].removeprefix(settings.WAGTAILADMIN_BASE_URL))
    revoked = [each["id"] for each in answer.json()["revokedCredential"]]
    assert revoked == [badge["id"]]
    assert "Geheim" not in answer.content.decode()
    assert not verify(badge, revoked=tuple(revoked))["verified"]


def test_only_the_holder_downloads_the_badge_and_only_while_it_holds(them):
    certificate = given(them)
    url = reverse("certification:badge", args=[certificate.public_id])
    client = Client()
    client.force_login(them.trainer)
    assert client.get(url).status_code == 404
    client.force_login(them.candidate)
    assert client.get(url).status_code == 200
    api.revoke_certificate(person=them.trainer, certificate_id=certificate.pk, reason="x", now=timezone.now())
    assert client.get(url).status_code == 404


def test_without_a_key_there_are_no_badges(them, settings):
    settings.BADGE_KEY = ""
    client = Client()
    client.force_login(them.candidate)
    certificate = given(them)
    assert client.get(reverse("certification:badge", args=[certificate.public_id])).status_code == 404
    assert client.get(reverse("certification:issuer")).status_code == 404
    assert "Badge" not in client.get(certificate.get_absolute_url()).content.decode().split("<main")[1]
