"""The Centre's bank as a separate process: books what it is told, and delivers notifications and statements as files.

    POST /movements   JSON list of movements (money_month.py makes them): what the interbank network brings; a key counts once
    POST /transfers   pain.001.001.03 or .09: each transfer becomes a debit with its EndToEndId on its execution day
    POST /close-day   {"day": "2025-11-05"}: closes every open day up to this one: camt.054 of those to be notified, then the statement
    GET  /profile     the profile of a CSV or MT940 bank for the gateway (TOML); `--profile-file` writes it to a file

`--script FILE` {"movements": […]} books at the start; with `--day-seconds` the days close by themselves after `POST /start`.
`--transfers-dir` is looked into for *.xml before a day is closed. `GET /state` says where each movement stands (`places`).
A movement: key, day, amount, currency, flow ("credit", "debit"), and where they apply reversal, code, information ("{reference}"
is the bank's number of the movement `returns`), notify, details [{amount, end_to_end_id, remittance, debtor_name …}], and bank:
what has another bank's name is left to that bank.

Switches of its own, beside those of every peer: bank_spoil.py names them; the right statement follows each wrong one.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Callable

import bank_camt
import bank_plain
import bank_transfers
import process
from bank_book import Account, Book, Statement
from bank_delivery import Delivery, Destination
from bank_spoil import SWITCHES, issues
from faults import FaultPlan
from record import AttemptLog, Journal, body_hash
from wire import Reply, Request, json_reply


class Form:
    """How this bank writes its statements of a day; notifications are always camt.054."""

    def __init__(self, name: str) -> None:
        version = 2 if name == "camt.02" else 8
        self.notification: Callable[[Statement], bytes] = lambda statement: bank_camt.render(statement, version)
        forms: dict[str, tuple[Callable[[Statement], bytes], str, str, str]] = {
            "camt.08": (self.notification, "xml", "application/xml", ""), "camt.02": (self.notification, "xml", "application/xml", ""),
            "csv": (bank_plain.render_csv, "csv", "text/csv", bank_plain.CSV_PROFILE),
            "mt940": (bank_plain.render_mt940, "sta", "text/plain", bank_plain.MT940_PROFILE)}
        self.render, self.ending, self.content_type, self.profile = forms[name]
        self.has_notifications = self.ending == "xml"


FORMS = ("camt.08", "camt.02", "csv", "mt940")


class Bank:
    """The bank as a peer."""

    def __init__(self, seed: int = 1, state_dir: Path | None = None, account: Account = Account("NHTM", "112233445566"),
                 form: str = "camt.08", destination: Destination = Destination(), movements: list[dict[str, Any]] | None = None,
                 transfers_dir: Path | None = None, day_seconds: float = 0.0) -> None:
        self.faults = FaultPlan(seed, SWITCHES)
        self.attempts = AttemptLog(process.state_file(state_dir, "attempts.jsonl"))
        self._book = Book(Journal(process.state_file(state_dir, "journal.jsonl")), account)
        self._form = Form(form)
        self._lock = threading.RLock()
        self._delivery = Delivery(destination, self.faults)
        self._transfers_dir, self._day_seconds = transfers_dir, day_seconds
        self._read_files: set[str] = set()
        self._agenda = process.Agenda()
        self._started = False
        self._take_movements(movements or [])
        for statement in self._book.statements:     # after a restart all files leave again: the same bytes under the same names
            self._deliver(statement)

    # --- what it is told --------------------------------------------------------------------------------------------

    def handle(self, request: Request) -> Reply:
        """Answers one request; effects are committed before the answer leaves."""
        routes = {("POST", "/movements"): self._movements, ("POST", "/transfers"): self._transfers,
                  ("POST", "/close-day"): self._close_day, ("GET", "/profile"): self._profile}
        route = routes.get((request.method, request.path))
        if route is None:
            return json_reply({"error": "no such path"}, 404)
        with self._lock:
            try:
                reply = route(request)
            except (ValueError, KeyError, TypeError) as problem:
                reply = json_reply({"error": str(problem)}, 400)
            self.attempts.add(request.path, "", body_hash(request.body), str(reply.status))
        return reply

    def wrong_code(self, request: Request) -> Reply:
        """An answer outside of what it promises."""
        self.attempts.add("wrong_code", "", body_hash(request.body), "299")
        return json_reply({"error": "unknown"}, 299)

    def _movements(self, request: Request) -> Reply:
        movements = json.loads(request.body)
        self._take_movements(movements)
        return json_reply({"taken": len(movements)})

    def _take_movements(self, movements: list[dict[str, Any]]) -> None:
        for movement in movements:
            if missing := {"key", "day", "amount", "currency", "flow"} - set(movement):
                raise ValueError("a movement without " + ", ".join(sorted(missing)))
        with self._lock:
            for movement in movements:
                ours = movement.get("bank", self._book.account.bank) == self._book.account.bank
                if ours and movement["key"] not in self._book.movements:
                    self._book.change({"op": "movement", "movement": movement, "next_day": self._next_day()})

    def _next_day(self) -> str:
        """What comes for a day that is closed is booked on the next open one, or on the last one's morrow."""
        last = self._book.closed[-1] if self._book.closed else "0001-01-01"
        later = [day for day in self._book.open_days() if day > last]
        return later[0] if later else (date.fromisoformat(last) + timedelta(days=1)).isoformat()

    def _transfers(self, request: Request) -> Reply:
        return json_reply({"taken": self._take_transfers(request.body)})

    def _take_transfers(self, document: bytes) -> int:
        found = bank_transfers.read(document, self._book.account.number)
        for transfer in found:
            if transfer.end_to_end_id in self._book.orders:
                raise bank_transfers.Refused(f"{transfer.end_to_end_id} was ordered before")
        for transfer in found:
            order = {"amount": transfer.amount, "day": transfer.day, "creditor_account": transfer.creditor_account}
            self._book.change({"op": "transfer", "end_to_end_id": transfer.end_to_end_id, "order": order})
            self._take_movements([transfer.movement()])
        return len(found)

    def _read_transfers_dir(self) -> None:
        for path in sorted(self._transfers_dir.glob("*.xml")) if self._transfers_dir else ():
            if path.name in self._read_files:
                continue
            self._read_files.add(path.name)
            content = path.read_bytes()
            try:
                outcome = str(self._take_transfers(content))
            except bank_transfers.Refused as problem:
                outcome = f"refused: {problem}"
            self.attempts.add("transfers-dir", path.name, body_hash(content), outcome)

    def _profile(self, _: Request) -> Reply:
        return Reply(200, self._form.profile.encode("utf-8"), "application/toml") if self._form.profile else Reply(404)

    # --- what it says -----------------------------------------------------------------------------------------------

    def _close_day(self, request: Request) -> Reply:
        day = str(json.loads(request.body)["day"])
        return json_reply({"statements": self.close_through(day)})

    def close_through(self, day: str) -> list[str]:
        """Closes all open days up to this one; the ids of what was made."""
        with self._lock:
            self._read_transfers_dir()
            made: list[Statement] = []
            for due in [one for one in self._book.open_days() if one <= day]:
                made += self._book.change({"op": "close", "day": due})
            for statement in made:
                self._deliver(statement)
            return [statement.id for statement in made]

    def _deliver(self, statement: Statement) -> None:
        if statement.kind == "054":
            if self._form.has_notifications:
                self._delivery.put(f"camt054_{statement.id}.xml", statement.id, "application/xml", self._form.notification(statement), "right")
            return
        for number, (remark, content) in enumerate(issues(statement, self._form.render, self._form.ending == "xml", self.faults), 1):
            name = f"statement_{statement.id}_{number}.{self._form.ending}"
            self._delivery.put(name, statement.id, self._form.content_type, content, remark)

    def _close_next(self) -> None:
        with self._lock:
            days = self._book.open_days()
        if days:
            self.close_through(days[0])
        self._agenda.put(self._day_seconds, self._close_next)

    # --- for the control port ---------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """The bank's own truth: movements, where each stands, transfers, files, balances."""
        with self._lock:
            return dict(self._book.copy(), peer="bank", files=self._delivery.files(), waiting=self._delivery.waiting(),
                        open_days=self._book.open_days())

    def use_gateway(self, url: str) -> None:
        """Where uploads go, when no other address was given."""
        self._delivery.gateway = url

    def start_work(self) -> None:
        """Begins to deliver, and to close days when they have a length."""
        with self._lock:
            if self._started:
                return
            self._started = True
        self._delivery.start()
        self._agenda.start()
        if self._day_seconds > 0:
            self._agenda.put(self._day_seconds, self._close_next)

    def stop_work(self) -> None:
        """Stops delivering and closes its files."""
        self._agenda.stop()
        self._delivery.stop()
        self.attempts.close()
        with self._lock:
            self._book.close()


def _options() -> argparse.Namespace:
    parser = process.arguments("The Centre's bank, simulated; it uploads under --client-id with the secret of --secret-file (Basic)")
    parser.add_argument("--script", type=Path, help="JSON: movements")
    parser.add_argument("--bank", default="NHTM", help="up to four letters at the beginning of every statement's id")
    parser.add_argument("--account", default="112233445566")
    parser.add_argument("--opening", type=int, default=50_000_000, help="balance in the beginning, đồng")
    parser.add_argument("--form", choices=FORMS, default="camt.08")
    parser.add_argument("--profile-file", type=Path, help="where the profile of a CSV or MT940 bank is written before it opens its port")
    parser.add_argument("--deliver-dir", type=Path, help="folder for its files")
    parser.add_argument("--upload-url", default="", help="absolute, or a path at the gateway")
    parser.add_argument("--client-cert", type=Path)
    parser.add_argument("--client-key", type=Path)
    parser.add_argument("--ca-file", type=Path)
    parser.add_argument("--transfers-dir", type=Path, help="folder with the Centre's pain.001 files")
    parser.add_argument("--day-seconds", type=float, default=0.0, help="seconds a day takes; 0: days close on command only")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    script = json.loads(chosen.script.read_text(encoding="utf-8"))["movements"] if chosen.script else []
    if chosen.profile_file:
        chosen.profile_file.write_text(Form(chosen.form).profile, encoding="utf-8")
    target = Destination(chosen.deliver_dir, chosen.upload_url, chosen.client_id, process.read_secret(chosen.secret_file),
                         chosen.client_cert, chosen.client_key, chosen.ca_file)
    sys.exit(process.run(Bank(chosen.seed, chosen.state_dir, Account(chosen.bank, chosen.account, opening=chosen.opening), chosen.form,
                              target, script, chosen.transfers_dir, chosen.day_seconds), chosen))
