from __future__ import annotations

from core.rules.readability import EASY_ENOUGH, readability_of, sentences_of

EASY = "Je vraagt eerst naar de wens. Dan wacht je even. De bewoner denkt na. " * 4
HARD = (
    "De gemeentelijke verantwoordelijkheidsverdeling aangaande maatschappelijke ondersteuningsvoorzieningen "
    "veronderstelt dat belanghebbenden voorafgaand aan de besluitvorming geconsulteerd worden. "
) * 3


def test_short_words_and_sentences_read_as_b1():
    found = readability_of(EASY)
    assert found.flesch_douma >= EASY_ENOUGH
    assert found.long_sentences == ()


def test_long_words_and_sentences_do_not():
    found = readability_of(HARD)
    assert found.flesch_douma < EASY_ENOUGH


def test_a_long_sentence_is_named_as_it_stands():
    long = "Je vraagt eerst naar de wens van de bewoner en daarna wacht je heel even voordat je zelf iets terugzegt."
    assert readability_of(f"{EASY} {long}").long_sentences == (long,)


def test_a_few_words_are_not_judged():
    assert readability_of("Vraag eerst naar de wens.") is None


def test_a_line_is_a_sentence_too():
    assert sentences_of("vraag naar de wens\nwacht dan even af") == [
        "vraag naar de wens",
        "wacht dan even af",
    ]
