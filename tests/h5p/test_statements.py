from __future__ import annotations

import contextlib
import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.choices import Flaw, Verb
from h5p.rules.statements import LONGEST_STATE, Refused, read_state, read_statement

ACTIVITY, MAILBOX = "https://leerplein.nl/oefening/i1/", "abc@leerplein.invalid"


def statement(**changes):
    told = {
        "id": str(uuid4()),
        "actor": {"mbox": f"mailto:{MAILBOX}"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": ACTIVITY},
        "result": {"score": {"min": 0, "raw": 3, "max": 4}, "success": True},
    }
    return json.dumps({key: value for key, value in {**told, **changes}.items() if value is not None})


def read(text):
    return read_statement(text, activity=ACTIVITY, mailbox=MAILBOX)


def score(raw, best, **more):
    return {"score": {"raw": raw, "max": best, **more}}


def test_a_statement_about_the_whole_finishes_it():
    found = read(statement())
    assert (found.verb, found.raw, found.best, found.percent, found.is_success) == (
        Verb.COMPLETED,
        3,
        4,
        75.0,
        True,
    )
    assert found.finishes


@pytest.mark.parametrize(
    "changes",
    [
        {"object": {"id": f"{ACTIVITY}?subContentId=b1f"}},
        {"context": {"contextActivities": {"parent": [{"id": ACTIVITY}]}}},
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/progressed"}},
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/attempted"}},
    ],
)
def test_a_part_or_a_step_finishes_nothing(changes):
    assert not read(statement(**changes)).finishes


REFUSED = {
    "no JSON": ("{", Flaw.BROKEN),
    "a list": ("[]", Flaw.BROKEN),
    "not a number": (statement().replace('"raw": 3', '"raw": NaN'), Flaw.BROKEN),
    "without end": (statement().replace('"raw": 3', '"raw": Infinity'), Flaw.BROKEN),
    "two megabytes": (statement(extra="x" * 2_000_000), Flaw.TOO_LARGE),
    "deep": (statement(extra=json.loads("[" * 60 + "]" * 60)), Flaw.BROKEN),
    "deeper than Python goes": ('{"a":' + "[" * 30_000 + "]" * 30_000 + "}", Flaw.BROKEN),
    "somebody else": (statement(actor={"mbox": "mailto:lead@gemeente.nl"}), Flaw.ACTOR),
    "an account": (statement(actor={"account": {"name": "x"}}), Flaw.ACTOR),
    "an actor that is a list": (statement(actor=[]), Flaw.ACTOR),
    "another exercise": (statement(object={"id": "https://leerplein.nl/oefening/i2/"}), Flaw.ELSEWHERE),
    "an address that begins alike": (statement(object={"id": f"{ACTIVITY}x"}), Flaw.ELSEWHERE),
    "no object": (statement(object=None), Flaw.BROKEN),
    "an object that is text": (statement(object="x"), Flaw.BROKEN),
    "another verb": (statement(verb={"id": "http://adlnet.gov/expapi/verbs/passed"}), Flaw.VERB),
    "a verb that is a list": (statement(verb={"id": ["completed"]}), Flaw.VERB),
    "no id": (statement(id=None), Flaw.BROKEN),
    "an id that is none": (statement(id="1"), Flaw.BROKEN),
    "999 of 1": (statement(result=score(999, 1)), Flaw.SCORE),
    "less than nothing": (statement(result=score(-1, 1)), Flaw.SCORE),
    "a score in words": (statement(result=score("3", 4)), Flaw.SCORE),
    "a score that is true": (statement(result=score(True, 1)), Flaw.SCORE),
    "half a score": (statement(result=score(3, None)), Flaw.SCORE),
    "an endless score": (statement(result=score(1, 10**30)), Flaw.SCORE),
    "a number that Python makes endless": (statement().replace('"raw": 3', '"raw": 1e999'), Flaw.BROKEN),
    "a number larger than a fraction can be": (statement(result=score(10**400, 10**400)), Flaw.SCORE),
    "a lowest score without bottom": (statement(result=score(0, 1, min=-1e308)), Flaw.SCORE),
    "half a letter": (statement(object={"id": f"{ACTIVITY}?subContentId=\ud800"}), Flaw.BROKEN),
    "NUL in a part": (statement(object={"id": f"{ACTIVITY}?subContentId=\0"}), Flaw.BROKEN),
    "success in words": (statement(result={"success": "yes"}), Flaw.BROKEN),
    "a result that is a list": (statement(result=[]), Flaw.BROKEN),
    "a letter that a database refuses": (statement(extra="\x00"), Flaw.BROKEN),
}


@pytest.mark.parametrize(("text", "flaw"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_the_reason(text, flaw):
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.flaw == flaw
    assert str(flaw.label)


@given(
    st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_whatever_comes_in_is_read_or_refused(text):
    for reads in (read, read_state):
        with contextlib.suppress(Refused):
            reads(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(["id", "actor", "verb", "object", "context", "result"], JSON)
    )
)
def test_a_field_of_any_form_is_read_or_refused(changes):
    try:
        found = read(statement(**changes))
    except Refused:
        return
    assert found.raw is None or 0 <= found.raw <= found.best


def test_a_strange_letter_that_the_package_wrote_out_itself_is_kept():
    assert read_state('{"0": "\\\\u0000 \\\\ud800"}') == {"0": "\\u0000 \\ud800"}


def test_a_state_is_kept_as_the_texts_that_the_package_wrote():
    assert read_state('{"0": "{\\"a\\":1}", "b1f": "x"}') == {"0": '{"a":1}', "b1f": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"0": 1}',
        '{"0": {}}',
        json.dumps({"x" * 65: ""}),
        json.dumps({"0": "x" * LONGEST_STATE}),
        '{"0": "\\u0000"}',
        '{"0": "\\ud800"}',
        '{"\\udc00": ""}',
    ],
)
def test_a_state_of_another_form_is_refused(text):
    with pytest.raises(Refused):
        read_state(text)
