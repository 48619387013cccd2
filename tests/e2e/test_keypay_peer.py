"""Tests of the simulated KeyPay: what only this dialect of the payment platform has."""

from __future__ import annotations

import json
import unittest
from typing import Any

from relay import JSON
from support import url, wait_until

import payments_keypay as rules
from faults import FaultPlan
from outbox import Answer, post
from payments import Platform
from process import Running
from test_payments_peer import init
from wire import HttpServer, Reply, Request, json_reply

KEY, CALLBACK_KEY, CLIENT = "demo-hash-1", "demo-hash-2", "CLIENT01"
REFERENCE = "4711_3f1c0d2e-9a7b-4"


def create(**changes: Any) -> dict[str, Any]:
    body = {"client_id": CLIENT, "transaction_id": REFERENCE, "trans_amount": "120000", "command": "PAY", "version": "3.0",
            "description": "THANH TOAN HO SO", "locale": "vn", "country_code": "vi", "currency_code": "VND", "environment": "1",
            "return_url": "https://motcua.example.vn/tra-ve", "addition_fee": "0", "bill_info": init()["ThongTinBienLai"]}
    body.update(changes)
    return dict(body, check_sum=rules.check_sum(body, rules.CREATE, KEY))


def detail() -> dict[str, Any]:
    body = {"client_id": CLIENT, "command": "PAY", "transaction_id": REFERENCE}
    return dict(body, check_sum=rules.check_sum(body, rules.DETAIL, KEY))


class KeypayCase(unittest.TestCase):
    def setUp(self) -> None:
        self.platform = Platform(rules.KeypayDialect(CLIENT, KEY, CALLBACK_KEY), seed=3)
        self.running = Running(self.platform)
        self.addCleanup(self.running.stop)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        listener = HttpServer(self._hear, FaultPlan())
        self.addCleanup(listener.stop)
        self.platform.use_gateway(url(listener.port))
        self.platform.start_work()

    def _hear(self, request: Request) -> Reply:
        body = json.loads(request.body)
        self.heard.append((request.path, body))
        good = body["check_sum"] == rules.check_sum(dict(body, trans_amount="120000"), rules.CREATE, CALLBACK_KEY)
        good = good and (body["transaction_id"], body["trans_amount"]) == (REFERENCE, "120000")
        return json_reply({"return_code": 0 if good else -1, "return_msg": "x"})

    def send(self, path: str, body: dict[str, Any]) -> Answer:
        return post(url(self.running.server.port), path, json.dumps(body, ensure_ascii=False).encode(), JSON)

    def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return dict(json.loads(self.send(path, body).body))

    def held(self) -> dict[str, Any]:
        return dict(self.platform.state()["transactions"][REFERENCE])

    def test_signatures_are_those_of_the_contract(self) -> None:
        self.assertEqual(create()["check_sum"], "668627fcafb1d0806c3275ef70fd0259b8bdcf4eb779f5b860555c169186a167")
        self.assertEqual(detail()["check_sum"], "acbb7642c819419a1736a3fe488ce23e6fb78bb4d2704b28fb1d3179e28b8f59")

    def test_an_order_is_opened_once(self) -> None:
        first, again = self.call("/create", create()), self.call("/create", create())
        self.assertEqual((first["error"], first), ("0", again))
        self.assertTrue(first["payment_url"].startswith("http://"))
        self.assertEqual(self.call("/create", create(trans_amount="130000"))["error"], "2", "the fees do not come to it")
        self.assertEqual(self.held()["amount"], 120000)

    def test_what_is_wrong_is_refused_by_name(self) -> None:
        for changes, name in (({"transaction_id": "t" * 21}, "transaction_id"), ({"version": "2.0"}, "version"), ({"return_url": ""}, "return_url"),
                              ({"environment": "3"}, "environment"), ({"trans_amount": 120000}, "trans_amount"), ({"bill_info": {}}, "MaHoSo")):
            answer = self.call("/create", create(**changes))
            self.assertEqual(answer["error"], "2", name)
            self.assertIn(name, answer["msg"])
        self.assertEqual(self.call("/create", dict(create(), check_sum="0" * 64))["error"], "3")
        self.assertEqual(self.call("/create", create(client_id="KHAC"))["error"], "4")
        self.assertEqual(self.send("/refund", create()).status, 400)
        self.assertEqual(self.platform.state()["transactions"], {})

    def test_a_detail_is_signed_under_the_second_key_and_follows_the_payment(self) -> None:
        self.assertEqual(self.call("/detail", detail())["error"], "14")
        self.call("/create", create())
        self.assertEqual(self.call("/detail", dict(detail(), check_sum="0" * 64))["error"], "3")
        open_yet = self.call("/detail", detail())
        self.assertEqual((open_yet["status"], open_yet["transaction_code"]), ("1", ""))
        self.platform.decide(REFERENCE, ["paid"])
        paid = self.call("/detail", detail())
        self.assertEqual((paid["status"], paid["transaction_code"][:2]), ("0", "PP"))
        self.assertEqual(paid["check_sum"], rules.check_sum(paid, rules.CREATE, CALLBACK_KEY))

    def test_forgeries_come_before_the_right_callback_and_none_is_taken(self) -> None:
        self.platform.faults.replace({"confirm_wrong_checksum": 1, "confirm_wrong_amount": 1, "confirm_unknown_reference": 1})
        self.call("/create", create())
        self.platform.decide(REFERENCE, ["paid"])
        self.assertTrue(wait_until(lambda: len(self.held()["confirms"]) == 4))
        self.assertEqual([path for path, _ in self.heard], ["/payment/keypay"] * 4)
        self.assertEqual([body["trans_amount"] for _, body in self.heard], ["120000", "121000", "120000", "120000"])
        self.assertEqual(self.heard[1][1]["check_sum"], self.heard[3][1]["check_sum"], "another amount under the old signature")
        self.assertEqual(self.platform.state()["counts"], {"paid": 1, "forgeries": 3, "accepted_forgeries": 0, "unsigned_answers": 0})


if __name__ == "__main__":
    unittest.main()
