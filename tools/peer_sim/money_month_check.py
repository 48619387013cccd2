"""Compares what the gateway says of a month with what is true, movement by movement.

Two equal fees of one dossier are the same money, so a fee counts as its dossier and amount.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Iterable

Worth = tuple[tuple[str, int], ...]       # the fees a movement pays, as (dossier, amount), sorted


@dataclass
class Result:
    """Counts of movements, of fees, and đồng."""

    payments: int = 0                     # credits, payments inside one entry each for itself
    matched_right: int = 0                # certain
    matched_wrong: int = 0
    proposed_right: int = 0               # likely
    proposed_wrong: int = 0
    open_right: int = 0                   # matched with nothing, and pays nothing
    open_wrong: int = 0                   # matched with nothing although it pays a fee
    counted_twice: int = 0                # one movement taken as two payments
    strangers: int = 0                    # movements or fees that nobody knows
    wrong_dong: int = 0                   # of movements matched for certain with the wrong fee
    difference: int = 0                   # received less the fees held to be paid for certain
    difference_accepted: int = 0          # the same, if a person accepted every proposal
    true_difference: int = 0
    notes: list[str] = field(default_factory=list)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)

    def clean(self) -> bool:
        """Whether nothing that is called certain is wrong."""
        return not (self.matched_wrong or self.counted_twice or self.strangers)


class _Truth:
    """The month as a table of movements."""

    def __init__(self, month: dict[str, Any], banks: Iterable[dict[str, Any]]) -> None:
        self.fees = {fee["id"]: fee for fee in month["fees"]}
        self.pays: dict[str, list[str]] = month["pays"]
        self.movements = {one["key"]: one for one in month["movements"]}
        self._fee_names: dict[str, str] = {}
        for fee in month["fees"]:
            for name in (fee["id"], fee["reference"], f"{fee['code']}|{fee['fee']}"):
                known = self._fee_names.setdefault(name, fee["id"])
                if self.worth([known]) != self.worth([fee["id"]]):
                    self._fee_names[name] = ""          # a reference of two fees names none
        self._keys: dict[tuple[str, int, int], str] = {}
        self._statements: dict[str, str] = {}
        for bank in banks:
            for key, places in bank["places"].items():
                for statement, entry, detail in places:
                    self._keys[statement, entry, detail] = key
                    self._statements[statement] = statement
            for file in bank["files"]:
                self._statements[file["digest"]] = self._statements[file["name"]] = file["statement"]

    def key_of(self, movement: dict[str, Any]) -> str:
        """The movement at a place; the statement is named by its id, its file or the file's SHA-256."""
        statement = self._statements.get(str(movement["statement"]), "")
        entry, detail = int(movement["entry"]), int(movement.get("detail", 0))
        return self._keys.get((statement, entry, detail)) or (self._keys.get((statement, entry, 0), "") if detail == 1 else "")

    def fee_of(self, claim: str) -> str:
        """The fee of a claim: its id, its reference, or "dossier|amount"."""
        return self._fee_names.get(claim, "")

    def leaves(self) -> list[str]:
        """Credits; of an entry with several payments each payment."""
        out = []
        for key, held in self.movements.items():
            inside = len(held.get("details", ()))
            if held["flow"] == "credit":
                out += [f"{key}/{number}" for number in range(1, inside + 1)] if inside > 1 else [key]
        return out

    def leaves_of(self, key: str) -> list[str]:
        """A whole entry is all the payments inside it."""
        inside = len(self.movements.get(key, {}).get("details", ()))
        return [f"{key}/{number}" for number in range(1, inside + 1)] if inside > 1 else [key]

    def worth(self, fees: Iterable[str]) -> Worth:
        """What fees come to, however they are called."""
        return tuple(sorted((self.fees[fee]["code"], int(self.fees[fee]["fee"])) for fee in fees))

    def sum_of(self, fees: Iterable[str]) -> int:
        """What these fees come to."""
        return sum(int(self.fees[fee]["fee"]) for fee in fees)

    def amount(self, leaf: str) -> int:
        """Of a movement in VND; 0 of any other."""
        key, _, number = leaf.partition("/")
        held = self.movements[key]
        amount = held["details"][int(number) - 1]["amount"] if number else held["amount"]
        return int(amount) if held["currency"] == "VND" else 0

    def kind(self, leaf: str) -> str:
        """The trouble of the fees that it pays."""
        fees = self.pays.get(leaf, [])
        return str(self.fees[fees[0]]["kind"]) if fees else "pays nothing"


@dataclass
class _Said:
    """What the gateway says of one movement."""

    fees: list[str]
    certain: bool
    place: tuple[str, int, int]


def check(month: dict[str, Any], banks: list[dict[str, Any]], said: list[dict[str, Any]]) -> Result:
    """`month`: Month.document(); `banks`: /state of each bank; `said`: [{movement: {statement, entry, detail}, claims: [id],
    confidence: "certain" | "likely"}]; a movement that is not there is open."""
    truth, out = _Truth(month, banks), Result()
    heard = _hear(truth, said, out)
    leaves = truth.leaves()
    out.payments = len(leaves)
    covered: set[str] = set()
    for key, saying in heard.items():
        parts = truth.leaves_of(key)
        covered |= set(parts)
        true = truth.worth(fee for part in parts for fee in truth.pays.get(part, []))
        right = bool(true) and truth.worth(saying.fees) == true
        verdict = f"{'matched' if saying.certain else 'proposed'}_{'right' if right else 'wrong'}"
        for part in parts:
            _count(out, truth, part, verdict)
        if not right and saying.certain:
            out.wrong_dong += sum(truth.amount(part) for part in parts)
            out.notes.append(f"{key} ({truth.kind(parts[0])}): certain for {', '.join(saying.fees)}; pays {', '.join(truth.pays.get(parts[0], [])) or 'nothing'}")
    for leaf in leaves:
        if leaf not in covered:
            _count(out, truth, leaf, "open_wrong" if truth.pays.get(leaf) else "open_right")
    certain = {fee for saying in heard.values() if saying.certain for fee in saying.fees}
    proposed = {fee for saying in heard.values() for fee in saying.fees}
    out.difference = month["sums"]["received"] - truth.sum_of(certain)
    out.difference_accepted = month["sums"]["received"] - truth.sum_of(proposed)
    out.true_difference = month["sums"]["difference"]
    return out


def _count(out: Result, truth: _Truth, leaf: str, verdict: str) -> None:
    setattr(out, verdict, getattr(out, verdict) + 1)
    out.by_kind.setdefault(truth.kind(leaf), Counter())[verdict] += 1


def _hear(truth: _Truth, said: list[dict[str, Any]], out: Result) -> dict[str, _Said]:
    """By movement; a movement that stands in two statements may be taken from either, once."""
    heard: dict[str, _Said] = {}
    for one in said:
        key = truth.key_of(one["movement"])
        fees = [truth.fee_of(str(claim)) for claim in one["claims"]]
        if not fees:
            continue
        if not key or not all(fees):
            out.strangers += 1
            out.notes.append(f"unknown: {one['movement']} for {one['claims']}")
            continue
        movement = one["movement"]
        place = (str(movement["statement"]), int(movement["entry"]), int(movement.get("detail", 0)))
        before = heard.get(key)
        if before is None:
            heard[key] = _Said(fees, one["confidence"] == "certain", place)
        elif before.place == place:
            before.fees += [fee for fee in fees if fee not in before.fees]
            before.certain = before.certain and one["confidence"] == "certain"
        else:
            out.counted_twice += 1
            out.notes.append(f"{key}: taken as two payments")
    return heard


def table(out: Result) -> str:
    """Vietnamese first; what must be 0 is marked."""
    rows = (("Khoản tiền / payments", out.payments, ""), ("Khớp đúng / matched right", out.matched_right, ""),
            ("Khớp sai / matched wrong", out.matched_wrong, "0"), ("Đề xuất đúng / proposed right", out.proposed_right, ""),
            ("Đề xuất sai / proposed wrong", out.proposed_wrong, ""), ("Để mở đúng / open right", out.open_right, ""),
            ("Để mở, lẽ ra khớp / open wrong", out.open_wrong, ""), ("Tính hai lần / counted twice", out.counted_twice, "0"),
            ("Không rõ là gì / strangers", out.strangers, "0"), ("Đồng gán sai / đồng booked wrong", out.wrong_dong, "0"),
            ("Chênh lệch, đồng / difference", out.difference, ""),
            ("  nếu nhận đề xuất / proposals accepted", out.difference_accepted, ""), ("Chênh lệch thật / true difference", out.true_difference, ""))
    lines = [f"{name:<40}{value:>14,}{f'   (= {must})' if must else ''}" for name, value, must in rows]
    return "\n".join(lines + [f"  ! {note}" for note in out.notes[:20]])


def kinds_table(out: Result) -> str:
    """What became of the movements of each kind."""
    columns = ("matched_right", "matched_wrong", "proposed_right", "proposed_wrong", "open_right", "open_wrong")
    lines = [f"{'':<18}" + "".join(f"{name:>16}" for name in columns)]
    return "\n".join(lines + [f"{kind:<18}" + "".join(f"{counts[name]:>16}" for name in columns) for kind, counts in sorted(out.by_kind.items())])
