"""A gateway with the portal and one payment platform, and what a citizen, the province and a forger do to it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Callable
from urllib.parse import urlencode

from bad_input import expect
from month_before import COSTS, make_month_before
from morning import Message, last_working_day, trace_body
from outbox import Answer, post
from payments_dialect import Dialect
from payments_keypay import KeypayDialect
from payments_wire import PlatformDialect
from province_wire import PATHS
from stage import HERE, PARTNER, PEERS, Settings, Stage, wait_for_port

PAY_ONE, PAY_TWO = "1.001193", "1.003560"       # a procedure that costs one fee, and one that costs two
SYSTEMS = {"platform": "payment-platform", "keypay": "keypay"}
RETURN_URL = "https://dichvucong.example.vn/tra-ve"


class PaymentsStage(Stage):
    """Stage with one payment platform that speaks `dialect`; it begins to confirm when it is told to."""

    def __init__(self, binary: Path, root: Path, folder: Path, dialect: str) -> None:
        super().__init__(Settings(binary, root, folder, 1, 12, last_working_day(date.today()), 5.0))
        self.peers = PEERS + ("payments",)
        self.dialect_name = dialect

    def _write_secrets(self) -> None:
        super()._write_secrets()
        callback = self._secret("payments_callback")
        callback.touch(mode=0o600)
        callback.write_text("callback-" + "0123456789abcdef" * 2 + "\n", encoding="utf-8")

    def _callback_secret(self) -> Path:
        return self._secret("payments" if self.dialect_name == "platform" else "payments_callback")

    def _start_peer(self, name: str) -> None:
        if name != "payments":
            super()._start_peer(name)
            return
        folder = self.settings.folder / name
        folder.mkdir(exist_ok=True)
        command = [sys.executable, str(HERE / "payments.py"), "--port-file", str(folder / "port"), "--control-port-file",
                   str(folder / "control"), "--state-dir", str(folder), "--client-id", PARTNER, "--secret-file", str(self._secret(name)),
                   "--callback-secret-file", str(self._callback_secret()), "--dialect", self.dialect_name, "--stop-on-eof"]
        child = self._spawn(name, command, folder / "output.log", stdin=subprocess.PIPE)
        self.ports[name] = wait_for_port(folder / "port", child, 20.0)
        self.control[name] = f"http://127.0.0.1:{wait_for_port(folder / 'control', child, 20.0)}"

    def _write_config(self) -> None:
        super()._write_config()
        values = {"system": SYSTEMS[self.dialect_name], "base_url": self.address("payments"), "partner": PARTNER, "address": "10.10.1.5",
                  "secret_file": str(self._secret("payments")), "callback_secret_file": str(self._callback_secret())}
        lines = ["[payments]", *(f"{key} = {json.dumps(value)}" for key, value in values.items()),
                 "query_after_ms = 600", "query_base_ms = 200", "query_cap_ms = 500"]
        with self.config.open("a", encoding="utf-8") as config:
            config.write("\n".join(lines) + "\n")

    def dialect(self) -> Dialect:
        """The platform's words, for whoever forges them or repeats them late."""
        secret, callback = (path.read_text(encoding="utf-8").strip() for path in (self._secret("payments"), self._callback_secret()))
        return PlatformDialect(PARTNER, secret) if self.dialect_name == "platform" else KeypayDialect(PARTNER, secret, callback)


def until(condition: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Waits; a name of what did not come."""
    end = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < end, f"waited {seconds:.0f} s for {what}")
        time.sleep(0.05)


@dataclass
class Paid:
    """One dossier and what was opened for it."""

    dossier: str
    reference: str = ""


class Town:
    """Everybody outside of the gateway. Each dossier is a new one."""

    def __init__(self, stage: PaymentsStage) -> None:
        self.stage = stage
        self.dialect = stage.dialect()
        self.system, self.report_path = SYSTEMS[stage.dialect_name], self.dialect.confirm_path
        self._number = 0
        form = urlencode({"grant_type": "client_credentials", "client_id": "province-link",
                          "client_secret": stage._secret("province").read_text(encoding="utf-8").strip()})
        answer = post(stage.url, "/token", form.encode(), {"Content-Type": "application/x-www-form-urlencoded"})
        self._token = str(json.loads(answer.body)["access_token"])
        sampled = make_month_before(1, 6, stage.settings.day).messages
        self._samples = {procedure: next(m for m in sampled if m.kind == "document" and m.body["DocTypeCode"] == procedure)
                         for procedure in (PAY_ONE, PAY_TWO)}

    # --- the province -----------------------------------------------------------------------------------------------

    def _push(self, kind: str, body: dict[str, Any]) -> None:
        answer = post(self.stage.url, PATHS[kind], json.dumps(body, ensure_ascii=False).encode("utf-8"),
                      {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"})
        expect(answer.status == 200, f"the province's {kind}: {answer.status} {answer.body[:200]!r}")

    def sample(self, procedure: str = PAY_ONE) -> Message:
        """The document that every dossier of the procedure is made of."""
        return self._samples[procedure]

    def state_dossier(self, procedure: str = PAY_ONE) -> Paid:
        """A new dossier that owes what the procedure costs."""
        self._number += 1
        code = self.sample(procedure).dossier[:-4] + f"{9000 + self._number}"
        self._push("document", dict(self.sample(procedure).body, DocCode=code, IsSuccess=False, IsReturned=False, Status=1))
        return Paid(code)

    def state_step(self, paid: Paid, status: int, minutes: int) -> None:
        """A step of the province's, so many minutes after it took the dossier in."""
        received = datetime.fromisoformat(self.sample().body["DateReceived"][:19])
        self._push("trace", trace_body(paid.dossier, status, received + timedelta(minutes=minutes), minutes))

    # --- the citizen ------------------------------------------------------------------------------------------------

    def open(self, paid: Paid, fee: str = "") -> tuple[int, Any]:
        """Asks the gateway for a place to pay at: the status, and what it says."""
        wanted = {"dossier": paid.dossier, "return_url": RETURN_URL, **({"fee": fee} if fee else {})}
        return self.stage.act("/api/v1/payments", wanted)

    def opened(self, paid: Paid, fee: str = "") -> Paid:
        """As `open`, where it must succeed."""
        status, said = self.open(paid, fee)
        expect(status in (201, 202), f"opening a payment: {status} {said}")
        return Paid(paid.dossier, str(said["reference"]))

    def claims_of(self, paid: Paid) -> list[dict[str, Any]]:
        """What the gateway holds of the dossier's fees."""
        claims: list[dict[str, Any]] = self.stage.api(f"/api/v1/payments?dossier={paid.dossier}")["items"]
        return claims

    def bill(self, paid: Paid) -> tuple[int, bytes]:
        """The receipt: status and bytes."""
        token = self.stage._secret("admin_token").read_text(encoding="utf-8").strip()
        request = urllib.request.Request(f"{self.stage.url}/api/v1/payments/{paid.reference}/bill", headers={"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def new_payment(self, procedure: str = PAY_ONE) -> Paid:
        """A new dossier whose first fee can be paid."""
        return self.opened(self.state_dossier(procedure), COSTS[procedure][0][0])

    def decide(self, paid: Paid, outcome: str) -> None:
        """What the citizen does on the platform's page."""
        page = f"{self.stage.address('payments')}/pay/{self.transaction(paid)['token']}"
        with urllib.request.urlopen(urllib.request.Request(page, f"outcome={outcome}".encode()), timeout=10) as answer:
            answer.read()

    # --- the platform -----------------------------------------------------------------------------------------------

    def transaction(self, paid: Paid) -> dict[str, Any]:
        """What the platform knows."""
        held: dict[str, Any] = self.stage.state("payments")["transactions"][paid.reference]
        return held

    def orders_of(self, paid: Paid) -> int:
        """How many orders the platform holds for the dossier."""
        transactions = self.stage.state("payments")["transactions"].values()
        return sum(held["dossier"] == paid.dossier for held in transactions)

    def questions_about(self, paid: Paid) -> int:
        """How often the platform was asked."""
        with urllib.request.urlopen(self.stage.control["payments"] + "/attempts", timeout=10) as answer:
            return sum(row["operation"] == "query" and row["key"] == paid.reference for row in json.loads(answer.read()))

    def right(self, paid: Paid, **changes: Any) -> dict[str, Any]:
        """The confirmation that the platform would send of what it knows."""
        return self.dialect.report(paid.reference, {**self.transaction(paid), **changes})

    def say(self, body: dict[str, Any] | bytes) -> Answer:
        """Says something to the gateway where the platform confirms."""
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode("utf-8")
        return post(self.stage.url, self.report_path, raw, {"Content-Type": "application/json"}, timeout=20.0)

    def is_taken(self, answer: Answer) -> bool:
        """Whether the gateway took it, in the platform's own words."""
        return answer.status == 200 and self.dialect.is_taken(json.loads(answer.body))

    # --- what the others hold ---------------------------------------------------------------------------------------

    def claim_state(self, paid: Paid) -> str:
        """Of the fee that the attempt is about."""
        return str(self.stage.api(f"/api/v1/payments/{paid.reference}")["state"])

    def wait_for_state(self, paid: Paid, state: str) -> None:
        """Of the claim."""
        until(lambda: self.claim_state(paid) == state, f"{paid.reference} to be {state}")

    def portal_holds(self, paid: Paid) -> dict[str, Any]:
        """The portal's own truth of a dossier; nothing while it knows none."""
        held: dict[str, Any] = self.stage.state("portal")["dossiers"].get(paid.dossier, {})
        return held

    def portal_payment(self, paid: Paid) -> str:
        """DuocThanhToanTrucTuyen."""
        return str(self.portal_holds(paid).get("fields", {}).get("DuocThanhToanTrucTuyen", ""))

    def settle(self) -> None:
        """Until nothing is on its way to anybody."""
        until(lambda: not any(row["waiting"] + row["in_flight"] + row["unknown"] for row in self.stage.conservation()),
              "every delivery to arrive", 40.0)
        expect(all(row["holds"] for row in self.stage.conservation()), "the conservation equation holds")

    def refused(self) -> list[dict[str, Any]]:
        """What an operator is shown by the command; the page reads the same list."""
        done = self.stage.command("queue", "list", "--refused", "--json")
        expect(done.returncode == 0, f"queue list --refused: {done.stderr[:300]}")
        return list(json.loads(done.stdout)["refused"])

    def metrics(self) -> str:
        """What is counted."""
        with urllib.request.urlopen(self.stage.url + "/metrics", timeout=10) as answer:
            return str(answer.read().decode("utf-8"))
