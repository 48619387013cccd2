"""What the payment platform knows: one transaction for each MaThamChieu, and how its confirmation was heard."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from record import Journal

# TrangThaiGD by what is known here; a citizen who has not paid yet may still do so, hence 3.
QUERY_STATE = {"open": "3", "pending": "3", "paid": "1", "failed": "4"}


class Book:
    """All transactions. Every change is an effect that is applied and journalled, so a restart replays it."""

    def __init__(self, journal: Journal) -> None:
        self.transactions: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, str] = {}
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

    def copy(self) -> dict[str, Any]:
        """All transactions, for whoever asks."""
        return dict(json.loads(json.dumps(self.transactions)))

    def _apply(self, effect: dict[str, Any]) -> None:
        if effect["op"] == "init":
            self._take(effect["body"])
            return
        held = self.transactions[effect["reference"]]
        if effect["op"] == "outcome":
            held.update(effect["fields"])
            held["outcomes"].append(effect["fields"]["state"])
        else:
            held["confirms"].append(effect["heard"])

    def _take(self, body: dict[str, Any]) -> None:
        reference = str(body["MaThamChieu"])
        token = hashlib.sha256(f"pay|{reference}".encode()).hexdigest()[:24]
        self.tokens[token] = reference
        bill = body["ThongTinBienLai"]
        self.transactions[reference] = {
            "dossier": bill["MaHoSo"], "unit": bill["MaDonVi"], "amount": int(body["SoTien"]), "description": body["ThongTinGiaoDich"],
            "time_text": body["ThoiGianGD"], "signature": body["MaXacThuc"], "token": token, "state": "open", "transaction": "",
            "bank": "", "paid_text": "", "outcomes": [], "confirms": []}


def subject_of(held: dict[str, Any]) -> str:
    """What a switch strikes: the fee, not the reference, which holds the moment at which somebody asked."""
    return f"{held['dossier']}|{held['amount']}"


def transaction_number(reference: str, paid_text: str, attempt: int) -> str:
    """MaGiaoDich: depends on what is paid and not on the order in which citizens come."""
    digits = int(hashlib.sha256(f"{reference}|{attempt}".encode()).hexdigest()[:12], 16) % 1_000_000_000
    return f"PP{paid_text[2:8]}{digits:09d}"
