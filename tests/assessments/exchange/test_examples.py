"""Files as other systems really write them: what is understood stays, what is not is said, and it is stable."""

from __future__ import annotations

import pytest

from assessments.rules.exchange import formats
from assessments.rules.exchange.codes import Loss, Refusal
from tests.assessments.exchange.samples import FILES


def read(name: str):
    return formats.read(name=name, content=FILES[name])


def by_text(report, start: str):
    return next(found for found in report.found if found.tagged.item.text.startswith(start))


def codes(remarks) -> set:
    return {remark.code for remark in remarks}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", formats.FORMATS.values(), ids=formats.FORMATS)
def test_reading_writing_and_reading_again_changes_nothing(name, form):
    first = form.write(found.tagged for found in read(name).found)
    again = formats.read(name=f"x.{form.extension}", content=first.content)
    second = form.write(found.tagged for found in again.found)
    assert again.problems == ()
    assert [found.tagged.identifier for found in again.found] == [
        f.tagged.identifier for f in read(name).found
    ]
    assert (
        second.content == first.content or form.extension == "xlsx"
    )  # a workbook holds the moment it was made
    assert formats.read(name=f"x.{form.extension}", content=second.content).found == again.found


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_identifiers(name):
    assert [found.tagged for found in read(name).found] == [found.tagged for found in read(name).found]


def test_gift_by_hand():
    report = read("teacher.gift.txt")
    kinds = [found.tagged.item.kind for found in report.found]
    assert kinds == [
        "one_choice", "one_choice", "true_false", "fill_in", "numeric", "numeric", "numeric", "match",
        "several_choices", "open", "true_false",
    ]  # fmt: skip
    assert {found.tagged.module for found in report.found} == {"M2"}
    assert [(p.code, p.place.line) for p in report.problems] == [(Refusal.BRACES, 49)]
    assert [(r.code, r.place.line) for r in report.left_out] == [(Loss.DESCRIPTION, 43)]
    fence = by_text(report, "Joop")
    assert [option.is_right for option in fence.tagged.item.options] == [False, True, False]
    assert codes(fence.losses) == {Loss.TITLE, Loss.PARTIAL_CREDIT}
    assert by_text(report, "De gemeente geeft het _____ en").tagged.item.options[1].text == "kader"
    assert by_text(report, "Rekenen: 2 = 1 + 1 {echt waar}")


def test_an_export_of_moodle():
    report = read("moodle-4.xml")
    limit = by_text(report, "Wat is een harde grens?")
    assert limit.tagged.identifier == "M4-Q31"
    assert limit.tagged.competency == "K2"
    assert limit.tagged.item.text.endswith("- denk aan de wet\n- denk aan geld")
    assert limit.tagged.item.options[2].text == "Wat bewoners & gemeente afspreken"
    assert limit.tagged.item.principle == "Waarover valt niet te praten?"
    assert codes(limit.losses) == {
        Loss.TAG, Loss.FILE, Loss.PICTURE, Loss.FORMATTING, Loss.LINK, Loss.POINTS, Loss.COMBINED_FEEDBACK, Loss.TITLE,
    }  # fmt: skip
    assert by_text(report, "Welke velden").tagged.identifier == "I-vraag-12-f07ffd6bfaf8"
    assert [o.text for o in by_text(report, "Zet de stappen").tagged.item.options] == [
        "wens",
        "kader",
        "oplossing",
    ]
    assert by_text(report, "Hoe breed").tagged.item.unit == "m"
    assert [(p.code, p.facts) for p in report.problems] == [(Refusal.UNKNOWN_KIND, {"kind": "ddmarker"})]
    assert codes(report.left_out) == {Loss.CATEGORY_TEXT, Loss.DESCRIPTION}


def test_a_package_in_the_manner_of_tao():
    report = read("tao.zip")
    angry = by_text(report, "Een bewoner belt boos op.")
    assert angry.tagged.module == "M1"
    assert [option.is_right for option in angry.tagged.item.options] == [False, True, False]
    assert angry.tagged.item.options[0].feedback == "Zo voelt iemand zich niet gehoord."
    assert Loss.PARTIAL_CREDIT in codes(angry.losses)
    assert [o.text for o in by_text(report, "Zet in volgorde").tagged.item.options] == [
        "wens",
        "kader",
        "oplossing",
    ]
    stoep = by_text(report, "Een stoep is minstens _____ meter breed.").tagged.item
    assert (str(stoep.number), str(stoep.tolerance)) == ("0.9", "0.05")
    assert [(p.code, p.place.file) for p in report.problems] == [
        (Refusal.MISSING_FILE, "imsmanifest.xml"),
        (Refusal.UNKNOWN_KIND, "items/i604/qti.xml"),
    ]
    assert [r.place.file for r in report.left_out] == [
        "items/i601/style/custom/tao-user-styles.css",
        "tests/test.xml",
    ]


def test_a_package_in_qti_3():
    report = read("qti3.zip")
    assert report.problems == ()
    assert [found.tagged.item.kind for found in report.found] == [
        "classify", "mark", "one_choice", "open", "match",
    ]  # fmt: skip
    assert by_text(report, "Mag een").tagged.item.options[1].is_right
    assert (
        by_text(report, "Mag een").tagged.item.options[0].feedback == "Dan is hij geen procesbegeleider meer."
    )
    assert by_text(report, "Lees het verslag.").tagged.item.criteria[0].levels[2] == "tot de wens helder is"
    assert by_text(report, "Vul aan.").tagged.item.text == "Vul aan.\n\nDe (1) _____ geeft het (2) _____."


@pytest.mark.parametrize("name", ["teacher.csv", "teacher.xlsx"])
def test_a_table_of_a_teacher(name):
    report = read(name)
    kinds = {found.place.line: found.tagged.item.kind for found in report.found}
    assert (
        kinds
        == {
            "teacher.csv": {2: "one_choice", 3: "several_choices", 4: "true_false", 5: "numeric"},
            "teacher.xlsx": {4: "one_choice", 5: "true_false", 6: "numeric", 8: "one_choice"},
        }[name]
    )
    assert all(found.tagged.identifier.startswith("H-") for found in report.found)


def test_a_mistake_in_a_table_names_its_row():
    report = read("teacher.csv")
    assert [(p.code, p.place.line) for p in report.problems] == [
        (Refusal.NO_KEY, 7),
        (Refusal.UNKNOWN_WORD, 8),
    ]
    assert [(r.code, r.facts["name"]) for r in report.left_out] == [(Loss.COLUMN, "Bron")]


@pytest.mark.parametrize(
    ("asked_for", "losses"), [("0", set()), ("1", {Loss.ATTACHMENTS}), ("-1", {Loss.ATTACHMENTS})]
)
def test_that_an_answer_came_with_a_file_is_said(asked_for, losses):
    essay = (
        "<quiz><question type='essay'><questiontext><text>Upload je verslag.</text></questiontext>"
        f"<responseformat>noinline</responseformat><attachments>{asked_for}</attachments></question></quiz>"
    )
    [found] = formats.read(name="moodle.xml", content=essay.encode()).found
    assert codes(found.losses) == losses
