"""Small H5P packages, well made and badly made."""

from __future__ import annotations

import io
import json
import zipfile

Files = dict[str, bytes | str]


def library_json(name="Test.Story", major=1, minor=0, patch=0, **changes):
    """The description of a library."""
    described = {
        "title": "Verhaal",
        "machineName": name,
        "majorVersion": major,
        "minorVersion": minor,
        "patchVersion": patch,
        "runnable": 1,
        "coreApi": {"majorVersion": 1, "minorVersion": 19},
        "preloadedJs": [{"path": "story.js"}],
        "preloadedCss": [{"path": "story.css"}],
    }
    return json.dumps({key: value for key, value in {**described, **changes}.items() if value is not None})


def needs(name, major=1, minor=0):
    """A library as others ask for it."""
    return {"machineName": name, "majorVersion": major, "minorVersion": minor}


def manifest(main="Test.Story", **changes):
    """The description of a package."""
    described = {
        "title": "Een verhaal",
        "language": "nl",
        "mainLibrary": main,
        "embedTypes": ["div"],
        "preloadedDependencies": [needs(main)],
    }
    return json.dumps({key: value for key, value in {**described, **changes}.items() if value is not None})


def package_files(**changes: bytes | str | None) -> Files:
    """The files of a package that plays; a file is replaced by name, or taken away by None."""
    files: dict[str, bytes | str | None] = {
        "h5p.json": manifest(),
        "content/content.json": json.dumps({"text": "Wie beslist er?"}),
        "Test.Story-1.0/library.json": library_json(),
        "Test.Story-1.0/story.js": "H5P.Story = function () {};",
        "Test.Story-1.0/story.css": ".h5p-story { color: black; }",
    }
    return {name: content for name, content in {**files, **changes}.items() if content is not None}


def zipped(files: Files, *, compression=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """The files as an archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def package(**changes: bytes | str | None) -> io.BytesIO:
    """A package as a file."""
    return zipped(package_files(**changes))
