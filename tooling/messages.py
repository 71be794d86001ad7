"""Message catalogues: what the code asks to be translated, merged into what was translated, and checked."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from tooling import catalogues
from tooling.paths import ROOT, source_folders
from tooling.say import line

LANGUAGES = ("nl", "en")
COMPLETE = "nl"  # the msgids are English, so English may leave a translation out
TEMPLATES = {".html", ".txt", ".xml"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
TRANSLATORS = ["Translators:"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

Key = tuple[str | None, str]


@dataclass
class Message:
    """One sentence that the code asks to be translated, and where it stands."""

    text: str
    plural: str = ""
    context: str | None = None
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What makes it another sentence for a translator."""
        return self.context, self.text


def main(arguments: list[str]) -> int:
    """Bring the catalogues in line with the code, or with --check only say what is missing."""
    parser = argparse.ArgumentParser(prog="script/messages")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")
    if not parser.parse_args(arguments).check:
        update()
    complaints = problems()
    for complaint in complaints:
        line(complaint)
    line(f"{len(complaints)} to mend in the catalogues." if complaints else "The catalogues are complete.")
    return 1 if complaints else 0


def update() -> None:
    """Merge what the code asks into every catalogue; a sentence that moved keeps its translation."""
    files = [
        (folder, language, _file(folder, language)) for folder in source_folders() for language in LANGUAGES
    ]
    memory = {language: _memory([f for _, own, f in files if own == language]) for language in LANGUAGES}
    wanted = {folder: messages_of(folder) for folder in source_folders()}
    written = []
    for folder, language, file in files:
        if wanted[folder] or file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _merged(wanted[folder], language, memory[language]).save(str(file))
            written.append(file)
    catalogues.compile_all(written)


def problems() -> list[str]:
    """Name everything that keeps the catalogues from being complete, a line each."""
    return [
        f"{_file(folder, language).relative_to(ROOT)}: {complaint}"
        for folder in source_folders()
        for messages in [messages_of(folder)]
        for language in LANGUAGES
        for complaint in _problems(messages, _file(folder, language), language)
    ]


def messages_of(folder: Path) -> dict[Key, Message]:
    """Give what the Python files and templates of one app ask to be translated."""
    found: dict[Key, Message] = {}
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".py" or (file.suffix in TEMPLATES and "templates" in file.parts):
            for message in _messages_in(file):
                known = found.setdefault(message.key, message)
                known.plural = known.plural or message.plural
                known.files |= message.files
                known.comments += [text for text in message.comments if text not in known.comments]
    return found


def _messages_in(file: Path) -> Iterator[Message]:
    source = file.read_text(encoding="utf-8")
    if file.suffix in TEMPLATES:
        source = _as_python(source, file)
    where = file.relative_to(ROOT).as_posix()
    lines = io.BytesIO(source.encode())
    for _number, texts, comments, context in extract("python", lines, KEYWORDS, TRANSLATORS):
        text, *plural = (texts,) if isinstance(texts, str) else texts
        yield Message(text, plural[0] if plural else "", context, {where}, list(comments))


def _as_python(template: str, file: Path) -> str:
    """Give Django's rendering of a template as Python calls; its indents mean nothing."""
    if not settings.configured:
        settings.configure()
    calls = templatize(template, origin=str(file))
    return "\n".join(text.strip() for text in calls.splitlines()) + "\n"


def _file(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(file: Path) -> polib.POFile:
    return polib.pofile(str(file)) if file.exists() else polib.POFile()


def _memory(files: list[Path]) -> dict[Key, polib.POEntry]:
    entries = [entry for file in files for entry in _read(file)]
    return {
        (entry.msgctxt, entry.msgid): entry for entry in entries if entry.translated() and not entry.obsolete
    }


def _merged(messages: dict[Key, Message], language: str, memory: dict[Key, polib.POEntry]) -> polib.POFile:
    """Give a catalogue without dates and line numbers, so that a diff shows sentences only."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {"Language": language, **HEADER}
    for message in sorted(messages.values(), key=lambda each: (each.text, each.context or "")):
        catalogue.append(_entry(message, memory.get(message.key)))
    return catalogue


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        comment="\n".join(message.comments),
        occurrences=[(file, "") for file in sorted(message.files)],
        flags=["python-format"] if "%(" in message.text else [],
    )
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = _plurals(known)
    elif known is not None:
        entry.msgstr = known.msgstr or (known.msgstr_plural or {}).get(0, "")
    return entry


def _plurals(known: polib.POEntry | None) -> dict[int, str]:
    if known is None:
        return {0: "", 1: ""}
    return known.msgstr_plural or {0: known.msgstr, 1: ""}


def _problems(messages: dict[Key, Message], file: Path, language: str) -> Iterator[str]:
    entries = {(entry.msgctxt, entry.msgid): entry for entry in _read(file)}
    for key, message in messages.items():
        if key not in entries or bool(entries[key].msgid_plural) != bool(message.plural):
            yield f"missing: {message.text!r} ({', '.join(sorted(message.files))})"
    for key, entry in entries.items():
        if key not in messages or entry.obsolete:
            yield f"obsolete: {entry.msgid!r}"
        else:
            yield from _problems_of(entry, language)


def _problems_of(entry: polib.POEntry, language: str) -> Iterator[str]:
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if language == COMPLETE and not all(translations):
        yield f"empty: {entry.msgid!r}"
    for translation in filter(None, translations):
        if not _keeps_placeholders(entry, translation):
            yield f"other placeholders than {entry.msgid!r}: {translation!r}"


def _keeps_placeholders(entry: polib.POEntry, translation: str) -> bool:
    """Say whether a translation fills in what the sentence fills in; a singular may leave out its number."""
    allowed = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
    needed = set() if entry.msgid_plural else allowed
    return needed <= _placeholders(translation) <= allowed


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
