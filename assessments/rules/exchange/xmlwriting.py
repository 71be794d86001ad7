"""Writes XML: elements in one line each, and a document that other systems read."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

__all__ = ["Element", "add", "document"]


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element in another one; an underscore at the end of an attribute's name is left out."""
    child = SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})
    child.text = text or None
    return child


def document(root: Element) -> bytes:
    """The file of a tree, indented."""
    indent(root)
    content = BytesIO()
    ElementTree(root).write(content, encoding="UTF-8", xml_declaration=True)
    return content.getvalue() + b"\n"
