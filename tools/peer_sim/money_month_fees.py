"""Fees of a month: those given by a run, or invented ones that let every kind of trouble happen."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from morning import Dossier
from people import PROCEDURES, make_citizen

AMOUNTS = (5_000, 8_000, 10_000, 15_000, 20_000, 50_000, 75_000, 100_000, 120_000, 150_000, 300_000, 500_000)
UNIT = "H55.12"
LAST_DAY_ASKED = 24      # so that what is paid some days later is still booked within the month


@dataclass(frozen=True)
class Fee:
    """One fee of one dossier. A dossier may have several, even equal ones."""

    id: str
    dossier: str
    procedure: str
    unit: str
    amount: int              # đồng
    payer: str
    asked_on: date
    reference: str           # MaThamChieu; guessed until the platform has seen the real one

    def row(self) -> dict[str, Any]:
        """As JSON."""
        return {"id": self.id, "code": self.dossier, "procedure": self.procedure, "unit": self.unit, "fee": self.amount,
                "payer": self.payer, "asked_on": self.asked_on.isoformat(), "reference": self.reference}


def letters_and_digits(text: str) -> str:
    """A reference holds nothing else."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def guessed_reference(dossier: str, asked_on: date, dice: random.Random) -> str:
    """MaThamChieu as one client builds it, on a 12-hour clock (rules 4.5)."""
    return f"dvc{letters_and_digits(dossier)}{asked_on:%Y%m%d}{dice.randint(1, 12):02d}{dice.randint(0, 59):02d}{dice.randint(0, 59):02d}"


def read_fees(rows: list[dict[str, Any]], seed: int) -> list[Fee]:
    """From JSON: code, procedure, unit, fee, payer, asked_on; id and reference when they are known. Fees of one dossier and day get
    one guessed reference: that is what a 12-hour clock does."""
    dice = random.Random(seed)
    guesses: dict[tuple[str, date], str] = {}
    fees = []
    for number, row in enumerate(sorted(rows, key=lambda row: (row["asked_on"], row["code"], row["fee"], str(row.get("id", "")))), 1):
        asked_on = date.fromisoformat(row["asked_on"])
        guessed = guesses.setdefault((row["code"], asked_on), guessed_reference(row["code"], asked_on, dice))
        fees.append(Fee(str(row.get("id") or f"fee-{number:04d}"), row["code"], row.get("procedure", ""), row.get("unit", ""), int(row["fee"]),
                        row.get("payer", ""), asked_on, row.get("reference") or guessed))
    if len({fee.id for fee in fees}) != len(fees):
        raise ValueError("two fees have one id")
    return fees


def fees_of_dossiers(dossiers: list[Dossier], amounts: dict[str, int]) -> list[dict[str, Any]]:
    """Fees of a run's own dossiers, for read_fees: `amounts` in đồng by procedure; a procedure that is not there costs nothing."""
    return [{"id": f"{dossier.code}|{amounts[dossier.procedure.code]}", "code": dossier.code, "procedure": dossier.procedure.code,
             "unit": dossier.code.partition("-")[0], "fee": amounts[dossier.procedure.code], "payer": dossier.citizen.name,
             "asked_on": dossier.received.date().isoformat()} for dossier in dossiers if amounts.get(dossier.procedure.code)]


def with_platform_references(fees: list[Fee], transactions: dict[str, dict[str, Any]]) -> list[Fee]:
    """The same fees with the references that the platform really saw (its /state); equal fees of one dossier take them in turn."""
    seen: dict[tuple[str, int], list[str]] = {}
    for reference, held in sorted(transactions.items()):
        seen.setdefault((held["dossier"], held["amount"]), []).append(reference)
    out = []
    for fee in fees:
        known = seen.get((fee.dossier, fee.amount), [])
        out.append(replace(fee, reference=known.pop(0)) if known else fee)
    return out


def propose_fees(seed: int, singles: int, pairs: int, first: date) -> list[dict[str, Any]]:
    """Invented fees of the month that begins on `first`: `singles` of one dossier each; `pairs` times two pairs of one dossier
    with fees that differ, a pair with equal ones, and two dossiers of which one's code begins with the other's."""
    dice = random.Random(seed)
    rows: list[dict[str, Any]] = []

    def add(code: str, amount: int, asked_on: date, payer: str) -> None:
        rows.append({"id": f"fee-{len(rows) + 1:04d}", "code": code, "procedure": dice.choice(PROCEDURES).code, "unit": UNIT, "fee": amount,
                     "payer": payer, "asked_on": asked_on.isoformat()})

    for number in range(1, singles + 4 * pairs + 1):
        asked_on = first + timedelta(days=dice.randint(0, LAST_DAY_ASKED - 1))
        code, amount = f"{UNIT}-{asked_on:%y%m%d}-{number:04d}", dice.choice(AMOUNTS)
        payer = make_citizen(dice, number).name
        add(code, amount, asked_on, payer)
        place = number - singles - 1
        if place < 0:
            continue
        different = (code, amount + 7_000, payer)
        second = (different, different, (code, amount, payer), (code + "7", amount, make_citizen(dice, number + 1).name))[place % 4]
        add(second[0], second[1], asked_on, second[2])
    return rows
