"""The month before the morning, and the post's part of the truth."""

import sys
import unittest
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "peer_sim"))

from money_month_fees import read_fees
from money_month_plan import make_month
from month_before import COSTS, LAST_DAY_RECEIVED, fees_of, make_month_before, make_run
from morning import make_morning
from truth import deliveries_of, expected_truth

DAY = date(2026, 11, 20)


class MonthBefore(unittest.TestCase):
    """Its dossiers, and what they cost."""

    def setUp(self) -> None:
        self.month = make_month_before(1, 120, DAY)

    def test_is_the_whole_month_before_and_nothing_else(self) -> None:
        days = {dossier.received.date() for dossier in self.month.dossiers}
        self.assertEqual({(day.year, day.month) for day in days}, {(2026, 10)})
        self.assertLessEqual(max(day.day for day in days), LAST_DAY_RECEIVED)
        self.assertTrue(all(day.weekday() < 5 for day in days))
        self.assertEqual(len({dossier.code for dossier in self.month.dossiers}), 120)

    def test_depends_on_the_seed_only(self) -> None:
        self.assertEqual(self.month, make_month_before(1, 120, DAY))
        self.assertNotEqual(self.month, make_month_before(2, 120, DAY))

    def test_is_finished_in_the_words_of_the_province(self) -> None:
        truth = expected_truth(self.month, [], [])
        self.assertTrue(all(expected.status == "10" and len(expected.steps) == 4 for expected in truth.values()))

    def test_costs_what_the_gateway_s_schedule_says(self) -> None:
        schedule = (Path(__file__).resolve().parents[2] / "config/regulation/fees.toml").read_text(encoding="utf-8")
        for procedure, costs in COSTS.items():
            for code, amount in costs:
                entry = schedule[schedule.index(f'"{code}"'):]
                self.assertIn(f"amount      = {amount}\n", entry[:entry.index("[[")] if "[[" in entry else entry, procedure)

    def test_gives_every_kind_of_trouble_that_one_fee_each_can_have(self) -> None:
        month = make_month(read_fees(fees_of(self.month.dossiers), 1), 1)
        never = {kind for kind, cases in month.cases.items() if cases == 0}
        self.assertEqual(never, {"twin_fees", "longer_neighbour"})

    def test_joins_the_morning_without_changing_it(self) -> None:
        morning, both = make_morning(1, 48, DAY, 10.0), make_run(1, 48, DAY, 10.0, 60)
        self.assertEqual(both.dossiers[:48], morning.dossiers)
        self.assertEqual([message for message in both.messages if message in morning.messages], morning.messages)
        self.assertEqual(make_run(1, 48, DAY, 10.0, 0), morning)


class TruthOfThePost(unittest.TestCase):
    """A delivery returns a result that goes by post, and no other."""

    @staticmethod
    def _row(order: str, at: datetime, code: int = 4) -> dict[str, object]:
        return {"OrderNumber": order, "StatusCode": code, "EventTime": int(at.timestamp() * 1000)}

    def test_the_first_delivery_of_a_result_counts(self) -> None:
        at = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=7)))
        feed = [self._row("A", at + timedelta(hours=1)), self._row("A", at), self._row("B", at, code=3), self._row("C__1", at)]
        self.assertEqual(deliveries_of({"feed": feed}), {"A": "20261122090000"})

    def test_only_for_who_asked_for_the_post(self) -> None:
        morning = make_morning(1, 60, DAY, 1.0)
        done = [dossier for dossier in morning.dossiers if dossier.moves[-1][0] == 9]
        truth = expected_truth(morning, [], [], {dossier.code: "20261122090000" for dossier in done})
        self.assertEqual({dossier.channel for dossier in done if truth[dossier.code].status == "10"}, {"post"})
        self.assertIn("9", {truth[dossier.code].status for dossier in done if dossier.channel != "post"})


if __name__ == "__main__":
    unittest.main()
