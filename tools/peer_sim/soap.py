"""SOAP 1.1 for "urn:tthc:hoso:v1", written from the contract: read with defusing, written by hand."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
HOSO = "urn:tthc:hoso:v1"
# A DOCTYPE is the door for entity bombs and outside entities; no message of this contract has one.
FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class SoapRefusal(Exception):
    """The message can never be taken as it is: soap:Client."""


@dataclass
class Message:
    """One SOAP message: its header fields and the one element of its body."""

    header: dict[str, str]
    operation: str
    body: ET.Element
    canonical: bytes


def local(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def parse(raw: bytes) -> Message:
    """Reads an envelope; SoapRefusal with the reason when it is none."""
    if FORBIDDEN.search(raw) or b"\x00" in raw:
        raise SoapRefusal("DOCTYPE không được phép")
    try:
        root = ET.fromstring(raw.decode("utf-8"))
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        raise SoapRefusal("XML không hợp lệ") from None
    body = root.find(f"{{{SOAP}}}Body")
    if root.tag != f"{{{SOAP}}}Envelope" or body is None or len(body) != 1:
        raise SoapRefusal("Không phải SOAP 1.1")
    if not body[0].tag.startswith(f"{{{HOSO}}}"):
        raise SoapRefusal("Sai không gian tên")
    packet = root.find(f"{{{SOAP}}}Header/{{{HOSO}}}ThongTinGoiTin")
    header = {local(child): (child.text or "").strip() for child in packet} if packet is not None else {}
    return Message(header, local(body[0]), body[0], ET.canonicalize(ET.tostring(body[0]), strip_text=True).encode())


def texts(element: ET.Element) -> dict[str, str]:
    """Child name to text, for children that hold text only."""
    return {local(child): (child.text or "").strip() for child in element if len(child) == 0}


def envelope(inner: str, header: str = "") -> bytes:
    """An envelope around `inner`."""
    head = f"<soap:Header>{header}</soap:Header>" if header else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{SOAP}" xmlns:h="{HOSO}">{head}'
            f"<soap:Body>{inner}</soap:Body></soap:Envelope>").encode("utf-8")


def fault(code: str, text: str) -> bytes:
    """soap:Client: do not retry; soap:Server: retry."""
    return envelope(f"<soap:Fault><faultcode>soap:{code}</faultcode><faultstring>{escape(text)}</faultstring></soap:Fault>")


def response(operation: str, fields: dict[str, str]) -> bytes:
    """<h:…Response> with these children."""
    return envelope(f"<h:{operation}Response>{elements(fields)}</h:{operation}Response>")


def elements(fields: dict[str, str]) -> str:
    """<h:Name>text</h:Name> for each field."""
    return "".join(f"<h:{name}>{escape(value)}</h:{name}>" for name, value in fields.items())


def packet_header(key: str, sender: str, receiver: str, sent_at: str) -> str:
    """The header block that carries the idempotency key."""
    fields = {"MaGiaoDich": key, "MaDonViGui": sender, "MaDonViNhan": receiver, "ThoiGianGui": sent_at, "PhienBan": "1.0"}
    return f"<h:ThongTinGoiTin>{elements(fields)}</h:ThongTinGoiTin>"


def statement(fields: dict[str, str], papers: list[dict[str, Any]]) -> str:
    """The body of ThongBaoTrangThai."""
    inside = elements(fields)
    for paper in papers:
        content = base64.b64encode(paper["content"]).decode("ascii")
        inside += "<h:GiayToKetQua>" + elements({"MaGiayToKetQua": paper["code"], "TenGiayTo": paper["name"],
                                                 "NoiDung": content}) + "</h:GiayToKetQua>"
    return f"<h:ThongBaoTrangThai>{inside}</h:ThongBaoTrangThai>"


def is_acknowledged(body: bytes) -> bool:
    """Whether an answer says TrangThai 1; anything else is not an acknowledgement."""
    try:
        message = parse(body)
    except SoapRefusal:
        return False
    return message.operation.endswith("Response") and texts(message.body).get("TrangThai") == "1"
