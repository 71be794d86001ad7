"""A small folder of questions as people write it: one of each kind."""

from __future__ import annotations

from pathlib import Path

GOALS = """\
- {code: M1-L1, module: M1, text: "Je kunt een wens uitvragen."}
- {code: M1-L2a, module: M1, text: "Je hoort een vermomde oplossing."}
"""
COMMON = """\
    goal: M1-L1
    competency: K1
    difficulty: medium
    text: Wat zeg je?
    principle: Zoek de wens.
"""
KINDS = {
    "one_choice": """\
    options:
      - text: '"Hoe hoog moet het?"'
        feedback: Je gaat mee.
      - text: '"Wat wilt u?"'
        right: true
        feedback: Goed.
      - text: '"Kan het ook laag?"'
        feedback: Je stuurt.
""",
    "several_choices": """\
    options:
      - {text: Een, feedback: Nee.}
      - {text: Twee, feedback: Ja., right: true}
      - {text: Drie, feedback: Ja., right: true}
      - {text: Vier, feedback: Nee.}
""",
    "true_false": """\
    answer: false
    feedback_true: Nee.
    feedback_false: Precies.
""",
    "match": """\
    pairs:
      - {left: Gemeente, right: Kader}
      - {left: Inwoner, right: Plan}
      - {left: Coach, right: Vraag}
    extra: [Oplossing]
""",
    "order": """\
    steps:
      - De wens
      - Het doel
      - De steun
""",
    "fill_in": """\
    accepted: [wens, de wens]
""",
    "numeric": """\
    number: 1.5
    tolerance: 0.5
    unit: weken
""",
    "mark": """\
    sentences:
      - {text: Een., feedback: Nee.}
      - {text: Twee., feedback: Ja., right: true}
      - {text: Drie., feedback: Nee.}
      - {text: Vier., feedback: Nee.}
""",
    "classify": """\
    categories: [Wens, Oplossing]
    statements:
      - {text: Een hek, category: Oplossing, feedback: Dat kun je kopen.}
      - {text: Rust, category: Wens, feedback: Dat is een wens.}
      - {text: Een camera, category: Oplossing, feedback: Dat kun je kopen.}
""",
    "sjt": """\
    actions:
      - {text: Luisteren, feedback: Ja., best: true}
      - {text: Bellen, feedback: Later.}
      - {text: Een folder, feedback: Later.}
      - {text: Beloven, feedback: Nooit., worst: true, red_flag: secrecy}
    panel:
      experts: 6
      best_agreement: 83
      worst_agreement: 75
      met_on: 2026-03-02
""",
    "open": """\
    model_answer: Wat wilt u bereiken?
    criteria:
      - text: Vraagt naar de wens
        levels: [niet, een beetje, helemaal]
""",
}


def question(kind: str, identifier: str = "") -> str:
    """One question, as it stands in a bank."""
    explanation = "" if kind == "open" else "    explanation: Eerst de wens.\n"
    identifier = identifier or f"M1-Q-{kind.replace('_', '')}"
    return f"  - id: {identifier}\n    kind: {kind}\n{COMMON}{explanation}{KINDS[kind]}"


def bank(*questions: str, module: str = "M1", purpose: str = "module_quiz") -> str:
    """A bank of some questions; without any, one of each kind."""
    written = questions or tuple(question(kind) for kind in KINDS)
    return f"purpose: {purpose}\nmodule: {module}\nquestions:\n" + "".join(written)


def files(**changed: str) -> dict[str, str]:
    """A folder with goals and a bank of each kind of question."""
    return {"goals.yaml": GOALS, "m01-quiz.yaml": bank(), **changed}


def write(folder: Path, written: dict[str, str]) -> Path:
    """Put files in a folder."""
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
