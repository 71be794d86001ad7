"""The portfolio: evidence per core task, what is missing, files that are what they say, and what others see of it."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from assessments import api
from assessments.choices import Audience, CountsFor, EvidenceKind
from assessments.models import EvidenceItem, Share
from people import api as people
from people.choices import Role
from people.models import Look
from progression.choices import CoreTask
from records.models import Record
from tests.factories.people import MembershipFactory, TeamFactory, person_with
from tests.factories.portfolio import (
    PDF,
    EvidenceFactory,
    PracticeCaseFactory,
    ReflectionFactory,
    ShareFactory,
)
from tests.factories.quizzes import QuizFactory, bank, taken

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("assessments:portfolio"), reverse("assessments:add_evidence")
EVERYTHING = reverse("assessments:download_own_work")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(client):
    """Somebody who learns, at their browser."""
    client.owner = person_with(Role.LEARNER)
    client.municipality = people.standing_of(client.owner).municipalities[0]
    client.force_login(client.owner)
    return client


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


# --- Keeping files to oneself ----------------------------------------------------------------------------------------


def test_a_file_comes_back_to_keep_and_not_to_run(owner):
    owner.post(ADD, {"core_task": "KT2", "file": upload("Draaiboek.pdf")})
    answer = owner.get(url("evidence_file", pieces()[0]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="draaiboek.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_file_is_at_no_other_address(owner):
    piece = EvidenceFactory(**about(owner), upload=True)
    assert owner.get(f"/media/{piece.file.name}").status_code == 404
    assert owner.get(piece.file.url).status_code == 404


def test_what_is_no_file_has_none(owner):
    piece = EvidenceFactory(**about(owner), reflection=ReflectionFactory(**about(owner), finished=True))
    assert owner.get(url("evidence_file", piece)).status_code == 404


def test_a_file_that_got_lost_is_not_found(owner, tmp_path):
    piece = EvidenceFactory(**about(owner), upload=True)
    (tmp_path / piece.file.name).unlink()
    assert owner.get(url("evidence_file", piece)).status_code == 404
    assert owner.get(EVERYTHING).status_code == 200


def test_taking_evidence_out_takes_its_file_along_and_leaves_what_it_pointed_at(
    owner, tmp_path, django_capture_on_commit_callbacks
):
    file = EvidenceFactory(**about(owner), upload=True)
    reflection = ReflectionFactory(**about(owner), finished=True)
    pointer = EvidenceFactory(**about(owner), reflection=reflection)
    with django_capture_on_commit_callbacks(execute=True):
        for piece in (file, pointer):
            owner.post(url("remove_evidence", piece))
    assert pieces() == []
    assert not (tmp_path / file.file.name).exists()
    assert owner.get(reflection.get_absolute_url()).status_code == 200


def test_erasing_somebody_takes_their_files_along(tmp_path, django_capture_on_commit_callbacks):
    piece = EvidenceFactory(upload=True)
    with django_capture_on_commit_callbacks(execute=True), people.everywhere():
        piece.person.delete()
    assert not (tmp_path / piece.file.name).exists()


@pytest.mark.parametrize("name", ["evidence", "evidence_file", "remove_evidence"])
@pytest.mark.parametrize("role", Role)
def test_nobody_else_gets_at_evidence_through_its_own_address(client, name, role):
    piece = EvidenceFactory(upload=True)
    ShareFactory(evidence=piece)
    client.force_login(person_with(role, municipality=piece.municipality))
    method = client.post if name == "remove_evidence" else client.get
    assert method(url(name, piece)).status_code == 404


@pytest.mark.parametrize("passed", [True, False])
def test_a_test_that_was_passed_and_counts_can_be_evidence(owner, passed):
    bank(3)
    counts, learning = (
        taken(
            QuizFactory(counts_for=what, pass_percent=60),
            owner.owner,
            owner.municipality,
            right=3 if passed else 0,
        )
        for what in (CountsFor.CERTIFICATE, CountsFor.LEARNING)
    )
    for chosen in (counts, learning):
        owner.post(ADD, {"core_task": "KT2", "work": f"attempt:{chosen.pk}"})
    assert [piece.attempt for piece in pieces()] == ([counts] if passed else [])


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


# --- What others see of it -------------------------------------------------------------------------------------------------


@pytest.fixture
def team():
    """The team in which somebody learns."""
    return TeamFactory()


@pytest.fixture
def learner(team):
    """Somebody in that team."""
    return MembershipFactory(municipality=team.municipality, team=team).person


def test_a_coach_sees_of_a_portfolio_what_is_shared_and_nothing_else(client, team, learner):
    whose = {"person": learner, "municipality": team.municipality}
    shared, hidden = (ReflectionFactory(**whose, finished=True) for _ in range(2))
    case = PracticeCaseFactory(**whose)
    file, hidden_file = (EvidenceFactory(**whose, upload=True, core_task="KT5") for _ in range(2))
    EvidenceFactory(**whose, reflection=shared)
    EvidenceFactory(**whose, reflection=hidden)
    EvidenceFactory(**whose, reflection=None, kind="case", case=case, title=case.title, core_task="KT1")
    ShareFactory(reflection=shared)
    ShareFactory(case=case)
    ShareFactory(evidence=file)
    ShareFactory(evidence=hidden_file, audience=Audience.TRAINER)
    client.force_login(person_with(Role.COACH, team=team))

    page = client.get(reverse("assessments:shared_portfolio", args=[learner.public_id])).content.decode()

    for seen in (shared.title, case.title, file.title):
        assert seen in page
    for unseen in (hidden.title, hidden_file.title):
        assert unseen not in page
    assert client.get(reverse("assessments:shared_case", args=[case.pk])).status_code == 200
    assert client.get(url("shared_evidence", file)).status_code == 200
    assert client.get(url("shared_file", file))["Content-Disposition"].startswith("attachment")
    assert client.get(url("shared_evidence", hidden_file)).status_code == 404
    assert client.get(url("shared_file", hidden_file)).status_code == 404
    with people.everywhere():
        assert Look.objects.filter(person=learner).count() == 4


def test_who_shares_nothing_has_no_portfolio_for_others(client, team, learner):
    EvidenceFactory(person=learner, municipality=team.municipality, upload=True)
    client.force_login(person_with(Role.COACH, team=team))
    assert client.get(reverse("assessments:shared_portfolio", args=[learner.public_id])).status_code == 404


def test_the_pages_take_as_many_queries_for_much(client, team, learner, django_assert_max_num_queries):
    whose = {"person": learner, "municipality": team.municipality}

    def more(times):
        for _ in range(times):
            reflection = ReflectionFactory(**whose, finished=True)
            EvidenceFactory(**whose, reflection=reflection)
            ShareFactory(reflection=reflection)
            ShareFactory(evidence=EvidenceFactory(**whose, upload=True))

    coach = person_with(Role.COACH, team=team)
    shared = reverse("assessments:shared_portfolio", args=[learner.public_id])
    more(1)
    few = {}
    for person, page in ((learner, PAGE), (learner, EVERYTHING), (coach, shared)):
        client.force_login(person)
        with django_assert_max_num_queries(20) as counted:
            client.get(page)
        few[page] = len(counted)
    more(6)
    for person, page in ((learner, PAGE), (learner, EVERYTHING), (coach, shared)):
        client.force_login(person)
        with django_assert_max_num_queries(few[page]):
            client.get(page)


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
