"""What a library says of itself, and which libraries need which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from h5p.choices import Problem
from h5p.rules.findings import Finding, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

CORE = (1, 28)  # the version of the player's interface that we serve
_MACHINE_NAME = re.compile(r"[A-Za-z][\w-]*(?:\.[A-Za-z0-9][\w-]*)*", re.ASCII)
_FOLDER = re.compile(rf"({_MACHINE_NAME.pattern}?)(?:-(\d{{1,5}})\.(\d{{1,5}}))?", re.ASCII)
_SPOKEN = re.compile(rf"({_MACHINE_NAME.pattern}) (\d{{1,5}})\.(\d{{1,5}})", re.ASCII)
_LONGEST_NAME = 127


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A library as others ask for it: exact on major and minor."""

    name: str
    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.name} {self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Library:
    """The description of a library, from its `library.json`."""

    ref: Ref
    patch: int
    title: str
    runnable: bool
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    needs: tuple[Ref, ...]
    core: tuple[int, int]
    full_screen: bool = False

    @property
    def version(self) -> tuple[int, int, int]:
        """Its place among the versions of its name."""
        return (self.ref.major, self.ref.minor, self.patch)


def spoken_ref(text: object) -> Ref | None:
    """The library that content names, as in “H5P.MultiChoice 1.16”; None when it names none."""
    found = _SPOKEN.fullmatch(text) if isinstance(text, str) else None
    return Ref(found[1], int(found[2]), int(found[3])) if found else None


def read_library(described: Mapping[str, Any], *, folder: str) -> Library:
    """A library out of its `library.json`; Refused with every field that is missing or malformed."""
    where = f"{folder}/library.json"
    findings = [Finding(Problem.MISSING_FIELD, where, name) for name in _wrong_fields(described)]
    if findings:
        raise Refused(findings)
    ref = Ref(described["machineName"], described["majorVersion"], described["minorVersion"])
    core = described.get("coreApi") or {"majorVersion": 0, "minorVersion": 0}
    library = Library(
        ref=ref,
        patch=described["patchVersion"],
        title=described["title"][:_LONGEST_NAME],
        runnable=bool(described["runnable"]),
        scripts=_paths(described.get("preloadedJs")),
        styles=_paths(described.get("preloadedCss")),
        needs=tuple(_ref_of(entry) for entry in described.get("preloadedDependencies") or ()),
        core=(core["majorVersion"], core["minorVersion"]),
        full_screen=bool(described.get("fullscreen")),
    )
    findings = list(_disagreements(library, folder))
    if findings:
        raise Refused(findings)
    return library


def _paths(value: Iterable[Mapping[str, str]] | None) -> tuple[str, ...]:
    """The files that a field lists, each once."""
    return tuple(dict.fromkeys(entry["path"].removeprefix("./") for entry in value or ()))


def _disagreements(library: Library, folder: str) -> Iterator[Finding]:
    ref = library.ref
    if folder not in {ref.name, f"{ref.name}-{ref.major}.{ref.minor}"}:
        yield Finding(Problem.LIBRARY_FOLDER, folder, str(ref))
    if library.core > CORE:
        yield Finding(Problem.CORE_TOO_OLD, folder, ".".join(str(part) for part in library.core))


def is_library_folder(name: str) -> bool:
    """Whether a folder at the top can be that of a library."""
    return len(name) <= _LONGEST_NAME and _FOLDER.fullmatch(name) is not None


def _wrong_fields(described: Mapping[str, Any]) -> list[str]:
    return [name for name, is_right in _FIELDS.items() if not is_right(described.get(name))]


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000


def is_machine_name(value: object) -> bool:
    """Whether a text can be the name by which programs know a library."""
    return (
        isinstance(value, str) and len(value) <= _LONGEST_NAME and _MACHINE_NAME.fullmatch(value) is not None
    )


def _is_ref(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and is_machine_name(entry.get("machineName"))
        and _is_number(entry.get("majorVersion"))
        and _is_number(entry.get("minorVersion"))
    )


def _ref_of(entry: Mapping[str, Any]) -> Ref:
    return Ref(entry["machineName"], entry["majorVersion"], entry["minorVersion"])


def is_list_of_refs(value: object) -> bool:
    """Whether a field lists libraries in the form of the format."""
    return isinstance(value, list) and all(_is_ref(entry) for entry in value)


def refs_of(value: Iterable[Mapping[str, Any]]) -> tuple[Ref, ...]:
    """The libraries that a field lists."""
    return tuple(_ref_of(entry) for entry in value)


def _is_list_of_paths(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and isinstance(entry.get("path"), str) for entry in value
    )


def _is_core(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_number(value.get("majorVersion"))
        and _is_number(value.get("minorVersion"))
    )


def _or_absent(is_right: Any) -> Any:
    return lambda value: value is None or is_right(value)


_FIELDS = {
    "title": lambda value: isinstance(value, str) and bool(value.strip()),
    "machineName": is_machine_name,
    "majorVersion": _is_number,
    "minorVersion": _is_number,
    "patchVersion": _is_number,
    "runnable": lambda value: value in (0, 1, True, False),
    "fullscreen": _or_absent(lambda value: value in (0, 1, True, False)),
    "preloadedJs": _or_absent(_is_list_of_paths),
    "preloadedCss": _or_absent(_is_list_of_paths),
    "preloadedDependencies": _or_absent(is_list_of_refs),
    "coreApi": _or_absent(_is_core),
}


def in_order(wanted: Iterable[Ref], known: Mapping[Ref, Library]) -> tuple[Library, ...]:
    """The libraries that are needed, each after what it needs itself; Refused when one is missing or needs itself."""
    done: dict[Ref, Library] = {}
    above: dict[Ref, Library] = {}  # from the one that was asked for down to where we are
    findings: list[Finding] = []
    waiting = [(ref, False) for ref in reversed(tuple(wanted))]
    while waiting:
        ref, is_through = waiting.pop()
        if is_through:
            done[ref] = above.pop(ref)
        elif ref in above:
            findings.append(Finding(Problem.CIRCULAR, str(ref), str(next(reversed(above)))))
        elif ref not in known:
            findings.append(Finding(Problem.LIBRARY_MISSING, str(ref)))
        elif ref not in done:
            above[ref] = known[ref]
            waiting += [(ref, True), *((needed, False) for needed in reversed(known[ref].needs))]
    if findings:
        raise Refused(findings)
    return tuple(done.values())


def newest(libraries: Collection[Library]) -> dict[Ref, Library]:
    """For each major and minor the highest patch: that is the one which is played."""
    best: dict[Ref, Library] = {}
    for library in libraries:
        if library.ref not in best or library.patch > best[library.ref].patch:
            best[library.ref] = library
    return best
