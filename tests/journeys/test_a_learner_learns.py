"""A medewerker signs in, learns, stops and goes on, by HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from assessments.models import PracticeAnswer
from courses.models import Enrolment, LessonPage, LessonProgress, Note
from courses.selectors.curriculum import announce_change, curriculum
from people.api import everywhere
from people.choices import Role
from people.models import User
from records.models import Record
from tests.factories import courses as make
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import PASSWORD, MunicipalityFactory, person_with

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}
CHECK, QUESTION, NOTE = uuid4(), uuid4(), uuid4()


@dataclass
class World:
    """A path of two lessons, and somebody who follows it."""

    person: User
    enrolment: Enrolment
    first: LessonPage
    second: LessonPage

    def part(self, key: object, lesson: LessonPage | None = None) -> str:
        return f"/les/{(lesson or self.first).pk}/onderdeel/{key}/"

    def reading(self, lesson: LessonPage | None = None) -> str:
        """Where somebody says that a lesson was read."""
        pk = (lesson or self.first).pk
        found = curriculum().lessons[pk].lesson
        assert found is not None
        return f"/les/{pk}/onderdeel/{found.reading_key}/"

    @property
    def url(self) -> str:
        return self.first.url


@pytest.fixture
def world() -> World:
    path = make.LearningPathPageFactory(title="WKS-coach worden")
    module = make.ModulePageFactory(parent=path, code="M1", title="De drie openingsvragen")
    first = make.LessonPageFactory(
        parent=module,
        code="M1-L1",
        title="Wat willen jullie bereiken?",
        body=[make.text(), make.check(CHECK), make.question(QUESTION), make.note(NOTE)],
    )
    second = make.LessonPageFactory(parent=module, code="M1-L2", title="Wat is het doel?")
    enrolment = EnrolmentFactory(path=path)
    announce_change()
    return World(enrolment.person, enrolment, first, second)


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.person)
    return client


def test_signing_in_leads_to_the_own_path_and_the_first_lesson(world):
    client = Client()

    response = client.post(
        "/account/login/", {"login": world.person.email, "password": PASSWORD}, follow=True
    )

    assert response.redirect_chain[-1][0] == "/mijn-leerpad/"
    assert "Wat willen jullie bereiken?" in response.content.decode()
    assert "0 van 2 lessen" in response.content.decode()


def test_a_lesson_says_how_far_it_is_and_why_it_is_not_finished(world, client):
    page = client.get(world.url).content.decode()

    assert "0 van 3 onderdelen" in page
    assert "lees de les tot het einde" in page
    assert "%" not in page.split('id="lesson-end"')[1].split("</article>")[0]


def test_doing_every_part_finishes_the_lesson_once(world, client):
    client.post(world.part(CHECK), {"choice": "1"})
    client.post(world.part(QUESTION), {"text": "Gisteren in de wijk."})
    client.post(world.reading())
    client.post(world.reading())

    page = client.get(world.url).content.decode()
    with everywhere():
        told = list(Record.objects.values_list("activity_kind", flat=True))
    assert "3 van 3 onderdelen" in page
    assert sorted(told) == ["lesson", "part", "part", "part"]
    assert "1 van 2 lessen" in client.get("/mijn-leerpad/").content.decode()


def test_a_wrong_answer_is_explained_kept_and_may_be_tried_again(world, client):
    response = client.post(world.part(CHECK), {"choice": "0"}, headers=FETCH)

    assert response.json()["status"] == "saved"
    assert "Je gaat mee in de oplossing." in response.json()["html"]
    assert response.json()["lesson"] | {"why": ""} == {
        "done": 1,
        "total": 3,
        "text": "1 van 3 onderdelen",
        "why": "",
    }


def test_a_question_that_must_be_right_is_not_done_by_a_wrong_answer(world, client):
    key = uuid4()
    make.rewrite(world.first, [make.check(key, must_be_right=True)])
    announce_change()

    client.post(world.part(key), {"choice": "0"})
    assert "0 van 2 onderdelen" in client.get(world.url).content.decode()

    client.post(world.part(key), {"choice": "1"})
    assert "1 van 2 onderdelen" in client.get(world.url).content.decode()


@pytest.mark.parametrize(
    ("key", "sent", "words"),
    [
        pytest.param(CHECK, {}, "Kies eerst een antwoord", id="nothing chosen"),
        pytest.param(CHECK, {"choice": "zeven"}, "heel getal", id="not a number"),
        pytest.param(QUESTION, {"text": "  "}, "Schrijf eerst iets op", id="nothing written"),
        pytest.param(QUESTION, {"text": "x" * 20_001}, "te lang", id="much too long"),
    ],
)
def test_wrong_input_gets_a_dutch_sentence_and_loses_nothing(world, client, key, sent, words):
    plain = client.post(world.part(key), sent)
    script = client.post(world.part(key), sent, headers=FETCH)

    assert (plain.status_code, script.status_code) == (422, 422)
    assert words in plain.content.decode()
    assert words in script.json()["html"]
    assert sent.get("text", "").strip() in plain.content.decode()


def test_an_answer_that_does_not_exist_is_not_found(world, client):
    assert client.post(world.part(CHECK), {"choice": "9"}).status_code == 404


def test_a_late_request_never_overwrites_a_newer_answer(world, client):
    client.post(world.part(QUESTION), {"text": "nieuw", "sequence": "2000"}, headers=FETCH)
    client.post(world.part(QUESTION), {"text": "oud", "sequence": "1000"}, headers=FETCH)

    with everywhere():
        assert PracticeAnswer.objects.get().answer == {"text": "nieuw"}


def test_the_place_is_remembered_and_the_dashboard_leads_back_there(world, client):
    client.get(world.url)
    client.post(f"/les/{world.first.pk}/plaats/", {"section": "vraag-eerst"})

    page = client.get("/mijn-leerpad/").content.decode()

    assert f'{world.url}#vraag-eerst"' in page
    assert 'data-section="vraag-eerst"' in client.get(world.url).content.decode()


def test_a_note_stays_with_its_writer(world, client):
    client.post(f"/les/{world.first.pk}/notitie/{NOTE}/", {"text": "Ik liet een stilte vallen."})
    other = Client()
    other.force_login(
        EnrolmentFactory(path=world.enrolment.path, municipality=world.enrolment.municipality).person
    )

    assert "Ik liet een stilte vallen." in client.get("/mijn-notities/").content.decode()
    assert "Ik liet een stilte vallen." in client.get(world.url).content.decode()
    assert "Ik liet een stilte vallen." not in other.get("/mijn-notities/").content.decode()


def test_every_lesson_has_room_for_an_own_note_and_no_other_places(world, client):
    found = curriculum().lessons[world.second.pk].lesson
    client.post(f"/les/{world.second.pk}/notitie/{found.reading_key}/", {"text": "Nog eens lezen."})
    elsewhere = client.post(f"/les/{world.second.pk}/notitie/{uuid4()}/", {"text": "Waar blijft dit?"})

    assert "Nog eens lezen." in client.get(world.second.url).content.decode()
    assert elsewhere.status_code == 410
    assert "Waar blijft dit?" in elsewhere.content.decode()


def test_a_session_that_ended_keeps_what_was_typed(world):
    """The text waits in the anonymous session and stands in the lesson again after signing in."""
    client = Client()

    response = client.post(world.part(QUESTION), {"text": "Bijna kwijt."})
    assert response.headers["Location"].startswith("/account/login/?next=")
    after = client.post(
        response.headers["Location"], {"login": world.person.email, "password": PASSWORD}, follow=True
    )

    assert after.redirect_chain[-1][0] == world.url
    assert "Bijna kwijt." in after.content.decode()
    with everywhere():
        assert not PracticeAnswer.objects.exists()


def test_a_script_hears_that_the_session_ended(world):
    response = Client().post(world.part(QUESTION), {"text": "Bijna kwijt."}, headers=FETCH)

    assert response.status_code == 401
    assert response.json()["login_url"] == f"/account/login/?next={quote(world.url, safe='')}"


def test_a_lesson_that_was_taken_away_while_open_gives_the_text_back(world, client):
    LessonPage.objects.get(pk=world.first.pk).unpublish()
    announce_change()

    plain = client.post(world.part(QUESTION), {"text": "Mijn halve uur werk."})
    script = client.post(world.part(QUESTION), {"text": "Mijn halve uur werk."}, headers=FETCH)

    assert plain.status_code == 410
    assert "Mijn halve uur werk." in plain.content.decode()
    assert script.status_code == 409


def test_a_lesson_that_moved_is_followed_and_keeps_its_progress(world, client):
    client.post(world.part(CHECK), {"choice": "1"})
    old = world.url
    other = make.ModulePageFactory(parent=world.enrolment.path, code="M2", title="De worsteling")
    LessonPage.objects.get(pk=world.first.pk).move(other, "last-child")
    announce_change()

    response = client.get(old, follow=True)

    assert response.redirect_chain[0][0] != old
    assert "1 van 3 onderdelen" in response.content.decode()
    assert client.post(world.part(QUESTION), {"text": "Na de verhuizing."}).status_code == 302


def test_who_does_not_follow_the_path_can_try_everything_and_nothing_is_kept(world):
    trainer = person_with(Role.TRAINER, municipality=world.enrolment.municipality)
    client = Client()
    client.force_login(trainer)

    plain = client.post(world.part(CHECK), {"choice": "0"})
    script = client.post(world.part(CHECK), {"choice": "1"}, headers=FETCH)
    note = client.post(f"/les/{world.first.pk}/notitie/{NOTE}/", {"text": "x"}, headers=FETCH)

    assert "Je gaat mee in de oplossing." in plain.content.decode()
    assert script.json()["status"] == "shown"
    assert note.status_code == 409
    with everywhere():
        assert not Record.objects.exists()
        assert not PracticeAnswer.objects.exists()
        assert not Note.objects.exists()
        assert not LessonProgress.objects.exists()


def test_a_visitor_reads_open_modules_and_signs_in_for_the_others(world):
    module = make.ModulePageFactory(parent=world.enrolment.path, code="M0", title="Kennismaken", is_open=True)
    lesson = make.LessonPageFactory(
        parent=module, code="M0-L1", title="De eerste vragen", body=[make.check(uuid4())]
    )
    announce_change()
    visitor = Client()

    assert visitor.get(lesson.url).status_code == 200
    assert visitor.get(world.url).headers["Location"] == f"/account/login/?next={world.url}"
    assert visitor.get("/leren/code/m0-l1/").headers["Location"] == lesson.url


def test_a_closed_lesson_says_what_comes_first(world, client):
    test = make.LessonPageFactory(
        parent=world.second.get_parent(), code="M10-T", title="Toets grenzen", form="test", body=[]
    )
    page = LessonPage.objects.get(pk=world.second.pk)
    page.prerequisites.create(required=test, alternative="A")
    page.is_locked = True
    page.save_revision().publish()
    announce_change()

    response = client.get(world.second.url)
    refused = client.post(world.reading(world.second), headers=FETCH)

    assert response.status_code == 403
    assert "Nog niet open: eerst de toets van M10." in response.content.decode()
    assert refused.status_code == 409
    assert refused.json()["message"] == "Nog niet open: eerst de toets van M10."


@pytest.mark.parametrize(
    "address", ["/mijn-leerpad/", "lesson", "module", "path", "/zoeken/?q=wens", "/mijn-notities/"]
)
def test_a_learner_page_takes_few_queries_whatever_the_size(
    world, client, django_assert_max_num_queries, address
):
    for number in range(8):
        module = make.ModulePageFactory(parent=world.enrolment.path, code=f"MZ{number}")
        for lesson in range(3):
            make.LessonPageFactory(parent=module, code=f"MZ{number}-L{lesson}", body=[make.check(uuid4())])
    announce_change()
    module_url = world.url.rsplit("/", 2)[0] + "/"
    addresses = {"lesson": world.url, "module": module_url, "path": module_url.rsplit("/", 2)[0] + "/"}
    url = addresses.get(address, address)
    client.get(url)  # the first visit draws the body and marks the lesson as begun

    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200


def test_saving_progress_takes_few_queries(world, client, django_assert_max_num_queries):
    client.get(world.url)

    with django_assert_max_num_queries(14):  # eight, and the save points that a test adds
        client.post(world.part(QUESTION), {"text": "Gisteren."}, headers=FETCH)


def test_another_municipality_of_the_same_person_has_its_own_progress(world, client):
    client.post(world.part(CHECK), {"choice": "1"})
    second = MunicipalityFactory(name="Zuiderpolder")
    from tests.factories.people import MembershipFactory

    MembershipFactory(person=world.person, municipality=second)
    EnrolmentFactory(person=world.person, municipality=second, path=world.enrolment.path)
    client.post("/gemeente-kiezen/", {"municipality": second.pk})

    assert "0 van 3 onderdelen" in client.get(world.url).content.decode()


def test_what_one_learner_wrote_never_shows_up_with_another(world, client):
    """How a part looks is kept per process; the words in it are not."""
    nasty = '</textarea><script>alert("x")</script>\u0002token\u0003'
    client.post(world.part(QUESTION), {"text": nasty})
    other = Client()
    other.force_login(
        EnrolmentFactory(path=world.enrolment.path, municipality=world.enrolment.municipality).person
    )
    other.post(world.part(QUESTION), {"text": "Iets heel anders."})

    mine, theirs = client.get(world.url).content.decode(), other.get(world.url).content.decode()

    assert "&lt;/textarea&gt;&lt;script&gt;" in mine
    assert "<script>alert" not in mine
    assert "Iets heel anders." in theirs
    assert "Iets heel anders." not in mine
    assert "alert(" not in theirs
