"""The provincial contract on the wire: JSON and its XML binding (a list is repeated siblings, no namespace)."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

from soap import FORBIDDEN

ROOTS = {"document": "MSyncDocument", "trace": "MDocumentTraces"}
PATHS = {"document": "/province/Document/SyncDocument", "trace": "/province/Document/UpdateDocumentTraces"}


class Unreadable(ValueError):
    """Not a message of this contract."""


def render(kind: str, form: str, body: dict[str, Any]) -> tuple[bytes, str]:
    """The bytes of a message and their content type."""
    if form == "json":
        return json.dumps(body, ensure_ascii=False).encode("utf-8"), "application/json; charset=utf-8"
    root = ET.Element(ROOTS[kind])
    _fill(root, body)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True), "application/xml; charset=utf-8"


def _fill(parent: ET.Element, body: dict[str, Any]) -> None:
    for name, value in body.items():
        for item in value if isinstance(value, list) else [value]:
            child = ET.SubElement(parent, name)
            if isinstance(item, dict):
                _fill(child, item)
            else:
                child.text = _text(item)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def read(body: bytes, content_type: str) -> dict[str, Any]:
    """A message as names and values; of an XML message all values are texts and lists."""
    if "xml" not in content_type:
        try:
            value = json.loads(body.decode("utf-8"))
        except ValueError:
            raise Unreadable("json") from None
        if not isinstance(value, dict):
            raise Unreadable("json object")
        return value
    if FORBIDDEN.search(body):
        raise Unreadable("doctype")
    try:
        return _children(ET.fromstring(body))
    except ET.ParseError:
        raise Unreadable("xml") from None


def _children(element: ET.Element) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for child in element:
        value: Any = _children(child) if len(child) else (child.text or "")
        if child.tag in out:
            held = out[child.tag]
            out[child.tag] = (held if isinstance(held, list) else [held]) + [value]
        else:
            out[child.tag] = value
    return out


def is_acknowledged(body: bytes, content_type: str = "application/json") -> bool:
    """Whether an answer says Status 200 in its envelope."""
    try:
        return str(read(body, content_type).get("Status")) == "200"
    except Unreadable:
        return False
