"""What an H5P package holds: its manifest, its content and the libraries that it brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from h5p.choices import Problem
from h5p.rules.documents import read_object
from h5p.rules.findings import Finding, Refused, refuse
from h5p.rules.libraries import (
    Library,
    Ref,
    in_order,
    is_library_folder,
    is_list_of_refs,
    newest,
    read_library,
    refs_of,
    spoken_ref,
)
from h5p.rules.limits import as_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from h5p.rules.archive import Archive

MANIFEST = "h5p.json"
CONTENT = "content/content.json"
# The list of H5P itself, without what a browser would run: swf, and from libraries only what a player asks for.
MEDIA = frozenset(
    [
        "json",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "eot",
        "ttf",
        "woff",
        "woff2",
        "otf",
        "webm",
        "mp4",
        "ogg",
        "mp3",
        "m4a",
        "wav",
        "txt",
        "pdf",
        "rtf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "odp",
        "csv",
        "diff",
        "patch",
        "md",
        "textile",
        "vtt",
        "webvtt",
        "gltf",
        "glb",
    ]
)
CODE = MEDIA | {"js", "css", "svg"}
_LONGEST_TITLE = 255


@dataclass(frozen=True)
class Package:
    """A package that was found in order, before its libraries are looked up."""

    title: str
    language: str
    main: Ref
    needs: tuple[Ref, ...]
    content: Mapping[str, Any]
    content_files: tuple[str, ...]
    libraries: Mapping[str, Library]  # by folder
    library_files: Mapping[str, tuple[str, ...]]
    licence: str = ""
    authors: tuple[str, ...] = field(default=())

    def resolved(self, installed: Iterable[Library], *, may_install: bool) -> tuple[Library, ...]:
        """The libraries that play it, in the order of loading; what is installed goes before what it brings.

        Refused with the name of every library that is missing, or that only an administrator may install.
        """
        store = newest(tuple(installed))
        brought = newest(tuple(self.libraries.values()))
        wanted = (self.main, *self.needs, *named_libraries(self.content))
        order = in_order(dict.fromkeys(wanted), {**brought, **store})
        new = [library for library in order if library.ref not in store]
        if new and not may_install:
            raise Refused(Finding(Problem.LIBRARY_NOT_ALLOWED, str(library.ref)) for library in new)
        main = next(library for library in order if library.ref == self.main)
        if not main.runnable:
            raise refuse(Problem.MAIN_NOT_RUNNABLE, str(self.main))
        return order


def read_package(archive: Archive) -> Package:
    """The package in an archive; Refused with what is wrong with its parts."""
    manifest = _document(archive, MANIFEST, otherwise=Problem.NO_MANIFEST)
    findings = list(_manifest_findings(manifest))
    content = _document(archive, CONTENT, otherwise=Problem.NO_CONTENT)
    folders = _folders(archive)
    findings += _misplaced(archive)
    if findings:
        raise Refused(findings)
    libraries = read_libraries(archive)
    needs = refs_of(manifest["preloadedDependencies"])
    return Package(
        title=manifest["title"].strip()[:_LONGEST_TITLE],
        language=manifest["language"],
        main=next(ref for ref in needs if ref.name == manifest["mainLibrary"]),
        needs=needs,
        content=content,
        content_files=tuple(name for name in archive.members if name.startswith("content/")),
        libraries=libraries,
        library_files={name: _playable(files) for name, files in folders.items()},
        licence=str(manifest.get("license") or "")[:_LONGEST_TITLE],
    )


def read_libraries(archive: Archive) -> Mapping[str, Library]:
    """The libraries in an archive by their folder: all that an administrator installs from it."""
    libraries = {name: _library(archive, name) for name in _folders(archive)}
    folders: dict[Ref, str] = {}
    for folder, library in libraries.items():
        if folders.setdefault(library.ref, folder) != folder:
            raise refuse(Problem.DUPLICATE_NAME, str(library.ref))
    return libraries


def library_files(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """The files of each library which a player can ask for, by its folder."""
    return {name: _playable(files) for name, files in _folders(archive).items()}


def named_libraries(content: object) -> Iterator[Ref]:
    """Every library that content names within itself, at any depth."""
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            ref = spoken_ref(part.get("library"))
            if ref is not None:
                yield ref
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _document(archive: Archive, name: str, *, otherwise: Problem) -> dict[str, Any]:
    if name not in archive.members:
        raise refuse(otherwise)
    raw = archive.content(name, at_most=archive.limits.json)
    return read_object(raw, where=name, limits=archive.limits)


def _manifest_findings(manifest: Mapping[str, Any]) -> Iterator[Finding]:
    for name, is_right in _MANIFEST_FIELDS.items():
        if not is_right(manifest.get(name)):
            yield Finding(Problem.MISSING_FIELD, MANIFEST, name)
            return
    if manifest["mainLibrary"] not in {ref.name for ref in refs_of(manifest["preloadedDependencies"])}:
        yield Finding(Problem.MISSING_FIELD, MANIFEST, "mainLibrary")


_MANIFEST_FIELDS = {
    "title": lambda value: isinstance(value, str) and bool(value.strip()),
    "language": lambda value: (
        isinstance(value, str) and value.replace("-", "").isalpha() and len(value) <= 35
    ),
    "mainLibrary": lambda value: isinstance(value, str),
    "embedTypes": lambda value: isinstance(value, list) and all(kind in ("div", "iframe") for kind in value),
    "preloadedDependencies": is_list_of_refs,
}


def _folders(archive: Archive) -> dict[str, tuple[str, ...]]:
    """The folders of libraries with the files in them."""
    folders: dict[str, list[str]] = {}
    for name in archive.members:
        top, slash, _ = name.partition("/")
        if slash and top != "content":
            folders.setdefault(top, []).append(name)
    return {name: tuple(files) for name, files in folders.items()}


def _misplaced(archive: Archive) -> Iterator[Finding]:
    """Files in content that a browser would run, and folders that are no library."""
    for name in archive.members:
        if name.startswith("content/") and _kind(name) not in MEDIA:
            yield Finding(Problem.FILE_KIND, name)
    for folder in _folders(archive):
        if not is_library_folder(folder) or f"{folder}/library.json" not in archive.members:
            yield Finding(Problem.UNEXPECTED_FOLDER, folder)


def _library(archive: Archive, folder: str) -> Library:
    described = _document(archive, f"{folder}/library.json", otherwise=Problem.UNEXPECTED_FOLDER)
    library = read_library(described, folder=folder)
    findings = [
        finding
        for kind, paths in (("js", library.scripts), ("css", library.styles))
        for path in paths
        if (finding := _listed(archive, folder, path, kind))
    ]
    if findings:
        raise Refused(findings)
    return library


def _listed(archive: Archive, folder: str, path: str, kind: str) -> Finding | None:
    """What is wrong with a script or a style that a library lists: it is joined with others, so it is a small text."""
    name = f"{folder}/{path}"
    member = archive.members.get(name)
    if member is None:
        return Finding(Problem.LISTED_FILE_MISSING, f"{folder}/library.json", path)
    if _kind(name) != kind:
        return Finding(Problem.FILE_KIND, name)
    if member.file_size > archive.limits.code:
        return Finding(Problem.MEMBER_TOO_LARGE, name, as_megabytes(archive.limits.code))
    return None


def _playable(files: Iterable[str]) -> tuple[str, ...]:
    """What a player can ask for; a map, a licence or a build script stays in the archive."""
    return tuple(name for name in files if _kind(name) in CODE)


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")
