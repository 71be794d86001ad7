"""An example of each kind of question, for the picker of blocks. Words that authors see, so in Dutch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assessments.choices import QuestionKind, RedFlag
from assessments.rules.items import Criterion, Item, Option, Panel, Target
from assessments.rules.making import paired, true_or_not

EXPLANATION = "Een oplossing is nog geen wens. Vraag daarom eerst wat iemand wil bereiken."
PRINCIPLE = "Zoek eerst de wens achter een oplossing."
_SENTENCES = (
    Option("a", "Wat wilt u bereiken met een hek?", "Je vraagt naar de wens.", is_right=True),
    Option("b", "Hoe hoog moet het hek worden?", "Je gaat mee in de oplossing."),
    Option("c", "Wat is er dan anders op het veld?", "Je vraagt naar de wens.", is_right=True),
    Option("d", "Kan het ook met een rij struiken?", "Je geeft zelf een oplossing."),
)
_PAIRS = paired(
    (
        ("a", "Inwoners", "Maken het plan"),
        ("b", "Gemeente", "Geeft het kader"),
        ("c", "Zaakwaarnemer", "Vraagt door"),
    ),
    extra=(Target("d", "Bedenkt de oplossing"),),
)


def _item(kind: str, text: str, **parts: object) -> Item:
    return Item(kind, text, **{"explanation": EXPLANATION, "principle": PRINCIPLE, **parts})  # type: ignore[arg-type]


EXAMPLES: dict[str, Item] = {
    QuestionKind.ONE_CHOICE: _item(
        QuestionKind.ONE_CHOICE,
        "Joop zegt: “Er moet een hek om het veld.” Wat vraag je als eerste?",
        options=(_SENTENCES[1], _SENTENCES[0], _SENTENCES[3]),
    ),
    QuestionKind.SEVERAL_CHOICES: _item(
        QuestionKind.SEVERAL_CHOICES, "Welke vragen gaan over de wens van Joop?", options=_SENTENCES
    ),
    QuestionKind.TRUE_FALSE: _item(
        QuestionKind.TRUE_FALSE,
        "Een hek om het veld is een wens.",
        options=true_or_not(
            is_true=False, feedback_true="Een hek is een oplossing.", feedback_false="Precies."
        ),
    ),
    QuestionKind.MATCH: _item(QuestionKind.MATCH, "Wie doet wat?", options=_PAIRS[0], targets=_PAIRS[1]),
    QuestionKind.ORDER: _item(
        QuestionKind.ORDER,
        "In welke volgorde stel je de drie openingsvragen?",
        options=(
            Option("c", "Wat is je wens?"),
            Option("a", "Wat wil je ermee bereiken?"),
            Option("b", "Wat heb je daarvoor nodig?"),
        ),
    ),
    QuestionKind.FILL_IN: _item(
        QuestionKind.FILL_IN, "Achter elke oplossing zit een …", accepted=("wens", "doel")
    ),
    QuestionKind.NUMERIC: _item(
        QuestionKind.NUMERIC, "Hoeveel openingsvragen zijn er?", number=Decimal(3), unit="vragen"
    ),
    QuestionKind.MARK: _item(
        QuestionKind.MARK, "Wijs de zinnen aan die naar de wens vragen.", options=_SENTENCES
    ),
    QuestionKind.CLASSIFY: _item(
        QuestionKind.CLASSIFY,
        "Wens of oplossing?",
        targets=(Target("a", "Wens"), Target("b", "Oplossing")),
        options=(
            Option("b", "We willen rust op het veld.", "Dit kan op veel manieren.", target="a"),
            Option("a", "Er moet een hek komen.", "Een hek kun je kopen.", target="b"),
            Option("c", "Zet er camera’s neer.", "Camera’s kun je kopen.", target="b"),
        ),
    ),
    QuestionKind.SJT: _item(
        QuestionKind.SJT,
        "Een bewoner vertelt dat zij morgen haar huis uit moet. Wat doe je?",
        options=(
            Option("a", "Je vraagt door en belt samen vandaag nog.", "Dit kan niet wachten.", is_best=True),
            Option("b", "Je geeft haar een folder mee.", "Daar heeft zij nu niets aan."),
            Option("c", "Je bespreekt het volgende week in je team.", "Dan is het te laat."),
            Option(
                "d",
                "Je houdt je aan het onderwerp van vandaag.",
                "Je laat een signaal liggen.",
                is_worst=True,
                red_flag=RedFlag.SAFETY,
            ),
        ),
        panel=Panel(7, 86, 100, date(2026, 3, 2)),
    ),
    QuestionKind.OPEN: _item(
        QuestionKind.OPEN,
        "Schrijf één vraag op die je Joop nu stelt.",
        criteria=(
            Criterion("a", "De vraag gaat over de wens", ("Niet", "Half", "Helemaal")),
            Criterion("b", "Er zit geen oplossing in", ("Wel", "Een beetje", "Nee")),
        ),
    ),
}
