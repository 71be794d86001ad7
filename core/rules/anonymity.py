"""What in a text can point at a real person: numbers, addresses and names, by their pattern. A warning, never a proof."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from core.choices import PersonalDetail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Every repetition below has an end, so that no text makes a search slow.
_SPACE = "[ \u00a0\u202f]"
_GAP = f"(?:{_SPACE}?[.–/-]{_SPACE}?|{_SPACE})?"
_NAME = "[A-ZÀ-Þ][\\w'’-]{1,30}"
_PARTICLES = f"(?:(?:van|de|den|der|het|ter|ten|te|el|la|le|von|’t|'t){_SPACE}){{0,3}}"
_TITLES = "[Mm]evrouw|[Mm]evr\\.?|[Mm]w\\.?|[Mm]eneer|[Mm]nr\\.?|[Dd]hr\\.?|[Dd]e heer|[Ff]amilie|[Ff]am\\.?"
_DAY = f"[0-3]?[0-9](?:{_SPACE}?[-./]{_SPACE}?|{_SPACE})"
_MONTH = (
    f"(?:[01]?[0-9]|(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{{0,8}}\\.?)"
    f"(?:{_SPACE}?[-./]{_SPACE}?|{_SPACE})"
)
_YEAR = "(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
_UNITS = "kg|km|kw|mb|gb|tb|cm|mm|ml|pk|st|KG|KM|KW|MB|GB|SA|SD|SS"
# Small letters after a space are a postcode too, unless they are a word: "in 2024 en 12 andere keren".
_SHORT_WORDS = "af|al|de|do|en|er|et|eu|ga|ha|ie|ik|in|is|ja|je|ma|me|na|no|nr|nu|of|om|op|pp|re|te|tm|tv|uw|vs|we|wo|ze|zo"
_POSTCODE = (
    f"[1-9][0-9]{{3}}(?:{_SPACE}?(?!{_UNITS})[A-Z]{{2}}|(?!{_UNITS})[a-z]{{2}}"
    f"|{_SPACE}(?!{_UNITS}|{_SHORT_WORDS})[A-Za-z]{{2}})(?![A-Za-z])"
)
_HOUSE = f"(?!(?:19|20)[0-9]{{2}})[0-9]{{1,5}}(?:{_SPACE}?[a-zA-Z](?![a-zA-Z])|-[0-9a-zA-Z]{{1,4}})?(?![0-9])"
_STREET = "(?!Onderweg|Snelweg|Leerplein)[A-ZÀ-Þ][\\w'’-]{1,30}(?:straat|laan|weg|plein|kade|gracht|singel|steeg|dreef)"
_BEFORE_NUMBER = f"(?:,?{_SPACE}?(?:huisnummer|nummer|nr\\.?)?{_SPACE}?)"
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20,
    "LV": 21, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
    "TR": 26,
}  # fmt: skip
_PLATES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99",
    "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
# Numbers of organisations: free, paid and one for the whole company.
_NOT_OF_A_PERSON = ("0800", "0900", "0906", "0909", "088")
_COUNTRIES = "32|33|34|39|4[1-9]|90|212|355|359|38[0-9]|597|599|963"
_AREA_CODE_LENGTHS = {3, 4}
_MOBILE = "06"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that may point at somebody."""

    kind: PersonalDetail
    start: int
    words: str

    @property
    def end(self) -> int:
        """The place after its last letter."""
        return self.start + len(self.words)

    @property
    def bare(self) -> str:
        """The same detail however it is spaced and written, to recognise it by."""
        return re.sub(r"\W", "", self.words).casefold()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with what was found in it."""

    words: str
    finding: Finding | None = None


def find_details(text: str) -> tuple[Finding, ...]:
    """Everything in a text that may point at somebody, from front to back and never twice."""
    found: list[Finding] = []
    for kind, pattern, is_one in _DETECTORS:
        for start, words in _matches(pattern, is_one, text):
            finding = Finding(kind, start, words)
            if not any(other.start < finding.end and finding.start < other.end for other in found):
                found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.start))


def cut(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """A text in pieces, to show what was found where it stands."""
    pieces, place = [], 0
    for finding in findings:
        pieces += [Piece(text[place : finding.start]), Piece(finding.words, finding)]
        place = finding.end
    pieces.append(Piece(text[place:]))
    return [piece for piece in pieces if piece.words]


def is_bsn(words: str) -> bool:
    """Whether eight or nine digits pass the eleven test for citizen service numbers."""
    digits = [int(digit) for digit in _digits(words).zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(words: str) -> bool:
    """Whether an account number passes its check: 1 modulo 97."""
    bare = re.sub(r"\W", "", words).upper()
    return int("".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])) % 97 == 1


def _is_phone(words: str) -> bool:
    """Whether ten digits are grouped as a phone number is, and not as a date with something after it."""
    if words.startswith(("+", "00")):
        return True
    groups = re.findall(r"[0-9]+", words)
    number = "".join(groups)
    if number.startswith(_NOT_OF_A_PERSON):
        return False
    if groups[0] == _MOBILE:
        return not any(len(a) <= 2 and re.fullmatch(r"(?:19|20)\d\d", b) for a, b in pairwise(groups[1:]))
    return len(groups[0]) in {*_AREA_CODE_LENGTHS, len(number)}


def _always(words: str) -> bool:
    return True


def _digits(words: str) -> str:
    return re.sub(r"[^0-9]", "", words)


def _matches(pattern: re.Pattern[str], is_one: Callable[[str], bool], text: str) -> Iterator[tuple[int, str]]:
    """Each match that passes its test; what fails may hide another that begins inside it."""
    place = 0
    while match := pattern.search(text, place):
        if is_one(match[0]):
            yield match.start(), match[0]
            place = match.end()
        else:
            place = match.start() + 1


def _ibans() -> str:
    accounts = (
        f"{country}[0-9]{{2}}(?:[ \u00a0.-]?[A-Z0-9]){{{length - 4}}}"
        for country, length in _IBAN_LENGTHS.items()
    )
    return f"(?<![A-Z0-9])(?:{'|'.join(accounts)})(?![A-Z0-9])"


def _plates() -> str:
    shapes = (shape.replace("X", "[A-Z]").replace("9", "[0-9]") for shape in _PLATES)
    return f"(?<![A-Z0-9-])(?:{'|'.join(shapes)})(?![A-Z0-9-])"


_EMAIL = "(?<![\\w.%+-])[\\w.%+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}"
_BSN = (
    f"(?<![0-9])(?<![0-9][.,-])(?<![€$])(?<![€$]{_SPACE})"
    f"(?:[0-9]{{8,9}}|[0-9]{{3}}([ .\u00a0-])[0-9]{{3}}\\1[0-9]{{3}}"
    f"|[0-9]{{4}}([ .\u00a0-])[0-9]{{2}}\\2[0-9]{{3}}|[0-9]{{2}}([ .\u00a0-])[0-9]{{3}}\\3[0-9]{{3}})"
    f"(?![0-9]|[.,-][0-9]|{_SPACE}?(?:euro|EUR))"
)
_DUTCH = f"(?:\\+|00)31{_GAP}(?:\\(0\\){_GAP}|0{_GAP})?[1-9](?:{_GAP}[0-9]){{8}}"
_FOREIGN = f"(?:\\+|00)(?:{_COUNTRIES})(?:[ \u00a0-]?[0-9]){{8,10}}"
_BRACKETED = (
    f"\\((?:06\\)(?:{_GAP}[0-9]){{8}}|0[0-9]{{2}}\\)(?:{_GAP}[0-9]){{7}}|0[0-9]{{3}}\\)(?:{_GAP}[0-9]){{6}})"
)
_PHONE = f"(?<![0-9+A-Z])(?<![0-9][.,-])(?:{_DUTCH}|{_FOREIGN}|{_BRACKETED}|0(?:{_GAP}[0-9]){{9}})(?![0-9])"
_ADDRESS = (
    f"{_STREET}{_SPACE}{_HOUSE}(?:,?\\s{{1,2}}{_POSTCODE})?"
    f"|(?<![0-9A-Za-z.,]){_HOUSE},?\\s{{1,2}}{_POSTCODE}"
    f"|(?<![0-9A-Za-z.,]){_POSTCODE}{_BEFORE_NUMBER}{_HOUSE}"
)
_BIRTH_DATE = f"\\bgeb(?:oren|oortedatum|\\.)[^0-9\\n]{{0,25}}{_DAY}{_MONTH}{_YEAR}"
_TITLED_NAME = (
    f"\\b(?:{_TITLES}){_SPACE}(?:[A-Z]\\.{_SPACE}?){{0,4}}{_PARTICLES}{_NAME}(?:{_SPACE}{_NAME}){{0,2}}"
)

# The strictest first: what an earlier one claims, a later one leaves alone.
_DETECTORS: tuple[tuple[PersonalDetail, re.Pattern[str], Callable[[str], bool]], ...] = (
    (PersonalDetail.EMAIL, re.compile(_EMAIL), _always),
    (PersonalDetail.IBAN, re.compile(_ibans(), re.IGNORECASE), is_iban),
    (PersonalDetail.BIRTH_DATE, re.compile(_BIRTH_DATE, re.IGNORECASE), _always),
    (PersonalDetail.PHONE, re.compile(_PHONE), _is_phone),
    (PersonalDetail.BSN, re.compile(_BSN), is_bsn),
    (PersonalDetail.ADDRESS, re.compile(_ADDRESS), _always),
    (PersonalDetail.LICENCE_PLATE, re.compile(_plates()), _always),
    (PersonalDetail.NAME, re.compile(_TITLED_NAME), _always),
)
