"""What a gateway meets sooner or later: wrong tokens, broken and hostile messages. Each must be answered in the sender's
own envelope, and be found afterwards in the list of refused messages; none may stop the next good one."""

from __future__ import annotations

import base64
import json
import socket
from dataclasses import dataclass
from typing import Any, Callable
from urllib.parse import urlencode

import soap
from ministry import callback_headers
from morning import Message, trace_body
from outbox import Answer, post
from province_wire import PATHS, render
from stage import Stage

DOCUMENT, TRACE, SOAP = PATHS["document"], PATHS["trace"], "/ministry-generic/soap"

DEPTH_ALLOWED = 20
SITE_LIMITS = {"LIENTHONG_LIMITS__DEPTH": str(DEPTH_ALLOWED)}


class Unexpected(AssertionError):
    """The gateway did something else."""


def expect(condition: bool, what: str) -> None:
    """A named condition."""
    if not condition:
        raise Unexpected(what)


def send_raw(port: int, head: bytes, body: bytes) -> Answer:
    """One request over a bare socket. The other side may answer and close before it has read everything."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sock:
        try:
            sock.sendall(head)
            for offset in range(0, len(body), 65536):
                sock.sendall(body[offset:offset + 65536])
        except OSError:
            pass
        received = b""
        try:
            while chunk := sock.recv(65536):
                received += chunk
        except OSError:
            pass
    status = int(received.split(b" ", 2)[1]) if received.startswith(b"HTTP/1.") else 0
    return Answer(status, received.partition(b"\r\n\r\n")[2])


@dataclass
class Desk:
    """The sender's side of the tests."""

    stage: Stage

    def __post_init__(self) -> None:
        self._secrets = {name: self.stage._secret(name).read_text(encoding="utf-8").strip() for name in ("province", "ministry")}
        form = urlencode({"grant_type": "client_credentials", "client_id": "province-link",
                          "client_secret": self._secrets["province"]})
        answer = post(self.stage.url, "/token", form.encode(), {"Content-Type": "application/x-www-form-urlencoded"})
        self.token = str(json.loads(answer.body)["access_token"])
        self.document = next(m for m in self.stage.morning.messages if m.kind == "document" and m.form == "json").body

    def push(self, path: str, body: bytes, content_type: str = "application/json", token: str | None = None) -> Answer:
        """What the province sends."""
        headers = {"Content-Type": content_type, "Authorization": f"Bearer {self.token if token is None else token}"}
        return post(self.stage.url, path, body, headers, timeout=30.0)

    def push_json(self, path: str, body: dict[str, Any]) -> Answer:
        """What the province sends, well formed."""
        return self.push(path, json.dumps(body, ensure_ascii=False).encode("utf-8"))

    def call(self, raw: bytes, content_type: str = "text/xml; charset=utf-8", password: str | None = None) -> Answer:
        """What the ministry sends."""
        headers = dict(callback_headers("ministry-link", self._secrets["ministry"] if password is None else password))
        headers["Content-Type"] = content_type
        return post(self.stage.url, SOAP, raw, headers, timeout=30.0)

    def statement(self, key: str, status: str = "4", code: str | None = None, second: str = "") -> bytes:
        """ThongBaoTrangThai."""
        at = second or self.stage.settings.day.strftime("%Y%m%d") + "093000"
        fields = {"MaHoSo": code or self.document["DocCode"], "TrangThai": status, "ThoiDiemXuLy": at,
                  "NguoiXuLy": "Hoàng Thị Thuỷ", "NoiDungXuLy": "Thụ lý"}
        return soap.envelope(soap.statement(fields, []), soap.packet_header(key, "G01", "H55", at))

    def refused(self) -> list[dict[str, Any]]:
        """The gateway's own list, by its command."""
        done = self.stage.command("queue", "list", "--refused", "--json")
        expect(done.returncode == 0, f"queue list --refused: {done.stderr[:300]}")
        return list(json.loads(done.stdout)["refused"])

    def is_refused(self, send: Callable[[], Answer], statuses: tuple[int, ...], envelope: Callable[[Answer], bool]) -> str:
        """Sends, checks the answer and that exactly one new refused message is on the list; its reason."""
        before = {row["id"] for row in self.refused()}
        answer = send()
        expect(answer.status in statuses, f"HTTP {answer.status}, wanted {statuses}: {answer.body[:200]!r}")
        expect(envelope(answer), f"not the sender's envelope: {answer.body[:200]!r}")
        fresh = [row for row in self.refused() if row["id"] not in before]
        expect(len(fresh) == 1, f"{len(fresh)} new refused messages, wanted 1")
        return str(fresh[0]["reason"])


def status_message(answer: Answer) -> bool:
    """{"Status": n, "Message": "…"} with a Status that is no success."""
    try:
        body = json.loads(answer.body)
    except ValueError:
        return b"<MResult" in answer.body and b"<Status>200<" not in answer.body
    return isinstance(body.get("Message"), str) and str(body.get("Status")) not in ("200", "201", "None")


def client_fault(answer: Answer) -> bool:
    """A SOAP fault that says whose it is; another SOAP version has a code of its own (SOAP 1.1, 4.4.1)."""
    ours = b"Client" in answer.body or b"VersionMismatch" in answer.body
    return b"Fault" in answer.body and ours and b"soap:Server" not in answer.body


def is_ok(answer: Answer) -> bool:
    """A positive answer of the province's contract."""
    return answer.status == 200 and b"200" in answer.body


def province_cases(desk: Desk) -> dict[str, Callable[[], object]]:
    """What the province's interface must refuse."""
    good = json.dumps(desk.document, ensure_ascii=False).encode("utf-8")
    trace = trace_body(desk.document["DocCode"], 4, desk.stage.morning.dossiers[0].received, 1)
    without = {name: value for name, value in desk.document.items() if name != "CitizenName"}
    xml, xml_type = render("trace", "xml", trace)

    def refuse(send: Callable[[], Answer], *statuses: int) -> Callable[[], object]:
        return lambda: desk.is_refused(send, statuses or (400,), status_message)

    return {
        "a wrong token": refuse(lambda: desk.push(DOCUMENT, good, token="abc.1.def"), 401),
        "a missing required field": refuse(lambda: desk.push_json(DOCUMENT, without)),
        "an unmapped status code": refuse(lambda: desk.push_json(TRACE, dict(trace, Status=77))),
        "a cut JSON text": refuse(lambda: desk.push(DOCUMENT, good[:-20])),
        "invalid UTF-8": refuse(lambda: desk.push(DOCUMENT, good.replace("Đ".encode(), b"\xc3\x28", 1))),
        "a NUL inside a name": refuse(lambda: desk.push_json(DOCUMENT, dict(desk.document, CitizenName="Trần\x00Thị Mơ"))),
        "a bare NUL byte": refuse(lambda: desk.push(DOCUMENT, good + b"\x00")),
        "the same JSON key twice": refuse(lambda: desk.push(DOCUMENT, good.replace(b'"DocCode"', b'"DocCode": "H55.12-250101-0001", "DocCode"', 1))),
        "a date in another form": refuse(lambda: desk.push_json(TRACE, dict(trace, DateCreated="13/06/2025 09:30"))),
        "a dossier code of another shape": refuse(lambda: desk.push_json(TRACE, dict(trace, DocCode="123"))),
        "an unknown content type": refuse(lambda: desk.push(DOCUMENT, good, "text/plain"), 415),
        "XML with a DOCTYPE": refuse(lambda: desk.push(TRACE, xml.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1), xml_type)),
        "a document nested deeper than this site allows": lambda: nested_too_deep(desk),
        "an attachment of 50 MB": refuse(lambda: oversized(desk), 413),
    }


def nested_too_deep(desk: Desk) -> None:
    """The site's own limit, not the default, decides."""
    nested: list[Any] = []
    for _ in range(DEPTH_ALLOWED):
        nested = [nested]
    reason = desk.is_refused(lambda: desk.push_json(DOCUMENT, dict(desk.document, Nested=nested)), (400, 413), status_message)
    expect(reason == "json.depth", f"reason {reason}")


def oversized(desk: Desk) -> Answer:
    """A body far over the limit, announced honestly."""
    attachment = {"AttachmentName": "to.pdf", "Base64": base64.b64encode(b"\x00" * (50 * 1024 * 1024)).decode("ascii")}
    body = json.dumps(dict(desk.document, Attachments=[attachment])).encode()
    head = (f"POST {DOCUMENT} HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"Authorization: Bearer {desk.token}\r\nConnection: close\r\n\r\n").encode()
    return send_raw(desk.stage.port, head, body)


def ministry_cases(desk: Desk) -> dict[str, Callable[[], object]]:
    """What the ministry's interface must refuse."""
    def refuse(send: Callable[[], Answer], *statuses: int) -> Callable[[], object]:
        return lambda: desk.is_refused(send, statuses or (500,), client_fault)

    def changed(old: bytes, new: bytes, key: str) -> Callable[[], Answer]:
        return lambda: desk.call(desk.statement(key).replace(old, new))

    soap12 = desk.statement("B6").replace(soap.SOAP.encode(), b"http://www.w3.org/2003/05/soap-envelope")
    return {
        "a wrong password": refuse(lambda: desk.call(desk.statement("B1"), password="wrong"), 401, 500),
        "SOAP with a DOCTYPE": refuse(changed(b"?>", b'?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "B2")),
        "another namespace": refuse(changed(b"urn:tthc:hoso:v1", b"urn:tthc:hoso:v9", "B3")),
        "a missing element": refuse(changed(b"ThoiDiemXuLy", b"ThoiDiemXyz", "B4")),
        "a ministry status without a partner": refuse(lambda: desk.call(desk.statement("B5", status="77"))),
        "SOAP 1.2 at the SOAP 1.1 address": refuse(lambda: desk.call(soap12, "application/soap+xml; charset=utf-8"), 415, 500),
        "a cut envelope": refuse(lambda: desk.call(desk.statement("B7")[:-30])),
        "one key with another body": lambda: key_conflict(desk),
    }


def key_conflict(desk: Desk) -> None:
    """The first content stands; the second is refused."""
    code = next(d.code for d in desk.stage.morning.dossiers if d.procedure.ministry)
    expect(soap.is_acknowledged(desk.call(desk.statement("B8", code=code)).body), "the first one is taken")
    expect(soap.is_acknowledged(desk.call(desk.statement("B8", code=code)).body), "the same again gets the same answer")
    other = desk.statement("B8", status="9", code=code)
    reason = desk.is_refused(lambda: desk.call(other), (500, 409), client_fault)
    expect("key" in reason, f"reason {reason}")


def accepted_cases(desk: Desk) -> dict[str, Callable[[], object]]:
    """What looks wrong and is right."""
    spare = desk.stage.morning.dossiers[-1]
    body = next(m for m in desk.stage.morning.messages if m.dossier == spare.code and m.kind == "document").body

    def unknown_field() -> None:
        expect(is_ok(desk.push_json(DOCUMENT, dict(body, QuyTrinhMoi="x"))), "taken in spite of the new field")
        done = desk.stage.command("queue", "list", "--contract-drift", "--json")
        expect("QuyTrinhMoi" in done.stdout, f"counted as contract drift: {done.stdout[:300]}")

    def blanks() -> None:
        expect(is_ok(desk.push_json(TRACE, trace_body(f"  {spare.code} ", 2, spare.received, 1))), "taken")
        show = desk.stage.command("dossier", "show", spare.code, "--json")
        expect(show.returncode == 0, "found under the trimmed code")

    def twice() -> None:
        message = Message(0.0, spare.code, "trace", "xml", trace_body(spare.code, 2, spare.received, 1))
        raw, content_type = render("trace", message.form, message.body)
        expect(desk.push(TRACE, raw, content_type).status == 200, "first")
        expect(desk.push(TRACE, raw, content_type).status == 200, "again")

    return {"an unknown field": unknown_field, "a code with blanks around it": blanks, "the same message twice, as XML": twice}
