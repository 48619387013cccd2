"""A payment platform as a separate process: that of the national portal, PhienBan 1.0.6 (contracts 5.1), or with
`--dialect keypay` KeyPay-DVCQG 3.0 (contracts 5.2).

The portal's platform is posted INIT, QUERY and GET_BILL to any path; KeyPay is posted to /create and /detail. A citizen pays at
the address that is answered, which is this process too: GET shows the page, POST `outcome=paid|pending|failed` decides. `--script
FILE` has citizens who do so by themselves: {"citizens": [{"dossier", "amount", "after_ms", "steps": ["pending", "paid"], "paid_text",
"bank"}]}; each takes the first order of its dossier and amount that nobody has taken. Confirmations go to the gateway's
`--confirm-path`.

Switches of its own, beside those of every peer (`lost_reply_rate`, `error_500_rate`, `black_hole` …), rates or `true`:
    pending (pending_ms)       a payment is first unknown (TrangThaiGD 3) for a while, and then paid
    query_behind               a question is answered "not known yet", twice, of what is paid
    replay_refused             the same order again is refused; otherwise it is answered as it was the first time
    confirm_twice, confirm_lost, confirm_after_query (only when a question was answered with an end)
    confirm_wrong_checksum, confirm_wrong_amount, confirm_unknown_reference: before the right one
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import process
from faults import FaultPlan
from payments_book import Book, subject_of, transaction_number
from payments_confirm import SWITCHES as CONFIRM_SWITCHES
from payments_confirm import Confirmations
from payments_dialect import Dialect, Refusal
from payments_keypay import KeypayDialect
from payments_receipt import receipt
from payments_wire import PlatformDialect
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply

SWITCHES = CONFIRM_SWITCHES | {"pending", "pending_ms", "query_behind", "replay_refused"}
OUTCOMES, ENDS = ("paid", "pending", "failed"), ("paid", "failed")
VIET_NAM = timezone(timedelta(hours=7))
BEHIND = 2


class Platform:
    """The platform as a peer."""

    def __init__(self, dialect: Dialect, seed: int = 1, state_dir: Path | None = None, citizens: list[dict[str, Any]] | None = None,
                 confirm_path: str = "") -> None:
        self.faults = FaultPlan(seed, SWITCHES)
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._book = Book(Journal(process.state_file(state_dir, "journal.jsonl")))
        self._lock = threading.RLock()
        self._dialect = dialect
        self._citizens = [dict(citizen) for citizen in citizens or []]
        self._agenda = process.Agenda()
        self._confirms = Confirmations(self._book, self.faults, self._lock, dialect, confirm_path)
        self._confirms.asked = lambda reference: self._answered.get(reference, 0)
        self._answered: dict[str, int] = {}      # questions answered with an end, by reference
        self._behind: dict[str, int] = {}
        self._started = False
        for reference in self._book.transactions:
            self._take_up_again(reference)

    # --- the gateway ------------------------------------------------------------------------------------------------

    def handle(self, request: Request) -> Reply:
        """Answers one request; effects are committed before the answer leaves."""
        if request.path.startswith("/pay/"):
            return self._pay_page(request)
        try:
            body = json.loads(request.body.decode("utf-8"))
        except (UnicodeDecodeError, ValueError):
            body = None
        kind = self._dialect.kind(request, body) if isinstance(body, dict) else ""
        answers = {"open": self._open, "query": self._query, "bill": self._bill}
        if kind not in answers:
            self.attempts.add("unreadable", "", body_hash(request.body), Refusal.FORM.value)
            return json_reply(self._dialect.not_opened(Refusal.FORM, "Dữ liệu có định dạng không đúng"), 400)
        with self._lock:
            said, reply = answers[kind](body, request)
            self.attempts.add(kind, self._dialect.reference(body), body_hash(request.body), said)
        return reply

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside the contract."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "77")
        return json_reply({"error_code": "77", "error": "77", "message": "Mã phản hồi chưa được công bố", "MaLoi": "77"})

    def _open(self, body: dict[str, Any], request: Request) -> tuple[str, Reply]:
        refused = self._order_refusal(body)
        if refused is not None:
            return refused[0].value, json_reply(self._dialect.not_opened(*refused))
        reference = self._dialect.reference(body)
        if reference not in self._book.transactions:
            self._book.change({"op": "open", "reference": reference, "order": self._dialect.order(body)})
            self._send_citizen(reference)
        url = f"http://{request.headers.get('host', '127.0.0.1')}/pay/{self._book.transactions[reference]['token']}"
        return "opened", json_reply(self._dialect.opened(url))

    def _order_refusal(self, body: dict[str, Any]) -> tuple[Refusal, str] | None:
        refused = self._dialect.order_refusal(body)
        if refused is not None:
            return refused
        held = self._book.transactions.get(self._dialect.reference(body))
        again = held is not None and held["signature"] == self._dialect.order(body)["signature"]
        if held is not None and (not again or self.faults.switches().get("replay_refused")):
            return Refusal.REPEAT, "Mã tham chiếu đã tồn tại"
        return None

    def _find(self, body: dict[str, Any]) -> Refusal | dict[str, Any]:
        """The transaction that is asked about, or why none is."""
        if not self._dialect.is_signed_question(body):
            return Refusal.SIGNATURE
        held = self._book.transactions.get(self._dialect.reference(body))
        return held if held is not None and self._dialect.is_about(body, held) else Refusal.UNKNOWN

    def _query(self, body: dict[str, Any], _: Request) -> tuple[str, Reply]:
        held, reference = self._find(body), self._dialect.reference(body)
        if isinstance(held, Refusal):
            return held.value, json_reply(self._dialect.no_standing(reference, held))
        state = "pending" if held["state"] == "paid" and self._is_behind(reference) else held["state"]
        if state in ENDS:
            self._answered[reference] = self._answered.get(reference, 0) + 1
        return state, json_reply(self._dialect.standing(reference, held, state))

    def _is_behind(self, reference: str) -> bool:
        told = self._behind.get(reference, 0)
        subject = subject_of(self._book.transactions[reference])
        if told >= BEHIND or not self.faults.strikes_on("query_behind", subject):
            return False
        self._behind[reference] = told + 1
        return True

    def _bill(self, body: dict[str, Any], _: Request) -> tuple[str, Reply]:
        held, reference = self._find(body), self._dialect.reference(body)
        if not isinstance(held, Refusal) and held["state"] != "paid":
            held = Refusal.UNPAID
        if isinstance(held, Refusal):
            return held.value, json_reply(self._dialect.no_bill(held))
        lines = ("BIEN LAI THU PHI, LE PHI", f"Ma ho so: {held['dossier']}", f"Ma tham chieu: {reference}",
                 f"Ma giao dich: {held['transaction']}", f"So tien: {held['amount']} VND", f"Thoi gian: {held['paid_text']}")
        return "bill", Reply(200, receipt(lines), "application/pdf")

    # --- the citizens -----------------------------------------------------------------------------------------------

    def _pay_page(self, request: Request) -> Reply:
        reference = self._book.tokens.get(request.path.removeprefix("/pay/"))
        if reference is None:
            return Reply(404, "Không có giao dịch".encode(), "text/plain; charset=utf-8")
        outcome = parse_qs(request.body.decode("utf-8", "replace")).get("outcome", [""])[0]
        if request.method == "POST" and outcome in OUTCOMES:
            self.decide(reference, [outcome])
        elif request.method != "GET":
            return Reply(400, b"outcome=paid|pending|failed", "text/plain")
        held = self._book.transactions[reference]
        buttons = "".join(f'<button name="outcome" value="{name}">{name}</button>' for name in OUTCOMES)
        return Reply(200, (f"<!doctype html><meta charset=utf-8><title>Thanh toán</title><p>{escape(held['description'])}: "
                           f"{held['amount']} đ, {held['state']}</p><form method=post>{buttons}</form>").encode(), "text/html; charset=utf-8")

    def _send_citizen(self, reference: str) -> None:
        held = self._book.transactions[reference]
        for citizen in self._citizens:
            if not citizen.get("reference") and (citizen["dossier"], citizen["amount"]) == (held["dossier"], held["amount"]):
                citizen["reference"] = reference
                self._agenda.put(citizen.get("after_ms", 0) / 1000.0,
                                 lambda: self.decide(reference, citizen["steps"], citizen.get("paid_text", ""), citizen.get("bank", "")))
                return

    def decide(self, reference: str, steps: list[str], paid_text: str = "", bank: str = "") -> None:
        """What becomes of a payment, step by step; what is paid stays paid."""
        with self._lock:
            held = self._book.transactions[reference]
            if not steps or held["state"] == "paid":
                return
            state, rest = steps[0], steps[1:]
            if state == "paid" and held["state"] == "open" and self.faults.strikes_on("pending", subject_of(held)):
                state, rest = "pending", steps
            at = paid_text or datetime.now(VIET_NAM).strftime("%Y%m%d%H%M%S")
            number = transaction_number(reference, at, len(held["outcomes"])) if state == "paid" else ""
            self._book.change({"op": "outcome", "reference": reference, "fields": {
                "state": state, "transaction": number, "bank": bank or "VIETCOMBANK", "paid_text": at}})
        if state != "pending":
            self._confirms.tell(reference)
        elif not rest:
            rest = ["paid"]
        if rest:
            self._agenda.put(self.faults.number("pending_ms", 2000) / 1000.0, lambda: self.decide(reference, rest, paid_text, bank))

    def _take_up_again(self, reference: str) -> None:
        """After a restart: what was not said yet is said, what was pending ends, who had not come comes."""
        held = self._book.transactions[reference]
        if held["state"] in ENDS and not any(heard["kind"] == "right" for heard in held["confirms"]):
            self._confirms.tell(reference)
        elif held["state"] == "pending":
            self._agenda.put(0.0, lambda: self.decide(reference, ["paid"], held["paid_text"], held["bank"]))
        elif held["state"] == "open":
            self._send_citizen(reference)

    # --- for the control port ---------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """The platform's own truth. `accepted_forgeries` must be 0: wrong confirmations that the gateway took."""
        with self._lock:
            transactions = self._book.copy()
            heard = [one for held in transactions.values() for one in held["confirms"]]
            forged = [one for one in heard if one["kind"] != "right"]
            return {"peer": "payments", "transactions": transactions, "waiting": self._confirms.waiting() + self._agenda.waiting(),
                    "counts": {"paid": sum(held["state"] == "paid" for held in transactions.values()), "forgeries": len(forged),
                               "accepted_forgeries": sum(one["taken"] for one in forged),
                               "unsigned_answers": sum(one["signature"] in ("wrong", "missing") for one in heard)}}

    def use_gateway(self, url: str) -> None:
        """Where confirmations go."""
        self._confirms.gateway = url

    def start_work(self) -> None:
        """Citizens begin to pay, and the platform to confirm."""
        with self._lock:
            if self._started:
                return
            self._started = True
        self._agenda.start()
        self._confirms.start()

    def stop_work(self) -> None:
        """Stops sending and closes its files."""
        self._agenda.stop()
        self._confirms.stop()
        self.attempts.close()
        with self._lock:
            self._book.close()


def _options() -> argparse.Namespace:
    parser = process.arguments("A payment platform, simulated; --client-id is MaDoiTac or client_id, --secret-file what messages are signed with")
    parser.add_argument("--dialect", choices=("platform", "keypay"), default="platform", help="whose contract it speaks")
    parser.add_argument("--callback-secret-file", type=Path, help="what KeyPay signs its own messages with; default: --secret-file")
    parser.add_argument("--script", type=Path, help="JSON: what citizens do")
    parser.add_argument("--confirm-path", default="", help="path of the gateway that confirmations are posted to; default: the adapter's")
    return parser.parse_args()


def _dialect(options: argparse.Namespace) -> Dialect:
    secret = process.read_secret(options.secret_file)
    if options.dialect == "platform":
        return PlatformDialect(options.client_id, secret)
    return KeypayDialect(options.client_id, secret, process.read_secret(options.callback_secret_file or options.secret_file))


if __name__ == "__main__":
    chosen = _options()
    script = json.loads(chosen.script.read_text(encoding="utf-8"))["citizens"] if chosen.script else []
    sys.exit(process.run(Platform(_dialect(chosen), chosen.seed, chosen.state_dir, script, chosen.confirm_path), chosen))
