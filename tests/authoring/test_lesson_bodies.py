"""What a block becomes in a lesson."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from casestudies.models import CaseStudyPage
from core.models import LeerpleinDocument, LeerpleinImage
from courses.choices import PartKind, PlaceKind
from courses.models import GlossaryTerm, LessonPage
from courses.selectors.bodies import pieces_of
from people.choices import Role
from tests.authoring.world import picture
from tests.factories import courses as make
from tests.factories.cases import CaseFactory
from tests.factories.people import person_with
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db


def body(*blocks):
    return LessonPage(body=json.dumps(list(blocks))).body


def block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid4())}


def drawn(*blocks) -> str:
    return "".join(piece.html for piece in pieces_of(body(*blocks)))


def shown(*blocks) -> str:
    """As authors see it in the editor; in a lesson a test is drawn with how it went."""
    return "".join(str(child.render()) for child in body(*blocks))


# --- Links to the glossary --------------------------------------------------------------------


@pytest.fixture
def frame() -> GlossaryTerm:
    return make.GlossaryTermFactory(slug="kader", term="kader", definition='Wat "vast" staat & waarom.')


def test_a_link_to_a_term_brings_its_definition(frame):
    html = drawn(make.text('<p>Geef een <a href="/begrippen/kader/">kader</a>.</p>'))
    assert f'class="wks-term" href="/begrippen/kader/" data-definition="{escape(frame.definition)}"' in html


def test_also_in_a_question(frame):
    [piece] = pieces_of(
        body(block("question", {"question": '<p><a href="/begrippen/kader/">kader</a>?</p>', "compare": ""}))
    )
    assert "wks-term" in piece.content["question"]


@pytest.mark.parametrize("slug", ["onbekend", "concept"])
def test_a_term_that_is_not_there_stays_a_link(slug):
    make.GlossaryTermFactory(slug="concept", live=False)
    link = f'<a href="/begrippen/{slug}/">woord</a>'
    assert link in drawn(make.text(f"<p>{link}</p>"))


def test_all_terms_of_a_lesson_take_one_query(frame):
    def queries(number: int) -> int:
        links = [f'<p><a href="/begrippen/begrip-{n}/">x</a></p>' for n in range(number)]
        for n in range(number):
            GlossaryTerm.objects.get_or_create(slug=f"begrip-{n}", term=f"b{n}", definition="d")
        lesson = body(*(make.text(link) for link in links))
        with CaptureQueriesContext(
            connection,
        ) as counted:
            pieces_of(lesson)
        return len(counted)

    assert queries(1) == queries(12) == 1


# --- Places -------------------------------------------------------------------------------------


def place(kind: PlaceKind = PlaceKind.CASE, reference: str = "C1") -> dict:
    return block(
        "place", {"kind": kind, "reference": reference, "title": "De Lindestraat", "text": "<p>Lees.</p>"}
    )


@pytest.fixture
def case() -> CaseStudyPage:
    case = CaseFactory(code="C1", title="De Lindestraat")
    case.refresh_from_db()
    return case


def test_a_place_leads_to_the_case_that_is_there(case):
    assert f'href="{case.get_absolute_url()}"' in shown(place(reference=" C1 "))


def test_a_place_is_honest_about_a_case_that_is_not_there_yet(case):
    case.unpublish()
    html = shown(place())
    assert "Deze casus is er nog niet." in html
    assert "<a " not in html
    assert "Lees." in html


@pytest.mark.parametrize("reference", ["M1-T", " M1-T "])
def test_a_place_leads_to_the_test_that_is_there(reference):
    quiz = QuizFactory(code="M1-T")
    assert f'href="{quiz.get_absolute_url()}"' in shown(place(PlaceKind.ASSESSMENT, reference))


@pytest.mark.parametrize("is_made", [True, False])
def test_a_place_is_honest_about_a_test_that_is_not_there(is_made):
    if is_made:
        QuizFactory(code="M1-T").unpublish()
    html = shown(place(PlaceKind.ASSESSMENT, "M1-T"))
    assert "Deze toets is er nog niet." in html
    assert "houdt je niet tegen" in html or "gewoon verder" in html
    assert "<a " not in html
    assert "Lees." in html


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (PlaceKind.ASSESSMENT, PartKind.TEST),
        (PlaceKind.CASE, PartKind.CASE),
        (PlaceKind.ROLE_PLAY, PartKind.ROLE_PLAY),
        (PlaceKind.H5P, PartKind.H5P),
    ],
)
def test_what_is_done_in_a_place_is_a_part_of_the_lesson(kind, part):
    [piece] = pieces_of(body(place(kind, " M1-T ")))
    assert (piece.kind, piece.content["reference"]) == (part, "M1-T")


def test_a_place_is_honest_about_a_role_play_that_is_not_there():
    html = shown(place(PlaceKind.ROLE_PLAY, "RP2"))
    assert "Dit rollenspel is er nog niet." in html
    assert "<a " not in html


def test_a_place_is_honest_about_an_exercise_that_is_not_there():
    html = shown(place(PlaceKind.H5P, "X1"))
    assert "is er nog niet." in html
    assert "<a " not in html


# --- Words with quotation marks, pictures, films -----------------------------------------------


def test_quotation_marks_in_a_title_stay_what_they_are():
    title = 'Vragen naar "de wens" & meer'
    html = drawn(block("comparison", {"title": title, "helps": ["a"], "hinders": ["b"]}))
    assert escape(title) in html or title.replace("&", "&amp;") in html
    assert "&amp;quot;" not in html
    assert "&amp;amp;" not in html


def test_a_link_in_the_situation_of_a_dialogue_is_a_link():
    turns = [{"speaker": "resident", "name": "Fatma", "text": 'Ik zei: "nee".'}] * 2
    html = drawn(
        block("dialogue", {"title": "Hier", "situation": '<p>Zie <a href="/x/">dit</a>.</p>', "turns": turns})
    )
    assert '<a href="/x/">dit</a>' in html
    assert "&lt;" not in html


@pytest.fixture
def square() -> LeerpleinImage:
    return LeerpleinImage.objects.create(
        title="Plein", file=picture("p.png", size=(1600, 900)), description="Een plein met kinderen."
    )


@pytest.mark.parametrize(
    ("value", "alt"),
    [
        pytest.param({"alt_text": "Twee kinderen."}, "Twee kinderen.", id="described in the lesson"),
        pytest.param({}, "Een plein met kinderen.", id="described with the picture"),
        pytest.param({"is_decorative": True}, "", id="decoration"),
    ],
)
def test_a_picture_says_what_it_shows(square, value, alt):
    html = drawn(block("image", {"image": square.pk, **value}))
    assert re.search(r'alt="([^"]*)"', html)[1] == alt
    assert "srcset" in html
    assert "style=" not in html


def test_a_film_from_a_site_gets_a_player_and_a_transcript(square):
    value = {
        "title": "Het model",
        "embed": "https://youtu.be/dQw4w9WgXcQ",
        "transcript": "<p>Fatma: dag.</p>",
        "minutes": 3,
    }
    [piece] = pieces_of(body(block("video", value)))
    assert "youtube-nocookie.com/embed/dQw4w9WgXcQ" in piece.content["embed"]
    assert "style=" not in piece.content["embed"]
    assert "Fatma" in piece.content["transcript"]


def test_a_download_says_what_and_how_large(square):
    document = LeerpleinDocument.objects.create(
        title="Kaart", file=ContentFile(b"x" * 2048, name="kaart.pdf")
    )
    html = drawn(block("download", {"file": document.pk, "title": "De kaart", "text": "Om mee te nemen."}))
    assert document.url in html
    assert "PDF" in html
    assert "2,0" in html
    assert "Om mee te nemen." in html


# --- The words of a lesson --------------------------------------------------------------------------


def test_the_words_of_a_lesson_keep_their_paragraphs():
    from core.text import plain_text

    words = plain_text(
        body(
            make.text("<h3>De wens</h3><p>Vraag &amp; wacht.</p><ul><li>Eén.</li><li>Twee.</li></ul>"),
            block("accordion", {"headings": [{"title": "Kop", "text": "<p>Tekst <b>vet</b>.</p>"}]}),
            block("summary", {"points": ["Punt één.", "Punt twee."]}),
        )
    )
    assert words.splitlines() == [
        "De wens",
        "Vraag & wacht.",
        "Eén.",
        "Twee.",
        "Kop",
        "Tekst vet.",
        "Punt één.",
        "Punt twee.",
    ]


@pytest.mark.parametrize("asks", ["case", "list"])
def test_a_case_can_be_read_by_who_signed_in(case, client, signed_in, author, asks):
    url = case.url if asks == "case" else case.get_parent().url
    assert client.get(url)["Location"].startswith("/account/login/?next=")
    answer = signed_in(author).get(url, follow=True)
    assert answer.status_code == 200
    assert "De Lindestraat" in answer.content.decode()


def test_the_root_of_an_own_shelf_is_only_for_its_municipality(aaldorp, beekstad, signed_in, client):
    from courses.selectors.curriculum import announce_change

    path = make.LearningPathPageFactory(municipality=aaldorp)
    announce_change()
    shelf = path.get_parent().url
    assert signed_in(person_with(Role.LEARNER, municipality=aaldorp)).get(shelf)["Location"] == path.url
    assert signed_in(person_with(Role.LEARNER, municipality=beekstad)).get(shelf).status_code == 404
    assert client.get(shelf).status_code == 404
