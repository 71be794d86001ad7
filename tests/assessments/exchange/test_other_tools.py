"""What other tools write that is unlike ours: prefixes, newer lists of contents, repeated texts, pictures as answers."""

from __future__ import annotations

import pytest

from assessments.rules.exchange import formats
from assessments.rules.exchange.codes import Loss, Refusal
from tests.assessments.exchange.samples import zipped

ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="{name}" title="{name}">
<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}">{key}</responseDeclaration>
<itemBody>{body}</itemBody></assessmentItem>"""


def item(
    body: str, *right: str, name: str = "v1", cardinality: str = "single", base: str = "identifier"
) -> str:
    """An item with these right answers."""
    values = "".join(f"<value>{value}</value>" for value in right)
    key = f"<correctResponse>{values}</correctResponse>" if right else ""
    return ITEM.format(body=body, key=key, name=name, cardinality=cardinality, base=base)


def choices(*texts: str, prompt: str = "") -> str:
    """What can be chosen, named c1, c2 and so on."""
    told = "".join(
        f'<simpleChoice identifier="c{n}">{text}</simpleChoice>' for n, text in enumerate(texts, start=1)
    )
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return f'<choiceInteraction responseIdentifier="R" maxChoices="1">{asked}{told}</choiceInteraction>'


def read(content: str | bytes, name: str = "vragen.xml"):
    """What came of a file."""
    return formats.read(name=name, content=content.encode() if isinstance(content, str) else content)


def only(content: str | bytes, name: str = "vragen.xml"):
    """The one question of a file."""
    report = read(content, name)
    assert report.problems == ()
    [found] = report.found
    return found


def test_every_element_may_have_a_prefix_and_the_text_a_mark_of_its_encoding():
    whole = item("<p>Wie kiest?</p>" + choices("De inwoner", "De gemeente", "De coach"), "c1")
    prefixed = whole.replace("<", "<qti:").replace("<qti:/", "</qti:").replace("xmlns=", "xmlns:qti=")
    for content in (
        prefixed.encode("utf-8-sig"),
        f'<?xml version="1.0" encoding="UTF-16"?>{whole}'.encode("utf-16"),
    ):
        found = only(content).tagged.item
        assert (found.text, [option.is_right for option in found.options]) == (
            "Wie kiest?",
            [True, False, False],
        )


@pytest.mark.parametrize("folder", ["", "Mijn export/"])
@pytest.mark.parametrize(
    "kind", ["imsqti_item_xmlv2p1", "imsqti_item_xmlv2p2", "imsqti_item_xmlv3p0", "imsqti_item_xmlv3p1"]
)
def test_a_list_of_contents_of_any_version_in_any_folder(kind, folder):
    rows = "".join(
        f'<resource identifier="{name}" type="{kind}" href="{name}"><metadata/><file href="{name}"/></resource>'
        for name in ("een.xml", "weg.xml")
    )
    manifest = (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>'
    )
    question = item("<p>Wie kiest?</p>" + choices("De inwoner", "De gemeente", "De coach"), "c1")
    beside = {"__MACOSX/._imsmanifest.xml": b"\x00\x05", "__MACOSX/._een.xml": b"\x00\x05"}
    report = read(
        zipped({f"{folder}imsmanifest.xml": manifest, f"{folder}een.xml": question, **beside}), "export.zip"
    )
    assert [found.tagged.item.text for found in report.found] == ["Wie kiest?"]
    assert [(p.code, p.facts["name"]) for p in report.problems] == [
        (Refusal.MISSING_FILE, f"{folder}weg.xml")
    ]
    assert report.left_out == ()


def test_files_that_a_mac_packs_along_are_no_questions_either_without_a_list_of_contents():
    question = item("<p>Wie kiest?</p>" + choices("De inwoner", "De gemeente", "De coach"), "c1")
    assert only(zipped({"een.xml": question, "__MACOSX/._een.xml": b"\x00\x05"}), "export.zip")


def test_a_question_that_stands_there_twice_is_asked_once():
    body = "<p>Zet de stappen in volgorde.</p>" + choices(
        "De wens", "Het kader", "Het plan", prompt="Zet de stappen in volgorde."
    )
    assert only(item(body, "c1")).tagged.item.text == "Zet de stappen in volgorde."


@pytest.mark.parametrize(
    ("texts", "right", "is_true"),
    [
        (("True", "False"), "c1", True),
        (("Onwaar", "Waar"), "c1", False),
        (("Juist", "Onjuist"), "c2", False),
        (("Niet waar", "Waar"), "c2", True),
    ],
)
def test_two_answers_that_say_true_or_not_are_a_statement(texts, right, is_true):
    found = only(item("<p>Een hek is een wens.</p>" + choices(*texts), right)).tagged.item
    assert (found.kind, [option.is_right for option in found.options]) == (
        "true_false",
        [is_true, not is_true],
    )


def test_two_other_answers_stay_a_choice():
    found = only(item("<p>Wie kiest?</p>" + choices("Waar", "De inwoner"), "c2")).tagged.item
    assert (found.kind, len(found.options)) == ("one_choice", 2)


def test_the_same_answer_in_other_capitals_is_one_answer():
    body = '<p>Wie kiest? <textEntryInteraction responseIdentifier="R"/></p>'
    found = only(item(body, "Inwoner", "inwoner", "de  inwoner", base="string"))
    assert found.tagged.item.accepted == ("Inwoner", "de inwoner")


def test_an_item_that_only_tells_something_is_left_out_and_that_is_said():
    told, asked = (
        item("<p>Veel succes!</p>", name="uitleg"),
        item("<p>Wie kiest?</p>" + choices("A", "B", "C"), "c1"),
    )
    report = read(zipped({"uitleg.xml": told, "vraag.xml": asked}), "export.zip")
    assert (len(report.found), report.problems) == (1, ())
    assert [(remark.code, remark.place.name) for remark in report.left_out] == [(Loss.DESCRIPTION, "uitleg")]


@pytest.mark.parametrize(
    "picture", ['<img src="a.png" alt=""/>', '<p><object data="a.svg" type="image/svg+xml"/></p>']
)
def test_an_answer_that_is_only_a_picture_is_refused_with_that_reason(picture):
    report = read(item("<p>Welk hek?</p>" + choices(picture, "Groen", "Geel"), "c1"))
    assert [problem.code for problem in report.problems] == [Refusal.ONLY_A_PICTURE]


def test_the_picture_beside_an_old_question_of_moodle_is_said_to_be_lost():
    old = """<quiz><question type="truefalse"><name><text>Een hek is een wens.</text></name>
    <questiontext format="html"><text><![CDATA[<p>Een hek is een wens.</p>]]></text></questiontext>
    <image>hek.png</image><image_base64>iVBORw0KGgo=</image_base64>
    <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question></quiz>"""
    [loss] = only(old).losses
    assert (loss.code, loss.facts["name"]) == (Loss.PICTURE, "hek.png")
