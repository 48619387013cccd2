"""One month of payments with every kind of trouble in known numbers, and the judge of what a gateway makes of it.

    money_month.py propose --seed 1 --cases 3 --month 2025-11 > fees.json      invented fees; or write them from the run's dossiers
    money_month.py make --fees fees.json --seed 1 > month.json                 --script of payments.py and of bank.py, and the truth
    money_month.py make … --payments-state state.json > month.json             the same month with the references the platform saw
    money_month.py check --month month.json --bank-state bank.json --gateway said.json

Fees: [{code, procedure, unit, fee, payer, asked_on, id?, reference?}]. What the gateway says: [{movement: {statement, entry,
detail}, claims: [id of the fee, its reference, or "code|fee"], confidence: "certain" or "likely"}]. `check` ends with 0 only when
nothing that is called certain is wrong, nothing is counted twice and everything is known.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from money_month_check import check, kinds_table, table
from money_month_fees import propose_fees, read_fees, with_platform_references
from money_month_plan import make_month, needed_singles


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _say(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    propose = commands.add_parser("propose", help="fees that let every kind happen so many times")
    propose.add_argument("--cases", type=int, default=3)
    propose.add_argument("--month", type=lambda text: date.fromisoformat(f"{text}-01"), default=date(2025, 11, 1))
    make = commands.add_parser("make", help="the month of given fees")
    make.add_argument("--fees", type=Path, required=True)
    make.add_argument("--payments-state", type=Path, help="/state of the payment platform")
    make.add_argument("--banks", default="NHTM", help="comma-separated; the first one must speak camt")
    make.add_argument("--notify-share", type=float, default=0.0, help="share of movements that camt.054 tells before the statement")
    for command in (propose, make):
        command.add_argument("--seed", type=int, default=1)
    judge = commands.add_parser("check", help="judge what the gateway says")
    judge.add_argument("--month", type=Path, required=True)
    judge.add_argument("--bank-state", type=Path, action="append", required=True, help="/state of a bank; once for each")
    judge.add_argument("--gateway", type=Path, required=True)
    judge.add_argument("--kinds", action="store_true", help="also a line for each kind of trouble")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    chosen = _options(arguments)
    if chosen.command == "propose":
        _say(propose_fees(chosen.seed, needed_singles() * chosen.cases, chosen.cases, chosen.month))
        return 0
    if chosen.command == "make":
        fees = read_fees(_load(chosen.fees), chosen.seed)
        if chosen.payments_state:
            fees = with_platform_references(fees, _load(chosen.payments_state)["transactions"])
        _say(make_month(fees, chosen.seed, tuple(chosen.banks.split(",")), chosen.notify_share).document())
        return 0
    result = check(_load(chosen.month), [_load(path) for path in chosen.bank_state], _load(chosen.gateway))
    print(table(result))
    if chosen.kinds:
        print(kinds_table(result))
    return 0 if result.clean() else 1


if __name__ == "__main__":
    sys.exit(main())
