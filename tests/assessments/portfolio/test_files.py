"""Files of a portfolio: to keep and not to run, at one address, gone when they are taken out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assessments.choices import CountsFor
from people import api as people
from people.choices import Role
from tests.assessments.portfolio.pieces import about, pieces, upload, url
from tests.factories.people import person_with
from tests.factories.portfolio import (
    PDF,
    EvidenceFactory,
    ReflectionFactory,
    ShareFactory,
)
from tests.factories.quizzes import QuizFactory, bank, taken

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("assessments:portfolio"), reverse("assessments:add_evidence")
EVERYTHING = reverse("assessments:download_own_work")


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
