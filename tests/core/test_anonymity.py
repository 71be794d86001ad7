from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.choices import PersonalDetail
from core.rules.anonymity import cut, find_details, is_bsn, is_iban

K = PersonalDetail


def found(text: str) -> list[tuple[PersonalDetail, str]]:
    return [(finding.kind, finding.words) for finding in find_details(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param("Haar BSN is 123456782.", K.BSN, "123456782", id="a BSN"),
        pytest.param("BSN 1234.56.782 staat erop", K.BSN, "1234.56.782", id="with dots"),
        pytest.param("nummer 123 456 782, zei hij", K.BSN, "123 456 782", id="with spaces"),
        pytest.param("oud: 010464554", K.BSN, "010464554", id="that begins with a zero"),
        pytest.param("oud: 10464554", K.BSN, "10464554", id="of eight digits"),
        pytest.param("Bel 06-12345678 even", K.PHONE, "06-12345678", id="a mobile phone"),
        pytest.param("06 12 34 56 78", K.PHONE, "06 12 34 56 78", id="in pairs"),
        pytest.param("0612345678", K.PHONE, "0612345678", id="in one go"),
        pytest.param("06-12345678 3 keer gebeld", K.PHONE, "06-12345678", id="with a number behind it"),
        pytest.param("op 3 mei 06-12345678", K.PHONE, "06-12345678", id="with a day before it"),
        pytest.param("+31 6 12345678", K.PHONE, "+31 6 12345678", id="international"),
        pytest.param("+31 (0)6 1234 5678", K.PHONE, "+31 (0)6 1234 5678", id="with a zero in brackets"),
        pytest.param("0031612345678", K.PHONE, "0031612345678", id="with two zeros"),
        pytest.param("bel 010 - 123 45 67", K.PHONE, "010 - 123 45 67", id="a landline"),
        pytest.param("(0182) 12 34 56", K.PHONE, "(0182) 12 34 56", id="with the area in brackets"),
        pytest.param("+49 30 12345678", K.PHONE, "+49 30 12345678", id="from abroad"),
        pytest.param("mail j.jansen@voorbeeld.nl.", K.EMAIL, "j.jansen@voorbeeld.nl", id="an e-mail address"),
        pytest.param("José+wmo@mail.voorbeeld.co.uk", K.EMAIL, "José+wmo@mail.voorbeeld.co.uk", id="a long one"),
        pytest.param("NL91 ABNA 0417 1643 00 van haar", K.IBAN, "NL91 ABNA 0417 1643 00", id="an account"),
        pytest.param("nl91abna0417164300", K.IBAN, "nl91abna0417164300", id="an account in small letters"),
        pytest.param("BE71 0961 2345 6769", K.IBAN, "BE71 0961 2345 6769", id="a Belgian account"),
        pytest.param("op 1234 AB 12 woont", K.ADDRESS, "1234 AB 12", id="a postcode with a number"),
        pytest.param("1234ab 12a", K.ADDRESS, "1234ab 12a", id="in small letters"),
        pytest.param("woont op 1234 ab, 12a", K.ADDRESS, "1234 ab, 12a", id="in small letters with a space"),
        pytest.param("1234 Ab 12", K.ADDRESS, "1234 Ab 12", id="with one capital"),
        pytest.param("op 12a, 1234 ab", K.ADDRESS, "12a, 1234 ab", id="the number first, in small letters"),
        pytest.param("1234 AB, nr. 12", K.ADDRESS, "1234 AB, nr. 12", id="with a word between"),
        pytest.param("op 12, 1234 AB Ons Dorp", K.ADDRESS, "12, 1234 AB", id="the number first"),
        pytest.param("in de Sluisstraat 8, 1234 AB", K.ADDRESS, "Sluisstraat 8, 1234 AB", id="a whole address"),
        pytest.param("uit de Sluisstraat 8 werkt", K.ADDRESS, "Sluisstraat 8", id="a street with a number"),
        pytest.param("Hij (geb. 03-05-1974)", K.BIRTH_DATE, "geb. 03-05-1974", id="a date of birth"),
        pytest.param("geboren op 3 mei 1974", K.BIRTH_DATE, "geboren op 3 mei 1974", id="in words"),
        pytest.param("Geboortedatum: 3/5/74", K.BIRTH_DATE, "Geboortedatum: 3/5/74", id="a short one"),
        pytest.param("de auto 12-ABC-3", K.LICENCE_PLATE, "12-ABC-3", id="a licence plate"),
        pytest.param("de auto GX-123-B", K.LICENCE_PLATE, "GX-123-B", id="a newer one"),
        pytest.param("Mevrouw Jansen belde", K.NAME, "Mevrouw Jansen", id="a name"),
        pytest.param("dhr. A.B. van der Berg zei", K.NAME, "dhr. A.B. van der Berg", id="with initials"),
        pytest.param("de familie El Amrani zei", K.NAME, "familie El Amrani", id="a family"),
    ],
)  # fmt: skip
def test_a_detail_is_found_where_it_stands(text, kind, words):
    assert found(text) == [(kind, words)]
    finding = find_details(text)[0]
    assert text[finding.start : finding.end] == words


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Een bewoner van boven de vijftig zei weinig.", id="a text as it should be"),
        pytest.param("Het kost € 123.456.782 in tien jaar", id="an amount"),
        pytest.param("Het kost 123.456.782 euro", id="an amount in words"),
        pytest.param("Dat is 1.234.567,82 te veel", id="an amount with cents"),
        pytest.param("Een bedrag van 12.345.678,50", id="a large amount with cents"),
        pytest.param("Van 2019 2020 tot 2021", id="years"),
        pytest.param("In 2024 EN 2025", id="years in capitals"),
        pytest.param("in 2024 en 12 andere keren", id="a year and a number"),
        pytest.param("Op 12-03-2024 10 uur", id="a day and an hour"),
        pytest.param("Op 06-12-2024 10.30 uur", id="a day that begins like a phone"),
        pytest.param("Op 06-02-2024 waren er 10", id="another day"),
        pytest.param("artikel 2.3.2 lid 4 Wmo 2015", id="an article"),
        pytest.param("art. 27 lid 1 onder k WOR", id="another article"),
        pytest.param("artikel 10:3 Awb en artikel 160 Gemeentewet", id="articles of two laws"),
        pytest.param("zaaknummer 2024123456", id="a case number"),
        pytest.param("ECLI:NL:CRVB:2021:1234", id="a ruling"),
        pytest.param("het nummer 123456789", id="nine digits that fail the eleven test"),
        pytest.param("000000000", id="nine zeros"),
        pytest.param("Bel 14 010 of 112", id="public numbers"),
        pytest.param("Bel 0800-1234 of 0900 8844", id="numbers of services"),
        pytest.param("Bel 088-1234567", id="the number of an organisation"),
        pytest.param("op 12 maart 2024 vergaderden we", id="any other date"),
        pytest.param("van 2023 is 3 keer gemeld", id="a year and a small word"),
        pytest.param("in 2024 op 12 plekken", id="a year and another small word"),
        pytest.param("Besluit 2024 nr 12", id="a number of a decision"),
        pytest.param("1500 KG 3 keer", id="a weight"),
        pytest.param("2500kg 3 keer", id="a weight in one go"),
        pytest.param("Onderweg 3 mensen gesproken", id="on the way"),
        pytest.param("Module M10-L4 en KT1 tot KT8", id="codes of lessons and tasks"),
        pytest.param("RP1–RP6, K1-K9, S0-S5", id="codes of instruments"),
        pytest.param("Mevrouw A. en meneer B. wonen daar", id="letters for names"),
        pytest.param("mevrouw zei dat meneer dat niet wist", id="titles without a name"),
        pytest.param("de familie en de buren", id="a family without a name"),
        pytest.param("NL92ABNA0417164300", id="an account that fails its check"),
        pytest.param("een @bericht en a@b", id="no address"),
        pytest.param("op 1234 AB zonder nummer", id="a postcode alone"),
        pytest.param("10 000 000 inwoners", id="a count with spaces"),
        pytest.param("groei van +12.500.000 euro", id="an amount with a plus"),
        pytest.param("8 van de 10, 3 van de 4, 6-7 per week", id="small numbers"),
        pytest.param("van 09.00 tot 10.30 en 13:00-14:30", id="hours"),
    ],
)  # fmt: skip
def test_what_is_no_detail_raises_no_alarm(text):
    assert found(text) == []


def test_several_details_come_in_their_order_and_each_once():
    text = "Mevrouw Jansen (06-12345678, NL91ABNA0417164300) woont Sluisstraat 8, 1234 AB."
    assert [kind for kind, _ in found(text)] == [K.NAME, K.PHONE, K.IBAN, K.ADDRESS]


def test_the_same_detail_is_recognised_however_it_is_written():
    one, other = find_details("06-12345678 en 06 12 34 56 78")
    assert one.bare == other.bare


def test_every_kind_has_a_sentence_of_its_own():
    sentences = {str(kind.sentence) for kind in PersonalDetail}
    assert len(sentences) == len(PersonalDetail)


def test_a_text_in_pieces_is_the_same_text():
    text = "Bel 06-12345678 of mail a@voorbeeld.nl"
    pieces = cut(text, find_details(text))
    assert "".join(piece.words for piece in pieces) == text
    assert [piece.words for piece in pieces if piece.finding] == ["06-12345678", "a@voorbeeld.nl"]


# --- For any number ------------------------------------------------------------------------------

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SHAPES = ("{0}{1}{2}{3}", "{0}{1} {2} {3}", "{0}{1}.{2}.{3}")
WORDS = st.sampled_from(["", "BSN ", "haar nummer is ", "(", "met "])
AFTER = st.sampled_from(["", ".", ", zei hij", ")", " en dan"])


def nine_digits(rest: int) -> st.SearchStrategy[list[int]]:
    """Nine digits whose eleven test leaves something, in as many ways as there are."""

    def _with_last(first: list[int]) -> list[int]:
        total = sum(w * d for w, d in zip(WEIGHTS, [*first, 0], strict=True))
        return [*first, (total - rest) % 11]

    first = st.lists(st.integers(0, 9), min_size=8, max_size=8)
    return first.map(_with_last).filter(lambda digits: digits[-1] < 10 and digits[0] > 0)


def written(digits: list[int], shape: int) -> str:
    words = "".join(map(str, digits))
    parts = [words] if shape == 0 else [words[:3], words[3:6], words[6:]]
    return ("", " ", ".")[shape].join(parts)


@given(digits=nine_digits(0), shape=st.integers(0, 2), before=WORDS, after=AFTER)
def test_every_valid_bsn_is_found(digits, shape, before, after):
    number = written(digits, shape)
    assert is_bsn(number)
    assert (K.BSN, number) in found(f"{before}{number}{after}")


@given(rest=st.integers(1, 10), shape=st.integers(0, 2), before=WORDS, data=st.data())
def test_no_number_that_fails_the_eleven_test_is_a_bsn(rest, shape, before, data):
    number = written(data.draw(nine_digits(rest)), shape)
    assert not is_bsn(number)
    assert K.BSN not in [kind for kind, _ in found(f"{before}{number}")]


@given(number=st.integers(10**9, 10**15 - 1))
def test_a_longer_number_is_no_bsn(number):
    assert K.BSN not in [kind for kind, _ in found(f"zaak {number}")]


@given(account=st.integers(0, 10**10 - 1), bank=st.sampled_from(["ABNA", "INGB", "RABO", "TRIO"]))
def test_every_account_with_a_valid_check_is_found_and_no_other(account, bank):
    basic = f"{bank}{account:010d}"
    remainder = int("".join(str(int(letter, 36)) for letter in f"{basic}NL00")) % 97
    number, wrong = f"NL{98 - remainder:02d}{basic}", f"NL{(98 - remainder) % 96 + 2:02d}{basic}"
    assert is_iban(number)
    assert found(f"rekening {number} van") == [(K.IBAN, number)]
    assert (K.IBAN, wrong) not in found(wrong) or is_iban(wrong)


@given(digits=st.from_regex(r"\A[1-58][0-9]{7}\Z"), shape=st.integers(0, 3))
def test_every_mobile_phone_is_found(digits, shape):
    pairs = " ".join(digits[place : place + 2] for place in range(0, 8, 2))
    number = (f"06{digits}", f"06-{digits}", f"+31 6 {digits}", f"+316 {pairs}")[shape]
    assert (K.PHONE, number) in found(f"Bel {number}.")


@given(text=st.text(max_size=300))
def test_any_text_can_be_cut_and_put_together_again(text):
    findings = find_details(text)
    assert "".join(piece.words for piece in cut(text, findings)) == text
    assert all(a.end <= b.start for a, b in pairwise(findings))


@pytest.mark.parametrize("words", ["a", "a-", "A-", "1 ", "0", "06", "A.", "@a.", "Mw. A", "1-A", "geb. "])
def test_no_text_makes_the_search_slow(words):
    """Every pattern has an end: twenty thousand letters, and nothing is tried again and again."""
    find_details(words * (20_000 // len(words)))
