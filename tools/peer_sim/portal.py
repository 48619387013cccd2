"""The National Public Service Portal, variant V1 of its contract: login, session in every body, one integration URL.

It keeps its own dossiers and their progress, takes no step twice silently, and records what arrives out of order.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Callable

import process
from faults import FaultPlan
from portal_rules import FINAL, MAX_PROGRESS_ITEMS, dossier_problems, progress_problems
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply

SESSION_ERROR = {"error_code": -1, "message": "Phiên làm việc không hợp lệ"}


class Ledger:
    """The portal's dossiers. Every change is an effect that is applied and journalled, so a restart replays it."""

    def __init__(self, journal: Journal) -> None:
        self.dossiers: dict[str, dict[str, Any]] = {}
        self._journal = journal
        for effect in journal.replay():
            self._apply(effect)

    def change(self, effect: dict[str, Any]) -> None:
        """Applies an effect and keeps it."""
        self._apply(effect)
        self._journal.append(effect)

    def close(self) -> None:
        """Closes the journal."""
        self._journal.close()

    def _apply(self, effect: dict[str, Any]) -> None:
        if effect["op"] == "dossier":
            self._take_dossier(effect["fields"])
        else:
            self._take_step(effect["step"])

    def _take_dossier(self, fields: dict[str, Any]) -> None:
        held = self.dossiers.setdefault(fields["MaHoSo"], {
            "fields": {}, "status": "", "progress": [], "duplicates": 0, "inversions": 0, "writes": 0})
        held["fields"] = fields
        held["writes"] += 1
        if held["status"] != "10":     # a dossier handed over keeps its status; what follows is history only
            held["status"] = fields["TrangThaiHoSo"]

    def _take_step(self, step: dict[str, str]) -> None:
        held = self.dossiers[step["MaHoSo"]]
        progress: list[dict[str, str]] = held["progress"]
        if any(_same_step(step, other) for other in progress):
            held["duplicates"] += 1
            if held["status"] != "10":      # no second line of history, but the last word is where the dossier stands
                held["status"] = step["TrangThai"]
            return
        if progress and (progress[-1]["ThoiDiemXuLy"] > step["ThoiDiemXuLy"] or progress[-1]["TrangThai"] in FINAL):
            held["inversions"] += 1
        progress.append(step)
        if held["status"] != "10":
            held["status"] = step["TrangThai"]


def _same_step(left: dict[str, str], right: dict[str, str]) -> bool:
    return left["TrangThai"] == right["TrangThai"] and left["ThoiDiemXuLy"] == right["ThoiDiemXuLy"]


class Portal:
    """The portal as a peer."""

    def __init__(self, seed: int = 1, state_dir: Path | None = None, username: str = "", password: str = "",
                 session_life: float = 600.0) -> None:
        self.faults = FaultPlan(seed)
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._ledger = Ledger(Journal(process.state_file(state_dir, "journal.jsonl")))
        self._lock = threading.Lock()
        self._username, self._password, self._life = username, password, session_life
        self._sessions: dict[str, float] = {}
        self._counts = {"logins": 0, "bad_sessions": 0}
        self.faults.on_change(self._expire_when_told)
        self._services: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "DongBoHoSoMC": self._upsert, "CapNhatTienDoHoSoMC": self._progress, "TraCuuHoSo": self._look_up}

    def _expire_when_told(self, switches: dict[str, Any]) -> None:
        if switches.get("session_expired"):
            with self._lock:
                self._sessions.clear()

    def handle(self, request: Request) -> Reply:
        """Answers one request; effects are committed before the answer leaves."""
        body = _parse(request.body)
        if request.method != "POST" or body is None:
            return json_reply({"error_code": -2, "message": "Dữ liệu có định dạng không đúng"})
        if request.path == "/login":
            return self._login(body)
        if request.path != "/integration":
            return json_reply({"error_code": -2, "message": "Đường dẫn không tồn tại"}, 404)
        with self._lock:
            answer = self._serve(body)
            unsigned = {name: value for name, value in body.items() if name != "session"}
            digest = body_hash(json.dumps(unsigned, ensure_ascii=False, sort_keys=True))
            self.attempts.add(str(body.get("service", "?")), _key_of(body), digest, f"{answer['error_code']}")
        return json_reply(answer)

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside the contract."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "77")
        return json_reply({"error_code": "77", "message": "Mã phản hồi chưa được công bố"})

    def _login(self, body: dict[str, Any]) -> Reply:
        right = not self._password or (body.get("username"), body.get("password")) == (self._username, self._password)
        self.attempts.add("login", "", "", "0" if right else "-1")
        if not right:
            return json_reply({"error_code": -1, "message": "Tài khoản hoặc mật khẩu không đúng"})
        session = str(uuid.uuid4())
        with self._lock:
            self._counts["logins"] += 1
            self._sessions[session] = time.monotonic() + self._life
        return json_reply({"error_code": 0, "message": "Thành công", "session": session})

    def _serve(self, body: dict[str, Any]) -> dict[str, Any]:
        if self._sessions.get(str(body.get("session")), 0.0) < time.monotonic():
            self._counts["bad_sessions"] += 1
            return SESSION_ERROR
        if not isinstance(body.get("madonvi"), str) or not body["madonvi"]:
            return {"error_code": "-2", "message": "madonvi là bắt buộc"}
        service = self._services.get(str(body.get("service")))
        if service is None:
            return {"error_code": "-2", "message": "Dịch vụ không được hỗ trợ"}
        return service(body)

    def _upsert(self, body: dict[str, Any]) -> dict[str, Any]:
        updating = body.get("isUpdating")
        if updating not in ("True", "False") or not isinstance(body.get("data"), list) or not body["data"]:
            return {"error_code": "-2", "message": "isUpdating hoặc data có định dạng không đúng"}
        for row in body["data"]:
            if problems := dossier_problems(row):
                return {"error_code": "-2", "message": "Đồng bộ không thành công: " + "; ".join(problems)}
            known = row["MaHoSo"] in self._ledger.dossiers
            if known and updating == "False":
                return {"error_code": "-3", "message": f"Hồ sơ {row['MaHoSo']} đã tồn tại"}
            if not known and updating == "True":
                return {"error_code": "-3", "message": f"Hồ sơ {row['MaHoSo']} không tồn tại"}
        for row in body["data"]:
            self._ledger.change({"op": "dossier", "fields": row})
        return {"error_code": 0, "message": f"Đồng bộ thành công {len(body['data'])} hồ sơ"}

    def _progress(self, body: dict[str, Any]) -> dict[str, Any]:
        rows = body.get("data")
        if not isinstance(rows, list) or not rows:
            return {"error_code": "-2", "message": "data có định dạng không đúng"}
        if len(rows) > MAX_PROGRESS_ITEMS:
            return {"error_code": "-2", "message": "Số bước vượt quá số lượng cho phép"}
        for row in rows:
            if problems := progress_problems(row):
                return {"error_code": "-2", "message": "Cập nhật không thành công: " + "; ".join(problems)}
            if row["MaHoSo"] not in self._ledger.dossiers:
                return {"error_code": "-3", "message": f"Hồ sơ {row['MaHoSo']} không tồn tại"}
        for row in rows:
            self._ledger.change({"op": "step", "step": row})
        return {"error_code": "0", "message": "Cập nhật tiến độ thành công"}

    def _look_up(self, body: dict[str, Any]) -> dict[str, Any]:
        held = self._ledger.dossiers.get(str(body.get("mahoso", "")))
        if held is None:
            return {"error_code": 0, "message": "Thành công", "result": []}
        last = held["progress"][-1] if held["progress"] else {}
        row = dict(held["fields"])
        row["TrangThaiHoSo"] = held["status"]
        row["ThoiDiemXuLy"] = last.get("ThoiDiemXuLy", "")
        return {"error_code": 0, "message": "Thành công", "result": [row]}

    def state(self) -> dict[str, Any]:
        """The portal's own truth."""
        with self._lock:
            return {"peer": "portal", "counts": dict(self._counts),
                    "dossiers": json.loads(json.dumps(self._ledger.dossiers))}

    def use_gateway(self, url: str) -> None:
        """The portal never calls the gateway in this profile."""

    def start_work(self) -> None:
        """Nothing to start: it only answers."""

    def stop_work(self) -> None:
        """Closes its files."""
        self.attempts.close()
        self._ledger.close()


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _key_of(body: dict[str, Any]) -> str:
    """What the message is about: the portal's contract has no idempotency key."""
    if "mahoso" in body:
        return str(body["mahoso"])
    rows = body.get("data") if isinstance(body.get("data"), list) else []
    return ",".join(str(row.get("MaHoSo", "?")) + ("@" + str(row["ThoiDiemXuLy"]) if "ThoiDiemXuLy" in row else "")
                    for row in rows if isinstance(row, dict))


def _options() -> argparse.Namespace:
    parser = process.arguments("National portal, simulated")
    parser.add_argument("--session-life", type=float, default=600.0, help="seconds a session lives")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    sys.exit(process.run(Portal(chosen.seed, chosen.state_dir, chosen.client_id,
                                process.read_secret(chosen.secret_file), chosen.session_life), chosen))
