"""Questions as the bank may hold them, for Hypothesis."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from assessments.choices import Competency, Difficulty, Purpose, QuestionKind, RedFlag
from assessments.rules.exchange.texts import on_one_line, tidy
from assessments.rules.items import Criterion, Item, Option, Panel, Tagged, Target

# Signs that mean something in one of the formats come often.
SIGNS = st.sampled_from(
    [*"\\:#={}~%*[]|;,'\"<>&/-+@!$_.()é€ \n", "->", "####", "//", "[html]", "%50%", "]]>", "&amp;"]
)
WORDS = st.sampled_from(
    ["wens", "kader", "de gemeente", "TRUE", "waar", "bewoner", "een hek", "<b>", "1. ", "- "]
)


def texts(*, most: int = 8, may_be_empty: bool = False):
    """Tidy plain text, full of awkward signs."""
    parts = st.lists(st.one_of(WORDS, SIGNS, st.text(max_size=4)), max_size=most)
    found = parts.map(lambda each: tidy("".join(each)))
    return found if may_be_empty else found.filter(bool)


def lines(**options):
    return texts(**options).map(on_one_line).filter(bool)


def distinct(least: int, most: int, of=None):
    return st.lists(of if of is not None else texts(), min_size=least, max_size=most, unique=True)


FEEDBACK = texts(may_be_empty=True)
NUMBERS = st.decimals(-100_000, 100_000, places=3, allow_nan=False, allow_infinity=False)


@st.composite
def choices(draw, kind: QuestionKind):
    wordings = draw(distinct(2, 6))
    most = 1 if kind == QuestionKind.ONE_CHOICE else len(wordings)
    right = draw(st.sets(st.integers(0, len(wordings) - 1), min_size=1, max_size=most))
    rows = enumerate(zip(string.ascii_lowercase, wordings, strict=False))
    return Item(
        kind, "", tuple(Option(key, text, draw(FEEDBACK), is_right=n in right) for n, (key, text) in rows)
    )


@st.composite
def statements(draw):
    is_true = draw(st.booleans())
    options = (
        Option("true", "Waar", draw(FEEDBACK), is_right=is_true),
        Option("false", "Niet waar", draw(FEEDBACK), is_right=not is_true),
    )
    return Item(QuestionKind.TRUE_FALSE, "", options)


@st.composite
def matches(draw):
    """Each right-hand side belongs to one left-hand side, or to nothing."""
    rights = draw(distinct(2, 6, of=lines()))
    lefts = draw(distinct(2, len(rights)))
    options = tuple(
        Option(key, text, target=key) for key, text in zip(string.ascii_lowercase, lefts, strict=False)
    )
    targets = tuple(Target(key, text) for key, text in zip(string.ascii_lowercase, rights, strict=False))
    return Item(QuestionKind.MATCH, "", options, targets)


@st.composite
def classifications(draw):
    """Categories in the order in which statements name them, as a file gives them back."""
    categories = draw(distinct(2, 4, of=lines()))
    wordings = draw(distinct(2, 6))
    belongs = [draw(st.integers(0, len(categories) - 1)) for _wording in wordings]
    order = [*dict.fromkeys(belongs), *(n for n in range(len(categories)) if n not in belongs)]
    keys = {number: string.ascii_lowercase[place] for place, number in enumerate(order)}
    options = tuple(
        Option(string.ascii_lowercase[n], text, draw(FEEDBACK), target=keys[belongs[n]])
        for n, text in enumerate(wordings)
    )
    return Item(QuestionKind.CLASSIFY, "", options, tuple(Target(keys[n], categories[n]) for n in order))


@st.composite
def orders(draw):
    steps = zip(string.ascii_lowercase, draw(distinct(2, 6)), strict=False)
    return Item(QuestionKind.ORDER, "", tuple(Option(key, text) for key, text in steps))


@st.composite
def situations(draw):
    flags = st.sampled_from(["", *RedFlag.values])
    best, worst, *_rest = draw(st.permutations(range(4)))
    options = tuple(
        Option("abcd"[n], text, draw(FEEDBACK), is_best=n == best, is_worst=n == worst, red_flag=draw(flags))
        for n, text in enumerate(draw(distinct(4, 4)))
    )
    percents = st.integers(0, 100)
    days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
    panels = st.none() | st.builds(Panel, st.integers(1, 40), percents, percents, days)
    return Item(QuestionKind.SJT, "", options, panel=draw(panels))


@st.composite
def fill_ins(draw):
    return Item(QuestionKind.FILL_IN, "", accepted=tuple(draw(distinct(1, 4, of=lines()))))


@st.composite
def numbers(draw):
    unit = draw(st.sampled_from(["", "m", "m²", "euro"]))
    return Item(
        QuestionKind.NUMERIC,
        "",
        number=draw(NUMBERS),
        tolerance=abs(draw(NUMBERS | st.just(Decimal(0)))),
        unit=unit,
    )


@st.composite
def open_questions(draw):
    found = draw(distinct(0, 3, of=lines()))
    return Item(
        QuestionKind.OPEN,
        "",
        criteria=tuple(
            Criterion("abc"[place], text, tuple(draw(distinct(2, 3, of=lines()))))
            for place, text in enumerate(found)
        ),
    )


ITEMS = st.one_of(
    *(choices(kind) for kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.MARK)),
    statements(),
    matches(),
    classifications(),
    orders(),
    situations(),
    fill_ins(),
    numbers(),
    open_questions(),
)


@st.composite
def tagged(draw, items=ITEMS):
    """A question with its place in the bank."""
    from dataclasses import replace

    item = replace(
        draw(items), text=draw(texts()), explanation=draw(FEEDBACK), principle=draw(texts(may_be_empty=True))
    )
    module = f"M{draw(st.integers(0, 14))}"
    return Tagged(
        identifier=f"{module}-Q{draw(st.integers(1, 99)):02}",
        purpose=draw(st.sampled_from(Purpose.values)),
        module=module,
        item=item,
        goal=draw(st.sampled_from(["", f"{module}-L1"])),
        competency=draw(st.sampled_from(["", *Competency.values])),
        difficulty=draw(st.sampled_from(Difficulty.values)),
    )


BANKS = st.lists(tagged(), max_size=4, unique_by=lambda each: each.identifier)
