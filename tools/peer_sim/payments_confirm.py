"""The platform's own word to the gateway: right confirmations until they are heard, and wrong ones that must change nothing."""

from __future__ import annotations

import json
import threading
import time
from typing import Any, Callable

from faults import FaultPlan
from outbox import Answer, Letter, Outbox, post
from payments_book import Book, subject_of
from payments_dialect import Dialect

SWITCHES = {"confirm_twice", "confirm_lost", "confirm_after_query", "confirm_wrong_checksum", "confirm_wrong_amount",
            "confirm_unknown_reference"}
MOST_REFUSALS = 20


class Confirmations:
    """Sends what the book says; one lane for each reference."""

    def __init__(self, book: Book, switches: FaultPlan, lock: threading.RLock, dialect: Dialect, path: str) -> None:
        self._book, self._switches, self._lock = book, switches, lock
        self._dialect, self._path = dialect, path or dialect.confirm_path
        self.gateway = ""
        self.asked: Callable[[str], int] = lambda _: 0
        self._outbox = Outbox(self._send, self._heard, workers=4)

    def start(self) -> None:
        """Begins to send."""
        self._outbox.start()

    def stop(self) -> None:
        """Sends nothing more."""
        self._outbox.stop()

    def waiting(self) -> int:
        """How many have not been heard."""
        return self._outbox.waiting()

    def tell(self, reference: str) -> None:
        """Says how a transaction ended, with the disturbances in force before it and behind it."""
        with self._lock:
            held = self._book.transactions[reference]
            subject = subject_of(held)
            right = self._dialect.report(reference, held)
            letters = [(kind, self._dialect.forged(kind, right)) for kind in ("wrong_checksum", "wrong_amount", "unknown_reference")
                       if self._switches.strikes_on(f"confirm_{kind}", subject)]
            if not self._switches.strikes_on("confirm_lost", subject):
                letters += [("right", right)] * (2 if self._switches.strikes_on("confirm_twice", subject) else 1)
        for kind, body in letters:
            self._outbox.put(Letter(reference, time.monotonic(), self._path, "application/json",
                                    json.dumps(body, ensure_ascii=False).encode("utf-8"), {"reference": reference, "kind": kind}))

    def _send(self, letter: Letter) -> bool:
        reference, kind = letter.about["reference"], letter.about["kind"]
        with self._lock:
            held_back = bool(self._switches.switches().get("confirm_after_query")) and self.asked(reference) == 0
        if held_back or not self.gateway:
            return False
        answer = post(self.gateway, letter.path, letter.body, {"Content-Type": letter.content_type})
        said = _read(answer)
        letter.about["heard"] = {"kind": kind, "status": answer.status, "code": self._dialect.code(said),
                                 "signature": self._dialect.how_signed(said, json.loads(letter.body)) if said else "none",
                                 "taken": self._dialect.is_taken(said)}
        if answer.status in (0, 429) or answer.status >= 500:
            return False
        if kind != "right" or letter.about["heard"]["taken"]:
            return True
        letter.refusals += 1
        return letter.refusals >= MOST_REFUSALS

    def _heard(self, letter: Letter) -> None:
        with self._lock:
            self._book.change({"op": "confirm", "reference": letter.about["reference"], "heard": letter.about["heard"]})


def _read(answer: Answer) -> dict[str, Any]:
    try:
        value = json.loads(answer.body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
