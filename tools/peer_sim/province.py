"""The provincial system: pushes its morning to the gateway until every message is acknowledged, and is itself told what
the ministry decided."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import process
import province_wire
from faults import FaultPlan
from month_before import make_run
from morning import Message, trace_body
from outbox import Letter, Outbox, post
from province_book import Book, statement_of, told_step
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply

STATUSES = {str(code) for code in range(1, 11)}
HANDOVER_MINUTES = 10


class Province:
    """The province as a peer."""

    def __init__(self, messages: list[Message], handovers: set[str] | None = None, seed: int = 1,
                 state_dir: Path | None = None, client_id: str = "", secret: str = "") -> None:
        self.faults = FaultPlan(seed)
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._book = Book(Journal(process.state_file(state_dir, "journal.jsonl")))
        self._messages, self._handovers = messages, handovers or set()
        self._forms = {message.dossier: message.form for message in messages}
        self._client_id, self._secret = client_id, secret
        self._lock = threading.RLock()
        self._gateway, self._token = "", ""
        self._token_lock = threading.Lock()
        self._issued: dict[str, float] = {}
        self._issue_number = 0
        self._outbox = Outbox(self._send, self._acknowledged, workers=8)
        self._started = False
        self.faults.on_change(self._forget_tokens_when_told)

    # --- what it is told -------------------------------------------------------------------------------------------

    def _forget_tokens_when_told(self, switches: dict[str, Any]) -> None:
        if switches.get("session_expired"):
            with self._lock:
                self._issued.clear()

    def handle(self, request: Request) -> Reply:
        """Answers the gateway; the effect is committed before the answer leaves."""
        if request.method == "POST" and request.path == "/token":
            return self._give_token(request)
        if request.method != "POST" or request.path not in ("/Document/SyncDocument", "/Document/UpdateDocumentTraces"):
            return json_reply({"Status": 404, "Message": "Không tồn tại"}, 404)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        with self._lock:
            if scheme.lower() != "bearer" or self._issued.get(token, 0.0) < time.monotonic():
                self.attempts.add(request.path, "", body_hash(request.body), "401")
                return json_reply({"Status": 401, "Message": "Token không hợp lệ"}, 401)
            status, text = self._take(request)
        return json_reply({"Status": status, "Message": text}, status)

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside the contract."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "299")
        return json_reply({"Status": 299, "Message": "Mã phản hồi chưa được công bố"})

    def _give_token(self, request: Request) -> Reply:
        form = {name: values[0] for name, values in parse_qs(request.body.decode("utf-8", "replace")).items()}
        right = not self._secret or (form.get("client_id"), form.get("client_secret")) == (self._client_id, self._secret)
        self.attempts.add("token", "", "", "200" if right else "401")
        if not right or form.get("grant_type") != "client_credentials":
            return json_reply({"error": "invalid_client"}, 401)
        with self._lock:
            self._issue_number += 1
            token = f"province-{self._issue_number}-{body_hash(str(time.monotonic_ns()))}"
            self._issued[token] = time.monotonic() + 600
        return json_reply({"access_token": token, "token_type": "Bearer", "expires_in": 600, "scope": "default"})

    def _take(self, request: Request) -> tuple[int, str]:
        try:
            body = province_wire.read(request.body, request.headers.get("content-type", ""))
        except province_wire.Unreadable:
            self.attempts.add(request.path, "", body_hash(request.body), "400")
            return 400, "Dữ liệu có định dạng không đúng"
        code, status = str(body.get("DocCode", "")), str(body.get("Status", ""))
        is_step = request.path.endswith("UpdateDocumentTraces")
        good = bool(code) and (not is_step or (status in STATUSES and bool(body.get("DateCreated"))))
        self.attempts.add(request.path, f"{code}@{body.get('DateCreated', '')}" if is_step else code,
                          body_hash(request.body), "200" if good else "400")
        if not good:
            return 400, "Thiếu trường bắt buộc"
        if is_step:
            self._book.change(told_step(body, request.body, bool(self.faults.switches().get("ignore_idempotency"))))
            self._hand_over(code, status, str(body["DateCreated"]))
        else:
            self._book.change({"op": "told_document", "code": code, "digest": body_hash(request.body)})
        return 200, "OK"

    def _hand_over(self, code: str, status: str, stated_at: str) -> None:
        """Once it knows that the ministry is done, the province hands the result to the citizen and says so."""
        if status != "9" or code not in self._handovers:
            return
        self._handovers.discard(code)
        at = datetime.strptime(stated_at[:19], "%Y-%m-%dT%H:%M:%S") + timedelta(minutes=HANDOVER_MINUTES)
        body = trace_body(code, 10, at, 99)
        self._post_message(Message(0.0, code, "trace", self._forms.get(code, "json"), body, "handover"), code + "/handover", 0.3)

    # --- what it says ----------------------------------------------------------------------------------------------

    def start_work(self) -> None:
        """Starts the morning; a second call does nothing."""
        with self._lock:
            if self._started:
                return
            self._started = True
            for number, message in enumerate(self._in_order()):
                self._post_message(message, f"m{number}", message.offset)
        self._outbox.start()

    def _in_order(self) -> list[Message]:
        """The script as it is; with the switch `reorder`, neighbours of one dossier change places at that rate."""
        messages = list(self._messages)
        last: dict[str, int] = {}
        for index, message in enumerate(messages):
            before = last.get(message.dossier)
            if before is not None and self.faults.strikes("reorder", index):
                messages[before], messages[index] = messages[index], messages[before]
            last[message.dossier] = index
        return messages

    def _post_message(self, message: Message, number: str, after: float) -> None:
        body, content_type = province_wire.render(message.kind, message.form, message.body)
        about = {"number": number, "code": message.dossier, "kind": message.kind, "remark": message.remark,
                 "status": str(message.body["Status"]) if message.kind == "trace" else "",
                 "time": message.body.get("DateCreated", ""), "effect": statement_of(message, number)}
        if number in self._book.heard:
            return
        letter = Letter(message.dossier, time.monotonic() + after, province_wire.PATHS[message.kind], content_type, body, about)
        self._outbox.put(letter)
        if self.faults.strikes("duplicate", len(self._outbox.letters())):
            self._outbox.put(Letter(letter.lane, letter.due, letter.path, content_type, body, dict(about, number=number + "d")))

    def _send(self, letter: Letter) -> bool:
        with self._lock:
            if letter.about["number"] not in self._book.stated:
                self._book.change(letter.about["effect"])
            gateway = self._gateway
        if not gateway:
            return False
        answer = post(gateway, letter.path, letter.body, self._headers(letter))
        if answer.status == 401:
            self._token = ""
            answer = post(gateway, letter.path, letter.body, self._headers(letter))
        letter.last_answer = f"{answer.status}"
        if answer.status == 200 and province_wire.is_acknowledged(
                answer.body, "application/xml" if answer.body.lstrip()[:1] == b"<" else "application/json"):
            return True
        if answer.status not in (0, 401, 429, 503):
            letter.refusals += 1
            letter.last_answer = f"{answer.status} {answer.body[:400].decode('utf-8', 'replace')}"
        return False

    def _headers(self, letter: Letter) -> dict[str, str]:
        return {"Content-Type": letter.content_type, "Authorization": f"Bearer {self._gateway_token()}"}

    def _gateway_token(self) -> str:
        """One token for all threads; a new one only when there is none."""
        with self._token_lock:
            if self._token:
                return self._token
            form = urlencode({"grant_type": "client_credentials", "client_id": self._client_id, "client_secret": self._secret})
            answer = post(self._gateway, "/token", form.encode(), {"Content-Type": "application/x-www-form-urlencoded"})
            if answer.status == 200:
                self._token = str(json.loads(answer.body).get("access_token", ""))
            return self._token

    def _acknowledged(self, letter: Letter) -> None:
        with self._lock:
            self._book.change({"op": "heard", "number": letter.about["number"]})

    # --- for the control port --------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """The province's own truth: its dossiers, what it said and what was acknowledged."""
        with self._lock:
            said = [dict({name: value for name, value in letter.about.items() if name != "effect"},
                         tried=letter.attempts, ack_order=letter.ack_order, refusals=letter.refusals,
                         last_answer=letter.last_answer) for letter in self._outbox.letters()]
            return {"peer": "province", "started": self._started, "waiting": self._outbox.waiting(), "said": said,
                    "dossiers": json.loads(json.dumps(self._book.dossiers))}

    def use_gateway(self, url: str) -> None:
        """Where to push; it may change when the gateway is restarted."""
        self._gateway = url

    def stop_work(self) -> None:
        """Stops pushing."""
        self._outbox.stop()


def _options() -> argparse.Namespace:
    parser = process.arguments("The provincial system, simulated")
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2025, 6, 13))
    parser.add_argument("--before", type=int, default=0, help="dossiers of the month before")
    parser.add_argument("--duration", type=float, default=40.0, help="seconds the morning is pressed into")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    script = make_run(chosen.seed, chosen.dossiers, chosen.day, chosen.duration, chosen.before)
    handed_over = {dossier.code for dossier in script.dossiers if dossier.handover}
    sys.exit(process.run(Province(script.messages, handed_over, chosen.seed, chosen.state_dir, chosen.client_id,
                                  process.read_secret(chosen.secret_file)), chosen))
