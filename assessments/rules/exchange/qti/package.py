"""Packages of QTI items: a ZIP file with a list of contents. A single item is read too."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from assessments.rules.exchange.archives import START, Archive, packed
from assessments.rules.exchange.assembling import losses_of
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.identity import reported
from assessments.rules.exchange.qti.reading import ITEM, asks_nothing, read_item
from assessments.rules.exchange.qti.versions import QTI_2, QTI_3, Version
from assessments.rules.exchange.qti.writing import SHOWN_AS, held, item_file
from assessments.rules.exchange.report import Found, Imported, Place, RefusedError, Remark, Written, refused
from assessments.rules.exchange.texts import on_one_line
from assessments.rules.exchange.vocabulary import labels_of
from assessments.rules.exchange.xmltree import Node, parse
from assessments.rules.exchange.xmlwriting import Element, add, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessments.rules.items import Tagged

MANIFEST = "imsmanifest.xml"
OLD = "questestinterop"
_ITEM_TYPE = "imsqti_item_"


def read(content: bytes) -> Imported:
    """The questions of a package or of a single item, and what could not be read."""
    try:
        if not content.startswith(START):
            return _read_files([("", content, ())])
        archive = Archive(content)
        manifest = next((name for name in archive.names if posixpath.basename(name) == MANIFEST), "")
        return _read_package(archive, manifest)
    except RefusedError as error:
        return refused(error)


def _read_package(archive: Archive, manifest: str) -> Imported:
    if not manifest:
        files = [name for name in archive.names if name.lower().endswith(".xml")]
        return _read_files((name, archive.read(name), ()) for name in files)
    resources = list(_resources(parse(archive.read(manifest)), posixpath.dirname(manifest)))
    here = [(name, labels) for name, labels in resources if name in archive.names]
    missing = [
        Remark(Refusal.MISSING_FILE, Place(file=manifest), {"name": name})
        for name, _labels in resources
        if name not in archive.names
    ]
    items = {name for name, _labels in here}
    others = [name for name in archive.names if name not in items and name != manifest]
    return _read_files(
        ((name, archive.read(name), labels) for name, labels in here), problems=missing, others=others
    )


def _resources(manifest: Node, folder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The files that the list of contents calls items, with the keywords of each."""
    for resource in manifest.within("resource"):
        if resource["type"].lower().startswith(_ITEM_TYPE):
            name = posixpath.normpath(posixpath.join(folder, unquote(resource["href"])))
            yield name, tuple(on_one_line(keyword.text) for keyword in resource.within("keyword"))


def _read_files(
    files: Iterable[tuple[str, bytes, tuple[str, ...]]],
    *,
    problems: Iterable[Remark] = (),
    others: Iterable[str] = (),
) -> Imported:
    found: list[Found] = []
    told = list(problems)
    left_out = [Remark(Loss.OTHER_FILE, Place(file=name)) for name in others]
    for name, content, labels in files:
        place = Place(file=name)
        try:
            root = parse(content)
            place = Place(line=root.line, file=name, name=root["identifier"])
            if root.tag == ITEM and asks_nothing(root):
                left_out.append(Remark(Loss.DESCRIPTION, place))
            elif root.tag == ITEM:
                found.append(read_item(root, file=name, labels=labels))
            elif root.tag == OLD:
                raise RefusedError(Refusal.OLD_QTI)
            else:
                left_out.append(Remark(Loss.OTHER_FILE, place))
        except RefusedError as error:
            told.append(error.remark(place))
    return reported(found, problems=told, left_out=left_out)


def write_2(tagged: Iterable[Tagged]) -> Written:
    """A package in QTI 2.1, with what it could not hold."""
    return _write(tagged, QTI_2)


def write_3(tagged: Iterable[Tagged]) -> Written:
    """A package in QTI 3.0, with what it could not hold."""
    return _write(tagged, QTI_3)


def _write(tagged: Iterable[Tagged], version: Version) -> Written:
    kept = [(each, held(each)) for each in tagged]
    files = {f"items/{each.identifier}.xml": item_file(each, version) for _whole, each in kept}
    manifest = document(_manifest([each for _whole, each in kept], version))
    losses = [loss for whole, each in kept for loss in losses_of(whole, each, shown_as=SHOWN_AS)]
    return Written(packed({MANIFEST: manifest} | files), tuple(losses))


def _manifest(tagged: list[Tagged], version: Version) -> Element:
    root = Element(
        "manifest", {"xmlns": version.package, "xmlns:lom": version.metadata, "identifier": "questions"}
    )
    metadata = add(root, "metadata")
    add(metadata, "schema", version.schema)
    add(metadata, "schemaversion", version.schema_version)
    add(root, "organizations")
    resources = add(root, "resources")
    for each in tagged:
        href = f"items/{each.identifier}.xml"
        resource = add(
            resources, "resource", identifier=f"item-{each.identifier}", type=version.resource, href=href
        )
        general = add(add(add(resource, "metadata"), "lom:lom"), "lom:general")
        for label in labels_of(each):
            add(add(general, "lom:keyword"), version.string, label, **{"xml:lang": "nl"})
        add(resource, "file", href=href)
    return root
