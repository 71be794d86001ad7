"""Where QTI 2.1 and 3.0 differ: names of elements and attributes, and addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

_HTML = {"p", "br", "ol", "ul", "li", "div", "span"}
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# What QTI 3 wants a body in, and the attributes that it adds.
_WRAPPED = {"modalFeedback": {}, "rubricBlock": {"use": "scoring"}}


@dataclass(frozen=True, slots=True)
class Version:
    """The addresses of a version, and the names in its list of contents."""

    items: str
    package: str
    metadata: str
    string: str
    schema: str
    schema_version: str
    resource: str
    has_prefix: bool


QTI_2 = Version(
    items="http://www.imsglobal.org/xsd/imsqti_v2p1",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    metadata="http://www.imsglobal.org/xsd/imsmd_v1p2",
    string="lom:langstring",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    resource="imsqti_item_xmlv2p1",
    has_prefix=False,
)
QTI_3 = Version(
    items="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    metadata="http://ltsc.ieee.org/xsd/LOM",
    string="lom:string",
    schema="QTI Package",
    schema_version="3.0.0",
    resource="imsqti_item_xmlv3p0",
    has_prefix=True,
)


def named_for(root: Element, version: Version) -> Element:
    """The item in the names of a version; it is built in those of 2.1."""
    return _renamed(root) if version.has_prefix else root


def _renamed(element: Element) -> Element:
    renamed = Element(_tag(element.tag), _attributes(element) | _WRAPPED.get(element.tag, {}))
    renamed.text, renamed.tail = element.text, element.tail
    inside = renamed
    if element.tag in _WRAPPED:
        inside = SubElement(renamed, "qti-content-body")
        inside.text, renamed.text = element.text, None
    inside.extend(_renamed(child) for child in element)
    return renamed


def _tag(name: str) -> str:
    return name if name in _HTML else f"qti-{_with_hyphens(name)}"


def _attributes(element: Element) -> dict[str, str]:
    return {name if ":" in name else _with_hyphens(name): value for name, value in element.attrib.items()}


def _with_hyphens(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()
