"""Tests of the generated month of payments, and of its judge."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from relay import JSON
from support import DAY, url, wait_until
from test_payments_peer import SECRET, init

import money_month
from bank import Bank
from bank_book import Account
from faults import FaultPlan
from money_month_check import Result, check, kinds_table, table
from money_month_fees import Fee, fees_of_dossiers, propose_fees, read_fees, with_platform_references
from money_month_kinds import KINDS
from money_month_plan import Month, make_month, needed_singles
from morning import make_morning
from outbox import post
from payments import Platform
from payments_wire import PlatformDialect
from process import Running
from wire import HttpServer, Reply, Request, json_reply

NOVEMBER = date(2025, 11, 1)
BANKS = ("NHTM", "CSVB")


def invented(cases: int = 2, seed: int = 4) -> list[Fee]:
    return read_fees(propose_fees(seed, needed_singles() * cases, cases, NOVEMBER), seed)


def month_of(cases: int = 2, seed: int = 4, **options: Any) -> Month:
    return make_month(invented(cases, seed), seed, **options)


class MonthTest(unittest.TestCase):
    def test_every_kind_happens_in_the_number_asked_for(self) -> None:
        for seed in (1, 2, 3):
            self.assertEqual(set(month_of(3, seed).cases.values()), {3}, month_of(3, seed).cases)

    def test_a_seed_is_a_month(self) -> None:
        self.assertEqual(month_of().document(), month_of().document())
        self.assertNotEqual(month_of(seed=4).movements, month_of(seed=5).movements)

    def test_every_fee_has_one_kind_and_is_paid_or_open(self) -> None:
        month = month_of()
        self.assertEqual(set(month.kind_of), {fee.id for fee in month.fees})
        paid = [fee for key, fees in month.pays.items() for fee in fees]
        self.assertEqual(set(paid) | set(month.open_fees()), {fee.id for fee in month.fees})
        twice = {fee for fee, count in Counter(paid).items() if count > 1}
        self.assertEqual({month.kind_of[fee] for fee in twice}, {"split"})

    def test_what_stays_open_is_known_by_its_kind(self) -> None:
        month = month_of()
        open_kinds = Counter(month.kind_of[fee] for fee in month.open_fees())
        never = {"returned", "reversed", "not_paid", "platform_failed", "not_settled", "no_fee", "foreign_money"}
        half = {"other_dossier", "second_fee", "same_reference", "twin_fees", "longer_neighbour"}
        self.assertEqual(open_kinds, {kind: 2 for kind in never | half})

    def test_sums_are_those_of_the_parts(self) -> None:
        month = month_of()
        sums = month.sums()
        amounts = {fee.id: fee.amount for fee in month.fees}
        self.assertEqual(sums["due"], sum(amounts.values()))
        self.assertEqual(sums["open"], sum(amounts[fee] for fee in month.open_fees()))
        extra = 0
        for movement in month.movements:
            if movement["currency"] != "VND":
                continue
            parts = [f"{movement['key']}/{number}" for number in range(1, len(movement.get("details", ())) + 1)]
            fees = [fee for key in (movement["key"], *parts) for fee in month.pays.get(key, [])]
            split = fees and month.kind_of[fees[0]] == "split"
            signed = movement["amount"] if movement["flow"] == "credit" else -movement["amount"]
            extra += signed - (signed if split else sum(amounts[fee] for fee in fees))
        self.assertEqual(sums["difference"], extra)

    def test_money_that_went_back_pays_nothing(self) -> None:
        month = month_of()
        back = {movement["returns"] for movement in month.movements if movement["flow"] == "debit"}
        self.assertEqual(len(back), 6)
        self.assertFalse(back & set(month.pays))

    def test_only_fees_of_the_platform_have_citizens(self) -> None:
        kinds = Counter(month_of().kind_of[citizen["fee"]] for citizen in month_of().citizens)
        self.assertEqual(kinds, {"none": 2, "reference_text": 2, "reference_cut": 2, "platform_failed": 2, "not_settled": 2, "day_sum": 10})

    def test_real_references_take_the_place_of_guessed_ones_and_change_nothing_else(self) -> None:
        fees = invented()
        seen = {f"REF{number:04d}": {"dossier": fee.dossier, "amount": fee.amount} for number, fee in enumerate(fees)}
        guessed, real = make_month(fees, 4), make_month(with_platform_references(fees, seen), 4)
        self.assertEqual((guessed.pays, guessed.kind_of, guessed.sums()), (real.pays, real.kind_of, real.sums()))
        ids = {movement["key"]: movement["details"][0]["end_to_end_id"] for movement in real.movements if movement.get("details")}
        named = [reference for reference in ids.values() if reference.startswith("REF")]
        self.assertEqual(len(named), 2)
        self.assertEqual({fee.reference for fee in with_platform_references(fees, seen)}, set(seen))
        self.assertLess(len({fee.reference for fee in fees}), len(fees), "guessed ones repeat, as on a 12-hour clock")

    def test_given_dossiers_get_only_what_can_happen_to_them(self) -> None:
        rows = [{"code": f"H55.12-251103-{number:04d}", "procedure": "1.001193", "unit": "H55.12", "fee": 2000, "payer": "Lê Thị Mơ",
                 "asked_on": "2025-11-03"} for number in range(1, 61)]
        month = make_month(read_fees(rows, 1), 1)
        self.assertEqual({month.cases[kind] for kind in ("split", "other_dossier", "twin_fees", "longer_neighbour")}, {0})
        self.assertGreater(month.cases["batch"], 0)
        self.assertEqual(len(month.kind_of), 60)

    def test_a_morning_s_own_dossiers_have_fees(self) -> None:
        morning = make_morning(7, 48, DAY, 1.0)
        rows = fees_of_dossiers(morning.dossiers, {"1.001193": 8000, "2.000815": 0})
        fees = read_fees(rows, 1)
        self.assertEqual({fee.dossier for fee in fees}, {dossier.code for dossier in morning.dossiers if dossier.procedure.code == "1.001193"})
        self.assertEqual({(fee.amount, fee.unit, fee.asked_on) for fee in fees}, {(8000, "H55.12", DAY)})
        self.assertEqual(sum(make_month(fees, 1).cases.values()), len(set(make_month(fees, 1).kind_of.values())))

    def test_two_fees_with_one_id_are_refused(self) -> None:
        row = {"id": "a", "code": "H55.12-251103-0001", "fee": 2000, "asked_on": "2025-11-03"}
        with self.assertRaises(ValueError):
            read_fees([row, dict(row, fee=3000)], 1)


class CheckCase(unittest.TestCase):
    def setUp(self) -> None:
        self.month = month_of(banks=BANKS, notify_share=0.3)
        self.document = self.month.document()
        self.banks = []
        for name, form in zip(BANKS, ("camt.08", "csv")):
            bank = Bank(account=Account(name, "112233"), form=form, movements=self.month.movements)
            self.addCleanup(bank.stop_work)
            bank.close_through("2025-12-31")
            self.banks.append(bank.state())
        self.places = {key: places for bank in self.banks for key, places in bank["places"].items()}

    def saying(self, key: str, fees: list[str], confidence: str = "certain", place: int = 0) -> dict[str, Any]:
        statement, entry, detail = self.places[key][place]
        return {"movement": {"statement": statement, "entry": entry, "detail": detail}, "claims": fees, "confidence": confidence}

    def truth(self, confidence: str = "certain") -> list[dict[str, Any]]:
        return [self.saying(key, fees, confidence) for key, fees in self.month.pays.items()]

    def check(self, said: list[dict[str, Any]]) -> Result:
        return check(self.document, self.banks, said)

    def of_kind(self, kind: str) -> str:
        return next(key for key, fees in self.month.pays.items() if self.month.kind_of[fees[0]] == kind)


class CheckTest(CheckCase):
    def test_the_truth_is_all_right(self) -> None:
        result = self.check(self.truth())
        self.assertEqual((result.matched_right, result.matched_wrong, result.open_wrong), (len(self.month.pays), 0, 0))
        self.assertEqual(result.payments, result.matched_right + result.open_right)
        self.assertEqual(result.difference, result.true_difference)
        self.assertTrue(result.clean())

    def test_saying_nothing_leaves_all_open(self) -> None:
        result = self.check([])
        self.assertEqual((result.open_wrong, result.matched_right), (len(self.month.pays), 0))
        self.assertEqual(result.difference, self.month.sums()["received"])
        self.assertTrue(result.clean())

    def test_proposals_move_the_difference_only_when_they_are_accepted(self) -> None:
        result = self.check(self.truth("likely"))
        self.assertEqual((result.difference, result.difference_accepted), (self.month.sums()["received"], result.true_difference))

    def test_proposals_are_counted_apart(self) -> None:
        said = self.truth("likely")
        said[0]["claims"] = [self.month.open_fees()[0]]
        result = self.check(said)
        self.assertEqual((result.proposed_right, result.proposed_wrong, result.matched_right, result.clean()), (len(said) - 1, 1, 0, True))

    def test_a_certain_match_that_is_wrong_shows_with_its_money(self) -> None:
        key = self.of_kind("code_text")
        said = [one for one in self.truth() if one != self.saying(key, self.month.pays[key])]
        result = self.check([*said, self.saying(key, [self.month.open_fees()[0]])])
        amount = next(movement["amount"] for movement in self.month.movements if movement["key"] == key)
        self.assertEqual((result.matched_wrong, result.wrong_dong, result.clean()), (1, amount, False))

    def test_a_match_of_what_pays_nothing_is_wrong(self) -> None:
        key = next(movement["returns"] for movement in self.month.movements if movement["flow"] == "debit")
        self.assertEqual(self.check([*self.truth(), self.saying(key, [self.month.open_fees()[0]])]).matched_wrong, 1)

    def test_half_of_a_merged_payment_is_wrong(self) -> None:
        key = self.of_kind("merged")
        self.assertEqual(self.check([self.saying(key, self.month.pays[key][:2])]).matched_wrong, 1)
        apart = [self.saying(key, [fee]) for fee in self.month.pays[key]]
        self.assertEqual(self.check(apart).matched_right, 1, "claims of one movement may be said one by one")

    def test_a_movement_in_two_statements_is_one_payment(self) -> None:
        key = self.of_kind("sent_twice")
        self.assertEqual(len(self.places[key]), 2)
        for place in (0, 1):
            self.assertEqual(self.check([self.saying(key, self.month.pays[key], place=place)]).matched_right, 1)
        both = self.check([self.saying(key, self.month.pays[key], place=place) for place in (0, 1)])
        self.assertEqual((both.matched_right, both.counted_twice, both.clean()), (1, 1, False))

    def test_a_batch_may_be_matched_whole_or_payment_by_payment(self) -> None:
        keys = [key for key in self.month.pays if key.startswith(self.of_kind("batch").partition("/")[0] + "/")]
        whole = self.saying(keys[0].partition("/")[0], [fee for key in keys for fee in self.month.pays[key]])
        self.assertEqual(self.check([whole]).matched_right, 3)
        self.assertEqual(self.check([self.saying(key, self.month.pays[key]) for key in keys]).matched_right, 3)

    def test_equal_fees_of_one_dossier_are_the_same_money(self) -> None:
        key = self.of_kind("twin_fees")
        paid = next(fee for fee in self.month.fees if fee.id == self.month.pays[key][0])
        other = next(fee for fee in self.month.fees if fee.dossier == paid.dossier and fee.id != paid.id)
        self.assertEqual(self.check([self.saying(key, [other.id])]).matched_right, 1)

    def test_a_fee_and_a_statement_have_several_names(self) -> None:
        key = self.of_kind("code_text")
        fee = next(fee for fee in self.month.fees if fee.id == self.month.pays[key][0])
        for name in (fee.id, fee.reference, f"{fee.dossier}|{fee.amount}"):
            self.assertEqual(self.check([self.saying(key, [name])]).matched_right, 1)
        one = self.saying(key, [fee.id])
        file = next(file for bank in self.banks for file in bank["files"] if file["statement"] == one["movement"]["statement"])
        for name in (file["digest"], file["name"]):
            self.assertEqual(self.check([dict(one, movement=dict(one["movement"], statement=name))]).matched_right, 1)

    def test_a_reference_of_two_fees_names_none(self) -> None:
        key = self.of_kind("same_reference")
        paid = next(fee for fee in self.month.fees if fee.id == self.month.pays[key][0])
        self.assertEqual(len({fee.amount for fee in self.month.fees if fee.reference == paid.reference}), 2)
        self.assertEqual(self.check([self.saying(key, [paid.reference])]).strangers, 1)

    def test_what_nobody_knows_is_named(self) -> None:
        key = self.of_kind("code_text")
        said = [self.saying(key, ["nobody"]), dict(self.saying(key, self.month.pays[key]), movement={"statement": "x", "entry": 1, "detail": 0})]
        result = self.check(said)
        self.assertEqual((result.strangers, result.clean(), len(result.notes)), (2, False, 2))

    def test_the_table_says_all_of_it(self) -> None:
        result = self.check(self.truth())
        self.assertIn(f"{result.matched_right:>14,}", table(result))
        self.assertEqual(len(kinds_table(result).splitlines()), len(result.by_kind) + 1)


class RunTest(unittest.TestCase):
    """The order of a run: month, platform, references, bank, judge."""

    def test_a_whole_month(self) -> None:
        fees = invented(1)
        month = make_month(fees, 4)
        heard: list[str] = []

        def answer(request: Request) -> Reply:
            heard.append(json.loads(request.body)["MaThamChieu"])
            return json_reply({"MaLoi": "00"})
        listener = HttpServer(answer, FaultPlan())
        self.addCleanup(listener.stop)
        platform = Platform(PlatformDialect("DOITAC01", SECRET), citizens=month.citizens)
        running = Running(platform)
        self.addCleanup(running.stop)
        platform.faults.replace({"pending_ms": 10})
        platform.use_gateway(url(listener.port))
        platform.start_work()
        for number, fee in enumerate(fees):
            body = init(f"REF{number:04d}", str(fee.amount))
            body["ThongTinBienLai"]["MaHoSo"] = fee.dossier
            sent = post(url(running.server.port), "/", json.dumps(body).encode(), JSON)
            self.assertEqual(json.loads(sent.body)["error_code"], "0")
        self.assertTrue(wait_until(lambda: platform.state()["waiting"] == 0))
        states = Counter(held["state"] for held in platform.state()["transactions"].values())
        self.assertEqual((states["paid"], states["failed"], len(heard)), (3 + 5 + 1, 1, 10))

        known = make_month(with_platform_references(fees, platform.state()["transactions"]), 4)
        self.assertEqual(known.pays, month.pays)
        bank = Bank(account=Account("NHTM", "112233"), movements=known.movements)
        self.addCleanup(bank.stop_work)
        bank.close_through("2025-12-31")
        places = bank.state()["places"]
        said = [{"movement": dict(zip(("statement", "entry", "detail"), places[key][0])), "claims": fees, "confidence": "certain"}
                for key, fees in known.pays.items()]
        result = check(known.document(), [bank.state()], said)
        self.assertEqual((result.clean(), result.difference), (True, month.sums()["difference"]))


class CommandTest(CheckCase):
    def run_command(self, *words: str) -> tuple[int, str]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = money_month.main(list(words))
        return code, out.getvalue()

    def test_propose_make_and_check(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "fees.json").write_text(self.run_command("propose", "--cases", "1", "--seed", "9")[1], encoding="utf-8")
            made = self.run_command("make", "--fees", str(folder / "fees.json"), "--seed", "9")[1]
            self.assertEqual(set(json.loads(made)["cases"]), set(KINDS))
            for key, value in (("month", self.document), ("a", self.banks[0]), ("b", self.banks[1]), ("said", self.truth())):
                (folder / key).write_text(json.dumps(value), encoding="utf-8")
            words = ["check", "--month", str(folder / "month"), "--bank-state", str(folder / "a"), "--bank-state", str(folder / "b"), "--gateway"]
            self.assertEqual(self.run_command(*words, str(folder / "said"), "--kinds")[0], 0)
            (folder / "said").write_text(json.dumps([self.saying(self.of_kind("merged"), [self.month.open_fees()[0]])]), encoding="utf-8")
            code, text = self.run_command(*words, str(folder / "said"))
            self.assertEqual((code, "matched wrong" in text), (1, True))

    def test_references_of_the_platform_are_taken_from_its_state(self) -> None:
        fee = replace(self.month.fees[0], reference="REAL")
        self.assertEqual(with_platform_references(self.month.fees[:1], {"REAL": {"dossier": fee.dossier, "amount": fee.amount}}), [fee])


if __name__ == "__main__":
    unittest.main()
