"""What a payment platform knows: one transaction for each reference, and how its confirmation was heard."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from payments_dialect import Transaction
from record import Journal


class Book:
    """All transactions. Every change is an effect that is applied and journalled, so a restart replays it."""

    def __init__(self, journal: Journal) -> None:
        self.transactions: dict[str, Transaction] = {}
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
        if effect["op"] == "open":
            self._take(effect["reference"], effect["order"])
            return
        held = self.transactions[effect["reference"]]
        if effect["op"] == "outcome":
            held.update(effect["fields"])
            held["outcomes"].append(effect["fields"]["state"])
        else:
            held["confirms"].append(effect["heard"])

    def _take(self, reference: str, order: Transaction) -> None:
        token = hashlib.sha256(f"pay|{reference}".encode()).hexdigest()[:24]
        self.tokens[token] = reference
        self.transactions[reference] = {**order, "token": token, "state": "open", "transaction": "", "bank": "", "paid_text": "",
                                        "outcomes": [], "confirms": []}


def subject_of(held: Transaction) -> str:
    """What a switch strikes: the fee, not the reference, which holds the moment at which somebody asked."""
    return f"{held['dossier']}|{held['amount']}"


def transaction_number(reference: str, paid_text: str, attempt: int) -> str:
    """MaGiaoDich: depends on what is paid and not on the order in which citizens come."""
    digits = int(hashlib.sha256(f"{reference}|{attempt}".encode()).hexdigest()[:12], 16) % 1_000_000_000
    return f"PP{paid_text[2:8]}{digits:09d}"
