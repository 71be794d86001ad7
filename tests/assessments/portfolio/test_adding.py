"""What goes into a portfolio and what it shows: evidence per core task, what is missing, taking everything along."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from assessments import api
from assessments.choices import EvidenceKind
from assessments.models import Share
from people import api as people
from progression.choices import CoreTask
from records.models import Record
from tests.assessments.portfolio.pieces import about, picture, pieces, upload, url
from tests.factories.portfolio import (
    PDF,
    EvidenceFactory,
    PracticeCaseFactory,
    ReflectionFactory,
    ShareFactory,
)

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("assessments:portfolio"), reverse("assessments:add_evidence")
EVERYTHING = reverse("assessments:download_own_work")


# --- Adding -----------------------------------------------------------------------------------------------------


def test_the_page_says_per_core_task_what_is_missing(owner):
    EvidenceFactory(
        **about(owner), reflection=ReflectionFactory(**about(owner), finished=True), core_task="KT1"
    )
    page = owner.get(PAGE)
    parts = {part.core_task: why for part, why, _pieces in page.context["parts"]}
    assert set(parts) == set(CoreTask)
    assert parts[CoreTask.KT1] == "Nog nodig: 1 × eigen bestand of eigen casus."
    assert "3 × eigen bestand of eigen casus" in parts[CoreTask.KT4]


def test_a_reflection_that_is_opened_again_counts_no_longer(owner):
    reflection = ReflectionFactory(**about(owner), finished=True)
    EvidenceFactory(**about(owner), reflection=reflection, core_task="KT1")
    owner.post(reverse("assessments:reopen_reflection", args=[reflection.pk]))
    (part, *_), *_ = owner.get(PAGE).context["parts"]
    assert part.standing.found == 0


@pytest.mark.parametrize("kind", [EvidenceKind.REFLECTION, EvidenceKind.CASE])
def test_own_work_goes_into_the_portfolio_once_per_core_task(owner, kind):
    make = {EvidenceKind.REFLECTION: ReflectionFactory, EvidenceKind.CASE: PracticeCaseFactory}[kind]
    extra = {"finished": True} if kind == EvidenceKind.REFLECTION else {}
    subject = make(**about(owner), **extra)
    for core_task in ("KT1", "KT1", "KT2"):
        answer = owner.post(ADD, {"core_task": core_task, "work": f"{kind.value}:{subject.pk}"})
        assert answer.status_code == 302
    assert [(piece.core_task, piece.title) for piece in pieces()] == [
        ("KT1", str(subject)),
        ("KT2", str(subject)),
    ]


@pytest.mark.parametrize("kind", ["reflection", "case"])
def test_somebody_else_s_work_cannot_be_chosen(owner, kind):
    other = ReflectionFactory(finished=True) if kind == "reflection" else PracticeCaseFactory()
    answer = owner.post(ADD, {"core_task": "KT1", "work": f"{kind}:{other.pk}"})
    assert answer.status_code == 422
    assert pieces() == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"core_task": "KT1"}, "een van de twee", id="neither"),
        pytest.param({"core_task": "KT9", "work": ""}, "KT9", id="a task that is none"),
    ],
)
def test_what_is_not_chosen_is_asked_for(owner, sent, words):
    answer = owner.post(ADD, sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_file_goes_in_under_a_name_that_nobody_can_guess(owner, tmp_path):
    answer = owner.post(ADD, {"core_task": "KT2", "file": upload("Draaiboek dag 1.pdf")}, follow=True)
    (piece,) = pieces()
    assert (piece.title, piece.file_name) == ("Draaiboek dag 1", "draaiboek-dag-1.pdf")
    assert "Draaiboek" not in piece.file.name
    assert (tmp_path / piece.file.name).read_bytes() == PDF
    assert "Zeg hieronder wat het aantoont." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "soort bestand", id="svg"),
        pytest.param("pagina.html", b"<html>", "soort bestand", id="a web page"),
        pytest.param("film.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, "soort bestand", id="a film"),
        pytest.param("blad.pdf", b"<html><script>alert(1)</script>", "inhoud", id="a page that says pdf"),
        pytest.param("blad.pdf", PDF + b"<script>alert(1)</script>", "script", id="a pdf with a page in it"),
        pytest.param("foto.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 60, "inhoud", id="a picture that is none"),
        pytest.param("leeg.pdf", b"", "leeg", id="nothing"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(owner, name, content, words):
    answer = owner.post(ADD, {"core_task": "KT2", "file": upload(name, content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert pieces() == []


def test_two_files_in_one_are_refused(owner):
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        packed.writestr("kwaad.txt", "x")
    answer = owner.post(ADD, {"core_task": "KT2", "file": upload("blad.pdf", PDF + archive.getvalue())})
    assert answer.status_code == 422
    assert pieces() == []


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(owner, tmp_path):
    owner.post(
        ADD, {"core_task": "KT2", "file": upload("flap.jpg", picture() + b"nog iets achter het einde")}
    )
    (piece,) = pieces()
    kept = (tmp_path / piece.file.name).read_bytes()
    assert b"Sluisstraat" in picture()
    assert b"Sluisstraat" not in kept
    assert b"achter het einde" not in kept
    assert Image.open(BytesIO(kept)).size == (40, 30)


# --- What it shows ---------------------------------------------------------------------------------------------------------


def test_what_it_shows_is_kept_and_can_be_shared(owner):
    piece = EvidenceFactory(**about(owner), upload=True)
    owner.post(url("evidence", piece), {"title": "Draaiboek", "shows": "Ik liet stiltes vallen."})
    assert (pieces()[0].title, pieces()[0].shows) == ("Draaiboek", "Ik liet stiltes vallen.")
    owner.post(reverse("assessments:share", args=["bewijs", piece.pk]), {"audience": "coach"})
    with people.everywhere():
        assert Share.objects.get().evidence == piece


def test_a_name_in_the_name_of_the_file_stops_sharing_until_it_has_another_title(owner):
    owner.post(ADD, {"core_task": "KT2", "file": upload("Verslag_mevrouw_Jansen.pdf")})
    (piece,) = pieces()
    page = owner.get(url("evidence", piece)).content.decode()
    assert piece.title == "Verslag mevrouw Jansen"
    assert "<mark>mevrouw Jansen</mark>" in page
    answer = owner.post(
        reverse("assessments:share", args=["bewijs", piece.pk]), {"audience": "coach"}, follow=True
    )
    assert "Kijk eerst naar de woorden" in answer.content.decode()
    owner.post(url("evidence", piece), {"title": "Verslag", "shows": ""})
    assert "verslag.pdf" in owner.get(url("evidence_file", piece))["Content-Disposition"]
    owner.post(reverse("assessments:share", args=["bewijs", piece.pk]), {"audience": "coach"})
    with people.everywhere():
        assert Share.objects.count() == 1


def test_a_name_that_comes_later_takes_the_share_back(owner):
    piece = EvidenceFactory(**about(owner), upload=True)
    share = ShareFactory(evidence=piece)
    answer = owner.post(url("evidence", piece), {"title": "Draaiboek", "shows": "Met meneer Pietersen."})
    assert answer.status_code == 422
    assert pieces()[0].shows == "Met meneer Pietersen.", "nothing typed is lost"
    with people.everywhere():
        share.refresh_from_db()
    assert share.withdrawn_at is not None


def test_the_database_refuses_evidence_that_is_not_what_it_says(owner):
    with pytest.raises(IntegrityError, match="evidence_is_what_it_says"), transaction.atomic():
        EvidenceFactory(**about(owner), reflection=None, title="niets")


# --- Taking it along -----------------------------------------------------------------------------------------------------


def test_everything_goes_along_in_one_archive(owner):
    reflection = ReflectionFactory(**about(owner), finished=True, title="Mijn <b>reflectie</b>")
    case = PracticeCaseFactory(**about(owner), frame={"issue": "Wat mag er?"})
    piece = EvidenceFactory(**about(owner), upload=True)
    ShareFactory(reflection=reflection)
    ReflectionFactory(municipality=owner.municipality, title="Van een collega")
    answer = owner.get(EVERYTHING)
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    told = json.loads(archive.read("portfolio.json"))
    page = archive.read("portfolio.html").decode()
    assert [row["title"] for row in told["reflections"]] == [reflection.title]
    assert [row["title"] for row in told["cases"]] == [case.title]
    assert archive.read(told["evidence"][0]["file"]) == PDF
    assert told["shared"][0]["with"] == "Je interne coach"
    assert "Mijn &lt;b&gt;reflectie&lt;/b&gt;" in page
    assert piece.title in page
    assert "Van een collega" not in page
    assert answer["Cache-Control"] == "private, no-store"


# --- What the ledger says of it ----------------------------------------------------------------------------------


def test_a_portfolio_that_is_complete_is_a_fact_until_something_is_taken_out(owner):
    with people.everywhere():
        reflection = ReflectionFactory(person=owner.owner, municipality=owner.municipality)
        kept = api.add_own_work(
            person=owner.owner,
            core_task=CoreTask.KT1,
            subject=reflection,
            kind=EvidenceKind.REFLECTION,
            now=timezone.now(),
        )
        assert not told(owner)
        api.add_file(
            **about(owner), core_task=CoreTask.KT1, title="Plan", file=upload("plan.pdf"), now=timezone.now()
        )
        assert told(owner).shows == [CoreTask.KT1]
        api.remove_evidence(evidence=kept, now=timezone.now())
        assert not told(owner)


def told(owner):
    """The fact that the portfolio of KT1 is complete, or nothing."""
    return Record.objects.filter(person=owner.owner, activity="portfolio:KT1").in_force().first()
