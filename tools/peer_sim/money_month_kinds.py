"""How a fee was, or was not, paid: every kind of trouble that banks, payers and platforms make, and what is true of it.

The kinds are those of tests/unit/domain_fees/generated_month.hpp, and what only a whole run has: money in a foreign currency,
cash at the counter, and payments of the platform that fail or are not settled.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, Callable

from bank_plain import without_marks
from money_month_fees import Fee, letters_and_digits
from people import make_citizen

Movement = dict[str, Any]


class Maker:
    """Makes movements, citizens and truth, case by case."""

    def __init__(self, dice: random.Random, banks: tuple[str, ...], notify_share: float) -> None:
        self.dice, self.banks, self.notify_share = dice, banks, notify_share
        self.movements: list[Movement] = []
        self.pays: dict[str, list[str]] = {}       # movement (or movement/number of a payment inside) → fees
        self.citizens: list[dict[str, Any]] = []
        self.counter: list[dict[str, Any]] = []
        self.sums_on: set[tuple[str, date]] = set()
        self.bank = banks[0]

    # --- the parts of a case ----------------------------------------------------------------------------------------

    def entry(self, day: date, amount: Any, **more: Any) -> Movement:
        """A movement that pays nothing yet. Only the first bank has forms for everything."""
        made = dict({"key": f"m{len(self.movements) + 1:04d}", "bank": self.bank, "day": day.isoformat(), "amount": amount, "currency": "VND",
                     "flow": "credit", "notify": self.dice.random() < self.notify_share}, **more)
        self.movements.append(made)
        return made

    def payment(self, fee: Fee, amount: int, text: str, end_to_end_id: str = "NOTPROVIDED") -> Movement:
        """A payment with the payer's name, mostly."""
        name = without_marks(fee.payer).upper() if self.dice.random() < 0.75 else ""
        detail = {"amount": amount, "end_to_end_id": end_to_end_id, "remittance": text, "debtor_name": name}
        return self.entry(fee.asked_on + timedelta(days=self.dice.randint(0, 3)), amount, details=[detail])

    def true_payment(self, fee: Fee, amount: int, text: str, end_to_end_id: str = "NOTPROVIDED") -> Movement:
        """A payment that is this fee's money."""
        made = self.payment(fee, amount, text, end_to_end_id)
        self.pays[made["key"]] = [fee.id]
        return made

    def on_platform(self, fee: Fee, *steps: str, on: date | None = None) -> None:
        """What the payer does at the platform."""
        at = f"{on or fee.asked_on:%Y%m%d}{self.dice.randint(8, 16):02d}{self.dice.randint(0, 59):02d}{self.dice.randint(0, 59):02d}"
        self.citizens.append({"fee": fee.id, "dossier": fee.dossier, "amount": fee.amount, "after_ms": self.dice.randint(0, 1500),
                              "steps": list(steps), "paid_text": at, "bank": "VIETCOMBANK"})

    def spelt(self, code: str) -> str:
        """A dossier code as people write it."""
        unit, _, rest = code.partition("-")
        other = make_citizen(self.dice, self.dice.randint(0, 999)).name
        return str(self.dice.choice((
            f"Nộp lệ phí hồ sơ {code}", f"le phi {without_marks(code).lower()} {other}", f"{unit} - {rest.replace('-', ' ')} nộp tiền",
            f"THANH TOAN HO SO {code}.CT tu 0123456789", f"{other} chuyển tiền HS:{code}/2025", f"HS{unit}.{rest} phí")))

    def back(self, of: Movement, **more: Any) -> Movement:
        """What was paid is given back one or two days later."""
        day = date.fromisoformat(of["day"]) + timedelta(days=self.dice.randint(1, 2))
        return self.entry(day, of["amount"], flow="debit", returns=of["key"], notify=False, **more)

    def free_day(self, what: str, first: date) -> date:
        """The first day without such a sum: of two nobody could say which is which."""
        while (what, first) in self.sums_on:
            first += timedelta(days=1)
        self.sums_on.add((what, first))
        return first

    # --- one fee, named -----------------------------------------------------------------------------------------------

    def none(self, fee: Fee) -> None:
        """The platform's reference where it belongs."""
        self.bank = self.banks[0]
        self.on_platform(fee, "paid")
        self.true_payment(fee, fee.amount, "THANH TOAN HO SO", fee.reference)

    def reference_text(self, fee: Fee) -> None:
        """The reference inside a text."""
        self.on_platform(fee, "pending", "paid")
        self.true_payment(fee, fee.amount, f"QR-{fee.reference}-CHUYEN TIEN")

    def reference_cut(self, fee: Fee) -> None:
        """Cut at 35 characters."""
        self.on_platform(fee, "paid")
        self.true_payment(fee, fee.amount, f"THANH TOAN {fee.reference}"[:35])

    def code_text(self, fee: Fee) -> None:
        """The code in a text, spelt in many ways."""
        self.true_payment(fee, fee.amount, self.spelt(fee.dossier))

    def code_stripped(self, fee: Fee) -> None:
        """Without accents, blanks and punctuation."""
        self.true_payment(fee, fee.amount, f"THANHTOANHOSO{letters_and_digits(fee.dossier)}NGUYENVANA")

    def code_spaced(self, fee: Fee) -> None:
        """A blank between any two parts."""
        self.true_payment(fee, fee.amount, "nop phi " + fee.dossier.replace(".", " . ").replace("-", " - "))

    def cut_at_35(self, fee: Fee) -> None:
        """A text that ends inside the code."""
        self.true_payment(fee, fee.amount, f"NOP LE PHI THEO HO SO {fee.dossier}"[:35])

    def cut_at_140(self, fee: Fee) -> None:
        """A long one."""
        self.true_payment(fee, fee.amount, f"{'x' * (121 + self.dice.randint(0, 5))} {fee.dossier} rat cam on"[:140])

    # --- amounts and repetitions --------------------------------------------------------------------------------------

    def split(self, fee: Fee) -> None:
        """Two payments."""
        first = 1_000 * self.dice.randint(1, 3)
        self.true_payment(fee, first, self.spelt(fee.dossier))
        self.true_payment(fee, fee.amount - first, self.spelt(fee.dossier))

    def paid_twice(self, fee: Fee) -> None:
        """The first pays; the other is to be given back."""
        text = self.spelt(fee.dossier)
        first = self.true_payment(fee, fee.amount, text)
        self.payment(fee, fee.amount, text)["day"] = (date.fromisoformat(first["day"]) + timedelta(days=1)).isoformat()

    def wrong_amount(self, fee: Fee) -> None:
        """Too much."""
        self.true_payment(fee, fee.amount + 1_000 * self.dice.randint(1, 5), self.spelt(fee.dossier))

    def sent_twice(self, fee: Fee) -> None:
        """In a notification and in the statement."""
        self.bank = self.banks[0]
        self.true_payment(fee, fee.amount, self.spelt(fee.dossier))["notify"] = True

    def returned(self, fee: Fee) -> None:
        """Came back, and never again."""
        self.bank = self.banks[0]
        self.back(self.payment(fee, fee.amount, self.spelt(fee.dossier)), code="PMNT/ICDT/RRTN", information="Hoan tra GD {reference}")

    def returned_repaid(self, fee: Fee) -> None:
        """Came back, and was paid once more."""
        self.bank = self.banks[0]
        text = self.spelt(fee.dossier)
        undone = self.back(self.payment(fee, fee.amount, text), code="PMNT/ICDT/RRTN", information="Hoan tra GD {reference}")
        self.true_payment(fee, fee.amount, text)["day"] = (date.fromisoformat(undone["day"]) + timedelta(days=2)).isoformat()

    def reversed(self, fee: Fee) -> None:
        """The bank takes its own entry back."""
        self.bank = self.banks[0]
        first = self.payment(fee, fee.amount, self.spelt(fee.dossier))
        self.back(first, reversal=True, details=first["details"])

    # --- no word, or a wrong one --------------------------------------------------------------------------------------

    def name_only(self, fee: Fee) -> None:
        """The payer's name."""
        self.true_payment(fee, fee.amount, "Chuyen tien")["details"][0]["debtor_name"] = without_marks(fee.payer).upper()

    def silent(self, fee: Fee) -> None:
        """Neither text nor name."""
        self.true_payment(fee, fee.amount, "")["details"][0]["debtor_name"] = ""

    def too_early(self, fee: Fee) -> None:
        """Booked before anybody was asked."""
        self.true_payment(fee, fee.amount, self.spelt(fee.dossier))["day"] = (fee.asked_on - timedelta(days=3)).isoformat()

    def unknown_dossier(self, fee: Fee) -> None:
        """A code that does not exist."""
        unit, day, number = fee.dossier.rsplit("-", 2)
        self.true_payment(fee, fee.amount, f"Le phi {unit}-{day[:4]}30-{number}")

    def other_dossier(self, fee: Fee, other: Fee) -> None:
        """Somebody else's code, and the payer's own name; the other does not pay."""
        made = self.true_payment(fee, fee.amount, self.spelt(other.dossier))
        made["details"][0]["debtor_name"] = without_marks(fee.payer).upper()
        made["day"] = (max(fee.asked_on, other.asked_on) + timedelta(days=self.dice.randint(0, 3))).isoformat()

    # --- several fees -------------------------------------------------------------------------------------------------

    def second_fee(self, fee: Fee, second: Fee) -> None:
        """Two fees of one dossier, one paid under its code."""
        paid = self.dice.choice((fee, second))
        self.true_payment(paid, paid.amount, self.spelt(paid.dossier))

    twin_fees = second_fee

    def same_reference(self, fee: Fee, second: Fee) -> None:
        """Two fees of one dossier, one paid under a reference that may be the other's too: the amount tells."""
        paid = self.dice.choice((fee, second))
        self.true_payment(paid, paid.amount, f"TT {paid.reference}")

    def longer_neighbour(self, fee: Fee, longer: Fee) -> None:
        """…-0012 and …-00127 on one day."""
        paid = self.dice.choice((fee, longer))
        self.true_payment(paid, paid.amount, f"THANH TOAN HO SO {paid.dossier} CAM ON")

    def merged(self, *fees: Fee) -> None:
        """One payment for several dossiers."""
        marks = [self.dice.choice(",;") for _ in fees]
        made = self.payment(max(fees, key=lambda fee: fee.asked_on), sum(fee.amount for fee in fees),
                            "Nop le phi" + "".join(f" {fee.dossier}{mark}" for fee, mark in zip(fees, marks)))
        self.pays[made["key"]] = [fee.id for fee in fees]

    def batch(self, *fees: Fee) -> None:
        """One entry with several payments inside."""
        self.bank = self.banks[0]
        details = [{"amount": fee.amount, "end_to_end_id": "NOTPROVIDED", "remittance": self.spelt(fee.dossier)} for fee in fees]
        made = self.entry(max(fee.asked_on for fee in fees) + timedelta(days=2), sum(fee.amount for fee in fees), details=details)
        self.pays.update({f"{made['key']}/{number}": [fee.id] for number, fee in enumerate(fees, 1)})

    def day_sum(self, *fees: Fee) -> None:
        """The platform's sum of a day, without a word."""
        day = self.free_day("platform", max(fee.asked_on for fee in fees))
        for fee in fees:
            self.on_platform(fee, "paid", on=day)
        made = self.entry(day + timedelta(days=1), sum(fee.amount for fee in fees))
        self.pays[made["key"]] = [fee.id for fee in fees]

    def counter_cash(self, *fees: Fee) -> None:
        """Paid in cash; the day's cash is brought to the bank the next day."""
        day = self.free_day("counter", max(fee.asked_on for fee in fees))
        for fee in fees:
            self.counter.append({"fee": fee.id, "dossier": fee.dossier, "amount": fee.amount, "day": day.isoformat(),
                                 "receipt": f"BL{day:%y%m%d}{len(self.counter) + 1:04d}"})
        made = self.entry(day + timedelta(days=1), sum(fee.amount for fee in fees), information=f"NOP TIEN MAT THU PHI NGAY {day:%d/%m/%Y}")
        self.pays[made["key"]] = [fee.id for fee in fees]

    # --- not paid at the bank -----------------------------------------------------------------------------------------

    def not_paid(self, _: Fee) -> None:
        """Nobody pays."""

    def platform_failed(self, fee: Fee) -> None:
        """The platform says 4."""
        self.on_platform(fee, "failed")

    def not_settled(self, fee: Fee) -> None:
        """Paid on the platform; the bank has nothing this month."""
        self.on_platform(fee, "paid")

    def no_fee(self, fee: Fee) -> None:
        """Interest: pays nothing, and the fee that stands by stays open."""
        self.entry(fee.asked_on, 1 + self.dice.randint(0, 2_999), information="TRA LAI TIEN GUI KHONG KY HAN")

    def foreign_money(self, fee: Fee) -> None:
        """Dollars on an account of their own, with the code of a fee that stays open."""
        self.bank = self.banks[0]
        detail = {"amount": "12.50", "end_to_end_id": "NOTPROVIDED", "remittance": f"FEE {fee.dossier}"}
        self.entry(fee.asked_on + timedelta(days=1), "12.50", currency="USD", details=[detail])


# How many fees a case of each kind takes; those of PAIRS need fees that belong together.
SINGLES: dict[str, int] = {name: 1 for name in (
    "none", "reference_text", "reference_cut", "code_text", "code_stripped", "code_spaced", "cut_at_35", "cut_at_140", "split", "paid_twice",
    "wrong_amount", "sent_twice", "returned", "returned_repaid", "reversed", "name_only", "silent", "too_early", "unknown_dossier", "not_paid",
    "platform_failed", "not_settled", "no_fee", "foreign_money")} | {
    "other_dossier": 2, "merged": 3, "batch": 3, "counter_cash": 4, "day_sum": 5}
PAIRS = ("second_fee", "same_reference", "twin_fees", "longer_neighbour")
KINDS = (*SINGLES, *PAIRS)
LEAST_TO_SPLIT = 5_000


def suits(kind: str) -> Callable[[list[Fee]], bool]:
    """Whether a kind can happen to these fees."""
    if kind == "split":
        return lambda fees: fees[0].amount >= LEAST_TO_SPLIT
    if kind == "other_dossier":
        return lambda fees: fees[0].amount == fees[1].amount and fees[0].payer != fees[1].payer
    return lambda _: True
