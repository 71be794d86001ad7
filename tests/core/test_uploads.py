from __future__ import annotations

import pytest

from core.rules.uploads import LOOK_AT, UploadProblem, has_script, problem_with, problem_with_archive

MEGABYTE = 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
GIF = b"GIF89a" + b"\x01\x00\x01\x00\x80\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
ZIP = b"PK\x03\x04" + b"\x14\x00" * 20
MP3 = b"ID3\x04\x00" + b"\x00" * 40
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40
WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    + b"\x00" * 20
)
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWat willen jullie bereiken?\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + b"\x00" * 60

DISGUISED, SCRIPT = UploadProblem.DISGUISED, UploadProblem.SCRIPT
NOT_ALLOWED, TOO_LARGE = UploadProblem.NOT_ALLOWED, UploadProblem.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "head", "problem"),
    [
        pytest.param("plein.png", PNG, None, id="a picture"),
        pytest.param("PLEIN.PNG", PNG, None, id="a picture with a loud name"),
        pytest.param("foto.jpeg", JPEG, None, id="a photo"),
        pytest.param("blad.pdf", PDF, None, id="a leaflet"),
        pytest.param("brief.docx", ZIP, None, id="an office file is an archive"),
        pytest.param("gesprek.mp3", MP3, None, id="sound"),
        pytest.param("film.mp4", MP4, None, id="a film"),
        pytest.param("film.webm", WEBM, None, id="another film"),
        pytest.param("film.vtt", VTT, None, id="captions"),
        pytest.param("lijst.csv", "naam;straat\nJoop;Lindestraat é\n".encode(), None, id="a list"),
        pytest.param("oud.txt", "Café\n".encode("latin-1"), None, id="text in an old encoding"),
        pytest.param("plein.svg", SVG, NOT_ALLOWED, id="a drawing with a script"),
        pytest.param("rustig.svg", b"<svg/>", NOT_ALLOWED, id="a drawing without one"),
        pytest.param("pagina.html", b"<html>", NOT_ALLOWED, id="a web page"),
        pytest.param("spel.exe", EXE, NOT_ALLOWED, id="a program"),
        pytest.param("geen", PNG, NOT_ALLOWED, id="no extension"),
        pytest.param("blad.pdf.exe", PDF, NOT_ALLOWED, id="two extensions: the last one counts"),
        pytest.param("plein.pdf", PNG, DISGUISED, id="a picture named pdf"),
        pytest.param("plein.png", SVG, DISGUISED, id="a drawing named png"),
        pytest.param("plein.png", b"<html><script>", DISGUISED, id="a web page named png"),
        pytest.param("blad.pdf", EXE, DISGUISED, id="a program named pdf"),
        pytest.param("brief.docx", PDF, DISGUISED, id="a leaflet named docx"),
        pytest.param("film.vtt", EXE, DISGUISED, id="a program named captions"),
        pytest.param("leeg.png", b"", DISGUISED, id="nothing named png"),
        pytest.param(
            "foto.gif", GIF + b"<script>alert(1)</script>", SCRIPT, id="a picture that is a page too"
        ),
        pytest.param("foto.gif", GIF + b"<SvG onload=alert(1)>", SCRIPT, id="and in mixed case"),
        pytest.param("blad.pdf", PDF + b"<!DOCTYPE html>", SCRIPT, id="a leaflet that is a page too"),
        pytest.param("film.vtt", b"WEBVTT\n<script>alert(1)</script>", SCRIPT, id="captions with a script"),
        pytest.param("lijst.csv", b"<html><body>", SCRIPT, id="a list that is a page"),
    ],
)
def test_a_file_comes_in_when_it_is_what_its_name_says(name, head, problem):
    assert problem_with(name=name, size=len(head), head=head, largest=MEGABYTE) is problem


@pytest.mark.parametrize(
    ("size", "problem"),
    [
        pytest.param(MEGABYTE, None, id="just fits"),
        pytest.param(MEGABYTE + 1, TOO_LARGE, id="a byte too much"),
    ],
)
def test_a_file_may_not_be_too_large(size, problem):
    assert problem_with(name="plein.png", size=size, head=PNG, largest=MEGABYTE) is problem


@pytest.mark.parametrize(
    ("name", "entries", "problem"),
    [
        pytest.param("brief.docx", ["[Content_Types].xml", "word/document.xml"], None, id="a letter"),
        pytest.param("dia.pptx", ["[Content_Types].xml", "ppt/presentation.xml"], None, id="slides"),
        pytest.param("lijst.xlsx", ["xl/workbook.xml"], None, id="a sheet"),
        pytest.param("brief.odt", ["mimetype", "content.xml"], None, id="an open letter"),
        pytest.param("brief.docx", ["xl/workbook.xml"], DISGUISED, id="a sheet named docx"),
        pytest.param("brief.docx", ["a.exe"], DISGUISED, id="an archive named docx"),
        pytest.param("brief.docx", [], DISGUISED, id="a broken archive"),
        pytest.param(
            "brief.docx", ["word/document.xml", "word/vbaProject.bin"], UploadProblem.MACROS, id="with macros"
        ),
        pytest.param("blad.pdf", [], None, id="not an archive"),
    ],
)
def test_an_office_file_holds_what_it_should(name, entries, problem):
    assert problem_with_archive(name=name, entries=entries) is problem


def test_a_script_far_into_a_picture_is_found():
    assert has_script(b"\x00" * (LOOK_AT * 3) + b"<ScRiPt>")
    assert not has_script(b"\x00" * (LOOK_AT * 3) + b"<svg")
