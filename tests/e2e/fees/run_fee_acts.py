"""What people decide about a month of fees, over HTTP against the whole program: agreements of Units, decisions about matches,
transfers. The month is the generator's, paid on the platform and booked by the bank. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools" / "peer_sim"))

from money_act import MoneyAct  # noqa: E402
from morning import WARD_CODE, last_working_day  # noqa: E402
from stage import Settings, Stage  # noqa: E402

WHO = {"by": "kế toán", "reason": "kiểm thử"}
FEWEST_DOSSIERS_WITH_EVERY_KIND = 60


def expect(true: bool, what: str) -> None:
    """The reason of a failed case."""
    if not true:
        raise AssertionError(what)


class Desk:
    """Asks a running gateway."""

    def __init__(self, stage: Stage, month: str) -> None:
        self.stage, self.month = stage, month
        self.base = f"/api/v1/fees/months/{month}"

    def post(self, path: str, body: Any, token: str | None) -> tuple[int, str]:
        """Status and the problem's code, or an empty text."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(self.stage.url + path, json.dumps(body).encode("utf-8"), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as refused:
            return refused.code, str(json.loads(refused.read())["type"]).removeprefix("/problems/")

    def act(self, path: str, body: Any) -> tuple[int, str]:
        """With the admin token."""
        return self.post(path, body, self.stage.secret("admin_token"))

    def said(self, *words: str) -> Any:
        """`lienthong fees … --json`"""
        done = self.stage.command("fees", *words, "--json")
        expect(done.returncode == 0, f"fees {' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout)

    def report(self) -> Any:
        """The month."""
        return self.said("month", self.month)

    def sums(self) -> dict[str, int]:
        """Of the Unit, as the report says them."""
        rows = [row for row in self.report()["units"] if row["unit"] == WARD_CODE]
        return {"due": sum(row["due"] for row in rows), "paid": sum(row["paid_on_platform"] + row["paid_at_counter"] for row in rows),
                "booked": sum(row["booked"] for row in rows)}

    def proposal(self) -> Any:
        """A likely match of one movement and one fee that nobody has decided."""
        rows = self.said("matches", self.month)["matches"]
        return next(row for row in rows if row["confidence"] == "likely" and len(row["claims"]) == 1)

    def match_of(self, movement: str) -> Any:
        """Its row, or None."""
        rows = self.said("matches", self.month)["matches"]
        return next((row for row in rows if row["movement"]["name"] == movement), None)

    def decide(self, movement: str, decision: str, *claims: str) -> tuple[int, str]:
        """With the admin token."""
        return self.act(f"/api/v1/fees/matches/{movement}/decision", dict(WHO, decision=decision, **({"claims": claims} if claims else {})))


def nobody_without_the_token(desk: Desk) -> None:
    before = desk.report()["agreements"]
    movement = desk.proposal()["movement"]["name"]
    bodies = {f"{desk.base}/agreements/{WARD_CODE}": WHO, f"{desk.base}/transfers": dict(WHO, series="T9"),
              f"/api/v1/fees/matches/{movement}/decision": dict(WHO, decision="set_aside")}
    for path, body in bodies.items():
        for token in (None, "wrong", desk.stage.secret("province")):
            expect(desk.post(path, body, token)[0] == 401, f"{path} was open to {token}")
    expect(desk.report()["agreements"] == before and desk.match_of(movement)["confidence"] == "likely", "it had an effect")


def an_agreement_says_who_why_and_whose(desk: Desk) -> None:
    path = f"{desk.base}/agreements/{WARD_CODE}"
    expect(desk.act(path, {"by": "kế toán"})[0] == 400, "no reason was needed")
    expect(desk.act(path, dict(WHO, bye="x"))[0] == 400, "an unknown field was let in")
    expect(desk.act(path, dict(WHO, sums={"due": 1}))[0] == 400, "half of the sums was let in")
    expect(desk.act(f"{desk.base}/agreements/H99.99", WHO)[0] == 404, "a Unit without fees agreed")
    expect(desk.act(f"/api/v1/fees/months/2026-13/agreements/{WARD_CODE}", WHO)[0] == 400, "a month 13")
    expect(desk.act(f"/api/v1/fees/months/2025-12/agreements/{WARD_CODE}", WHO)[0] == 404, "a month without fees was agreed")
    expect(desk.report()["agreements"] == {WARD_CODE: None}, "something was agreed")


def an_agreement_of_sums_that_moved_is_refused(desk: Desk) -> None:
    path, sums = f"{desk.base}/agreements/{WARD_CODE}", desk.sums()
    stale = dict(sums, booked=sums["booked"] + 1)
    expect(desk.act(path, dict(WHO, sums=stale)) == (409, "fees.sums_moved"), "sums that nobody has were agreed")
    expect(desk.report()["agreements"] == {WARD_CODE: None}, "something was agreed")
    expect(desk.act(path, dict(WHO, sums=sums))[0] == 200, "the sums that stand were refused")
    expect(desk.report()["agreements"][WARD_CODE] is not None, "it is not agreed")


def agreed_twice_is_agreed(desk: Desk) -> None:
    before = desk.sums()
    for _ in range(2):
        expect(desk.act(f"{desk.base}/agreements/{WARD_CODE}", WHO)[0] == 200, "refused")
    expect(desk.report()["agreements"][WARD_CODE] is not None and desk.sums() == before, "agreeing moved the sums")


def a_decision_names_a_movement_and_fees_that_exist(desk: Desk) -> None:
    row = desk.proposal()
    name, claim = row["movement"]["name"], row["claims"][0]
    expect(desk.decide("nhtm.0000000000000000-1-0", "set_aside")[0] == 404, "a movement of no statement")
    expect(desk.decide(name.rsplit("-", 2)[0] + "-9999-0", "set_aside")[0] == 404, "an entry behind the last")
    expect(desk.decide(name.rsplit("-", 1)[0] + "-9", "set_aside") == (404, "fees.movement"), "a payment that the entry does not hold")
    expect(desk.decide("x", "set_aside")[0] == 404, "no movement at all")
    expect(desk.decide(name, "perhaps", claim)[0] == 400, "a decision that there is not")
    expect(desk.decide(name, "confirm")[0] == 400, "confirmed nothing")
    expect(desk.decide(name, "set_aside", claim)[0] == 400, "set aside, with a fee")
    for wrong in ("x", claim + "7", "H55.12-261001-9999/LPHT/1", claim.rsplit("/", 2)[0] + "/NONE/1"):
        expect(desk.decide(name, "confirm", wrong) == (404, "fees.claim"), f"confirmed for {wrong}")
    expect(desk.match_of(name)["confidence"] == "likely", "one of them had an effect")


def a_decision_holds_once_and_is_taken_back(desk: Desk) -> None:
    row = desk.proposal()
    name, claim, before = row["movement"]["name"], row["claims"][0], desk.sums()
    for _ in range(2):
        expect(desk.decide(name, "confirm", claim)[0] == 200, "refused")
    said = desk.match_of(name)
    expect(said["confidence"] == "certain" and said["decision"] == "confirm" and said["claims"] == [claim], f"{said}")
    gained = desk.sums()["booked"] - before["booked"]
    expect(gained == int(row["amount"]), f"booked {gained} more than before, not {row['amount']}")
    expect(desk.report()["agreements"][WARD_CODE] is None, "the agreement of other sums still holds")
    expect(desk.decide(name, "withdraw")[0] == 200, "refused")
    expect(desk.match_of(name)["confidence"] == "likely" and desk.sums() == before, "it was not taken back")
    expect(desk.report()["agreements"][WARD_CODE] is not None, "the sums are those that were agreed")
    expect(desk.decide(name, "reject", claim)[0] == 200, "refused")
    said = desk.match_of(name)
    expect(said is None or claim not in said["claims"], "it is proposed again")
    expect(desk.decide(name, "withdraw")[0] == 200, "refused")


def a_transfer_is_drafted_once(desk: Desk) -> None:
    path = f"{desk.base}/transfers"
    expect(desk.act(path, dict(WHO, series="t 1"))[0] == 400, "a series that no bank takes")
    expect(desk.act("/api/v1/fees/months/2025-12/transfers", dict(WHO, series="T1"))[0] in (404, 409), "a month without money")
    expect(desk.act(path, dict(WHO, series="T1"))[0] == 200, "refused")
    batch = [row["end_to_end_id"] for row in desk.report()["transfers"]]
    expect(desk.act(path, dict(WHO, series="T1")) == (409, "fees.drafted"), "drafted twice")
    expect([row["end_to_end_id"] for row in desk.report()["transfers"]] == batch and batch != [], "the second one left something")


CASES: dict[str, Callable[[Desk], None]] = {
    "no act without the admin token, and none has an effect": nobody_without_the_token,
    "an agreement says who and why, of a Unit and a month that have fees": an_agreement_says_who_why_and_whose,
    "an agreement of sums that have moved is refused, of those that stand taken": an_agreement_of_sums_that_moved_is_refused,
    "agreed twice is agreed": agreed_twice_is_agreed,
    "a decision names a movement and fees that exist": a_decision_names_a_movement_and_fees_that_exist,
    "a decision holds once, reopens the agreement, and is taken back": a_decision_holds_once_and_is_taken_back,
    "a transfer is drafted once for each series": a_transfer_is_drafted_once,
}


def run(stage: Stage) -> tuple[int, int]:
    """Every case in turn, on one month; how many passed and failed."""
    money = MoneyAct(stage)
    money.write_script()
    stage.start()
    stage.begin_morning()
    money.pay()
    money.book()
    passed = failed = 0
    for name, case in CASES.items():
        begun = time.monotonic()
        try:
            case(Desk(stage, money.month))
        except Exception as problem:  # a case may fail in any way; the next one runs
            failed += 1
            print(f"FAILED {name}: {type(problem).__name__}: {problem}", flush=True)
            continue
        passed += 1
        print(f"ok    {name} ({time.monotonic() - begun:.1f} s)", flush=True)
    return passed, failed


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    with tempfile.TemporaryDirectory(prefix="lienthong-fees-") as folder:
        stage = Stage(Settings(chosen.binary.resolve(), ROOT, Path(folder), chosen.seed, 24, last_working_day(date.today()), 5.0,
                               before=FEWEST_DOSSIERS_WITH_EVERY_KIND))
        try:
            passed, failed = run(stage)
        except Exception as problem:
            print(f"FAILED the month is paid and booked: {type(problem).__name__}: {problem}", flush=True)
            passed, failed = 0, 1
        finally:
            stage.stop()
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
