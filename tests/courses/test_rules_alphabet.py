"""Words from A to Z."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from courses.rules.alphabet import by_letter, folded


def listed(*words):
    return by_letter(words, str)


def test_capitals_and_accents_do_not_move_a_word():
    assert listed("kader", "Wmo", "élan", "Kwartiermaker", "eigen kracht") == [
        ("E", ["eigen kracht", "élan"]),
        ("K", ["kader", "Kwartiermaker"]),
        ("W", ["Wmo"]),
    ]


def test_hyphens_and_spaces_do_not_move_a_word():
    assert listed("zelf-regie", "zelf doen", "Zelfbeheer") == [
        ("Z", ["Zelfbeheer", "zelf doen", "zelf-regie"])
    ]


def test_a_digit_is_a_letter_of_its_own():
    assert [letter for letter, _ in listed("zorg", "360 graden", "aanpak")] == ["3", "A", "Z"]


@given(st.lists(st.text(max_size=12), max_size=12))
def test_each_letter_comes_once_and_every_word_stays(words):
    found = listed(*words)
    letters = [letter for letter, _ in found]
    assert len(letters) == len(set(letters))
    assert sorted(word for _, group in found for word in group) == sorted(words)
    assert [folded(word) for _, group in found for word in group] == sorted(map(folded, words))
