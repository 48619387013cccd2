"""Tests of the simulated postal service."""

from __future__ import annotations

import base64
import http.client
import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from relay import JSON
from support import url, wait_until

from faults import FaultPlan
from outbox import post
from post import NGSP, Post
from post_book import FIRST_ID
from post_route import is_item_number, item_number
from process import Running
from wire import HttpServer, Reply, Request, json_reply

CODE = "H55.12-250613-0001"


def order(number: str = CODE, **changes: Any) -> dict[str, Any]:
    return dict({"CustomerCode": "TNN_HCC01", "OrderNumber": number, "CODAmount": 0, "SenderProvince": 25, "SenderDistrict": None,
                 "SenderAddress": "1 Hoàng Văn Thụ", "SenderName": "Trung tâm PVHCC", "SenderTel": "02083111222", "ReceiverProvince": 25,
                 "ReceiverName": "Trần Thị Mơ", "ReceiverAddress": "Tổ 7", "ReceiverTel": "0912000111"}, **changes)


class PostCase(unittest.TestCase):
    def begin(self, **options: Any) -> None:
        self.post = Post(seed=5, key="k", secret="s", hour_seconds=0.004, **options)
        self.running = Running(self.post)
        self.addCleanup(self.running.stop)
        self.post.start_work()
        if options.get("variant") == "lgsp":
            self.bearer = {"access_token": "s"}
            return
        basic = "Basic " + base64.b64encode(b"k:s").decode()
        answer = post(url(self.running.server.port), "/token", b"grant_type=client_credentials", {"Authorization": basic})
        self.bearer = {"Authorization": f"Bearer {json.loads(answer.body)['access_token']}"}

    def setUp(self) -> None:
        self.begin()

    def send(self, body: dict[str, Any], path: str = NGSP + "post", headers: dict[str, str] | None = None) -> dict[str, Any]:
        answer = post(url(self.running.server.port), path, json.dumps(body, ensure_ascii=False).encode(),
                      dict(JSON, **(self.bearer if headers is None else headers)))
        return dict(json.loads(answer.body)) if answer.status else {"Status": 0}

    def get(self, path: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.running.server.port, timeout=5)
        self.addCleanup(connection.close)
        connection.request("GET", path, headers=self.bearer)
        return dict(json.loads(connection.getresponse().read()))

    def feed(self, last: str = FIRST_ID, size: int = 1000) -> list[dict[str, Any]]:
        return list(self.get(f"{NGSP}tracking?pagesize={size}&lastId={last}")["_embedded"]["rh:doc"])

    def rows(self, number: str = CODE) -> list[dict[str, Any]]:
        """What the feed says of an order when everything was said."""
        self.assertEqual(self.send(order(number))["Status"], 100)
        self.assertTrue(wait_until(lambda: self.post.state()["waiting"] == 0))
        return self.feed()


class OrderTest(PostCase):
    def test_numbers_of_items_have_the_check_digit_of_the_standard(self) -> None:
        self.assertEqual([item_number(n) for n in (550123, 10000002, 10000014)], ["EH005501233VN", "EH100000025VN", "EH100000140VN"])
        self.assertTrue(is_item_number("EH005501233VN") and is_item_number("BC2500001"))
        self.assertFalse(is_item_number("EH005501234VN") or is_item_number(""))

    def test_an_order_is_taken_once_and_its_repetition_is_101(self) -> None:
        self.assertEqual([self.send(order())["Status"] for _ in range(2)], [100, 101])
        self.assertEqual(self.send(order(ReceiverName="Khác"))["Status"], 101)
        held = self.post.state()["orders"][CODE]
        self.assertEqual((held["repeats"], held["conflicts"], held["fields"]["ReceiverName"]), (2, 1, "Trần Thị Mơ"))

    def test_numbers_do_not_depend_on_the_order_in_which_orders_come(self) -> None:
        found = []
        for numbers in ((CODE, CODE + "1"), (CODE + "1", CODE)):
            self.begin()
            for number in numbers:
                self.send(order(number))
            found.append({number: held["items"] for number, held in self.post.state()["orders"].items()})
        self.assertEqual(found[0], found[1])
        self.assertNotEqual(found[0][CODE], found[0][CODE + "1"])
        self.assertTrue(all(is_item_number(items[0]) for items in found[0].values()))

    def test_what_is_wrong_is_refused_by_name(self) -> None:
        for changes, name in (({"ReceiverTel": ""}, "ReceiverTel"), ({"SenderProvince": "25"}, "SenderProvince"), ({"CustomerCode": "X"}, "CustomerCode"),
                              ({"ItemCode": "EH005501234VN"}, "ItemCode")):
            answer = self.send(order(**changes))
            self.assertEqual(answer["Status"], 400)
            self.assertIn(name, answer["Message"])
        self.assertEqual(self.post.state()["orders"], {})

    def test_a_wrong_secret_and_an_old_token_open_nothing(self) -> None:
        wrong = {"Authorization": "Basic " + base64.b64encode(b"k:x").decode()}
        self.assertEqual(post(url(self.running.server.port), "/token", b"grant_type=client_credentials", wrong).status, 401)
        self.post.faults.replace({"session_expired": True})
        self.assertEqual(self.send(order())["Status"], 401)

    def test_a_lost_reply_is_lost_after_the_commit(self) -> None:
        self.post.faults.replace({"lost_reply_rate": 1.0})
        self.assertEqual(self.send(order())["Status"], 0)
        self.post.faults.replace({})
        self.assertEqual(self.send(order())["Status"], 101)

    def test_a_get_cancels_until_the_parcel_is_taken(self) -> None:
        self.post._hour_seconds = 600.0
        self.send(order())
        path = f"{NGSP}cancel?CustomerCode=TNN_HCC01&OrderNumber="
        self.assertEqual([self.get(path + CODE)["Status"] for _ in range(2)], [100, 100])
        self.assertEqual(self.get(path + "X")["Status"], 404)
        self.assertTrue(self.post.state()["orders"][CODE]["cancelled"])
        self.begin()
        self.rows()
        self.assertEqual(self.get(path + CODE)["Status"], 409)

    def test_a_cancelled_order_is_silent_unless_the_post_goes_on(self) -> None:
        for ignored, rows in ((False, 0), (True, 3)):
            self.begin()
            self.post._hour_seconds = 0.05
            self.post.faults.replace({"cancel_ignored": ignored})
            self.send(order())
            self.get(f"{NGSP}cancel?CustomerCode=TNN_HCC01&OrderNumber={CODE}")
            self.assertTrue(wait_until(lambda: self.post.state()["waiting"] == 0))
            self.assertEqual(len(self.feed()), rows)


class LgspTest(PostCase):
    def setUp(self) -> None:
        self.begin(variant="lgsp")

    def test_it_has_its_own_header_and_states_its_status_as_a_text(self) -> None:
        taken = order(FlagConfig=2)
        self.assertEqual(self.send(taken, "/lgsp/order", {"Authorization": "Bearer s"})["Status"], 401)
        self.assertEqual(self.send(taken, "/lgsp/order"), {"Status": "100", "Message": "Thành công"})
        self.assertEqual(self.send(taken, "/lgsp/order")["Status"], "101")
        self.assertIn("FlagConfig", self.send(order(CODE + "1"), "/lgsp/order")["Message"])

    def test_item_numbers_have_an_address_of_their_own(self) -> None:
        numbered = order(CODE + "1", FlagConfig=2, ItemCode="EH005501233VN")
        self.assertEqual(self.send(order(CODE + "1", FlagConfig=2), "/lgsp/order-item")["Status"], "400")
        self.assertEqual(self.send(numbered, "/lgsp/order-item")["Status"], "100")
        self.assertEqual(self.post.state()["orders"][CODE + "1"]["items"], ["EH005501233VN"])

    def test_it_is_cancelled_and_tracked_there_and_not_through_ngsp(self) -> None:
        self.send(order(FlagConfig=2), "/lgsp/order")
        self.assertTrue(wait_until(lambda: self.post.state()["waiting"] == 0))
        page = self.get(f"/lgsp/order/tracking?pagesize=10&lastId={FIRST_ID}")
        self.assertEqual([row["StatusCode"] for row in page["_embedded"]["rh:doc"]], [2, 3, 4])
        self.assertEqual(self.get(f"/lgsp/order/cancel?CustomerCode=TNN_HCC01&OrderNumber={CODE}")["Status"], "409")
        self.assertEqual(self.get(f"{NGSP}tracking?pagesize=10&lastId={FIRST_ID}")["Status"], 404)


class FeedTest(PostCase):
    def test_the_feed_is_read_page_by_page(self) -> None:
        for number in range(4):
            self.send(order(f"{CODE}{number}"))
        self.assertTrue(wait_until(lambda: self.post.state()["waiting"] == 0))
        first = self.get(f"{NGSP}tracking?pagesize=5&lastId={FIRST_ID}")
        self.assertEqual((first["_size"], first["_total_pages"], first["_returned"]), (12, 3, 5))
        seen, last = [], FIRST_ID
        while page := self.feed(last, 5):
            seen += [row["_id"]["$oid"] for row in page]
            last = seen[-1]
        self.assertEqual((len(seen), seen, len(set(seen))), (12, sorted(seen), 12))
        self.assertTrue(all(len(identity) == 24 for identity in seen))

    def test_a_wrong_page_is_refused(self) -> None:
        for query in ("pagesize=0", "pagesize=1001", "pagesize=x", "lastId=12", "lastId=" + "g" * 24):
            self.assertEqual(self.get(f"{NGSP}tracking?{query}")["Status"], 400, query)

    def test_an_order_is_accepted_carried_and_delivered(self) -> None:
        rows = self.rows()
        self.assertEqual([row["StatusCode"] for row in rows], [2, 3, 4])
        self.assertEqual({row["OrderNumber"] for row in rows}, {CODE})
        self.assertTrue(all(row["EventTime"] > 1_000_000_000_000 for row in rows))

    def test_a_collection_keeps_the_suffix_it_was_ordered_with(self) -> None:
        self.assertEqual({row["OrderNumber"] for row in self.rows(CODE + "__0.71")}, {CODE + "__0.71"})

    def test_each_switch_shows(self) -> None:
        def codes(**switches: Any) -> list[int]:
            self.begin()
            self.post.faults.replace(switches)
            return [row["StatusCode"] for row in self.rows()]
        self.assertEqual(codes(duplicate=True), [2, 2, 3, 3, 4, 4])
        self.assertEqual(codes(later_event=True), [2, 3, 4, 3])
        self.assertEqual(codes(returned=True), [2, 3, 5, 5, 6, 7])
        self.assertEqual(codes(no_events=True), [])
        self.assertEqual(codes(several_items=True), [2, 2, 3, 3, 4, 4])
        self.assertEqual(len({row["ItemCode"] for row in self.feed()}), 2)
        self.assertEqual(len(codes(foreign_collection=True)), 6)
        self.assertEqual({row["OrderNumber"].partition("__")[0] for row in self.feed()}, {CODE})
        self.assertEqual(len({row["OrderNumber"] for row in self.feed()}), 2)
        codes(unknown_order=True)
        self.assertEqual({row["OrderNumber"] for row in self.feed()}, {CODE, "X" + CODE})

    def test_events_come_out_of_the_order_of_their_time(self) -> None:
        self.post.faults.replace({"reorder": True})
        times = [row["EventTime"] for row in self.rows()]
        self.assertEqual([row["StatusCode"] for row in self.feed()], [2, 4, 3])
        self.assertNotEqual(times, sorted(times))

    def test_a_time_may_be_in_seconds(self) -> None:
        self.post.faults.replace({"event_seconds": True})
        self.assertTrue(all(1_000_000_000 < row["EventTime"] < 100_000_000_000 for row in self.rows()))

    def test_the_journal_brings_orders_and_feed_back(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            first = Post(state_dir=Path(folder), hour_seconds=0.001)
            first._order(Request("POST", NGSP + "post", {}, {}, json.dumps(order()).encode()), needs_item=False)
            first._state(CODE, 0)
            first.stop_work()
            again = Post(state_dir=Path(folder), hour_seconds=0.001)
            self.addCleanup(again.stop_work)
            self.assertEqual(again.state()["feed"], first.state()["feed"])
            again.start_work()
            self.assertTrue(wait_until(lambda: len(again.state()["feed"]) == 3))


class WebhookTest(PostCase):
    def test_ems_posts_each_status_until_it_is_heard(self) -> None:
        heard: list[tuple[str, dict[str, Any]]] = []

        def answer(request: Request) -> Reply:
            self.assertEqual(request.headers["authorization"], "Basic ZW1zOnQ=")
            heard.append((request.headers["ems-transaction"], json.loads(request.body)))
            return json_reply({}, 500 if len(heard) == 1 else 200)
        listener = HttpServer(answer, FaultPlan())
        self.addCleanup(listener.stop)
        self.begin(webhook_share=1.0, carrier=("ems", "t"))
        self.post.faults.replace({"duplicate": True})
        self.post.use_gateway(url(listener.port))
        self.assertEqual(self.rows(), [], "what EMS carries is not in VNPost's feed")
        self.assertTrue(wait_until(lambda: len(heard) == 7))
        self.assertEqual(len({transaction for transaction, _ in heard}), 3)
        body = heard[-1][1]
        self.assertEqual(set(body), {"tracking_code", "order_code", "status_code", "status_name", "note", "locate", "datetime",
                                     "total_weight", "money_collect", "total_fee"})
        self.assertRegex(body["datetime"], r"^\d\d/\d\d/\d{4} \d\d:\d\d:\d\d$")
        self.assertLessEqual({body["status_code"] for _, body in heard}, {2, 4, 5})


if __name__ == "__main__":
    unittest.main()
