"""EMS's side: a webhook for each status, sent until it is heard, in no promised order (contracts 4.3)."""

from __future__ import annotations

import base64
import json
import time
from datetime import datetime, timedelta, timezone
from typing import Any

from outbox import Letter, Outbox, post
from post_route import EMS_CODES

VIET_NAM = timezone(timedelta(hours=7))
MOST_REFUSALS = 20


def body_of(row: dict[str, Any]) -> dict[str, Any]:
    """The webhook's body of a row of the feed."""
    stated = row["EventTime"] if row["EventTime"] < 100_000_000_000 else row["EventTime"] // 1000
    at = datetime.fromtimestamp(stated, VIET_NAM)
    return {"tracking_code": row["ItemCode"], "order_code": row["OrderNumber"], "status_code": EMS_CODES[row["StatusCode"]],
            "status_name": row["StatusMessage"], "note": row["Notes"], "locate": f"{row['POSID']} - Thái Nguyên",
            "datetime": at.strftime("%d/%m/%Y %H:%M:%S"), "total_weight": 40, "money_collect": 0, "total_fee": 34000}


class Webhook:
    """Letters of EMS: each has a lane of its own, because EMS promises no order."""

    def __init__(self, path: str, name: str, secret: str) -> None:
        self._path, self._name, self._secret = path, name, secret
        self.gateway = ""
        self._outbox = Outbox(self._send, lambda _: None, workers=4)

    def start(self) -> None:
        """Begins to send."""
        self._outbox.start()

    def stop(self) -> None:
        """Sends nothing more."""
        self._outbox.stop()

    def put(self, transaction: str, row: dict[str, Any]) -> None:
        """One status; the same transaction again is the same status again."""
        number = len(self._outbox.letters())
        self._outbox.put(Letter(f"{transaction}#{number}", time.monotonic(), self._path, "application/json",
                                json.dumps(body_of(row), ensure_ascii=False).encode("utf-8"), {"transaction": transaction}))

    def rows(self) -> list[dict[str, Any]]:
        """What was sent, how often, and whether it was heard."""
        return [{"transaction": letter.about["transaction"], "tried": letter.attempts, "heard": letter.ack_order > 0,
                 "last_answer": letter.last_answer} for letter in self._outbox.letters()]

    def _send(self, letter: Letter) -> bool:
        if not self.gateway:
            return False
        headers = {"Content-Type": letter.content_type, "ems-transaction": letter.about["transaction"]}
        if self._name:    # EMS's pages show no proof of who sends; a gateway that is open to everybody must ask for one
            pair = f"{self._name}:{self._secret}".encode("utf-8")
            headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
        answer = post(self.gateway, letter.path, letter.body, headers)
        letter.last_answer = str(answer.status)
        if answer.status not in (0, 401, 429) and answer.status < 500 and not 200 <= answer.status < 300:
            letter.refusals += 1
        return 200 <= answer.status < 300 or letter.refusals >= MOST_REFUSALS
