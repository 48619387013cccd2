"""The bank's books: movements of the Centre's accounts, one for each currency, and the statements made of them day by day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from record import Journal


@dataclass(frozen=True)
class Entry:
    """One entry of a statement. `amount` has no sign; `flow` is the real direction, of a reversal too."""

    key: str
    number: int
    amount: Decimal
    currency: str
    flow: str                      # "credit" | "debit"
    reversal: bool
    code: str                      # domain, family, sub-family: "PMNT/RCDT/ESCT"
    information: str
    reference: str                 # of the bank: AcctSvcrRef
    day: date
    details: tuple[dict[str, Any], ...]

    @property
    def signed(self) -> Decimal:
        """With the sign it has in the balance."""
        return self.amount if self.flow == "credit" else -self.amount


@dataclass(frozen=True)
class Statement:
    """One statement of a day, or one notification within it."""

    kind: str                      # "053" | "054"
    id: str
    issue: int                     # 1; a corrected statement has the same id and another issue
    sequence: int
    day: date
    account: str
    owner: str
    currency: str
    opening: Decimal
    closing: Decimal
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Account:
    """Whose account it is, and what was on it in the beginning."""

    bank: str                      # up to 4 letters: statements of two banks must not have one id
    number: str
    owner: str = "TRUNG TAM PHUC VU HANH CHINH CONG"
    opening: int = 50_000_000


@dataclass
class _Side:
    """One currency."""

    balance: Decimal
    sequence: int = 0
    places: dict[str, list[list[Any]]] = field(default_factory=dict)


def bank_reference(key: str, day: str) -> str:
    """AcctSvcrRef: depends on the movement and not on the order in which the bank heard of it."""
    return f"FT{day[2:4]}{int(hashlib.sha256(key.encode()).hexdigest()[:12], 16) % 10_000_000_000:010d}"


class Book:
    """All movements and closed days. Every change is an effect that is applied and journalled, so a restart replays it."""

    def __init__(self, journal: Journal, account: Account) -> None:
        self.account = account
        self.movements: dict[str, dict[str, Any]] = {}
        self.closed: list[str] = []
        self.orders: dict[str, dict[str, Any]] = {}
        self.statements: list[Statement] = []
        self._sides: dict[str, _Side] = {}
        self._journal = journal
        for effect in journal.replay():
            self._apply(effect)

    def change(self, effect: dict[str, Any]) -> list[Statement]:
        """Applies an effect and keeps it; the statements that it made."""
        made = self._apply(effect)
        self._journal.append(effect)
        return made

    def close(self) -> None:
        """Closes the journal."""
        self._journal.close()

    def open_days(self) -> list[str]:
        """Days with movements that are not closed, oldest first."""
        return sorted({held["day"] for held in self.movements.values()} - set(self.closed))

    def places(self) -> dict[str, list[list[Any]]]:
        """Where each movement stands: key (or key/number of a payment inside it) → [statement, entry, detail], …"""
        return {key: places for side in self._sides.values() for key, places in side.places.items()}

    def balances(self) -> dict[str, str]:
        """By currency, after the last closed day."""
        return {currency: str(side.balance) for currency, side in self._sides.items()}

    def _apply(self, effect: dict[str, Any]) -> list[Statement]:
        if effect["op"] == "movement":
            movement = effect["movement"]
            if movement["key"] not in self.movements:
                late = bool(self.closed) and movement["day"] <= self.closed[-1]
                self.movements[movement["key"]] = dict(movement, day=effect["next_day"]) if late else movement
        elif effect["op"] == "transfer":
            self.orders[effect["end_to_end_id"]] = effect["order"]
        else:
            made = self._close(effect["day"])
            self.closed.append(effect["day"])
            self.statements += made
            return made
        return []

    def _close(self, day: str) -> list[Statement]:
        moved = [held for held in self.movements.values() if held["day"] == day]
        made: list[Statement] = []
        for currency in sorted({str(held["currency"]) for held in moved}):
            rows = [held for held in moved if held["currency"] == currency]
            made += self._notifications(day, currency, [held for held in rows if held.get("notify")])
            made.append(self._statement(day, currency, rows))
        return made

    def _side(self, currency: str) -> _Side:
        opening = Decimal(self.account.opening) if currency == "VND" else Decimal(0)
        return self._sides.setdefault(currency, _Side(opening))

    def _notifications(self, day: str, currency: str, rows: list[dict[str, Any]]) -> list[Statement]:
        made = []
        for number, held in enumerate(rows, 1):
            entry = self._entry(held, 1, day)
            name = f"{self.account.bank}N{_short(day)}{currency[0]}{number:03d}"
            made.append(self._made("054", name, number, day, currency, Decimal(0), Decimal(0), [entry]))
        return made

    def _statement(self, day: str, currency: str, rows: list[dict[str, Any]]) -> Statement:
        side = self._side(currency)
        entries = [self._entry(held, number, day) for number, held in enumerate(rows, 1)]
        opening, side.balance = side.balance, side.balance + sum(entry.signed for entry in entries)
        side.sequence += 1
        return self._made("053", f"{self.account.bank}S{_short(day)}{currency[0]}", side.sequence, day, currency, opening, side.balance, entries)

    def _made(self, kind: str, name: str, sequence: int, day: str, currency: str, opening: Decimal, closing: Decimal,
              entries: list[Entry]) -> Statement:
        side = self._side(currency)
        for entry in entries:
            side.places.setdefault(entry.key, []).append([name, entry.number, 0])
            for number in range(1, len(entry.details) + 1) if len(entry.details) > 1 else ():
                side.places.setdefault(f"{entry.key}/{number}", []).append([name, entry.number, number])
        number = self.account.number if currency == "VND" else f"{self.account.number}{currency}"
        return Statement(kind, name, 1, sequence, date.fromisoformat(day), number, self.account.owner, currency, opening, closing, tuple(entries))

    def _entry(self, held: dict[str, Any], number: int, day: str) -> Entry:
        other = self.movements.get(held.get("returns", ""))
        undone = bank_reference(held["returns"], other["day"]) if other else ""
        return Entry(held["key"], number, Decimal(str(held["amount"])), held["currency"], held["flow"], bool(held.get("reversal")),
                     held.get("code", "PMNT/RCDT/ESCT"), held.get("information", "").replace("{reference}", undone),
                     bank_reference(held["key"], held["day"]), date.fromisoformat(day), tuple(held.get("details", ())))

    def copy(self) -> dict[str, Any]:
        """For whoever asks."""
        return dict(json.loads(json.dumps({"movements": self.movements, "closed": self.closed, "orders": self.orders,
                                           "places": self.places(), "balances": self.balances()})))


def _short(day: str) -> str:
    return day[2:].replace("-", "")
