"""A small curriculum as text files, to change and to break."""

from __future__ import annotations

from pathlib import Path

LESSON = """---
code: {code}
title: {title}
slug: {slug}
form: lesson
minutes: 10
description: Een wens helemaal horen.
goals:
  - Je kunt een wens uitvragen.
---
{body}
"""

BODY = """::: intro
Bewoners vragen om een speeltuin.
:::

## Vraag eerst

Vraag naar de [wens](term:wens). Lees ook [les 2](lesson:M1-L2) en [module M1](module:M1).

::: check id=eerste-vraag
Wat vraag je?

- [ ] "Hoe hoog moet het hek zijn?"
  > Je gaat mee.
- [x] "Wat wil je bereiken?"
  > Goed.
:::

::: summary
- Vraag eerst.
- Wacht dan.
:::"""

FILES = {
    "path.yaml": """code: OEFEN
title: Een klein leerpad
slug: klein-leerpad
description: Om te oefenen.
levels:
  - number: 1
    title: Basis
    description: Voor iedereen.
""",
    "glossary.yaml": """- slug: wens
  term: wens
  plural: wensen
  definition: Wat iemand wil bereiken.
  see_also: [kader]
- slug: kader
  term: kader
  definition: Wat vastligt.
""",
    "m01-vragen/module.md": """---
code: M1
title: De vragen
slug: de-vragen
level: 1
minutes: 60
audience: Iedereen
---
Drie korte vragen.
""",
    "m01-vragen/l1.md": LESSON.format(code="M1-L1", title="Eerste les", slug="eerste-les", body=BODY),
    "m01-vragen/l2.md": LESSON.format(
        code="M1-L2", title="Tweede les", slug="tweede-les", body="Vraag eerst naar de wens."
    ),
}


def changed(name: str, before: str, after: str) -> dict[str, str]:
    """The files with one of them changed."""
    assert before in FILES[name], f"{before!r} does not stand in {name}"
    return {**FILES, name: FILES[name].replace(before, after, 1)}


def with_body(body: str) -> dict[str, str]:
    """The files with another first lesson."""
    lesson = LESSON.format(code="M1-L1", title="Eerste les", slug="eerste-les", body=body)
    return {**FILES, "m01-vragen/l1.md": lesson}


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files in a folder, and nothing else there."""
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        file.unlink()
    for name, written in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written, encoding="utf-8")
    return folder
