"""The demo: it fills itself through the doors of the apps, twice is once, and never outside the demo."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf.global_settings import PASSWORD_HASHERS
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from assessments import api as assessments
from assessments.models import (
    EvidenceItem,
    LearningGoal,
    PracticeCase,
    Question,
    QuestionVersion,
    Reflection,
    Share,
)
from core import blocks as kit
from courses import api as courses
from courses.models import Enrolment, LessonPage, LessonProgress
from people.api import everywhere, standing_of
from people.choices import Role
from people.models import Look, Membership, Municipality, Team, User
from progression import api as progression
from progression.models import Refusal
from records.models import Record
from tests.conftest import SERVERS
from tests.filled_demo import KEY, copy_filled_demo, environment_of_demo
from website.models import HomePage, InformationPage
from website.services.demo import FOLDER
from website.services.demo_people import People
from website.services.demo_roads import Road, let_become_independent

URL = "http://127.0.0.1:8999"
ROLES = [
    "learner", "coach", "trainer", "manager", "lead", "administrator",
    "certified coach", "second trainer", "assessor", "author", "reviewer", "platform",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A copy of the demo that was filled for the whole run, told where it is now."""
    place = tmp_path_factory.mktemp("demo")
    env = environment_of_demo(place=place, redis_url=os.environ["REDIS_URL"], url=URL)
    name = f"seeded_{SERVERS.process_name}"
    copy_filled_demo(SERVERS, name, place=place, env=env)
    SERVERS.forget_messages()
    as_filled = override_settings(
        DEMO=True, VAR=place, MEDIA_ROOT=place / "media", SECRET_KEY=KEY, PASSWORD_HASHERS=PASSWORD_HASHERS
    )
    with django_db_blocker.unblock(), as_filled, on_database(name):
        call_command("seed_demo", f"--url={URL}/", verbosity=0)
        yield place


@contextmanager
def on_database(name: str) -> Iterator[None]:
    """Work on another database of the same server."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture
def unblocked(demo: Path, django_db_blocker: Any) -> Iterator[Path]:
    with django_db_blocker.unblock(), transaction.atomic(), everywhere():
        yield demo
        transaction.set_rollback(True)
    SERVERS.forget_messages()


def described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "demo.json").read_text("utf-8"))


def read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def counts() -> dict[str, int]:
    tables = (
        *(User, Municipality, Team, Membership, Enrolment, LessonProgress, Record, Look, InformationPage),
        *(LearningGoal, Question, QuestionVersion),
        *(Reflection, PracticeCase, EvidenceItem, Share),
    )
    return {table.__name__: table.objects.count() for table in tables}


def test_the_announcement_names_one_person_for_each_role(unblocked):
    found = described(unblocked)
    assert found["url"] == URL
    assert found["login_path"] == "/account/login/"
    assert found["start"] == "/mijn-leerpad/"
    assert [row["role"] for row in found["sign_ins"]] == ROLES
    assert {row["municipality"] for row in found["sign_ins"]} == {"Waterrijk", "Heidelande", "Zonnestein", ""}


def test_each_of_them_can_sign_in_and_is_what_the_table_says(unblocked):
    for row in described(unblocked)["sign_ins"]:
        client = Client()
        answer = client.post("/account/login/", {"login": row["email"], "password": row["password"]})
        assert answer.status_code == 302, row
        person = User.objects.get(email=row["email"])
        if row["role"] in Role.values:
            municipality = Municipality.objects.get(name=row["municipality"])
            assert Role(row["role"]) in standing_of(person).roles_in(municipality.pk)


def test_addresses_are_of_a_domain_for_examples(unblocked):
    assert all(email.endswith(".example.nl") for email in User.objects.values_list("email", flat=True))


def test_there_are_three_municipalities_that_look_different(unblocked):
    styles = {(m.primary_colour, m.accent_colour, m.corners) for m in Municipality.objects.all()}
    assert styles == {
        ("#17509b", "#e07b00", "soft"),
        ("#2f7d32", "#8a2d6b", "square"),
        ("#f2b705", "#8c1d40", "round"),
    }
    agreed = Municipality.objects.filter(works_council_agreed_on__isnull=False)
    assert {m.slug for m in agreed} == {"waterrijk", "heidelande"}


def test_the_trainer_works_in_two_municipalities(unblocked):
    trainer = User.objects.get(email__startswith="els.")
    assert [m.slug for m in standing_of(trainer).municipalities] == ["heidelande", "waterrijk"]


def test_an_objection_is_answered_by_somebody_who_can_sign_in(unblocked):
    emails = [row["email"] for row in described(unblocked)["sign_ins"]]
    with everywhere():
        waiting = set(Refusal.objects.filter(contest__isnull=False, contest__answer__isnull=True))
        people = User.objects.filter(email__in=emails)
        assert (
            waiting
            == {refusal for person in people for refusal in progression.objections_for(person)}
            != set()
        )


def test_learners_are_at_different_places_and_the_ledger_agrees(unblocked):
    finished = LessonProgress.objects.filter(completed_at__isnull=False)
    per_person = {
        person: finished.filter(person=person).count() for person in finished.values_list("person", flat=True)
    }
    assert len(set(per_person.values())) > 8
    assert LessonProgress.objects.filter(completed_at__isnull=True).exclude(anchor="").exists()
    assert courses.ledger_differences() == []


def test_the_question_bank_is_there_and_can_be_asked(unblocked):
    assert Question.objects.filter(live=True).count() == QuestionVersion.objects.count() > 500
    assert assessments.current_versions(municipality=None).count() == Question.objects.count()


def test_people_made_something_of_their_own_and_share_a_part_of_it(unblocked):
    assert Reflection.objects.filter(finished_at__isnull=False).count() == 4
    assert Reflection.objects.filter(finished_at__isnull=True).exists(), "one is being written"
    assert PracticeCase.objects.count() == 2
    assert {piece.core_task for piece in EvidenceItem.objects.all()} == {"KT1", "KT4", "KT6"}
    assert set(Share.objects.values_list("audience", flat=True)) == {"coach", "trainer"}


def test_nothing_was_done_in_the_future_or_in_the_weekend(unblocked):
    from django.utils import timezone

    moments = list(Record.objects.values_list("occurred_at", flat=True))
    assert max(moments) <= timezone.now()
    assert all(timezone.localtime(moment).weekday() < 5 for moment in moments)


def test_a_learner_finds_where_to_go_on(unblocked):
    client = Client()
    client.force_login(User.objects.get(email__startswith="fatma."))
    page = client.get("/mijn-leerpad/")
    assert page.status_code == 200
    assert page.context["resume"]["is_begun"]


@pytest.mark.parametrize(
    "address", ["/", "/hulp/", "/privacy/", "/toegankelijkheid/", "/over-het-wks-model/"]
)
def test_the_public_pages_are_there(unblocked, address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.context["page"].lead


def test_visitors_read_the_open_module(unblocked):
    assert Client().get("/leren/code/M0-L1/", follow=True).status_code == 200


def test_a_second_time_changes_nothing(unblocked, django_assert_max_num_queries):
    before, announced = counts(), described(unblocked)
    with django_assert_max_num_queries(150):
        call_command("seed_demo", f"--url={URL}/", verbosity=0)
    assert (counts(), described(unblocked)) == (before, announced)


def test_who_did_no_proeve_is_not_told_to_work_alone(unblocked):
    """As in data of an earlier version, whose coaches were there before anybody did a proeve."""
    now = timezone.now()
    people = People(read("people.yaml"), password="", now=now)
    row = next(row for row in read("roads.yaml") if row["municipality"] == "waterrijk")
    ready = next(road for road in row["roads"] if "ready" in road and "independent" not in road)
    road = Road(people, row, ready | {"independent": 2}, people.municipalities["waterrijk"], now)
    before = road.trajectory.stage
    let_become_independent([road])
    road.trajectory.refresh_from_db()
    assert road.trajectory.stage == before


def test_a_page_that_somebody_edited_stays_theirs(unblocked):
    home = HomePage.objects.get()
    home.title = "Ons eigen leerplein"
    home.save_revision(user=User.objects.first()).publish(skip_permission_checks=True)
    call_command("seed_demo", f"--url={URL}/", verbosity=0)
    assert HomePage.objects.get().title == "Ons eigen leerplein"


@pytest.mark.django_db
@pytest.mark.parametrize("setting", [False, None, "", 1])
def test_invented_people_never_come_into_a_real_installation(settings, tmp_path, setting):
    settings.DEMO, settings.VAR = setting, tmp_path
    with everywhere():
        before = counts()
        with pytest.raises(CommandError, match="not the demo"):
            call_command("seed_demo", f"--url={URL}/")
        assert counts() == before
    assert not (tmp_path / "demo.json").exists()


def rich_texts(value: Any) -> Iterator[RichText]:
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from rich_texts(inner)
    elif isinstance(value, (list, StreamValue, ListValue)):
        for inner in value:
            yield from rich_texts(getattr(inner, "value", inner))


def test_an_author_can_save_each_page_as_it_was_loaded(unblocked):
    pages = [*LessonPage.objects.all(), *InformationPage.objects.all(), *HomePage.objects.all()]
    assert len(pages) > 90
    for page in pages:
        page.body.stream_block.clean(page.body)
        if isinstance(page, LessonPage):
            page.goals.stream_block.clean(page.goals)


def test_the_editor_keeps_every_word_link_and_list(unblocked):
    converter = ContentstateConverter(features=kit.TEXT_FEATURES)
    # The editor gives blocks keys, and puts bold inside a link instead of around it.
    noise = re.compile(r' data-block-key="[^"]*"|</?[bi]>|\n')
    for page in [*LessonPage.objects.all(), *InformationPage.objects.all(), *HomePage.objects.all()]:
        for text in rich_texts(page.body):
            if not text.source:
                continue
            kept = converter.to_database_format(converter.from_database_format(text.source))
            written = text.source.replace("<br>", "<br/>")
            assert noise.sub("", kept) == noise.sub("", written), page.title
