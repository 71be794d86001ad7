"""What an author sees while writing: hints, refusals of the few things that must be there, a preview."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import rich_text

from core.models import LeerpleinDocument, LeerpleinImage
from tests.authoring import editor
from tests.authoring.editor import SUBMIT, fresh, stream
from tests.authoring.world import own_collection, picture
from tests.factories import courses as make
from tests.factories.cases import CaseFactory
from website.models import InformationPage

pytestmark = pytest.mark.django_db
LONG = (
    "Je vraagt eerst naar de wens van de bewoner en daarna wacht je heel even voordat je zelf iets terugzegt."
)


@pytest.fixture
def lesson(author):
    return make.LessonPageFactory(owner=author)


def page_of(browser, lesson) -> str:
    return unescape(browser.get(f"/beheer/pages/{lesson.pk}/edit/").content.decode())


# --- Hints ----------------------------------------------------------------------------------------


def test_the_editor_hints_at_what_could_be_clearer(lesson, author, signed_in):
    words = (
        f'<h3>Te klein</h3><p>{LONG}</p><p>Wil je meer? <a href="https://wks.nl/kaart">Klik hier</a>.</p>'
        + ("<p>Je vraagt. Je wacht. Je denkt even na.</p>" * 4)
    )
    browser = signed_in(author)
    answer = editor.save(browser, lesson, words=words)
    assert answer.status_code == 302  # hints never refuse
    page = page_of(browser, lesson)
    assert "Deze kop slaat een niveau over" in page
    assert "<q>Te klein</q>" in page
    assert "Deze woorden vertellen niet waar de link heen gaat" in page
    assert f"<q>{LONG[:-1]}</q>" in page


def test_the_editor_says_so_when_there_is_nothing_to_hint_at(lesson, author, signed_in):
    browser = signed_in(author)
    editor.save(browser, lesson, words="<h2>De wens</h2><p>Vraag naar de wens.</p>")
    assert "Er is niets om nog eens naar te kijken" in page_of(browser, lesson)


def test_the_sentence_above_a_lesson_is_read_too(lesson, author, signed_in):
    browser = signed_in(author)
    editor.save(browser, lesson, words=f"<p>{'Je vraagt en je wacht. ' * 8}</p>", description=LONG)
    assert f"<q>{LONG[:-1]}</q>" in page_of(browser, lesson)


def test_a_new_lesson_is_not_judged_yet(author, signed_in):
    module = make.ModulePageFactory()
    page = signed_in(author).get(f"/beheer/pages/add/courses/lessonpage/{module.pk}/").content.decode()
    assert "Bewaar eerst je tekst" in page


# --- What must be there ------------------------------------------------------------------------------


@pytest.fixture
def file(author):
    def make_file(name: str) -> LeerpleinDocument:
        return LeerpleinDocument.objects.create(
            title=name, file=ContentFile(b"x", name=name), collection=own_collection(author)
        )

    return make_file


def choice(*, right: bool) -> dict:
    return {"text": "Ja", "feedback": "Want.", "is_right": "on" if right else ""}


def choices(*rights: bool) -> dict:
    return {
        "count": str(len(rights)),
        **{
            str(n): {"value": choice(right=right), "order": n, "deleted": ""}
            for n, right in enumerate(rights)
        },
    }


def check(*rights: bool) -> dict:
    return {"is_required": "on", "question": rich_text("<p>Wat vraag je?</p>"), "choices": choices(*rights)}


def film(**changes) -> dict:
    return {
        "title": "Het model",
        "transcript": rich_text("<p>Dag.</p>"),
        "minutes": 3,
        "is_required": "on",
        **changes,
    }


@pytest.mark.parametrize(
    ("rights", "comes_through"),
    [
        pytest.param((True, False), True, id="one right answer"),
        pytest.param((False, False), False, id="none"),
        pytest.param((True, True), False, id="two"),
        pytest.param((True,), False, id="nothing to choose"),
    ],
)
def test_a_check_question_has_one_right_answer(lesson, author, signed_in, rights, comes_through):
    answer = editor.save(signed_in(author), lesson, body=stream([("check", check(*rights))]), **SUBMIT)
    assert (answer.status_code == 302) == comes_through
    assert fresh(lesson).workflow_in_progress == comes_through


def test_a_picture_in_a_lesson_has_words(lesson, author, signed_in):
    bare = LeerpleinImage.objects.create(title="Plein", file=picture(), collection=own_collection(author))
    browser = signed_in(author)
    refused = editor.save(browser, lesson, body=stream([("image", {"image": bare.pk})]), **SUBMIT)
    assert "Beschrijf wat er op de afbeelding staat" in unescape(refused.content.decode())
    for words in ({"alt_text": "Een plein."}, {"is_decorative": "on"}):
        made = make.LessonPageFactory(owner=author)
        answer = editor.save(browser, made, body=stream([("image", {"image": bare.pk, **words})]), **SUBMIT)
        assert answer.status_code == 302


@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        pytest.param("video", {"file": "film.mp4"}, "Een film heeft ondertitels nodig", id="no captions"),
        pytest.param("video", {"file": "film.mp4", "captions": "film.vtt"}, "", id="captions"),
        pytest.param("video", {"embed": "https://youtu.be/dQw4w9WgXcQ"}, "", id="a film site has its own"),
        pytest.param("video", {}, "een van de twee", id="no film"),
        pytest.param(
            "video",
            {"file": "film.mp4", "captions": "film.vtt", "embed": "https://youtu.be/dQw4w9WgXcQ"},
            "een van de twee",
            id="two films",
        ),
        pytest.param(
            "video", {"file": "film.mp4", "captions": "blad.pdf"}, ".vtt", id="captions that are none"
        ),
        pytest.param("video", {"file": "blad.pdf", "captions": "film.vtt"}, ".mp4", id="a film that is none"),
        pytest.param(
            "video", {"embed": "https://youtu.be/dQw4w9WgXcQ", "transcript": ""}, "Schrijf uit", id="no words"
        ),
        pytest.param("audio", {"file": "gesprek.mp3"}, "", id="sound"),
        pytest.param("audio", {"file": "blad.pdf"}, ".mp3", id="sound that is none"),
        pytest.param(
            "audio", {"file": "gesprek.mp3", "transcript": ""}, "Schrijf uit", id="sound without words"
        ),
    ],
)
def test_film_and_sound_have_words(lesson, author, signed_in, file, kind, value, says):
    sent = {name: file(text).pk if name in {"file", "captions"} else text for name, text in value.items()}
    if "transcript" in sent:
        sent["transcript"] = rich_text("")
    answer = editor.save(signed_in(author), lesson, body=stream([(kind, film(**sent))]), **SUBMIT)
    if says:
        assert answer.status_code == 200
        assert says in unescape(answer.content.decode())
    else:
        assert answer.status_code == 302


def test_a_draft_may_be_unfinished(lesson, author, signed_in):
    unfinished = stream([("check", check(False, False)), ("video", film()), ("image", {"image": ""})])
    answer = editor.save(signed_in(author), lesson, body=unfinished)
    assert answer.status_code == 302
    assert len(fresh(lesson).get_latest_revision_as_object().body) == 3


def test_an_unfinished_draft_can_be_opened_and_previewed(lesson, author, signed_in):
    browser = signed_in(author)
    unfinished = stream([("check", check(False, False)), ("video", film()), ("image", {"image": ""})])
    editor.save(browser, lesson, body=unfinished)
    assert browser.get(f"/beheer/pages/{lesson.pk}/edit/").status_code == 200
    assert browser.get(f"/beheer/pages/{lesson.pk}/view_draft/").status_code == 200


# --- Preview --------------------------------------------------------------------------------------------


def test_a_preview_shows_a_draft_as_a_learner_gets_it(lesson, author, signed_in):
    browser = signed_in(author)
    make.GlossaryTermFactory(slug="kader", definition="Wat vaststaat.")
    words = '<p>Nog niet af: een <a href="/begrippen/kader/">kader</a>.</p>'
    blocks = stream(
        [
            ("text", rich_text(words)),
            ("check", check(True, False)),
            ("note", {"prompt": "Wat hield ik vast?"}),
        ]
    )
    sent = editor.fields(lesson, body=blocks)
    preview = f"/beheer/pages/{lesson.pk}/edit/preview/"
    assert browser.post(preview, sent).json() == {"is_valid": True, "is_available": True}
    page = unescape(browser.get(f"{preview}?mode=").content.decode())
    assert "Nog niet af" in page
    assert 'data-definition="Wat vaststaat."' in page
    assert "Wat vraag je?" in page
    assert "Want." in page  # the feedback, for the author's eyes
    assert "Wat hield ik vast?" in page
    assert "Dit is een voorbeeld van de les" in page
    assert "<form" not in page.split('class="wks-prose"')[1].split("</article>")[0]


def test_a_preview_of_a_term_shows_its_box(author, signed_in):
    term = make.GlossaryTermFactory(slug="kader", term="kader")
    preview = f"/beheer/snippets/courses/glossaryterm/preview/{term.pk}/"
    browser = signed_in(author)
    sent = {
        "term": "kader",
        "slug": "kader",
        "definition": "Wat vaststaat.",
        "plural": "",
        "explanation": "",
        "example": "",
    }
    assert browser.post(preview, sent).json()["is_valid"]
    assert "Wat vaststaat." in browser.get(preview).content.decode()


def test_the_checks_beside_a_preview_can_look_at_what_was_written(lesson, author, signed_in):
    """Without Wagtail's bar in the preview the editor says "0 problems" whatever there is."""
    browser = signed_in(author)
    address = f"/beheer/pages/{lesson.pk}/edit/preview/"
    browser.post(address, editor.fields(lesson))
    page = browser.get(f"{address}?in_preview_panel=true").content.decode()
    assert "<wagtail-userbar>" in page
    assert '"include": ["#content"]' in page
    assert "empty-meta-description" not in page.split('"runOnly"')[1].split("]")[0]
    assert "<wagtail-userbar>" not in browser.get(address).content.decode()


@pytest.mark.parametrize("address", ["/beheer/pages/{}/view_draft/", "/beheer/pages/{}/edit/preview/"])
def test_a_preview_has_the_policy_of_the_site_and_may_stand_in_the_editor(lesson, author, signed_in, address):
    browser = signed_in(author)
    browser.post(f"/beheer/pages/{lesson.pk}/edit/preview/", editor.fields(lesson))
    answer = browser.get(address.format(lesson.pk))
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe-inline" not in policy["style-src"] + policy["script-src"]
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    assert "style=" not in main


def test_the_editor_and_the_picker_may_frame_their_previews(lesson, author, signed_in):
    from courses.models import LessonPage

    block = LessonPage._meta.get_field("body").stream_block.child_blocks["callout"]
    browser = signed_in(author)
    browser.post(f"/beheer/pages/{lesson.pk}/edit/preview/", editor.fields(lesson))
    for address in (
        f"/beheer/block-preview/?id={block.definition_prefix}",
        f"/beheer/pages/{lesson.pk}/edit/preview/",
    ):
        answer = browser.get(address)
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"], address
        assert answer["X-Frame-Options"] == "SAMEORIGIN", address


def test_every_kind_of_page_has_a_preview_or_says_that_it_has_none(platform_administrator, signed_in):
    """A page without a template of its own would be an error in the middle of the editor."""
    lesson = make.LessonPageFactory()
    module = lesson.get_parent().specific
    path = module.get_parent().specific
    shelf = path.get_parent().specific
    home = make.home_page()
    home.add_child(instance=InformationPage(title="Over ons", slug="over-x"))
    case = CaseFactory()
    index = case.get_parent().specific
    browser = signed_in(platform_administrator)
    seen = set()
    for page in (home, InformationPage.objects.last(), index, case, shelf, path, module, lesson):
        seen.add(type(page))
        answer = browser.get(f"/beheer/pages/{page.pk}/view_draft/")
        assert answer.status_code == (200 if page.is_previewable() else 302), page
        if page.is_previewable():
            assert page.title in answer.content.decode()
    assert seen == set(get_page_models()) - {Page}
