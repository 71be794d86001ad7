"""The example files, as other systems and teachers write them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

EXAMPLES = Path(__file__).parent / "examples"


def content_of(name: str) -> bytes:
    """An example file; a folder is packed as a ZIP file."""
    path = EXAMPLES / name
    if not path.is_dir():
        return path.read_bytes()
    files = sorted(file for file in path.rglob("*") if file.is_file())
    return zipped({file.relative_to(path).as_posix(): file.read_bytes() for file in files})


def zipped(files: dict[str, bytes | str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return content.getvalue()


def workbook(*rows: list[object]) -> bytes:
    """What a teacher makes in Excel."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def teachers_workbook() -> bytes:
    return workbook(
        ["Oefenvragen module 2, gemaakt door de trainers"],
        [],
        ["Nr", "Vraag", "Optie A", "Optie B", "Optie C", "Goed", "Toelichting", "Module"],
        [1, "Hoeveel openingsvragen zijn er?", 1, 3, 5, 3, "Het zijn er drie.", "M2"],
        [2, "Klopt dit: de gemeente geeft het kader?", None, None, None, True, None, "M4"],
        [3, "Hoe breed is een stoep?", None, None, None, 0.9, None, "M2"],
        [None, None, None, None, None, None, None, None],
        [4, "Wat is een kader?", "wat vaststaat", "een wens", None, "a", "=1+1", "M4"],
    )


FILES = {
    "teacher.gift.txt": content_of("teacher.gift.txt"),
    "moodle-4.xml": content_of("moodle-4.xml"),
    "tao.zip": content_of("tao-qti21"),
    "qti3.zip": content_of("qti3"),
    "teacher.csv": content_of("teacher.csv"),
    "teacher.xlsx": teachers_workbook(),
}
