"""Deals kinds of trouble over fees and adds up what is true of the month."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from money_month_fees import Fee
from money_month_kinds import KINDS, PAIRS, SINGLES, Maker, Movement, suits


@dataclass(frozen=True)
class Month:
    """Everything about one month: what citizens and banks do, and what is true."""

    fees: list[Fee]
    kind_of: dict[str, str]                  # by fee
    cases: dict[str, int]                    # of each kind
    movements: list[Movement]                # for bank.py
    citizens: list[dict[str, Any]]           # for payments.py
    counter: list[dict[str, Any]]            # paid in cash
    pays: dict[str, list[str]]               # movement → the fees whose money it is

    def open_fees(self) -> list[str]:
        """Fees whose money did not come."""
        paid = {fee for fees in self.pays.values() for fee in fees}
        return [fee.id for fee in self.fees if fee.id not in paid]

    def sums(self) -> dict[str, int]:
        """In đồng: due, received (credits less what went back), due_of_paid (fees whose money came), difference (received
        that is no fee's amount), open (fees that nobody paid)."""
        still_open = set(self.open_fees())
        received = sum(int(one["amount"]) * (1 if one["flow"] == "credit" else -1) for one in self.movements if one["currency"] == "VND")
        due = sum(fee.amount for fee in self.fees)
        unpaid = sum(fee.amount for fee in self.fees if fee.id in still_open)
        return {"due": due, "received": received, "due_of_paid": due - unpaid, "difference": received - (due - unpaid), "open": unpaid}

    def document(self) -> dict[str, Any]:
        """As JSON: a script for bank.py and for payments.py at once, with the truth beside it."""
        return {"fees": [dict(fee.row(), kind=self.kind_of[fee.id]) for fee in self.fees], "cases": self.cases, "movements": self.movements,
                "citizens": self.citizens, "counter": self.counter, "pays": self.pays, "open_fees": self.open_fees(), "sums": self.sums()}


def make_month(fees: list[Fee], seed: int, banks: tuple[str, ...] = ("NHTM",), notify_share: float = 0.0) -> Month:
    """One month of these fees. The same fees and seed give the same month, whatever the references are."""
    maker = Maker(random.Random(seed), banks, notify_share)
    kind_of: dict[str, str] = {}
    cases: Counter[str] = Counter()
    for kind, taken in _cases(fees):
        maker.bank = maker.dice.choice(banks)
        getattr(maker, kind)(*taken)
        kind_of.update({fee.id: kind for fee in taken})
        cases[kind] += 1
    return Month(fees, kind_of, {kind: cases[kind] for kind in KINDS}, sorted(maker.movements, key=lambda one: (one["day"], one["key"])),
                 maker.citizens, maker.counter, maker.pays)


def _cases(fees: list[Fee]) -> list[tuple[str, list[Fee]]]:
    """Pairs first; the other kinds in turn, as long as there are fees that suit; each fee is in one case."""
    out, used = _pairs(fees)
    left = [fee for fee in fees if fee.id not in used]
    while left:
        before = len(left)
        for kind, needed in SINGLES.items():
            taken = _take(kind, needed, left)
            if taken:
                out.append((kind, taken))
        if len(left) == before:
            raise ValueError("fees that suit no kind")
    return out


def _take(kind: str, needed: int, left: list[Fee]) -> list[Fee]:
    """Takes the first fees that suit out of `left`; nothing when there are none."""
    fits = suits(kind)
    if needed == 2:
        found = next(([one, other] for place, one in enumerate(left) for other in left[place + 1:] if fits([one, other])), [])
    elif needed == 1:
        found = next(([one] for one in left if fits([one])), [])
    else:
        found = left[:needed] if len(left) >= needed else []
    for fee in found:
        left.remove(fee)
    return found


def _pairs(fees: list[Fee]) -> tuple[list[tuple[str, list[Fee]]], set[str]]:
    """Fees of one dossier, and dossiers of which one's code begins with the other's. A third fee of a dossier stays unpaid."""
    by_dossier: dict[str, list[Fee]] = {}
    for fee in fees:
        by_dossier.setdefault(fee.dossier, []).append(fee)
    out: list[tuple[str, list[Fee]]] = []
    codes = sorted(by_dossier)
    for code, longer in zip(codes, codes[1:]):
        alone = len(by_dossier[code]) == 1 and len(by_dossier[longer]) == 1
        if longer.startswith(code) and alone and not (out and code in {fee.dossier for fee in out[-1][1]}):
            out.append((PAIRS[3], [*by_dossier[code], *by_dossier[longer]]))
    different = 0
    for code in codes:
        same = by_dossier[code]
        if len(same) < 2:
            continue
        kind = PAIRS[2] if same[0].amount == same[1].amount else PAIRS[different % 2]
        different += same[0].amount != same[1].amount
        out.append((kind, same[:2]))
        out += [("not_paid", [third]) for third in same[2:]]
    return out, {fee.id for _, taken in out for fee in taken}


def needed_singles() -> int:
    """How many fees of a dossier each one case of every kind takes."""
    return sum(SINGLES.values())
