"""A ministry's software behind SOAP 1.1: takes dossiers (NhanHoSo), works on each at its own pace, and tells the gateway
how they stand (ThongBaoTrangThai) until it is heard."""

from __future__ import annotations

import argparse
import base64
import sys
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import process
import soap
from faults import FaultPlan, chance
from outbox import Letter, Outbox, post
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply

REQUIRED = ("MaHoSo", "MaTTHC", "ChuHoSo", "NgayTiepNhan", "TrangThaiHoSo")
SECOND = "%Y%m%d%H%M%S"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True)
class Word:
    """One thing the ministry will say about a dossier, so many minutes after it was received."""

    status: str
    minutes: int
    note: str


def words_for(seed: int, code: str) -> list[Word]:
    """What the ministry does with this dossier; depends on the seed and the code only."""
    lot = chance(seed, "ministry:" + code, 0)
    taken = Word("4", 20, "Thụ lý hồ sơ")
    if lot < 0.15:
        return [taken, Word("3", 65, "Từ chối giải quyết: không đủ điều kiện theo quy định")]
    done = Word("9", 90, "Đã có kết quả")
    if lot < 0.45:
        return [taken, Word("5", 40, "Đề nghị bổ sung giấy tờ chứng minh chỗ ở hợp pháp"),
                Word("4", 70, "Đã nhận đủ giấy tờ bổ sung, tiếp tục xử lý"), done]
    return [taken, done]


def callback_headers(client_id: str, secret: str) -> dict[str, str]:
    """HTTP Basic and the SOAP action."""
    token = base64.b64encode(f"{client_id}:{secret}".encode()).decode("ascii")
    return {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"urn:tthc:hoso:v1/ThongBaoTrangThai"',
            "Authorization": f"Basic {token}"}


class Ministry:
    """The ministry as a peer."""

    def __init__(self, seed: int = 1, state_dir: Path | None = None, client_id: str = "", secret: str = "",
                 pace: float = 2.0, unit: str = "G01") -> None:
        self.faults = FaultPlan(seed)
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._seed, self._pace, self._unit = seed, pace, unit
        self._headers = callback_headers(client_id, secret)
        self._closed_to_strangers = bool(secret)
        self._gateway = ""
        self._lock = threading.RLock()
        self._dossiers: dict[str, dict[str, Any]] = {}
        self._keys: dict[str, tuple[str, str]] = {}      # MaGiaoDich → (hash of the body, MaTiepNhan)
        self._journal = Journal(process.state_file(state_dir, "journal.jsonl"))
        self._outbox = Outbox(self._send, self._heard)
        self._acked_before: set[str] = set()
        self._restore()

    def _restore(self) -> None:
        effects = self._journal.replay()
        self._acked_before = {effect["key"] for effect in effects if effect["op"] == "heard"}
        for effect in effects:
            if effect["op"] == "taken":
                self._take(effect)

    def handle(self, request: Request) -> Reply:
        """Answers one SOAP call; the effect is committed before the answer leaves."""
        if request.method != "POST" or request.path != "/soap":
            return json_reply({"error": "no such path"}, 404)
        operation, key, digest = "?", "", body_hash(request.body)
        if self._closed_to_strangers and request.headers.get("authorization") != self._headers["Authorization"]:
            self.attempts.add(operation, key, digest, "401")
            return Reply(401, b"", "text/plain", {"WWW-Authenticate": "Basic"})
        try:
            message = soap.parse(request.body)
            operation, key, digest = message.operation, message.header.get("MaGiaoDich", ""), body_hash(message.canonical)
            body, outcome = self._serve(message, digest), "1"
            status = 200
        except soap.SoapRefusal as refusal:
            body, outcome, status = soap.fault("Client", str(refusal)), "soap:Client", 500
        self.attempts.add(operation, key, digest, outcome)
        return Reply(status, body, "text/xml; charset=utf-8")

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside the contract."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "7")
        fields = {"TrangThai": "7", "MaLoi": "X", "MoTaLoi": "Mã phản hồi chưa được công bố", "MaTiepNhan": ""}
        return Reply(200, soap.response("NhanHoSo", fields), "text/xml; charset=utf-8")

    def _serve(self, message: soap.Message, digest: str) -> bytes:
        if message.operation == "TraTrangThaiHoSo":
            return self._tell_status(soap.texts(message.body).get("MaHoSo", ""))
        if message.operation != "NhanHoSo":
            raise soap.SoapRefusal("Nghiệp vụ không được hỗ trợ")
        dossier = message.body.find(f"{{{soap.HOSO}}}HoSo")
        key = message.header.get("MaGiaoDich", "")
        if dossier is None or not key:
            raise soap.SoapRefusal("Thiếu HoSo hoặc MaGiaoDich")
        fields = soap.texts(dossier)
        if missing := [name for name in REQUIRED if not fields.get(name)]:
            raise soap.SoapRefusal("Thiếu trường bắt buộc: " + ", ".join(missing))
        files = sum(1 for _ in dossier.iter(f"{{{soap.HOSO}}}TepDinhKem"))
        return self._receive(key, digest, fields, files)

    def _receive(self, key: str, digest: str, fields: dict[str, str], files: int) -> bytes:
        with self._lock:
            known = self._keys.get(key)
            if known and known[0] != digest:
                raise soap.SoapRefusal("MaGiaoDich đã được dùng cho nội dung khác")
            if known and not self.faults.switches().get("ignore_idempotency"):
                self._dossiers[fields["MaHoSo"]]["repeats"] += 1
                number = known[1]
            else:
                number = f"TN-{len(self._keys) + 1:05d}"
                effect = {"op": "taken", "key": key, "digest": digest, "number": number, "fields": fields, "files": files}
                self._take(effect)
                self._journal.append(effect)
        return soap.response("NhanHoSo", {"TrangThai": "1", "MaLoi": "", "MoTaLoi": "", "MaTiepNhan": number})

    def _take(self, effect: dict[str, Any]) -> None:
        """The effect of one NhanHoSo: the dossier is new here, or its submission changed."""
        fields, code = effect["fields"], effect["fields"]["MaHoSo"]
        self._keys[effect["key"]] = (effect["digest"], effect["number"])
        held = self._dossiers.get(code)
        if held is None:
            self._dossiers[code] = {"fields": fields, "files": effect["files"], "received": [effect["digest"]],
                                    "duplicates": 0, "repeats": 0}
            self._plan(code, fields)
            return
        if held["received"][-1] == effect["digest"]:
            held["duplicates"] += 1
        held["received"].append(effect["digest"])
        held["fields"], held["files"] = fields, effect["files"]
        if fields["TrangThaiHoSo"] == "7":
            self._outbox.drop_lane(code)

    def _plan(self, code: str, fields: dict[str, str]) -> None:
        if fields["TrangThaiHoSo"] in ("3", "7"):
            return
        start = datetime.strptime(fields["NgayTiepNhan"], SECOND)
        for index, word in enumerate(words_for(self._seed, code)):
            key = f"{self._unit}-{code}-{index + 1}"
            if key in self._acked_before:
                continue
            stated_at = (start + timedelta(minutes=word.minutes, seconds=index)).strftime(SECOND)
            about = {"code": code, "status": word.status, "time": stated_at, "key": key, "note": word.note}
            due = time.monotonic() + self._pace * (index + 1) * (0.6 + 0.8 * chance(self._seed, "pace:" + code, index))
            self._outbox.put(Letter(code, due, "/ministry-generic/soap", "text/xml; charset=utf-8",
                                    self._render(about), about))
        self._outbox_misbehave(code)

    def _outbox_misbehave(self, code: str) -> None:
        """`duplicate`: the last statement goes out twice. `reorder`: it would break the ministry's own word, so the lane
        keeps its order here and only repeats; reordering of statements is the province's switch."""
        last = [letter for letter in self._outbox.letters() if letter.lane == code][-1:]
        if last and self.faults.strikes("duplicate", len(self._dossiers)):
            first = last[0]
            self._outbox.put(Letter(code, first.due, first.path, first.content_type, first.body,
                                    dict(first.about, repeat=True)))

    def _render(self, about: dict[str, Any]) -> bytes:
        fields = {"MaHoSo": about["code"], "TrangThai": about["status"], "ThoiDiemXuLy": about["time"],
                  "NguoiXuLy": "Hoàng Thị Thuỷ", "NoiDungXuLy": about["note"]}
        if about["status"] == "5":
            until = datetime.strptime(about["time"], SECOND) + timedelta(days=5)
            fields["HanBoSung"] = until.strftime(SECOND)
        papers = [{"code": "KQ.G01.000012", "name": "Thông báo kết quả giải quyết", "content": PDF}]
        header = soap.packet_header(about["key"], self._unit, "H55", about["time"])
        return soap.envelope(soap.statement(fields, papers if about["status"] == "9" else []), header)

    def _send(self, letter: Letter) -> bool:
        if not self._gateway:
            return False
        answer = post(self._gateway, letter.path, letter.body, self._headers)
        letter.last_answer = f"{answer.status}"
        if answer.status == 200 and soap.is_acknowledged(answer.body):
            return True
        if answer.status not in (0, 503):
            letter.refusals += 1
            letter.last_answer = f"{answer.status} {answer.body[:400].decode('utf-8', 'replace')}"
        return False

    def _heard(self, letter: Letter) -> None:
        self._journal.append({"op": "heard", "key": letter.about["key"]})

    def _tell_status(self, code: str) -> bytes:
        with self._lock:
            if code not in self._dossiers:
                return soap.response("TraTrangThaiHoSo", {"TrangThai": "0", "MaLoi": "KHONG_TON_TAI",
                                                          "MoTaLoi": "Hồ sơ không tồn tại"})
            said = [letter.about for letter in self._outbox.letters() if letter.lane == code and letter.attempts > 0]
            held = self._dossiers[code]["fields"]
        fields = {"TrangThai": "1", "MaLoi": "", "MoTaLoi": "", "MaHoSo": code,
                  "TrangThaiHoSo": said[-1]["status"] if said else held["TrangThaiHoSo"]}
        if said:
            fields["ThoiDiemXuLy"] = said[-1]["time"]
        return soap.response("TraTrangThaiHoSo", fields)

    def state(self) -> dict[str, Any]:
        """The ministry's own truth: what it received and what it said."""
        with self._lock:
            said = [dict(letter.about, tried=letter.attempts, heard=letter.ack_order > 0, refusals=letter.refusals,
                         last_answer=letter.last_answer)
                    for letter in self._outbox.letters()]
            return {"peer": "ministry-generic", "waiting": self._outbox.waiting(), "said": said,
                    "dossiers": {code: dict(held) for code, held in self._dossiers.items()}}

    def use_gateway(self, url: str) -> None:
        """Where to call back; it may change when the gateway is restarted."""
        self._gateway = url

    def start_work(self) -> None:
        """Starts calling back."""
        self._outbox.start()

    def stop_work(self) -> None:
        """Stops calling back."""
        self._outbox.stop()


def _options() -> argparse.Namespace:
    parser = process.arguments("A ministry's software, simulated")
    parser.add_argument("--pace", type=float, default=2.0, help="seconds between two statements about one dossier")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    ministry = Ministry(chosen.seed, chosen.state_dir, chosen.client_id, process.read_secret(chosen.secret_file),
                        chosen.pace)
    ministry.start_work()
    sys.exit(process.run(ministry, chosen))
