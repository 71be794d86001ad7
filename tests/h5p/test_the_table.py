"""The table of content types in the documentation: made by a command from whatever is there."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from h5p.rules.compatibility import BEGIN, END, filled
from tests.factories.h5p import library_json, needs, package
from tooling.paths import ROOT


@pytest.fixture
def table(capsys):
    """A function that prints the table of a folder beside our own content types."""

    def printed(*folders):
        call_command("h5p_table", *map(str, folders))
        return capsys.readouterr().out.strip()

    return printed


def test_the_documentation_holds_the_table_as_it_is_now(table):
    written = (ROOT / "docs" / "h5p.md").read_text().partition(BEGIN)[2].partition(END)[0]
    for line in table().splitlines()[2:]:
        assert line in written


def test_a_folder_adds_its_content_types_and_what_is_wrong_with_others(table, tmp_path):
    base = {
        "Test.Story-1.0/library.json": library_json(preloadedDependencies=[needs("Test.Base")]),
        "Test.Base-1.0/library.json": library_json("Test.Base", runnable=0, preloadedJs=[], preloadedCss=[]),
    }
    (tmp_path / "goed.h5p").write_bytes(package(**base).getvalue())
    (tmp_path / "slecht.h5p").write_bytes(b"geen zip")
    (tmp_path / "mist.h5p").write_bytes(
        package(
            **{
                "Test.Story-1.0/library.json": None,
                "Test.Alone-2.3/library.json": library_json(
                    "Test.Alone", 2, 3, preloadedJs=[], preloadedCss=[], preloadedDependencies=[needs("A.B")]
                ),
                "Test.Story-1.0/story.js": None,
                "Test.Story-1.0/story.css": None,
            }
        ).getvalue()
    )
    rows = table(tmp_path).splitlines()
    assert "| Test.Story | 1.0.0 | 1.19 | 1 | yes |" in rows
    assert [row for row in rows if row.startswith("| Test.Alone | 2.3.0 |") and "A.B 1.0" in row]
    assert [row for row in rows if row.startswith("| slecht.h5p |") and "zip" in row]
    assert not [row for row in rows if "Test.Base" in row.split("|")[1]]


def test_a_folder_in_the_settings_is_read_too(table, tmp_path, settings):
    (tmp_path / "goed.h5p").write_bytes(package().getvalue())
    settings.H5P_LIBS_DIR = str(tmp_path)
    assert "| Test.Story | 1.0.0 | 1.19 | 0 | yes |" in table()


def test_a_folder_of_any_shape_gives_its_rows_and_says_what_cannot_be_read(table, tmp_path):
    broken = {
        "Test.Broken-1.0": b"{",
        "Test.Empty-1.0": b"{}",
        "Test.List-1.0": b"[]",
        "Test.Bytes-1.0": b"\xff\xfe{",
        "Test.Other-1.0": library_json("Test.Name").encode(),
    }
    for name, text in {**broken, "deep/in/it/Test.Deep-1.0": library_json("Test.Deep").encode()}.items():
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "library.json").write_bytes(text)
    (tmp_path / "map.h5p").mkdir()
    (tmp_path / "lees.txt").write_text("niets")
    rows = table(tmp_path).splitlines()
    assert "| Test.Deep | 1.0.0 | 1.19 | 0 | yes |" in rows
    for name in broken:
        assert [row for row in rows if row.startswith(f"| {name} |") and not row.endswith("| yes |")]


def test_a_folder_that_is_not_there_is_said(tmp_path, settings):
    with pytest.raises(CommandError, match="weg is geen map"):
        call_command("h5p_table", str(tmp_path / "weg"))
    settings.H5P_LIBS_DIR = str(tmp_path / "ook-weg")
    with pytest.raises(CommandError, match="ook-weg is geen map"):
        call_command("h5p_table")


def test_the_table_is_written_between_its_marks_and_nowhere_else(tmp_path):
    document = tmp_path / "doc.md"
    document.write_text(f"# Voor\n{BEGIN}\noud\n{END}\nNa\n")
    call_command("h5p_table", "--write", str(document))
    written = document.read_text()
    assert written.startswith(f"# Voor\n{BEGIN}\n| Content type")
    assert written.endswith(f"{END}\nNa\n")
    assert "oud" not in written
    assert filled(written, "x") == f"# Voor\n{BEGIN}\nx\n{END}\nNa\n"


def test_a_document_without_marks_is_left_alone(tmp_path):
    document = tmp_path / "doc.md"
    document.write_text("# Niets")
    with pytest.raises(CommandError, match=r"doc\.md"):
        call_command("h5p_table", "--write", str(document))
    assert document.read_text() == "# Niets"
