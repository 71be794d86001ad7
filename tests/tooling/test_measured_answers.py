"""What the measurements answer to a test: read from its page, as a browser would."""

from __future__ import annotations

from tooling.measurements.answers import answers_to

PAGE = b"""<form><input name="csrfmiddlewaretoken" value="x">
<input type="hidden" name="1-version" value="7"><input type="hidden" name="1-was" value="0">
<input type="radio" name="1-choice" value="aa"><input type="radio" name="1-choice" value="bb">
<input type="checkbox" name="1-flag" value="on">
<input type="hidden" name="2-version" value="8">
<select name="2-target-a"><option value="">Kies</option><option value="q">A</option></select>
<input type="radio" name="3-best" value="a"><input type="radio" name="3-best" value="b">
<input type="radio" name="3-worst" value="a"><input type="radio" name="3-worst" value="b">
<input type="text" name="4-text" inputmode="decimal"><textarea name="5-text"></textarea></form>"""


def test_each_question_gets_the_first_answer_on_offer():
    answers = answers_to(PAGE)
    assert answers[1] == {"1-version": "7", "1-was": "0", "1-choice": "aa"}
    assert answers[2] == {"2-version": "8", "2-target-a": "q"}
    assert answers[3] == {"3-best": "a", "3-worst": "b"}
    assert (answers[4]["4-text"], bool(answers[5]["5-text"])) == ("3", True)
