#!/usr/bin/env python3
"""Precision and recall of matching on generated months: the demo's month (seed 1, 120 dossiers) and others.

The truth is the generator's (tools/peer_sim/money_month*.py); matching itself is the product's, run on the same entries and fees
that the demo gives it. Certain: what is booked without a person. All: certain and proposed together. `--kinds` says which kinds of
trouble stay open. Ends with 0 only when no seed has a wrong certain match.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "peer_sim"))

from bank_book import Account, Book, Entry, Statement  # noqa: E402
from money_month_check import Result, check, kinds_table  # noqa: E402
from money_month_fees import propose_fees, read_fees  # noqa: E402
from money_month_plan import Month, make_month, needed_singles  # noqa: E402
from month_before import fees_of, make_month_before  # noqa: E402
from record import Journal  # noqa: E402

DAY = date(2026, 11, 20)
COUNTS = ("matched_right", "matched_wrong", "proposed_right", "proposed_wrong", "open_right", "open_wrong")


def demo_month(seed: int, dossiers: int) -> Month:
    """The month that the demo of this seed plays."""
    return make_month(read_fees(fees_of(make_month_before(seed, dossiers, DAY).dossiers), seed), seed, notify_share=0.3)


def varied_month(seed: int, cases: int) -> Month:
    """Fees of twelve amounts, every kind of trouble so many times."""
    fees = read_fees(propose_fees(seed, needed_singles() * cases, cases, date(2026, 10, 1)), seed)
    return make_month(fees, seed, notify_share=0.3)


def closed_book(month: Month) -> Book:
    """The bank's book when every day is over."""
    book = Book(Journal(None), Account("NHTM", "1"))
    for movement in month.movements:
        book.change({"op": "movement", "movement": movement})
    for day in book.open_days():
        book.change({"op": "close", "day": day})
    return book


def entry_row(statement: Statement, entry: Entry) -> dict[str, Any]:
    details = [{"amount": str(detail.get("amount", entry.amount)), "end_to_end_id": detail.get("end_to_end_id", ""),
                "remittance": detail.get("remittance", ""), "debtor_name": detail.get("debtor_name", "")} for detail in entry.details]
    return {"statement": statement.id, "number": entry.number, "day": entry.day.isoformat(), "amount": str(entry.amount),
            "currency": entry.currency, "flow": entry.flow, "reversal": entry.reversal, "code": entry.code,
            "information": entry.information, "reference": entry.reference, "details": details}


def expected_rows(month: Month, counter_told: bool) -> list[dict[str, Any]]:
    """What the gateway knows of each fee: a reference only where the citizen went to the platform, a day only where he paid there, or
    at a counter whose province states it (that of the demo has no word for it)."""
    asked = {citizen["fee"]: citizen for citizen in month.citizens}
    cash = {paid["fee"]: paid["day"] for paid in month.counter} if counter_told else {}
    rows = []
    for fee in month.fees:
        citizen = asked.get(fee.id)
        paid = citizen and "paid" in citizen["steps"]
        text = citizen["paid_text"] if citizen else ""
        rows.append({"id": fee.id, "dossier": fee.dossier, "references": [fee.reference] if citizen else [], "amount": fee.amount,
                     "asked_on": fee.asked_on.isoformat(), "payer": fee.payer,
                     "platform_paid_on": f"{text[:4]}-{text[4:6]}-{text[6:8]}" if paid else None, "counter_paid_on": cash.get(fee.id)})
    return rows


def judged(binary: Path, month: Month, counter_told: bool) -> Result:
    book = closed_book(month)
    entries = [entry_row(statement, entry) for statement in book.statements if statement.kind == "053" for entry in statement.entries]
    asked = json.dumps({"entries": entries, "expected": expected_rows(month, counter_told)}, ensure_ascii=False)
    done = subprocess.run([binary], input=asked, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return check(month.document(), [dict(book.copy(), files=[])], json.loads(done.stdout))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "     – "


def line(name: str, counts: Counter[str]) -> str:
    """Movements. Recall: of those that pay a fee."""
    certain, wrong = counts["matched_right"], counts["matched_wrong"]
    found, missed = certain + counts["proposed_right"], counts["open_wrong"]
    said_wrong = wrong + counts["proposed_wrong"]
    paying = found + missed + counts["wrong_of_paying"]
    return (f"{name:<14}{counts['payments']:>6}  certain {certain:>5} right {wrong:>2} wrong  precision {percent(certain, certain + wrong)}  recall "
            f"{percent(certain, paying)}   all {found:>5} right {said_wrong:>3} wrong {missed:>4} missed  precision {percent(found, found + said_wrong)}  recall {percent(found, paying)}")


def counts_of(result: Result) -> Counter[str]:
    out = Counter({name: getattr(result, name) for name in (*COUNTS, "payments")})
    out["wrong_of_paying"] = sum(counts["matched_wrong"] + counts["proposed_wrong"] for kind, counts in result.by_kind.items()
                                 if kind != "pays nothing")
    return out


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, required=True, help="match_month")
    parser.add_argument("--seeds", type=int, default=25, help="the demo's month of the seeds 1 to this")
    parser.add_argument("--dossiers", type=int, default=120)
    parser.add_argument("--varied", type=int, default=10, help="so many months of fees of many amounts")
    parser.add_argument("--cases", type=int, default=8, help="cases of each kind in those")
    parser.add_argument("--kinds", action="store_true", help="what became of each kind of trouble")
    return parser.parse_args()


def series(name: str, months: list[Month], chosen: argparse.Namespace, counter_told: bool = False) -> int:
    """Prints a line for each month and one for all; how many certain matches were wrong."""
    together, whole = Counter[str](), Result()
    for seed, month in enumerate(months, 1):
        result = judged(chosen.binary, month, counter_told)
        print(line(f"{name} {seed}", counts_of(result)))
        for note in result.notes:
            print(f"  ! {note}")
        together += counts_of(result)
        for kind, counts in result.by_kind.items():
            whole.by_kind.setdefault(kind, Counter()).update(counts)
    print(line(f"{name} all", together))
    if chosen.kinds:
        print(kinds_table(whole))
    return together["matched_wrong"]


def main() -> int:
    """The command line."""
    chosen = options()
    wrong = series("demo", [demo_month(seed, chosen.dossiers) for seed in range(1, chosen.seeds + 1)], chosen)
    varied = [varied_month(seed, chosen.cases) for seed in range(1, chosen.varied + 1)]
    wrong += series("varied", varied, chosen)
    wrong += series("counter told", varied, chosen, counter_told=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
