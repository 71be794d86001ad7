"""Cases as text: read, refused by line, loaded once."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casestudies import api
from casestudies.management.commands.load_cases import Command
from casestudies.models import CaseStudyPage, CaseVersion
from casestudies.rules.case_json import case_from_json, case_to_json
from casestudies.rules.case_text import read_case
from tests.factories.cases import CaseFactory, version_of
from tests.factories.people import MunicipalityFactory

WHOLE = """\
code: CP
title: Het plein
domain: area
context: neighbourhood
summary: Een plein en een schets.
minutes: 30
situation:
  - Het plein is leeg.
  - De schets hangt al.
wish: Een plek voor iedereen.
frame:
  issue: Hoe wordt het een plek?
  discretion: De inrichting is vrij.
  hard_limits: Veilig gekeurd.
  resources: 40.000 euro.
  timeframe: Voor de zomer.
  decision: Het college.
  responsibility: De groep.
frame_owner: De opdrachtgever
frame_translator: De zaakwaarnemer
frame_tester: Het college
hard_limits: [Veilig gekeurd.]
people:
  - {role: resident, name: Samira, about: Trekt de groep.}
  - {role: resident, name: Mevrouw Bakker, about: Woont er lang.}
timeline:
  - {when: 2019, fact: Er kwam geen antwoord.}
  - {when: Nu, fact: Het begint.}
dilemmas: [Laten zien helpt en stuurt.]
pitfalls:
  - {code: offering_solution, why: De schets.}
questions: [Wat had jij willen horen?]
facilitator_notes: [Alleen voor begeleiders.]
expert_answer: |
  Begin met wat er was.

  Geef daarna het kader.
roles:
  resident: {view: Ik zie een muur., question: Wat heb ik nodig?}
  municipality: {view: Ik zie haast., question: Wat is mijn deel?}
  case_steward: {view: Ik zie een kans., question: Wanneer zeg ik het?}
  process_guide: {view: Ik zie stilte., question: Wat breng ik in?}
diagnosis:
  first:
    - {who: municipality, name: Wouter, text: Hier is een schets., pitfall: offering_solution, why: Te vroeg.}
    - {who: resident, name: Samira, text: Van wie is die?}
    - {who: narrator, text: Het blijft stil.}
  predict:
    question: Wat gebeurt er straks?
    options:
      - {text: Iedereen is blij., feedback: Dat hoop je.}
      - {text: De groep haakt af., right: true, feedback: Daar lijkt het op.}
      - {text: Niets., feedback: Ook dat zegt iets.}
  second:
    - {who: case_steward, name: Renske, text: Ik haal hem weg., handled: 1}
    - {who: resident, name: Samira, text: Dank je.}
    - {who: narrator, text: Ze gaan zitten.}
owner: redactie
review_due: 2027-09-01
source: invented
"""


def lines_of(read):
    return [(problem.line, problem.code.value) for problem in read.problems]


def test_a_whole_file_is_read():
    read = read_case(WHOLE, file="cp.yaml")
    assert read.problems == []
    case = read.case
    assert case.situation == "Het plein is leeg.\n\nDe schets hangt al."
    assert case.expert_answer == "Begin met wat er was.\n\nGeef daarna het kader."
    assert case.timeline[0].when == "2019"
    assert [view.role for view in case.roles] == ["resident", "municipality", "case_steward", "process_guide"]
    assert [line.pitfall for line in case.moments] == ["offering_solution"]
    assert [option.is_right for option in case.prediction.options] == [False, True, False]
    assert (read.facilitator_notes, read.responsible) == (("Alleen voor begeleiders.",), "redactie")


def test_what_a_version_keeps_reads_the_same():
    case = read_case(WHOLE, file="cp.yaml").case
    assert case_from_json(case_to_json(case)) == case


@pytest.mark.parametrize(
    ("was", "becomes", "line", "code"),
    [
        ("title: Het plein", "titel: Het plein", 2, "key_unknown"),
        ("domain: area", "domain: maan", 3, "not_one_of"),
        ("summary: Een plein en een schets.", f"summary: {'lang ' * 40}", 5, "too_long"),
        ("minutes: 30", "minutes: 500", 6, "out_of_range"),
        ("situation:\n  - Het plein is leeg.\n  - De schets hangt al.", "situation: 3", 7, "not_a_text"),
        ("  timeframe: Voor de zomer.\n", "", 12, "key_missing"),
        ("frame_owner: De opdrachtgever\n", "", 1, "key_missing"),
        ("{role: resident, name: Samira", "{role: buurman, name: Samira", 24, "not_one_of"),
        ("{when: Nu, fact: Het begint.}", "{fact: Het begint.}", 28, "key_missing"),
        ("{code: offering_solution, why: De schets.}", "{code: haast, why: x}", 31, "not_one_of"),
        ("dilemmas: [Laten zien helpt en stuurt.]", "dilemmas: Een", 29, "not_a_list"),
        ("  process_guide: {view: Ik zie stilte., question: Wat breng ik in?}\n", "", 39, "key_missing"),
        (
            "pitfall: offering_solution, why: Te vroeg.",
            "pitfall: offering_solution",
            45,
            "pitfall_without_why",
        ),
        (", pitfall: offering_solution, why: Te vroeg.", "", 43, "flaw"),
        ("  - {when: Nu, fact: Het begint.}\n", "", 26, "flaw"),
        ("right: true, ", "", 43, "flaw"),
        ("handled: 1", "handled: 2", 43, "flaw"),
        (", handled: 1", "", 43, "flaw"),
        ("review_due: 2027-09-01", "review_due: straks", 59, "not_a_date"),
        ("source: invented", "source: real", 60, "not_one_of"),
        ("De schets hangt al.", "Bel 06 12345678.", 9, "personal_detail"),
        ("wish: Een plek voor iedereen.", "wish: [", 12, "yaml_broken"),
    ],
)
def test_a_mistake_is_named_at_its_line(was, becomes, line, code):
    assert was in WHOLE
    read = read_case(WHOLE.replace(was, becomes, 1), file="cp.yaml")
    assert read.case is None
    assert code in {found for _line, found in lines_of(read)}
    assert (line, code) in lines_of(read)


@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(written):
    read_case(written, file="cp.yaml")


@given(st.integers(0, len(WHOLE)), st.text(max_size=12))
def test_no_damage_crashes_the_reader(place, noise):
    read_case(WHOLE[:place] + noise + WHOLE[place + len(noise) :], file="cp.yaml")


def test_a_huge_file_is_refused_at_once():
    assert lines_of(read_case("a" * 1_000_001, file="cp.yaml")) == [(1, "too_long")]


# --- Loading ----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A folder with one case."""
    (tmp_path / "cp.yaml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def load(folder, **options):
    return api.load_cases(folder, now=timezone.now(), **options)


@pytest.mark.django_db
def test_loading_publishes_and_loading_again_changes_nothing(folder):
    assert load(folder).made == ["CP"]
    assert load(folder).unchanged == ["CP"]
    page = CaseStudyPage.objects.get()
    assert page.live
    assert api.case_of(page) == read_case(WHOLE, file="cp.yaml").case
    assert (page.pitfall_codes, page.role_codes) == (["offering_solution"], ["resident"])
    assert CaseVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_frozen_version_has_nothing_that_only_facilitators_read(folder):
    load(folder)
    assert "Alleen voor begeleiders" not in str(version_of(CaseStudyPage.objects.get()).content)


@pytest.mark.django_db
def test_the_names_of_an_invented_case_are_known_to_be_invented(folder):
    load(folder)
    page = CaseStudyPage.objects.get()
    assert api.obstacles_in(page) == []
    assert [(each.row.kind, each.by) for each in api.cleared_in(page)] == [
        ("name", "het tekstbestand waar de casus uit komt")
    ]


@pytest.mark.django_db
def test_what_was_edited_is_left_alone_unless_it_may_be_replaced(folder):
    load(folder)
    page = CaseStudyPage.objects.get()
    page.summary = "Anders"
    page.save_revision().publish()
    assert load(folder).left_alone == ["CP"]
    assert load(folder, overwrite=True).changed == ["CP"]
    page.refresh_from_db()
    assert page.summary == "Een plein en een schets."


@pytest.mark.django_db
def test_a_changed_file_becomes_a_new_version_and_the_old_one_stays(folder):
    load(folder)
    (folder / "cp.yaml").write_text(WHOLE.replace("Ik haal hem weg.", "Ik rol hem op."), encoding="utf-8")
    assert load(folder).changed == ["CP"]
    first, second = CaseVersion.objects.order_by("number")
    assert "Ik haal hem weg." in str(first.content)
    assert "Ik rol hem op." in str(second.content)


@pytest.mark.django_db
def test_nothing_is_loaded_as_long_as_something_is_wrong(folder):
    (folder / "cq.yaml").write_text(WHOLE.replace("domain: area", "domain: maan"), encoding="utf-8")
    report = load(folder)
    assert [api.problem_text(problem) for problem in report.problems] == [
        "cq.yaml:3: “domain” moet een van deze zijn: area, individual."
    ]
    assert not CaseStudyPage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (
            "handled: 1",
            "handled: 2",
            "cp.yaml:43: De tweede versie pakt een moment op dat niet in de eerste staat.",
        ),
        ("De schets hangt al.", "Mail a@b.nl", "cp.yaml:9: Dit lijkt een e-mailadres. Haal het weg."),
    ],
)
def test_a_mistake_is_explained_in_dutch(folder, was, becomes, says):
    (folder / "cp.yaml").write_text(WHOLE.replace(was, becomes), encoding="utf-8")
    assert says in [api.problem_text(problem) for problem in load(folder).problems]


@pytest.mark.django_db
def test_a_code_that_is_used_twice_or_elsewhere_is_refused(folder):
    CaseFactory(code="CP", municipality=MunicipalityFactory())
    assert [problem.code.value for problem in load(folder).problems] == ["code_taken"]
    (folder / "cq.yaml").write_text(WHOLE, encoding="utf-8")
    assert "key_twice" in [problem.code.value for problem in load(folder).problems]


@pytest.mark.django_db
def test_the_command_says_what_it_did_or_what_is_wrong(folder, capsys):
    call_command("load_cases", folder, "--check")
    call_command("load_cases", folder)
    call_command("load_cases", folder)
    told = capsys.readouterr().out
    assert "Er is niets opgeslagen." in told
    assert "Gemaakt:\n  CP" in told
    assert "Was al bij:\n  CP" in told
    (folder / "cp.yaml").write_text(WHOLE.replace("minutes: 30", "minutes: 3"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"cp\.yaml:6"):
        call_command("load_cases", folder)
    with pytest.raises(CommandError, match="map"):
        call_command("load_cases", folder / "weg")


@pytest.mark.django_db
def test_the_cases_of_the_demo_are_in_order():
    report = api.check_cases(Command.usual_folder)
    assert [api.problem_text(problem) for problem in report.problems] == []
