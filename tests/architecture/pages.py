"""The pages of the documentation that are written from the code: `python -m tests.architecture.pages` writes them."""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Iterator
from pathlib import Path

from tooling.paths import APPS, ROOT

DOCS = ROOT / "docs"
SETTINGS, PERMISSIONS, GLOSSARY = DOCS / "settings.md", DOCS / "permissions.md", DOCS / "glossary.md"
WRITTEN = "<!-- Written from the code by `python -m tests.architecture.pages`. -->"
WORDS = f"## Words on the screen\n\n{WRITTEN}\n"


def settings_page() -> str:
    """Every environment variable, from `config.settings.env`."""
    from config.settings.env import VARIABLES

    needed = [variable for variable in VARIABLES.values() if variable.default is None]
    optional = [variable for variable in VARIABLES.values() if variable.default is not None]
    return "\n".join(
        [
            "# Settings",
            "",
            WRITTEN,
            "",
            "Everything that differs per installation comes from the environment. `site/config/settings/env.py` is the only place",
            "that reads it; a variable that is missing stops the program with one line.",
            "",
            "## Production needs these",
            "",
            "| Variable | Meaning |",
            "| --- | --- |",
            *(f"| `{variable.name}` | {variable.meaning} |" for variable in needed),
            "",
            "## These have a value of their own",
            "",
            "| Variable | Meaning | Otherwise |",
            "| --- | --- | --- |",
            *(
                f"| `{v.name}` | {v.meaning} | {f'`{v.default}`' if v.default else 'empty'} |"
                for v in optional
            ),
            "",
        ]
    )


def permissions_page() -> str:
    """Who sees what of whom, from `people.permissions.VISIBILITY`."""
    from people.api import SMALLEST_GROUP, sight
    from people.choices import DataKind, Viewer

    head = " | ".join(str(viewer.label) for viewer in Viewer)
    return "\n".join(
        [
            "# Who sees what",
            "",
            WRITTEN,
            "",
            "The whole policy is the table `people.permissions.VISIBILITY` ([ADR 0008](adr/0008-the-visibility-table.md)); what is",
            "not in it is a no. People read the same table, in the same words, on the page “Wie ziet wat”.",
            "",
            f"| | {head} |",
            f"| --- |{' --- |' * len(Viewer)}",
            *(
                f"| {kind.label} | {' | '.join(str(sight(kind, viewer).label) for viewer in Viewer)} |"
                for kind in DataKind
            ),
            "",
            "- *Eigen groep*: the teams for which the role was given; without a team, the whole municipality.",
            "- *Gemeente*: everybody who learns in the municipality.",
            f"- Numbers are shown for groups of at least {SMALLEST_GROUP}, and only after the works council agreed.",
            "- A role counts from its first to its last day. Who does not learn in the municipality today is seen by nobody there.",
            "- Every look at somebody's data by somebody else is written down, and that person reads it.",
            "- Platform administrators keep the platform running; being one gives no sight of anybody's learning.",
            "",
        ]
    )


def words_on_the_screen() -> str:
    """Every word that somebody chooses or reads as a status, from the `choices` of the apps."""
    lines = [WORDS]
    for app, kind in kinds_of_words():
        lines.append(f"### {app}: {kind.__name__}\n")
        lines.append(f"{inspect.getdoc(kind)}\n")
        lines.append("| In code | On the screen |\n| --- | --- |")
        lines.extend(f"| `{word.name}` | {word.label} |" for word in kind)
        lines.append("")
    return "\n".join(lines)


def kinds_of_words() -> Iterator[tuple[str, type]]:
    """The enumerations in the rooms called `choices`."""
    from django.db.models import Choices

    for app in sorted((*APPS, "website")):
        try:
            room = importlib.import_module(f"{app}.choices")
        except ModuleNotFoundError:
            continue
        for kind in vars(room).values():
            if inspect.isclass(kind) and issubclass(kind, Choices) and kind.__module__ == room.__name__:
                yield app, kind


def glossary_page(written: str) -> str:
    """The glossary with the words on the screen brought up to date."""
    return written.partition(WORDS)[0] + words_on_the_screen()


def pages() -> dict[Path, str]:
    """Each page with what it should say."""
    return {
        SETTINGS: settings_page(),
        PERMISSIONS: permissions_page(),
        GLOSSARY: glossary_page(GLOSSARY.read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write the pages."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    os.environ.setdefault("DATABASE_URL", "postgres://wks@127.0.0.1:1/nowhere")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1")
    django.setup()
    translation.activate("nl")
    for file, says in pages().items():
        file.write_text(says, encoding="utf-8")


if __name__ == "__main__":
    main()
