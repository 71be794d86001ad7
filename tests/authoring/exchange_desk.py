"""Bringing a file with questions in, as a browser sends it."""

from __future__ import annotations

from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.models import Question

BRING = "/beheer/toetsvragen/inbrengen/"
LOOK = "/beheer/toetsvragen/inbrengen/nakijken/"
FORGET = "/beheer/toetsvragen/inbrengen/weggooien/"
EXAMPLE = "/beheer/toetsvragen/inbrengen/voorbeeld/"
TAKE = "/beheer/toetsvragen/meenemen/"
LIST = "/beheer/snippets/assessments/question/"
TABLE = "id;vraag;antwoord a;antwoord b;antwoord c;goed\n"
TWO = f"{TABLE}M2-Q91;Wat vraag je?;Hoe hoog?;Wat wil je?;Wie betaalt?;B\nM2-Q92;En dan?;Niets;Vragen;Weg;B\n"


def bring(desk: Client, content: bytes | str = TWO, name: str = "vragen.csv", **fields: object):
    content = content.encode() if isinstance(content, str) else content
    sent = {"file": SimpleUploadedFile(name, content), "purpose": "module_quiz", "module": "M2", **fields}
    return desk.post(BRING, sent)


def bring_in(desk: Client, content: bytes | str = TWO, name: str = "vragen.csv", **fields: object):
    """Bring a file and say yes to it."""
    assert bring(desk, content, name, **fields).status_code == 302
    return desk.post(LOOK, follow=True)


def words(answer) -> str:
    return unescape(answer.content.decode())


def written(identifier: str = "M2-Q91") -> Question:
    """A question as it was written last."""
    return Question.objects.get(identifier=identifier).get_latest_revision_as_object()
