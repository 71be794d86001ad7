"""Loading text files into pages: twice is once, work survives, edits in Wagtail survive, nothing is half loaded."""

from __future__ import annotations

import io
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ReferenceIndex, Revision

from courses import api
from courses.models import (
    GlossaryTerm,
    LearningPathPage,
    LessonPage,
    LessonPart,
    LessonProgress,
    LessonText,
    ModulePage,
)
from courses.services import loading
from people.api import everywhere
from tests.factories.courses import LearningPathPageFactory, LessonPageFactory, ModulePageFactory, published
from tests.factories.curriculum_files import BODY, FILES, LESSON, changed, with_body, write
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db
L1, L2 = "m01-vragen/l1.md", "m01-vragen/l2.md"


def load(folder: Path, files: dict[str, str] = FILES, **options: bool) -> api.LoadReport:
    report = api.load_curriculum(write(folder, files), **options)
    assert report.problems == []
    return report


def lesson(code: str = "M1-L1") -> LessonPage:
    return LessonPage.objects.get(code=code)


def edit_in_wagtail(page: LessonPage, **fields: object) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=UserFactory()).publish()


def third_lesson(**words: str) -> str:
    return LESSON.format(
        **{"code": "M1-L3", "title": "Derde les", "slug": "derde-les", "body": "Tekst.", **words}
    )


def test_files_become_published_pages_below_the_shared_shelf(tmp_path):
    report = load(tmp_path)

    path, module = LearningPathPage.objects.get(code="OEFEN"), ModulePage.objects.get(code="M1")
    assert [page.code for page in LessonPage.objects.child_of(module).live().order_by("path")] == [
        "M1-L1",
        "M1-L2",
    ]
    assert module.get_parent().pk == path.pk
    assert module.url_path == "/start/leren/klein-leerpad/de-vragen/"
    assert lesson().live
    assert not lesson().has_unpublished_changes
    assert lesson().goals[0].value == "Je kunt een wens uitvragen."
    assert [block.block_type for block in lesson().body] == ["intro", "text", "check", "summary"]
    assert set(report.made) >= {"wens", "kader", "M1-L1 Eerste les", "M1 De vragen"}


def test_terms_are_published_with_their_relations(tmp_path):
    load(tmp_path)
    wish = GlossaryTerm.objects.get(slug="wens")
    assert (wish.live, wish.plural, wish.definition) == (True, "wensen", "Wat iemand wil bereiken.")
    assert [term.slug for term in wish.see_also.all()] == ["kader"]


def test_a_box_of_a_term_points_at_the_term(tmp_path):
    load(tmp_path, with_body("::: term name=wens\n:::"))
    assert lesson().body[0].value["term"] == GlossaryTerm.objects.get(slug="wens")
    assert ReferenceIndex.get_references_to(GlossaryTerm.objects.get(slug="wens")).exists()


def test_a_loaded_lesson_can_be_searched_and_asks_its_parts(tmp_path):
    load(tmp_path)
    assert [part.kind for part in LessonPart.objects.filter(lesson=lesson())] == ["reading", "check"]
    assert "speeltuin" in LessonText.objects.get(lesson=lesson()).text


def test_loading_twice_changes_nothing(tmp_path, django_assert_max_num_queries):
    load(tmp_path)
    versions = Revision.objects.count()

    with django_assert_max_num_queries(12):
        report = load(tmp_path)

    assert Revision.objects.count() == versions
    assert (report.made, report.changed, report.moved, report.unchanged) == ([], [], [], 4)


def test_the_number_of_queries_of_loading_again_does_not_grow(tmp_path, django_assert_max_num_queries):
    files = {
        **FILES,
        **{f"m01-vragen/l{n}.md": third_lesson(code=f"M1-L{n}", slug=f"les-{n}") for n in range(3, 9)},
    }
    load(tmp_path, files)
    with django_assert_max_num_queries(12):
        load(tmp_path, files)


def test_only_what_changed_gets_another_version(tmp_path):
    load(tmp_path)
    before = {page.code: page.latest_revision_id for page in LessonPage.objects.all()}

    report = load(tmp_path, changed(L2, "Vraag eerst naar de wens.", "Vraag naar de wens."))

    assert report.changed == ["M1-L2 Tweede les"]
    assert lesson("M1-L1").latest_revision_id == before["M1-L1"]
    assert "Vraag naar de wens." in lesson("M1-L2").body[0].value.source


def test_what_a_learner_did_survives_another_text_and_place_of_the_question(tmp_path):
    load(tmp_path)
    path = published(LearningPathPage.objects.get(code="OEFEN"))
    learner = learner_with(EnrolmentFactory(path_id=path.pk))
    first = path.modules[0].lessons[0]
    with everywhere():
        for part in first.parts:
            api.complete_part(learner=learner, path=path, lesson=first, part=part, now=timezone.now())

    load(tmp_path, with_body("Eerst iets nieuws.\n\n" + BODY.replace("Wat vraag je?", "Wat zeg je nu?")))

    with everywhere():
        done = LessonProgress.objects.get(lesson=lesson())
    assert set(done.done_keys) == set(
        LessonPart.objects.filter(lesson=lesson()).values_list("key", flat=True)
    )
    assert api.ledger_differences() == []


def test_a_lesson_edited_in_wagtail_is_left_alone_and_named(tmp_path):
    load(tmp_path)
    edit_in_wagtail(lesson(), title="Mijn eigen titel")

    report = load(tmp_path, changed(L1, "Vraag eerst\n", "Vraag eerst dit\n"))

    assert report.left_alone == ["M1-L1 Eerste les"]
    assert report.unchanged == 3
    assert lesson().title == "Mijn eigen titel"


def test_an_edited_lesson_is_named_each_time_until_it_is_overwritten(tmp_path):
    load(tmp_path)
    edit_in_wagtail(lesson(), title="Mijn eigen titel")
    assert load(tmp_path).left_alone == ["M1-L1 Eerste les"]

    assert load(tmp_path, overwrite=True).changed == ["M1-L1 Eerste les"]

    assert lesson().title == "Eerste les"
    assert load(tmp_path).unchanged == 4


def test_a_draft_in_wagtail_is_an_edit_too(tmp_path):
    load(tmp_path)
    lesson().save_revision(user=UserFactory())
    assert load(tmp_path, changed(L1, "Vraag eerst\n", "Vraag\n")).left_alone == ["M1-L1 Eerste les"]


def test_a_lesson_that_an_author_took_off_line_stays_off_line(tmp_path):
    load(tmp_path)
    lesson().unpublish()
    report = load(tmp_path, changed(L1, "Vraag eerst\n", "Vraag eerst dit\n"))
    assert report.left_alone == ["M1-L1 Eerste les"]
    assert not lesson().live


def test_a_term_edited_in_wagtail_is_left_alone_until_it_is_overwritten(tmp_path):
    load(tmp_path)
    wish = GlossaryTerm.objects.get(slug="wens")
    wish.definition = "Mijn uitleg."
    wish.save_revision(user=UserFactory()).publish()

    assert load(tmp_path).left_alone == ["wens"]
    wish.refresh_from_db()
    assert wish.definition == "Mijn uitleg."
    assert load(tmp_path, overwrite=True).changed == ["wens"]
    wish.refresh_from_db()
    assert wish.definition == "Wat iemand wil bereiken."


def test_a_term_that_changed_in_the_file_changes(tmp_path):
    load(tmp_path)
    report = load(tmp_path, changed("glossary.yaml", "see_also: [kader]", "example: Zo dus."))
    assert report.changed == ["wens"]
    wish = GlossaryTerm.objects.get(slug="wens")
    assert (wish.example, wish.see_also.count()) == ("Zo dus.", 0)


def test_a_lesson_without_its_file_is_taken_off_line_once(tmp_path):
    load(tmp_path, {**FILES, "m01-vragen/l3.md": third_lesson()})

    assert load(tmp_path).taken_away == ["M1-L3 Derde les"]
    assert not lesson("M1-L3").live
    assert not LessonText.objects.filter(lesson=lesson("M1-L3")).exists()
    assert load(tmp_path).taken_away == []


def test_a_lesson_whose_file_comes_back_is_published_again(tmp_path):
    files = {**FILES, "m01-vragen/l3.md": third_lesson()}
    load(tmp_path, files)
    load(tmp_path)

    assert load(tmp_path, files).changed == ["M1-L3 Derde les"]
    assert lesson("M1-L3").live
    assert lesson("M1-L3").slug == "derde-les"


def test_a_lesson_with_another_code_may_take_the_address_of_one_that_goes(tmp_path):
    load(tmp_path, {**FILES, "m01-vragen/l3.md": third_lesson()})
    load(tmp_path, {**FILES, "m01-vragen/l3.md": third_lesson(code="M1-L4")})
    assert lesson("M1-L4").url_path == "/start/leren/klein-leerpad/de-vragen/derde-les/"
    assert not lesson("M1-L3").live


def test_a_term_without_its_entry_is_taken_off_line(tmp_path):
    load(
        tmp_path,
        {**FILES, "glossary.yaml": FILES["glossary.yaml"] + "- slug: weg\n  term: weg\n  definition: Weg.\n"},
    )
    mine = GlossaryTerm.objects.create(slug="eigen", term="eigen", definition="Van een auteur.")
    mine.save_revision(user=UserFactory()).publish()

    assert load(tmp_path).taken_away == ["weg"]
    mine.refresh_from_db()
    assert mine.live


def test_lessons_follow_the_order_of_their_files(tmp_path):
    files = {**FILES, "m01-vragen/l3.md": third_lesson()}
    load(tmp_path, files)
    renamed = {name.replace("l1.md", "l9.md"): written for name, written in files.items()}

    report = load(tmp_path, renamed)

    assert [page.code for page in LessonPage.objects.order_by("path")] == ["M1-L2", "M1-L3", "M1-L1"]
    assert (report.changed, len(report.moved)) == ([], 1)
    assert load(tmp_path, renamed).moved == []


def test_two_lessons_may_swap_their_addresses(tmp_path):
    load(tmp_path)
    swapped = {
        **FILES,
        L1: FILES[L1].replace("slug: eerste-les", "slug: tweede-les"),
        L2: FILES[L2].replace("slug: tweede-les", "slug: eerste-les"),
    }
    load(tmp_path, swapped)
    assert lesson("M1-L1").url_path.endswith("/tweede-les/")
    assert lesson("M1-L2").url_path.endswith("/eerste-les/")


def test_a_lesson_moves_to_another_module_and_keeps_its_work(tmp_path):
    load(tmp_path)
    key = lesson("M1-L2").reading_key
    files = {name: written for name, written in FILES.items() if name != L2}
    files["m02-verder/module.md"] = (
        FILES["m01-vragen/module.md"].replace("M1", "M2").replace("de-vragen", "verder")
    )
    files["m02-verder/l1.md"] = FILES[L2]

    report = load(tmp_path, files)

    assert report.moved == ["M1-L2 Tweede les"]
    assert lesson("M1-L2").get_parent().specific.code == "M2"
    assert lesson("M1-L2").url_path == "/start/leren/klein-leerpad/verder/tweede-les/"
    assert lesson("M1-L2").reading_key == key


def test_prerequisites_become_groups_and_stay_the_same_rows(tmp_path):
    files = {**changed(L1, "goals:", "prerequisites:\n  - [M1-L2]\n  - [M1-L3]\ngoals:")}
    files["m01-vragen/l3.md"] = third_lesson()
    load(tmp_path, files)
    rows = {row.pk: (row.required.specific.code, row.alternative) for row in lesson().prerequisites.all()}
    assert sorted(rows.values()) == [("M1-L2", "A"), ("M1-L3", "B")]
    assert lesson().is_locked

    load(tmp_path, {**files, L1: files[L1].replace("Vraag eerst\n", "Vraag\n")})
    assert {row.pk for row in lesson().prerequisites.all()} == set(rows)


def test_a_mistake_in_one_file_keeps_everything_as_it_was(tmp_path):
    load(tmp_path)
    broken = changed(L2, "form: lesson", "form: filmpje")
    broken["glossary.yaml"] = FILES["glossary.yaml"].replace("Wat vastligt.", "Iets anders.")

    report = api.load_curriculum(write(tmp_path, broken))

    assert [(problem.file, problem.line) for problem in report.problems] == [(L2, 5)]
    assert GlossaryTerm.objects.get(slug="kader").definition == "Wat vastligt."


def test_a_failure_half_way_leaves_nothing_behind(tmp_path):
    with (
        mock.patch.object(loading.loading_pages, "_put_in_order", side_effect=RuntimeError("stroom weg")),
        pytest.raises(RuntimeError),
    ):
        load(tmp_path)
    assert not LessonPage.objects.exists()
    assert not GlossaryTerm.objects.exists()


def test_a_code_that_a_page_elsewhere_has_is_named_and_nothing_is_loaded(tmp_path):
    path = LearningPathPageFactory(municipality=MunicipalityFactory())
    LessonPageFactory(parent=ModulePageFactory(parent=path), code="M1-L1")

    report = api.load_curriculum(write(tmp_path, FILES))

    assert [(problem.file, problem.line, problem.code) for problem in report.problems] == [
        (L1, 2, "code_taken")
    ]
    assert not ModulePage.objects.filter(code="M1").exists()


def test_an_address_that_a_page_from_wagtail_has_is_named(tmp_path):
    load(tmp_path)
    LessonPageFactory(parent=ModulePage.objects.get(code="M1"), code="M1-EIGEN", slug="derde-les")

    report = api.load_curriculum(write(tmp_path, {**FILES, "m01-vragen/l3.md": third_lesson()}))

    assert [(problem.file, problem.line, problem.code) for problem in report.problems] == [
        ("m01-vragen/l3.md", 4, "slug_taken")
    ]


def test_a_page_made_in_wagtail_stays(tmp_path):
    load(tmp_path)
    LessonPageFactory(parent=ModulePage.objects.get(code="M1"), code="M1-EIGEN")
    assert load(tmp_path).taken_away == []
    assert lesson("M1-EIGEN").live


# --- The command ----------------------------------------------------------------------


def run(folder: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("load_curriculum", str(folder), *options, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_did(tmp_path):
    said = run(write(tmp_path, FILES))
    assert "Gemaakt:" in said
    assert "  M1-L1 Eerste les" in said
    assert "4 pagina’s waren al bij." in run(tmp_path)


def test_the_command_names_each_mistake_by_file_and_line(tmp_path):
    with pytest.raises(CommandError) as refused:
        run(write(tmp_path, changed(L1, "minutes: 10", "minutes: tien")))
    assert "Er is niets geladen: er is 1 fout in de bestanden." in str(refused.value)
    assert "m01-vragen/l1.md:6: “minutes” moet een heel getal zijn." in str(refused.value)
    assert not LessonPage.objects.exists()


def test_the_command_can_check_only(tmp_path):
    assert "De bestanden zijn in orde." in run(write(tmp_path, FILES), "--check")
    assert not LessonPage.objects.exists()


def test_a_file_that_is_no_text_is_named(tmp_path):
    write(tmp_path, FILES)
    (tmp_path / L1).write_bytes(b"\xff\xfe\x00kapot")
    with pytest.raises(CommandError, match=f"{L1}:1: "):
        run(tmp_path)


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match="Er is geen map"):
        run(tmp_path / "weg")
