"""The month before, paid and booked: citizens pay on the platform, the bank sends its statements, and what the gateway makes of
it is held against what the generator knows."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from calendar import monthrange
from dataclasses import dataclass, field
from typing import Any

from money_month_check import Result, check
from money_month_fees import Fee, read_fees, with_platform_references
from money_month_plan import Month, make_month
from month_before import COSTS, fees_of, month_before
from stage import BANK, Stage, StageError

TRIES_OF_A_CITIZEN = 100      # the gateway may not know the dossier yet


@dataclass
class Outcome:
    """What the gateway said of the month, and whether it is true."""

    result: Result
    asked: int = 0                       # payments that were opened on the platform
    open_payments: int = 0               # of which the platform has not told the end, at the end
    forgeries: int = 0                   # forged words of the platform's that the gateway took
    refused_statements: int = 0
    notes: list[str] = field(default_factory=list)

    def clean(self) -> bool:
        """Nothing certain is wrong, nothing is counted twice, nothing forged was taken."""
        return self.result.clean() and not self.forgeries and self.asked > 0


class MoneyAct:
    """One month of money against a running stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rows = fees_of([dossier for dossier in stage.morning.dossiers if dossier.received.date() < stage.settings.day])
        self._first = month_before(stage.settings.day)
        self._asked: list[str] = []

    @property
    def month(self) -> str:
        """"2026-10"."""
        return f"{self._first:%Y-%m}"

    def _fees(self) -> list[Fee]:
        return read_fees(self._rows, self._stage.settings.seed)

    def plan(self) -> Month:
        """What citizens and the bank will do; references are guessed until the platform has seen them."""
        return make_month(self._fees(), self._stage.settings.seed, (BANK,), notify_share=0.3)

    def write_script(self) -> None:
        """What citizens will do, for the platform; before it starts."""
        path = self._stage.settings.folder / "month.json"
        path.write_text(json.dumps(self.plan().document(), ensure_ascii=False), encoding="utf-8")

    def pay(self) -> None:
        """Every citizen who pays online asks for it; the gateway opens the payment, the citizen pays."""
        for citizen in self.plan().citizens:
            self._asked.append(self._open(str(citizen["dossier"]), int(citizen["amount"])))

    def _open(self, dossier: str, amount: int) -> str:
        procedure = next(row["procedure"] for row in self._rows if row["code"] == dossier)
        code = next(code for code, costs in COSTS[procedure] if costs == amount)
        for _ in range(TRIES_OF_A_CITIZEN):
            status, answer = self._stage.act("/api/v1/payments", {"dossier": dossier, "fee": code})
            if status == 201:
                return str(answer["reference"])
            if status not in (404, 409, 503):
                raise StageError(f"payment of {dossier}: {status} {answer}")
            time.sleep(0.1)
        raise StageError(f"payment of {dossier}: not opened")

    def book(self) -> None:
        """The bank books the month and sends its statements, day by day."""
        self._wait(lambda: int(self._stage.state("payments")["waiting"]) == 0, 60.0, "the citizens to have paid")
        fees = with_platform_references(self._fees(), self._stage.state("payments")["transactions"])
        self._booked = make_month(fees, self._stage.settings.seed, (BANK,), notify_share=0.3)
        bank = self._stage.address("bank")
        self._stage.send(bank + "/movements", self._booked.movements)
        last = self._first.replace(day=monthrange(self._first.year, self._first.month)[1])
        self._stage.send(bank + "/close-day", {"day": last.isoformat()})

    def judge(self) -> Outcome:
        """Waits until the gateway has taken in every file of the bank, then holds what it says against the truth."""
        files = len(self._stage.state("bank")["files"])
        self._wait(lambda: len(self._said("statements")["files"]) >= files, 60.0, "the statements to arrive")
        said = self._said("matches", self.month)
        documents = self._booked.document()
        result = check(documents, [self._stage.state("bank")], [self._in_the_judges_words(row) for row in said["matches"]])
        platform = self._stage.state("payments")
        return Outcome(result, asked=len(self._asked), forgeries=int(platform["counts"]["accepted_forgeries"]))

    @staticmethod
    def _in_the_judges_words(row: dict[str, Any]) -> dict[str, Any]:
        """A match with its fees named by dossier and amount instead of the gateway's own names of its claims."""
        return dict(row, claims=[f"{fee['dossier']}|{fee['amount']}" for fee in row["fees"]])

    def _said(self, *words: str) -> Any:
        done = self._stage.command("fees", *words, "--json")
        if done.returncode != 0:
            raise StageError(f"fees {' '.join(words)}: {done.stderr.strip()}")
        return json.loads(done.stdout)

    def _wait(self, done: Any, seconds: float, what: str) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise StageError(f"waited {seconds:.0f} s for {what}")
            time.sleep(0.2)
