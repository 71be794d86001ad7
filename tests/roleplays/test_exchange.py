"""Scenarios from and for other systems: nothing gets lost without a word, and no file makes us fall over."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from casestudies.choices import Context, Domain
from h5p.rules.check import check_file
from roleplays import api
from roleplays.choices import Outcome, Speaker
from roleplays.models import RolePlayScenario
from roleplays.rules.exchange.ink import write_ink
from roleplays.rules.exchange.player import write_page
from roleplays.rules.exchange.remarks import Told
from roleplays.rules.exchange.twee import read_twee, write_twee
from roleplays.rules.scenario_text import read_scenario, write_scenario
from roleplays.selectors.exchange import LARGEST_FILE, SENTENCES, words_in_files, write_dialogue, write_h5p
from tests.factories.people import MunicipalityFactory, UserFactory
from tests.factories.roleplays import ScenarioFactory
from tests.h5p.content_types import disagreements
from tests.roleplays.scenes import scenarios
from tests.roleplays.test_text import WHOLE

FOLDER = settings.SITE_DIR / "website" / "demo" / "roleplays"
DEMO = {file.stem: read_scenario(file.read_text(), file=file.name) for file in sorted(FOLDER.glob("*.yaml"))}
STORY = """\
:: StoryTitle
Op de koffie

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Aan tafel"}

:: Kale muur [script]
alert(1)

:: Goed einde [good]
Jullie drinken koffie.

:: Aan tafel [inwoner] {"position":"1,2"}
Wat wil je?
[[Niets->Goed einde]]
[[Goed einde<-Koffie]]
[[Weg|Verdwenen]]
"""


def told(brought):
    return {(remark.code, remark.line) for remark in brought.remarks}


# --- Twee ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", DEMO)
def test_each_scenario_of_the_demo_goes_to_twine_and_comes_back_whole(code):
    source = DEMO[code]
    brought = read_twee(write_twee(source.scenario, context=source.context).content.decode())
    assert brought.remarks == ()
    assert brought.scenario == source.scenario
    assert brought.context == source.context


@given(
    scenarios(),
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\"'"), min_size=1, max_size=40),
    st.sampled_from(["", "[[n1]]", "->", "\n:: n2", "\n\\:: x", "|", "<-"]),
)
def test_any_scenario_comes_back_whole(played, words, marks):
    text = f"{words}{marks}{words}"
    nodes = [
        replace(
            node,
            text=text,
            speaker="" if node.is_end else Speaker.RESIDENT,
            choices=tuple(replace(choice, text=f"{text} {choice.key}") for choice in node.choices),
        )
        for node in played.nodes
    ]
    if any(not node.choices for node in nodes if not node.is_end):
        return  # the text format has no scene without choices
    whole = replace(played, domain=Domain.AREA, summary="Een proef.", title="Proef", nodes=tuple(nodes))
    brought = read_twee(write_twee(whole, context=Context.DEBT).content.decode())
    assert brought.problems == ()
    assert brought.scenario == whole


def test_a_story_of_somebody_else_comes_in_and_says_what_is_missing():
    brought = read_twee(STORY)
    scenario = brought.scenario
    assert (scenario.title, scenario.start.key) == ("Op de koffie", "aan-tafel")
    assert [(c.text, c.to) for c in scenario.start.choices] == [
        ("Niets", "goed-einde"),
        ("Koffie", "goed-einde"),
        ("Weg", ""),
    ]
    assert scenario.by_key["goed-einde"].end == Outcome.GOOD
    assert told(brought) >= {
        (Told.NO_OWN_DATA, 0),
        (Told.CODE_LOST, 7),
        (Told.NO_TARGET, 17),
        (Told.RENAMED, 10),
        (Told.NEW_CHOICE, 15),
    }


def test_what_was_changed_in_twine_is_taken_over_and_the_rest_is_kept():
    scenario = DEMO["rp1"].scenario
    first = scenario.start.choices[0]
    written = write_twee(scenario, context="wmo").content.decode()
    was = f"[[{first.text}->{first.to}]]"
    assert was in written
    changed = read_twee(written.replace(was, f"[[Anders gezegd->{scenario.nodes[0].key}]]")).scenario
    assert changed.start.choices[0] == replace(first, text="Anders gezegd", to=scenario.nodes[0].key)
    assert changed.nodes[1:] == scenario.nodes[1:]


@pytest.mark.parametrize(
    ("story", "code", "line"),
    [
        pytest.param("zomaar tekst", Told.NO_PASSAGES, 0, id="no passage"),
        pytest.param(":: a\nx\n:: a\ny", Told.TWICE, 3, id="a name twice"),
        pytest.param(":: a\n" + "x" * 2001, Told.TOO_LONG, 1, id="a text that is too long"),
        pytest.param(":: a\n" + "[[b]]\n" * 27 + ":: b", Told.TOO_MANY, 1, id="too many links"),
        pytest.param("".join(f":: n{n}\n" for n in range(301)), Told.TOO_MANY, 0, id="too many passages"),
        pytest.param(":: a\nx\n:: WKS\n" + "[" * 5000, Told.OWN_DATA_BROKEN, 3, id="deep nesting"),
        pytest.param(":: a\nx\n:: WKS\nid: [", Told.OWN_DATA_BROKEN, 3, id="own data that is broken"),
    ],
)
def test_what_cannot_come_in_is_refused_by_line(story, code, line):
    brought = read_twee(story)
    assert brought.scenario is None
    assert (code, line) in told(brought)


@pytest.mark.parametrize(
    ("story", "code", "line"),
    [
        pytest.param(":: a [good]\n<<set $x to 1>>", Told.MACRO, 1, id="a macro of SugarCube"),
        pytest.param(":: a [good]\n(set: $x to 1)", Told.MACRO, 1, id="a macro of Harlowe"),
        pytest.param(":: a [good]\nJe hebt $geld.", Told.VARIABLE, 1, id="a variable"),
        pytest.param(":: a [good]\n<img src=x onerror=y>", Told.MARKUP, 1, id="html"),
        pytest.param(":: a\nEinde.", Told.END_ASSUMED, 1, id="an end that does not say how"),
        pytest.param(":: a\n[[b]]", Told.NO_TARGET, 2, id="a link to nowhere"),
    ],
)
def test_what_does_not_fit_is_told_by_line(story, code, line):
    brought = read_twee(story)
    assert brought.scenario is not None
    assert (code, line) in told(brought)


def test_a_story_that_only_goes_round_comes_in_and_the_gate_names_it():
    brought = api.bring_scenario(name="rond.twee", content=b":: a\n[[b]]\n:: b\n[[a]]")
    assert brought.scenario is not None
    assert any("geen einde" in line or "einde" in line for line in api.to_mend(brought))


@given(st.text(max_size=300))
def test_no_text_crashes_the_reader(written):
    read_twee(f":: a\n{written}\n:: StoryData\n{written}\n:: {written}\n:: WKS\n{written}")


@given(st.integers(0, 1500), st.text(max_size=12))
def test_no_damage_crashes_the_reader(place, noise):
    written = write_twee(read_scenario(WHOLE, file="x").scenario, context="wmo").content.decode()
    read_twee(written[:place] + noise + written[place + 2 * len(noise) :])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("a.twee", b" \n", Told.EMPTY, id="an empty file"),
        pytest.param("a.twee", b"x" * (LARGEST_FILE + 1), Told.TOO_LARGE, id="a huge file"),
        pytest.param("a.twee", b":: a\n\xff\xfe", Told.NOT_TEXT, id="another encoding"),
        pytest.param("a.twee", b":: a\n\x00", Told.NOT_TEXT, id="no text at all"),
        pytest.param("a.exe", b"MZ", Told.UNKNOWN_FORMAT, id="another kind of file"),
        pytest.param("story.json", b"{}", Told.NOT_INK, id="JSON that is not of Ink"),
    ],
)
def test_a_file_that_we_cannot_read_is_refused_in_words(name, content, code):
    brought = api.bring_scenario(name=name, content=content)
    assert brought.scenario is None
    assert [remark.code for remark in brought.remarks] == [code]
    assert all(api.brought_lines(brought))


@pytest.mark.parametrize("escape", ["\\0", "\\uD800"])
def test_a_letter_that_cannot_be_kept_is_refused(escape):
    text = (FOLDER / "rp1.yaml").read_text()
    title = next(line for line in text.split("\n") if line.startswith("title:"))
    brought = api.bring_scenario(name="a.yaml", content=text.replace(title, f'title: "a{escape}b"').encode())
    assert brought.scenario is None


def test_there_is_a_sentence_for_everything_that_can_be_told():
    assert set(SENTENCES) == set(Told)


# --- Ink -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", DEMO)
def test_every_way_in_ink_leads_to_a_scene(code):
    scenario = DEMO[code].scenario
    story = json.loads(write_ink(scenario).content)
    knots = story["root"][-1]
    for node in scenario.nodes:
        container = knots[f"scene_{node.key}"]
        offers = [part for part in container if isinstance(part, dict) and "*" in part]
        assert [offer["*"] for offer in offers] == [
            f"scene_{node.key}.choice_{choice.key}" for choice in node.choices
        ]
        for choice in node.choices:
            taken = container[-1][f"choice_{choice.key}"]
            assert taken[-2]["->"] in knots
    assert story["inkVersion"] == 21


# --- H5P -------------------------------------------------------------------------------------


def package_of(scenario):
    archive = zipfile.ZipFile(io.BytesIO(write_h5p(scenario).content))
    return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_a_package_has_the_same_bytes_each_time():
    scenario = DEMO["rp1"].scenario
    assert write_h5p(scenario) == write_h5p(scenario)


@pytest.mark.parametrize("code", DEMO)
def test_a_package_has_what_the_type_asks_for(code):
    scenario = DEMO[code].scenario
    files = package_of(scenario)
    assert set(files) == {"h5p.json", "content/content.json"}
    named = {
        f"{each['machineName']} {each['majorVersion']}.{each['minorVersion']}"
        for each in files["h5p.json"]["preloadedDependencies"]
    }
    content = files["content/content.json"]["branchingScenario"]
    assert {step["type"]["library"] for step in content["content"]} | {"H5P.BranchingScenario 1.10"} == named
    assert len({step["type"]["subContentId"] for step in content["content"]}) == len(scenario.nodes)
    for node, step in zip(scenario.nodes, content["content"], strict=True):
        if node.is_end:
            assert step["nextContentId"] == -1
            assert step["feedback"]["title"]
            continue
        ways = step["type"]["params"]["branchingQuestion"]["alternatives"]
        assert [scenario.nodes[way["nextContentId"]].key for way in ways] == [c.to for c in node.choices]
        assert all(way["text"] for way in ways)


@pytest.mark.parametrize("code", DEMO)
def test_a_package_that_brings_its_player_is_complete_and_as_its_semantics_say(code):
    package = write_dialogue(DEMO[code].scenario).content
    assert check_file(io.BytesIO(package)) == ()
    assert package == write_dialogue(DEMO[code].scenario).content
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        content = json.loads(archive.read("content/content.json"))
        semantics = json.loads(archive.read("WKS.Dialogue-1.0/semantics.json"))
    assert list(disagreements(content, semantics)) == []


@pytest.mark.parametrize("form", ["h5p", "dialogue", "html", "ink"])
@pytest.mark.parametrize("code", DEMO)
def test_what_players_get_holds_no_hidden_part_of_a_card(code, form):
    scenario = DEMO[code].scenario
    if form in {"h5p", "dialogue"}:
        made = write_h5p(scenario) if form == "h5p" else write_dialogue(scenario)
        with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
            held = archive.read("content/content.json").decode()
    else:
        made = write_ink(scenario) if form == "ink" else write_page(scenario, words=words_in_files())
        held = made.content.decode()
    assert not [card.hidden for card in scenario.role_cards if card.hidden in held]


def test_words_in_a_package_or_a_page_are_no_html():
    scenario = DEMO["rp1"].scenario
    first = replace(scenario.start, text="<script>alert(1)</script>", speaker_name="<b>")
    hostile = replace(scenario, title="</script><b>", nodes=(first, *scenario.nodes[1:]))
    page = write_page(hostile, words=words_in_files()).content.decode()
    assert "<script>alert" not in page
    assert "</script><b>" not in page
    assert "<script>" not in json.dumps(
        package_of(hostile)["content/content.json"]["branchingScenario"]["content"]
    )


# --- Coming in and going out -----------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_becomes_a_draft_of_a_municipality(tmp_path, capsys):
    file = tmp_path / "op-de-koffie.twee"
    file.write_text(STORY)
    author, municipality = UserFactory(), MunicipalityFactory()
    called = {"author": author.email, "municipality": municipality.slug}
    call_command("import_scenario", file, dry_run=True, **called)
    assert not RolePlayScenario.objects.exists()
    assert "Regel 17" in capsys.readouterr().out
    call_command("import_scenario", file, **called)
    call_command("import_scenario", file, **called)
    rows = RolePlayScenario.objects.order_by("code")
    assert [(row.code, row.municipality, row.live) for row in rows] == [
        ("TWINE", municipality, False),
        ("TWINE-2", municipality, False),
    ]
    assert rows[0].latest_revision.user == author


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["yaml", "twee"])
def test_what_leaves_comes_back_the_same(tmp_path, form):
    row = ScenarioFactory(domain=Domain.AREA, context=Context.WMO, summary="Een proef.")
    file = tmp_path / f"uit.{form}"
    call_command("export_scenario", row.code, file, format=form)
    brought = api.bring_scenario(name=file.name, content=file.read_bytes())
    assert brought.scenario == api.scenario_of(row)
    copy = api.bring_in(brought, author=UserFactory(), municipality=None)
    assert api.scenario_of(copy) == replace(brought.scenario, code=copy.code)


def without(written, *keys):
    """A text as it was first written down: without what we added later."""
    kept = {key: value for key, value in yaml.safe_load(written).items() if key not in keys}
    return yaml.safe_dump({**kept, "summary_en": "A first evening."}, sort_keys=False).encode()


@pytest.mark.parametrize("kind", ["yaml", "twee"])
def test_a_text_of_before_comes_in_as_a_draft_that_says_what_is_left(kind):
    written = without((FOLDER / "rp1.yaml").read_text(), "summary", "context", "frame")
    brought = api.bring_scenario(name="rp1.yaml", content=written)
    assert brought.scenario.nodes == DEMO["rp1"].scenario.nodes
    assert brought.scenario.summary == "A first evening."
    assert [remark.code for remark in brought.remarks] == [Told.SUMMARY_LEFT, Told.CONTEXT_LEFT]
    left = {
        "yaml": write_scenario(brought.scenario, context=brought.context).encode(),
        "twee": write_twee(brought.scenario, context=brought.context).content,
    }
    assert api.bring_scenario(name=f"rp1.{kind}", content=left[kind]).scenario == brought.scenario


def test_a_text_for_the_shelf_leaves_nothing():
    written = without((FOLDER / "rp1.yaml").read_text(), "summary").decode()
    source = read_scenario(written, file="rp1.yaml")
    assert source.scenario is None
    assert {problem.words["key"] for problem in source.problems} == {"summary", "summary_en"}


@pytest.mark.django_db
def test_a_command_says_what_is_wrong(tmp_path):
    broken = tmp_path / "a.twee"
    broken.write_bytes(b"\xff")
    row = ScenarioFactory()
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_scenario", broken, author=UserFactory().email)
    with pytest.raises(CommandError, match="niemand"):
        call_command("import_scenario", broken, author="niemand")
    with pytest.raises(CommandError, match="NIETS"):
        call_command("export_scenario", "NIETS", tmp_path / "x", format="twee")
    with pytest.raises(CommandError, match="weg"):
        call_command("export_scenario", row.code, tmp_path / "weg" / "x", format="twee")
