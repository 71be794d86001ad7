"""Files that are broken, huge or meant to harm: a clear word about each, and never an exception."""

from __future__ import annotations

import random
import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.rules.exchange import formats
from assessments.rules.exchange.archives import MOST_FILES
from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.identity import MOST_QUESTIONS, MOST_READ
from assessments.selectors.exchange_words import words_of
from tests.assessments.exchange.samples import FILES, content_of, workbook, zipped

MANIFEST = "imsmanifest.xml"
QUIZ = b"<quiz><question type='essay'><questiontext><text>%s</text></questiontext></question></quiz>"
LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<quiz>&c;</quiz>"""
OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY outside SYSTEM "file:///etc/passwd">]><quiz>&outside;</quiz>"""
ELSEWHERE = b"""<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/quiz.dtd"><quiz/>"""


def renamed_entry(name: str, **attributes: int) -> bytes:
    """A ZIP file with an entry under a name that tools would not write."""
    content = BytesIO()
    with ZipFile(content, "w") as made:
        entry = ZipInfo(name)
        for attribute, value in attributes.items():
            setattr(entry, attribute, value)
        made.writestr(entry, "x")
    return content.getvalue()


def nameless() -> bytes:
    """A ZIP file in which the name of an entry begins with nothing."""
    return zipped({"x.xml": "<assessmentItem/>"}).replace(b"x.xml", b"\x00.xml")


def swollen() -> bytes:
    """A few thousand bytes that unpack to far more than anything needs."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        for number in range(11):
            made.writestr(f"items/{number}.xml", b" " * 10_000_000)
    return content.getvalue()


def one_large_item() -> bytes:
    return zipped({"items/a.xml": b"<assessmentItem>" + b" " * 11_000_000 + b"</assessmentItem>"})


def lying() -> bytes:
    """A ZIP file whose list of contents says that an entry is small."""
    content = bytearray(zipped({"items/a.xml": b"<assessmentItem>" + b" " * 500_000}))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(zipped({"items/a.xml": b"<assessmentItem/>"}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def otherwise_packed() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_BZIP2) as made:
        made.writestr("items/a.xml", "<assessmentItem/>")
    return content.getvalue()


def swollen_workbook() -> bytes:
    """A sheet that unpacks to far more than a sheet of questions is."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 20_000_000)
    return content.getvalue()


HOSTILE = [
    pytest.param("a.xml", b"", Refusal.EMPTY, id="nothing"),
    pytest.param("a.csv", b" \r\n\t ", Refusal.EMPTY, id="only spaces"),
    pytest.param("a.txt", b"{=a}" * 6_000_000, Refusal.TOO_LARGE, id="too large"),
    pytest.param("a.exe", b"MZ\x90\x00", Refusal.UNKNOWN_FORMAT, id="a program"),
    pytest.param("a.pdf", b"%PDF-1.7", Refusal.UNKNOWN_FORMAT, id="a PDF"),
    pytest.param("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.UNKNOWN_FORMAT, id="an old workbook"),
    pytest.param("a.gift", b"\x00\x01\x02", Refusal.NOT_TEXT, id="no text"),
    pytest.param("a.gift", b"a {=a}\n\n" * (MOST_READ + 1), Refusal.TOO_MANY, id="a book of questions"),
    pytest.param(
        "a.gift", b"a {=" + b"~a=" * 100_000 + b"}", Refusal.TOO_MANY_OPTIONS, id="a book of answers"
    ),
    pytest.param("a.gift", b"a " * 500_000 + b"{=a}", Refusal.TOO_LONG, id="a book for a question"),
    pytest.param("a.gift", b"// niets\n" * 600_000, Refusal.TOO_LARGE, id="a GIFT file that is too large"),
    pytest.param("a.gift", b"a {" + b"=a " * 100_000 + b"}", Refusal.TOO_MANY_OPTIONS, id="and of spellings"),
    pytest.param("a.csv", b"vraag\x81", Refusal.NOT_TEXT, id="an encoding that nobody has"),
    pytest.param(
        "a.csv", b'vraag;goed\n"niet gesloten;ja\n' * 2, Refusal.ROW_BROKEN, id="an open quotation mark"
    ),
    pytest.param("a.csv", b"een;twee\n1;2\n", Refusal.NO_HEADINGS, id="no headings"),
    pytest.param("a.csv", b"vraag;goed\n", Refusal.NO_QUESTIONS, id="only headings"),
    pytest.param("a.xml", b"<html><body>hallo</body></html>", Refusal.UNKNOWN_FORMAT, id="a page"),
    pytest.param("a.xml", b"<quiz><question>", Refusal.XML_BROKEN, id="half an XML file"),
    pytest.param("a.xml", FILES["moodle-4.xml"][:3000], Refusal.XML_BROKEN, id="a file that stopped halfway"),
    pytest.param("a.xml", b"<quiz></quiz>", Refusal.NO_QUESTIONS, id="an empty quiz"),
    pytest.param(
        "a.xml",
        b"<quiz>" + b"<question/>" * (MOST_READ + 1) + b"</quiz>",
        Refusal.TOO_MANY,
        id="a library of questions",
    ),
    pytest.param("a.xml", QUIZ % b"\xff\xfe\xfd", Refusal.XML_BROKEN, id="XML that is no UTF-8"),
    pytest.param(
        "a.xml", b"<?xml version='1.0' encoding='klingon'?><quiz/>", Refusal.NOT_TEXT, id="an odd encoding"
    ),
    pytest.param("a.xml", LAUGHS, Refusal.XML_UNSAFE, id="entities in entities"),
    pytest.param("a.xml", LAUGHS.decode().encode("utf-16"), Refusal.XML_UNSAFE, id="the same, in UTF-16"),
    pytest.param("a.xml", OUTSIDE, Refusal.XML_UNSAFE, id="an entity from the disk"),
    pytest.param("a.xml", ELSEWHERE, Refusal.XML_UNSAFE, id="a definition from elsewhere"),
    pytest.param("a.xml", b"<quiz>" + b"<a>" * 5000, Refusal.XML_TOO_DEEP, id="deep"),
    pytest.param("a.xml", b"<quiz>" + b"<a/>" * 400_000 + b"</quiz>", Refusal.XML_TOO_DEEP, id="wide"),
    pytest.param("a.xml", b"<questestinterop/>", Refusal.OLD_QTI, id="QTI 1"),
    pytest.param("a.zip", FILES["qti3.zip"][:200], Refusal.ARCHIVE_BROKEN, id="half a ZIP file"),
    pytest.param("a.zip", zipped({"a.docx": b"x"}), Refusal.UNKNOWN_FORMAT, id="another ZIP file"),
    pytest.param("a.zip", swollen(), Refusal.ARCHIVE_TOO_LARGE, id="a ZIP bomb"),
    pytest.param("a.zip", one_large_item(), Refusal.ARCHIVE_TOO_LARGE, id="one item that swells"),
    pytest.param("a.zip", lying(), Refusal.ARCHIVE_BROKEN, id="a ZIP file that lies about its size"),
    pytest.param("a.zip", locked(), Refusal.ARCHIVE_LOCKED, id="a password"),
    pytest.param("a.zip", otherwise_packed(), Refusal.ARCHIVE_BROKEN, id="another way of packing"),
    pytest.param(
        "a.zip",
        zipped({f"{n}.xml": "" for n in range(MOST_FILES + 1)}),
        Refusal.ARCHIVE_TOO_MANY,
        id="many files",
    ),
    pytest.param(
        "a.zip", zipped({"a.xml": "x", "in.zip": b"x"}), Refusal.ARCHIVE_NESTED, id="a ZIP file in it"
    ),
    pytest.param("a.zip", renamed_entry("../../etc/cron.d/x"), Refusal.ARCHIVE_NAME, id="up and away"),
    pytest.param("a.zip", nameless(), Refusal.ARCHIVE_NAME, id="no name at all"),
    pytest.param("a.zip", renamed_entry("/etc/passwd"), Refusal.ARCHIVE_NAME, id="from the root"),
    pytest.param("a.zip", renamed_entry("a\\..\\b.xml"), Refusal.ARCHIVE_NAME, id="backslashes"),
    pytest.param("a.zip", renamed_entry("C:windows.xml"), Refusal.ARCHIVE_NAME, id="a drive"),
    pytest.param(
        "a.zip", renamed_entry("a.xml", external_attr=0o120777 << 16), Refusal.ARCHIVE_NAME, id="a link"
    ),
    pytest.param(
        "a.zip", zipped({MANIFEST: LAUGHS}), Refusal.XML_UNSAFE, id="entities in the list of contents"
    ),
    pytest.param(
        "a.zip", zipped({"a.xml": OUTSIDE}), Refusal.XML_UNSAFE, id="an item that looks at the disk"
    ),
    pytest.param(
        "a.xlsx", zipped({"xl/workbook.xml": "<workbook/>"}), Refusal.WORKBOOK_BROKEN, id="half a workbook"
    ),
    pytest.param("a.xlsx", swollen_workbook(), Refusal.ARCHIVE_TOO_LARGE, id="a workbook that swells"),
    pytest.param("a.xlsx", workbook(["een", "twee"]), Refusal.NO_HEADINGS, id="another workbook"),
    pytest.param("a.xlsx", workbook(), Refusal.NO_HEADINGS, id="an empty workbook"),
]


@pytest.mark.parametrize(("name", "content", "refusal"), HOSTILE)
def test_a_file_that_cannot_be_read_says_why(name, content, refusal):
    report = formats.read(name=name, content=content)
    assert report.found == ()
    assert refusal in [problem.code for problem in report.problems]
    assert all(words_of(problem) for problem in report.problems)


def test_a_broken_item_leaves_the_others_alone():
    files = {"a.xml": b"<assessmentItem", "b.xml": content_of("qti3/items/indelen.xml"), "c.xml": LAUGHS}
    report = formats.read(name="a.zip", content=zipped(files))
    assert [found.tagged.identifier for found in report.found] == ["M3-Q41"]
    assert [(p.place.file, p.code) for p in report.problems] == [
        ("a.xml", Refusal.XML_BROKEN),
        ("c.xml", Refusal.XML_UNSAFE),
    ]


def test_more_questions_than_anybody_reads_are_not_all_taken():
    lines = "\n".join(f"Vraag {number};ja" for number in range(MOST_QUESTIONS + 5))
    report = formats.read(name="a.csv", content=f"vraag;goed\n{lines}".encode())
    assert len(report.found) == MOST_QUESTIONS
    assert Refusal.TOO_MANY in [problem.code for problem in report.problems]


def test_an_identifier_counts_once():
    report = formats.read(name="a.csv", content=b"id;vraag;goed\nM1-Q01;Een?;ja\nM1-Q01;Twee?;ja\n")
    assert [found.tagged.item.text for found in report.found] == ["Een?"]
    assert [(p.code, p.place.line) for p in report.problems] == [(Refusal.TWICE, 3)]


def test_a_sheet_that_claims_a_million_rows_is_read_to_where_questions_can_be():
    from openpyxl import load_workbook

    content = BytesIO()
    book = load_workbook(BytesIO(workbook(["vraag", "goed"], ["Een?", "ja"])))
    book.active.cell(row=1_048_576, column=16_384, value="ver weg")
    book.save(content)
    report = formats.read(name="a.xlsx", content=content.getvalue())
    assert [found.tagged.item.text for found in report.found] == ["Een?"]


often = settings(max_examples=150)
names = st.sampled_from([f"a.{extension}" for extension in (*formats.EXTENSIONS, "", "pdf")])
STARTS = [
    b"",
    b"PK\x03\x04",
    b"<?xml version='1.0'?><quiz>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"::a::",
    b"vraag;goed\n",
]


@given(name=names, start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
@often
def test_any_bytes_give_a_report(name, start, rest):
    report = formats.read(name=name, content=start + rest)
    assert report.found or report.problems or report.left_out


@given(
    name=st.sampled_from(["a.gift", "a.csv"]),
    text=st.text(alphabet="{}=~#%:*\\->/[]|;,'\"\n\tabA1.é$", max_size=120),
)
@often
def test_any_text_gives_a_report(name, text):
    head = "vraag;antwoord a;antwoord b;goed;soort\n" if name == "a.csv" else ""
    report = formats.read(name=name, content=(head + text).encode())
    assert all(words_of(remark) for remark in (*report.problems, *report.left_out))
    assert all(words_of(remark) for found in report.found for remark in found.losses)


@pytest.mark.parametrize("name", FILES)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 40))
@settings(max_examples=40)
def test_a_damaged_example_gives_a_report(name, seed, changes):
    chance = random.Random(seed)
    content = bytearray(FILES[name])
    for _change in range(changes):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 50)]
            case _:
                content[place:place] = content[: chance.randrange(1, 30)]
    report = formats.read(name=name, content=bytes(content))
    assert all(words_of(remark) for remark in (*report.problems, *report.left_out))
