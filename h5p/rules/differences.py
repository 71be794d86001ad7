"""What changes for people when one version of a package takes the place of another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from h5p.choices import Change
from h5p.rules.findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NO_WORDS = ("library", "path", "mime", "subContentId", "metadata", "copyright", "contentName")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same."""

    change: Change
    what: str = ""
    old: str = ""
    new: str = ""

    @property
    def sentence(self) -> str:
        """The difference in words."""
        told = {"what": shown(self.what), "old": shown(self.old), "new": shown(self.new)}
        return str(self.change.label) % told


@dataclass(frozen=True)
class Snapshot:
    """A version as far as two of them are compared."""

    main: str = ""
    libraries: Mapping[str, str] = field(default_factory=dict)  # the version by machine name
    files: Mapping[str, str] = field(default_factory=dict)  # the fingerprint by path
    content: Any = None


def differences(old: Snapshot, new: Snapshot) -> tuple[Difference, ...]:
    """Everything that changes, what gets lost before what comes along."""
    found = [*_type(old, new), *_libraries(old, new), *_files(old, new), *_texts(old, new)]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.change), each.what)))


_ORDER = (
    Change.TYPE,
    Change.TEXT_GONE,
    Change.FILE_GONE,
    Change.FILE_CHANGED,
    Change.LIBRARY_GONE,
    Change.LIBRARY_NEWER,
    Change.LIBRARY_NEW,
    Change.TEXT_NEW,
    Change.FILE_NEW,
)


def _type(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    if old.main.split(" ")[0] != new.main.split(" ")[0]:
        yield Difference(Change.TYPE, old=old.main, new=new.main)


def _libraries(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    for name in old.libraries.keys() | new.libraries.keys():
        before, after = old.libraries.get(name, ""), new.libraries.get(name, "")
        if not before:
            yield Difference(Change.LIBRARY_NEW, name, new=after)
        elif not after:
            yield Difference(Change.LIBRARY_GONE, name, old=before)
        elif before != after:
            yield Difference(Change.LIBRARY_NEWER, name, before, after)


def _files(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    for path in old.files.keys() | new.files.keys():
        if path not in new.files:
            yield Difference(Change.FILE_GONE, path)
        elif path not in old.files:
            yield Difference(Change.FILE_NEW, path)
        elif old.files[path] != new.files[path]:
            yield Difference(Change.FILE_CHANGED, path)


def _texts(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    before, after = set(texts_in(old.content)), set(texts_in(new.content))
    for text in before - after:
        yield Difference(Change.TEXT_GONE, text)
    for text in after - before:
        yield Difference(Change.TEXT_NEW, text)


def texts_in(content: object) -> Iterator[str]:
    """Every piece of text in content that a person wrote, at any depth."""
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str) and part.strip():
            yield part
        elif isinstance(part, dict):
            waiting.extend(value for key, value in part.items() if key not in _NO_WORDS)
        elif isinstance(part, list):
            waiting.extend(part)
