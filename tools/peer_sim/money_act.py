"""The month before, paid and booked: citizens pay on the platform, the bank sends its statements, and what the gateway makes of
it is held against what the generator knows."""

from __future__ import annotations

import json
import re
import time
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from money_month_check import Result, check
from money_month_fees import Fee, read_fees, with_platform_references
from money_month_plan import Month, make_month
from month_before import COSTS, fees_of, month_before
from morning import WARD_CODE
from stage import BANK, Stage, StageError

EXECUTION_DAY = re.compile(r"<ReqdExctnDt>(?:<Dt>)?(\d{4}-\d{2}-\d{2})")
TRIES_OF_A_CITIZEN = 100      # the gateway may not know the dossier yet


@dataclass
class Outcome:
    """What the gateway said of the month, and whether it is true."""

    result: Result
    asked: int = 0                       # payments that were opened on the platform
    forgeries: int = 0                   # forged words of the platform's that the gateway took
    ordered: int = 0                     # đồng, of the transfer at the end of the month
    carried_out: int = 0                 # đồng that the bank booked for it, by the bank's own state
    transferred: int = 0                 # đồng that the gateway found in the statements
    alarms: list[str] = field(default_factory=list)

    def clean(self) -> bool:
        """Nothing certain is wrong, nothing is counted twice, nothing forged was taken, and the month's money has arrived."""
        arrived = self.ordered == self.carried_out == self.transferred > 0
        return self.result.clean() and not self.forgeries and self.asked > 0 and arrived

    def transfer_line(self) -> str:
        """What became of the month's money."""
        return (f"Chuyển cuối tháng, đồng / month-end transfer: lệnh / ordered {self.ordered:,}; ngân hàng ghi nợ / booked by the bank "
                f"{self.carried_out:,}; đối soát thấy / found in the statements {self.transferred:,}")


class MoneyAct:
    """One month of money against a running stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rows = fees_of([dossier for dossier in stage.morning.dossiers if dossier.received.date() < stage.settings.day])
        self._first = month_before(stage.settings.day)
        self._asked: list[str] = []
        self._ordered = 0

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
        self._stage.send(self._stage.address("bank") + "/movements", self._booked.movements)
        self._close_until(self._last_working_day() - timedelta(days=1))

    def transfer(self) -> None:
        """The accountant agrees the month, drafts the transfer and hands it to the bank, which books it on its day."""
        by = {"by": "kế toán", "reason": "cuối tháng"}
        base = f"/api/v1/fees/months/{self.month}"
        for path, body in ((f"{base}/agreements/{WARD_CODE}", dict(by, sums=self._sums_of_the_ward())), (f"{base}/transfers", dict(by, series="T1"))):
            status, answer = self._stage.act(path, body)
            if status != 200:
                raise StageError(f"{path}: {status} {answer}")
        self._ordered = int(answer["control_sum"])
        order = self._stage.settings.folder / "pain001.xml"
        self._said("month", self.month, "--pain001", str(order))
        document = order.read_bytes()
        self._stage.send(self._stage.address("bank") + "/transfers", document)
        # The month is over when the demo plays: the order is late, carried out on its day, and the gateway says that it is late.
        self._close_until(date.fromisoformat(EXECUTION_DAY.search(document.decode("utf-8")).group(1)))

    def _sums_of_the_ward(self) -> dict[str, int]:
        """What the Unit sees and agrees to."""
        rows = [row for row in self._said("month", self.month)["units"] if row["unit"] == WARD_CODE]
        return {"due": sum(row["due"] for row in rows), "paid": sum(row["paid_on_platform"] + row["paid_at_counter"] for row in rows),
                "booked": sum(row["booked"] for row in rows)}

    def _last_working_day(self) -> date:
        day = self._first.replace(day=monthrange(self._first.year, self._first.month)[1])
        while day.weekday() >= 5:
            day -= timedelta(days=1)
        return day

    def _close_until(self, day: date) -> None:
        """The bank closes its days up to this one, and the gateway takes in what it sent."""
        self._stage.send(self._stage.address("bank") + "/close-day", {"day": day.isoformat()})
        files = len(self._stage.state("bank")["files"])
        self._wait(lambda: len(self._said("statements")["files"]) >= files, 60.0, "the statements to arrive")

    def judge(self) -> Outcome:
        """Holds what the gateway says of the month against the truth."""
        said = self._said("matches", self.month)
        documents = self._booked.document()
        result = check(documents, [self._stage.state("bank")], [self._in_the_judges_words(row) for row in said["matches"]])
        platform = self._stage.state("payments")
        month = self._said("month", self.month)
        bank = self._stage.state("bank")
        carried_out = sum(int(one["amount"]) for one in bank["orders"].values() if one["day"] in bank["closed"])
        return Outcome(result, asked=len(self._asked), forgeries=int(platform["counts"]["accepted_forgeries"]), ordered=self._ordered,
                       carried_out=carried_out, transferred=sum(int(unit["transferred"]) for unit in month["units"]),
                       alarms=[str(alarm["kind"]) for alarm in month["alarms"]])

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
