"""XML of other systems as a tree of nodes with their line; nothing is fetched, and no entity is unfolded."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 60
MOST_NODES = 300_000


@dataclass(slots=True)
class Node:
    """An element: its name in small letters, without hyphens and without the prefix of QTI 3."""

    tag: str
    line: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The elements directly in it."""
        return [part for part in self.content if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All text in it, as it stands."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def __getitem__(self, name: str) -> str:
        """The value of an attribute; empty when it is not there."""
        return self.attributes.get(name, "")

    def first(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def each(self, *tags: str) -> Iterator[Node]:
        """The children of these names."""
        return (child for child in self.children if child.tag in tags)

    def within(self, *tags: str) -> Iterator[Node]:
        """All elements of these names in it, however deep."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.within(*tags)

    def words_of(self, *path: str) -> str:
        """The text of a descendant along a path; empty when it is not there."""
        node: Node | None = self
        for tag in path:
            node = node.first(tag) if node else None
        return node.text.strip() if node else ""


def parse(content: bytes) -> Node:
    """The root of a document; raises RefusedError when it is broken, unsafe or too large."""
    builder = _Builder()
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setFeature(feature_namespaces, False)  # noqa: FBT003 - the name of the feature says it
    parser.setFeature(feature_external_ges, False)  # noqa: FBT003
    parser.setContentHandler(builder)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException as error:
        raise RefusedError(Refusal.XML_UNSAFE) from error
    except SAXParseException as error:
        raise RefusedError(Refusal.XML_BROKEN, line=error.getLineNumber() or 0) from error
    except (
        LookupError,
        UnicodeError,
        ValueError,
    ) as error:  # an encoding that does not exist, or is not kept
        raise RefusedError(Refusal.NOT_TEXT) from error
    return builder.root


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self._open: list[Node] = []
        self._locator: Any = None
        self._nodes = 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - the name is SAX's
        """Keep what tells the line."""
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        """Add an element to the one that is open."""
        self._nodes += 1
        if len(self._open) >= DEEPEST or self._nodes > MOST_NODES:
            raise RefusedError(Refusal.XML_TOO_DEEP, line=self._locator.getLineNumber())
        attributes = {_plain(key): value for key, value in attrs.items()}
        node = Node(_plain(name), self._locator.getLineNumber(), attributes)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElement(self, _name: str) -> None:  # noqa: N802
        """Close the element that is open."""
        self._open.pop()

    def characters(self, content: str) -> None:
        """Add text to the element that is open."""
        self._open[-1].content.append(content)


def _plain(name: str) -> str:
    """A name without prefix, so that QTI 2 and QTI 3 read the same."""
    return name.rpartition(":")[2].lower().removeprefix("qti-").replace("-", "")
