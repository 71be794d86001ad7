from __future__ import annotations

import io
import json
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.management import CommandError, call_command

from h5p.choices import Problem
from h5p.rules.archive import opened
from h5p.rules.check import check_file
from h5p.rules.findings import Finding, Refused, sentence
from h5p.rules.limits import MEGABYTE, Limits
from tests.factories.h5p import library_json, manifest, needs, package, package_files, zipped
from tests.h5p.hostile_archives import (
    LIB,
    behind,
    broken_in_the_middle,
    commented,
    content,
    deep_libraries,
    end_that_says,
    flagged,
    lying,
    nameless,
    problems,
    renamed,
    said_to_lie_at,
    twice,
    with_member,
    with_mode,
)

HOSTILE = {
    "empty file": (lambda: io.BytesIO(b""), Problem.NOT_AN_ARCHIVE),
    "text": (lambda: io.BytesIO(b"dit is geen zip" * 20), Problem.NOT_AN_ARCHIVE),
    "half an archive": (lambda: io.BytesIO(package().getvalue()[:400]), Problem.NOT_AN_ARCHIVE),
    "something behind the archive": (lambda: behind(b"<script>"), Problem.NOT_AN_ARCHIVE),
    "a comment that another reader could take for the list": (
        lambda: commented(b"PK\x05\x06" + b"\0" * 10),
        Problem.NOT_AN_ARCHIVE,
    ),
    "a second, empty end in the comment": (
        lambda: commented(b"PK\x05\x06" + b"\0" * 18),
        Problem.NO_MANIFEST,
    ),
    "the end says 65535 members": (lambda: end_that_says(count=0xFFFF), Problem.TOO_MANY_MEMBERS),
    "the end says a list of 2 GB": (lambda: end_that_says(directory=2**31), Problem.TOO_MANY_MEMBERS),
    "the end says a list before the start": (
        lambda: end_that_says(directory=3 * MEGABYTE),
        Problem.NOT_AN_ARCHIVE,
    ),
    "5,001 members": (
        lambda: package(**{f"content/f{n}.txt": b"" for n in range(5000)}),
        Problem.TOO_MANY_MEMBERS,
    ),
    "up out of the folder": (lambda: with_member("content/../../etc/cron.txt"), Problem.UNSAFE_NAME),
    "up at the start": (lambda: with_member("../evil.txt"), Problem.UNSAFE_NAME),
    "absolute": (lambda: with_member("/etc/passwd.txt"), Problem.UNSAFE_NAME),
    "empty segment": (lambda: with_member("content//a.txt"), Problem.UNSAFE_NAME),
    "a dot segment": (lambda: with_member("content/./a.txt"), Problem.UNSAFE_NAME),
    "backslash": (lambda: renamed(b"content/a_b.txt", b"content/a\\b.txt"), Problem.UNSAFE_NAME),
    "NUL in a name": (lambda: renamed(b"content/a_b.txt", b"content/a\0b.txt"), Problem.UNSAFE_NAME),
    "a drive": (lambda: with_member("C:evil.txt"), Problem.UNSAFE_NAME),
    "a stream of NTFS": (lambda: with_member("content/a.txt:evil"), Problem.UNSAFE_NAME),
    "a reserved name": (lambda: with_member("content/CON.txt"), Problem.UNSAFE_NAME),
    "a reserved name with a small letter": (lambda: with_member("content/lpt1"), Problem.UNSAFE_NAME),
    "a dot at the end": (lambda: with_member("content/a.txt."), Problem.UNSAFE_NAME),
    "a blank at the end": (lambda: with_member("content/a.txt "), Problem.UNSAFE_NAME),
    "a newline": (lambda: with_member("content/a\n.txt"), Problem.UNSAFE_NAME),
    "text that turns round": (lambda: with_member("content/a‮txt.exe"), Problem.UNSAFE_NAME),
    "not composed": (lambda: with_member("content/caf\u0065\u0301.txt"), Problem.UNSAFE_NAME),
    "an endless name": (lambda: with_member("content/" + "a" * 3000), Problem.UNSAFE_NAME),
    "too many folders": (lambda: with_member("content/" + "a/" * 20 + "a.txt"), Problem.TOO_DEEP),
    "a symbolic link": (lambda: with_mode(stat.S_IFLNK), Problem.NOT_A_FILE),
    "a device": (lambda: with_mode(stat.S_IFCHR), Problem.NOT_A_FILE),
    "a pipe": (lambda: with_mode(stat.S_IFIFO), Problem.NOT_A_FILE),
    "locked": (lambda: flagged(0x1), Problem.ENCRYPTED),
    "locked strongly": (lambda: flagged(0x40), Problem.ENCRYPTED),
    "bzip2": (lambda: zipped(package_files(), compression=zipfile.ZIP_BZIP2), Problem.COMPRESSION),
    "lzma": (lambda: zipped(package_files(), compression=zipfile.ZIP_LZMA), Problem.COMPRESSION),
    "the same name twice": (lambda: twice("content/a.txt", "content/a.txt"), Problem.DUPLICATE_NAME),
    "the same name in capitals": (lambda: twice("content/a.txt", "content/A.TXT"), Problem.DUPLICATE_NAME),
    "a file in the place of a folder": (
        lambda: twice("content/a", "content/a/b.txt"),
        Problem.DUPLICATE_NAME,
    ),
    "damaged": (broken_in_the_middle, Problem.DAMAGED),
    "the list says it is smaller": (lambda: lying(10), Problem.DAMAGED),
    "the list says it is huge": (lambda: lying(2**31), Problem.MEMBER_TOO_LARGE),
    "no manifest": (lambda: package(**{"h5p.json": None}), Problem.NO_MANIFEST),
    "no content": (lambda: package(**{"content/content.json": None}), Problem.NO_CONTENT),
    "a manifest that is no JSON": (lambda: package(**{"h5p.json": "{"}), Problem.BROKEN_JSON),
    "a manifest that is a list": (lambda: package(**{"h5p.json": "[]"}), Problem.BROKEN_JSON),
    "a manifest in another encoding": (
        lambda: package(**{"h5p.json": manifest().encode("utf-16")}),
        Problem.BROKEN_JSON,
    ),
    "content with NaN": (lambda: package(**{"content/content.json": '{"a": NaN}'}), Problem.BROKEN_JSON),
    "content 100,000 deep": (
        lambda: package(**{"content/content.json": '{"a":' * 100_000 + "1" + "}" * 100_000}),
        Problem.BROKEN_JSON,
    ),
    "content with an endless number": (
        lambda: package(**{"content/content.json": '{"a": ' + "9" * 10_000 + "}"}),
        Problem.BROKEN_JSON,
    ),
    "content of 5 MB": (
        lambda: package(**{"content/content.json": json.dumps({"a": "b" * 5_000_000})}),
        Problem.RATIO_TOO_HIGH,
    ),
    "no title": (lambda: package(**{"h5p.json": manifest(title=None)}), Problem.MISSING_FIELD),
    "a title that is a list": (lambda: package(**{"h5p.json": manifest(title=["a"])}), Problem.MISSING_FIELD),
    "a main library that is not listed": (
        lambda: package(**{"h5p.json": manifest(mainLibrary="Test.Other")}),
        Problem.MISSING_FIELD,
    ),
    "a dependency with a negative version": (
        lambda: package(**{"h5p.json": manifest(preloadedDependencies=[needs("Test.Story", -1)])}),
        Problem.MISSING_FIELD,
    ),
    "html in content": (lambda: package(**{"content/a.html": "<p>"}), Problem.FILE_KIND),
    "svg in content": (lambda: package(**{"content/images/a.svg": "<svg/>"}), Problem.FILE_KIND),
    "script in content": (lambda: package(**{"content/a.js": "alert(1)"}), Problem.FILE_KIND),
    "capital letters hide nothing": (lambda: package(**{"content/a.HTML": "<p>"}), Problem.FILE_KIND),
    "a folder that is no library": (lambda: package(**{"stuff/a.txt": "a"}), Problem.UNEXPECTED_FOLDER),
    "a library without its description": (
        lambda: package(**{"Test.Other-1.0/a.js": "a"}),
        Problem.UNEXPECTED_FOLDER,
    ),
    "a folder of another name": (
        lambda: package(**{"Test.Wrong-1.0/library.json": library_json()}),
        Problem.LIBRARY_FOLDER,
    ),
    "a folder of another version": (
        lambda: package(**{LIB: library_json(minor=9)}),
        Problem.LIBRARY_FOLDER,
    ),
    "a script that is not there": (
        lambda: package(**{LIB: library_json(preloadedJs=[{"path": "gone.js"}])}),
        Problem.LISTED_FILE_MISSING,
    ),
    "a member without a name": (nameless, Problem.UNSAFE_NAME),
    "a member behind the end": (lambda: said_to_lie_at(2**31), Problem.DAMAGED),
    "a member that lies further than a computer counts": (
        lambda: said_to_lie_at(2**32 - 1, extra=struct.pack("<HHQ", 1, 8, 2**63)),
        Problem.DAMAGED,
    ),
    "two dots in one letter": (lambda: with_member("content/‥/a.txt"), Problem.UNSAFE_NAME),
    "a wide slash": (lambda: with_member("content/..／a.txt"), Problem.UNSAFE_NAME),
    "NUL in content": (lambda: content('{"a": ["\\u0000"]}'), Problem.BROKEN_JSON),
    "NUL in the name of a field": (lambda: content('{"\\u0000": 1}'), Problem.BROKEN_JSON),
    "half a letter in content": (lambda: content('{"a": "\\ud800"}'), Problem.BROKEN_JSON),
    "content with a power without end": (lambda: content('{"a": -1e999}'), Problem.BROKEN_JSON),
    "NUL in a title": (lambda: package(**{"h5p.json": manifest(title="a\0b")}), Problem.BROKEN_JSON),
    "half a letter in the title of a library": (
        lambda: package(**{LIB: library_json(title="\ud800")}),
        Problem.BROKEN_JSON,
    ),
    "a page as a script": (
        lambda: package(
            **{LIB: library_json(preloadedJs=[{"path": "a.html"}]), "Test.Story-1.0/a.html": "<p>"}
        ),
        Problem.FILE_KIND,
    ),
    "a style of 20 MB": (
        lambda: zipped(
            package_files(**{"Test.Story-1.0/story.css": b" " * 20 * MEGABYTE}),
            compression=zipfile.ZIP_STORED,
        ),
        Problem.MEMBER_TOO_LARGE,
    ),
    "a library in two folders": (
        lambda: package(
            **{f"Test.Story/{name}": "" for name in ("story.js", "story.css")},
            **{"Test.Story/library.json": library_json(patch=2)},
        ),
        Problem.DUPLICATE_NAME,
    ),
    "libraries deeper than Python goes": (lambda: deep_libraries(1100), Problem.LIBRARY_MISSING),
    "a script outside the library": (
        lambda: package(**{LIB: library_json(preloadedJs=[{"path": "../content/content.json"}])}),
        Problem.LISTED_FILE_MISSING,
    ),
    "a library without a version": (
        lambda: package(**{LIB: library_json(patchVersion=None)}),
        Problem.MISSING_FIELD,
    ),
    "a player that does not exist yet": (
        lambda: package(**{LIB: library_json(coreApi={"majorVersion": 1, "minorVersion": 99})}),
        Problem.CORE_TOO_OLD,
    ),
    "a library that is missing": (
        lambda: package(
            **{"h5p.json": manifest(preloadedDependencies=[needs("Test.Story"), needs("Test.Gone")])}
        ),
        Problem.LIBRARY_MISSING,
    ),
    "a library deep in the content that is missing": (
        lambda: package(**{"content/content.json": '{"a": [{"library": "Test.Deep 2.3"}]}'}),
        Problem.LIBRARY_MISSING,
    ),
    "a library that needs itself": (
        lambda: package(**{LIB: library_json(preloadedDependencies=[needs("Test.Story")])}),
        Problem.CIRCULAR,
    ),
    "a main library that cannot run": (
        lambda: package(**{LIB: library_json(runnable=0)}),
        Problem.MAIN_NOT_RUNNABLE,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_with_its_reason(name):
    make, expected = HOSTILE[name]

    assert expected in problems(make())


def test_a_package_in_order_is_taken():
    assert problems(package()) == set()


def test_files_that_the_format_ignores_are_not_read():
    source = package(**{"__MACOSX/content/a.html": "<p>", "content/.DS_Store": "x"})

    assert problems(source) == set()


def bomb(megabytes):
    """One member of zeros in an archive that is about a thousand times smaller."""
    source = package()
    with (
        zipfile.ZipFile(source, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("content/zeros.bin.txt", "w") as member,
    ):
        for _ in range(megabytes):
            member.write(b"\0" * MEGABYTE)
    source.seek(0)
    return source


def test_a_bomb_of_700_mb_is_refused_before_anything_is_unpacked():
    source = bomb(700)
    assert len(source.getvalue()) < MEGABYTE

    tracemalloc.start()
    found = problems(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert {Problem.MEMBER_TOO_LARGE, Problem.TOTAL_TOO_LARGE, Problem.RATIO_TOO_HIGH} <= found
    assert peak < 5 * MEGABYTE


def test_none_of_them_takes_much_memory():
    made = {name: make() for name, (make, _problem) in HOSTILE.items()}
    peaks = {}
    tracemalloc.start()
    for name, source in made.items():
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        problems(source)
        peaks[name] = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert len(made) > 40
    assert {name: peak for name, peak in peaks.items() if peak > 50 * MEGABYTE} == {}


def test_a_bomb_whose_list_lies_unpacks_to_no_more_than_the_list_says():
    raw = bytearray(bomb(50).getvalue())
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<L", 1000)
    raw[at + 16 : at + 20] = struct.pack("<L", zlib.crc32(b"\0" * 1000))

    with opened(io.BytesIO(bytes(raw))) as archive:
        assert sum(len(block) for block in archive.blocks("content/zeros.bin.txt")) == 1000


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(member=2 * MEGABYTE, ratio=10**9), Problem.MEMBER_TOO_LARGE),
        (Limits(total=2 * MEGABYTE, ratio=10**9), Problem.TOTAL_TOO_LARGE),
        (Limits(), Problem.RATIO_TOO_HIGH),
    ],
)
def test_what_is_unpacked_is_counted_whatever_the_list_said(limits, reason):
    with opened(bomb(50), Limits(member=10**9, total=10**9, ratio=10**9)) as archive:
        archive.limits = limits
        taken = []
        with pytest.raises(Refused) as refused:
            taken.extend(len(block) for block in archive.blocks("content/zeros.bin.txt"))

    assert [finding.problem for finding in refused.value.findings] == [reason]
    assert sum(taken) <= 12 * MEGABYTE


def test_of_many_reasons_the_first_are_told_and_the_others_counted():
    missing = [{"library": f"Test.Gone{at} 1.0"} for at in range(5_000)]

    found = check_file(content(json.dumps({"a": missing})))

    assert len(found) == 51
    assert found[-1] == Finding(Problem.MORE, detail="4950")


@pytest.mark.parametrize("problem", Problem)
def test_every_reason_is_a_sentence(problem):
    assert "%" not in sentence(Finding(problem, where="a.txt", detail="3"))


def test_a_hostile_name_does_not_flood_the_reason():
    assert len(sentence(Finding(Problem.UNSAFE_NAME, where="a\n\x1b[31m" * 500))) < 200


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_and_keeps_nothing(tmp_path, capsys):
    good, bad = tmp_path / "goed.h5p", tmp_path / "fout.h5p"
    good.write_bytes(package().getvalue())
    bad.write_bytes(package(**{"content/a.html": "<p>"}).getvalue())
    with pytest.raises(CommandError, match=r"fout\.h5p"):
        call_command("h5p_check", str(good), str(bad))
    said = capsys.readouterr().out
    assert "goed.h5p: in orde." in said
    assert "content/a.html" in said


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("h5p_check", "weg.h5p")
