"""Tests of the simulated peers themselves: they are the judges of the gateway, so they are judged first."""

from __future__ import annotations

import json
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

from relay import JSON, portal_row, portal_step, receive_dossier
from support import DAY, url

import soap
from faults import FaultPlan, UnknownSwitch, chance
from ministry import Ministry, callback_headers, words_for
from morning import make_morning
from outbox import post
from people import MINISTRY_OWNED
from portal import Portal
from process import Running
from province import Province


class PortalTest(unittest.TestCase):
    def setUp(self) -> None:
        self.running = Running(Portal(username="h55", password="secret"))
        self.addCleanup(self.running.stop)
        self.session = self.call("/login", {"username": "h55", "password": "secret"})["session"]
        document = next(m.body for m in make_morning(7, 12, DAY, 1.0).messages if m.kind == "document")
        self.row = portal_row(document, "2")
        self.code = self.row["MaHoSo"]

    def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = post(url(self.running.server.port), path, json.dumps(body).encode(), JSON)
        return dict(json.loads(answer.body)) if answer.status else {"status": 0}

    def upsert(self, updating: object, row: dict[str, Any] | None = None) -> dict[str, Any]:
        return self.call("/integration", {"session": self.session, "madonvi": "H55", "service": "DongBoHoSoMC",
                                          "isUpdating": updating, "data": [row or self.row]})

    def progress(self, *steps: tuple[str, str]) -> dict[str, Any]:
        return self.call("/integration", {"session": self.session, "madonvi": "H55", "service": "CapNhatTienDoHoSoMC",
                                          "data": [portal_step(self.code, *step) for step in steps]})

    def held(self) -> dict[str, Any]:
        return dict(self.running.peer.state()["dossiers"][self.code])

    def test_a_wrong_password_opens_nothing(self) -> None:
        self.assertEqual(self.call("/login", {"username": "h55", "password": "x"})["error_code"], -1)

    def test_an_insert_of_a_known_dossier_is_told_that_it_exists(self) -> None:
        self.assertEqual(self.upsert("False")["error_code"], 0)
        again = self.upsert("False")
        self.assertEqual(again, {"error_code": "-3", "message": f"Hồ sơ {self.code} đã tồn tại"})
        self.assertEqual(self.held()["writes"], 1)

    def test_an_update_of_an_unknown_dossier_is_refused(self) -> None:
        self.assertIn("không tồn tại", self.upsert("True")["message"])

    def test_a_json_boolean_is_not_the_string_the_contract_asks_for(self) -> None:
        self.assertNotEqual(str(self.upsert(False)["error_code"]), "0")

    def test_numbers_missing_fields_and_false_dates_are_refused_by_name(self) -> None:
        for broken, name in ((replace_field(self.row, "LoaiDoiTuong", 1), "LoaiDoiTuong"),
                             (replace_field(self.row, "MaLinhVuc", ""), "MaLinhVuc"),
                             (replace_field(self.row, "NgayHenTra", "2025-06-13"), "NgayHenTra"),
                             (replace_field(self.row, "TrangThaiHoSo", "11"), "TrangThaiHoSo")):
            answer = self.upsert("False", broken)
            self.assertIn(name, answer["message"])
            self.assertIn("không thành công", answer["message"])

    def test_progress_of_an_unknown_dossier_is_refused(self) -> None:
        self.assertIn("không tồn tại", self.progress(("2", "20250613080000"))["message"])

    def test_more_than_ten_steps_in_one_call_are_refused(self) -> None:
        self.upsert("False")
        answer = self.progress(*[("4", f"202506130800{second:02d}") for second in range(11)])
        self.assertIn("vượt quá", answer["message"])

    def test_steps_in_order_leave_a_clean_record(self) -> None:
        self.upsert("False")
        self.assertEqual(self.progress(("2", "20250613080000"), ("4", "20250613080000"))["error_code"], "0")
        self.assertEqual((self.held()["status"], self.held()["inversions"], self.held()["duplicates"]), ("4", 0, 0))

    def test_an_older_step_is_recorded_as_out_of_order(self) -> None:
        self.upsert("False")
        self.progress(("9", "20250613090000"))
        self.progress(("4", "20250613080000"))
        self.assertEqual(self.held()["inversions"], 1)

    def test_a_step_after_a_final_one_is_recorded_as_out_of_order(self) -> None:
        self.upsert("False")
        self.progress(("7", "20250613090000"))
        self.progress(("9", "20250613100000"))
        self.assertEqual(self.held()["inversions"], 1)

    def test_the_same_step_twice_is_recorded_as_doubled(self) -> None:
        self.upsert("False")
        self.progress(("2", "20250613080000"))
        self.progress(("2", "20250613080000"))
        self.assertEqual((self.held()["duplicates"], len(self.held()["progress"])), (1, 1))

    def test_look_up_of_an_unknown_dossier_gives_an_empty_list(self) -> None:
        query = {"session": self.session, "madonvi": "H55", "service": "TraCuuHoSo", "mahoso": self.code}
        self.assertEqual(self.call("/integration", query)["result"], [])
        self.upsert("False")
        self.progress(("4", "20250613093000"))
        found = self.call("/integration", query)["result"][0]
        self.assertEqual((found["TrangThaiHoSo"], found["ThoiDiemXuLy"]), ("4", "20250613093000"))

    def test_an_expired_session_is_answered_as_the_contract_says(self) -> None:
        self.running.peer.faults.replace({"session_expired": True})
        self.assertEqual(self.upsert("False"), {"error_code": -1, "message": "Phiên làm việc không hợp lệ"})

    def test_a_session_ends_by_itself(self) -> None:
        short = Running(Portal(session_life=0.0))
        self.addCleanup(short.stop)
        self.running = short
        self.session = self.call("/login", {"username": "a", "password": "b"})["session"]
        self.assertEqual(self.upsert("False")["error_code"], -1)

    def test_a_lost_reply_is_lost_after_the_commit(self) -> None:
        self.running.peer.faults.replace({"lost_reply_rate": 1.0})
        self.assertEqual(self.upsert("False"), {"status": 0})
        self.assertEqual(self.held()["writes"], 1)

    def test_the_journal_brings_the_state_back(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            first = Portal(state_dir=Path(folder))
            first._ledger.change({"op": "dossier", "fields": self.row})
            first._ledger.change({"op": "step", "step": portal_step(self.code, "4", "20250613080000")})
            again = Portal(state_dir=Path(folder))
            self.assertEqual(again.state()["dossiers"], first.state()["dossiers"])
            first.stop_work()
            again.stop_work()

    def test_attempts_are_logged_with_one_hash_for_one_body_whatever_the_session(self) -> None:
        self.upsert("False")
        self.session = self.call("/login", {"username": "h55", "password": "secret"})["session"]
        self.upsert("False")
        hashes = {row["body_hash"] for row in self.running.peer.attempts.rows() if row["operation"] == "DongBoHoSoMC"}
        self.assertEqual(len(hashes), 1)


def replace_field(row: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return dict(row, **{name: value})


class FaultTest(unittest.TestCase):
    def setUp(self) -> None:
        self.running = Running(Portal())
        self.addCleanup(self.running.stop)
        self.base = url(self.running.server.port)

    def login(self, timeout: float = 5.0) -> tuple[int, bytes]:
        answer = post(self.base, "/login", b'{"username":"a","password":"b"}', JSON, timeout)
        return answer.status, answer.body

    def set(self, **switches: Any) -> int:
        control = url(self.running.control.port)
        return post(control, "/faults", json.dumps(switches).encode(), JSON).status

    def test_an_unknown_switch_is_refused(self) -> None:
        self.assertEqual(self.set(dwon=True), 400)
        with self.assertRaises(UnknownSwitch):
            FaultPlan().replace({"slow": 1})

    def test_down_refuses_connections_and_comes_back_on_the_same_port(self) -> None:
        for _ in range(3):
            self.set(down=True)
            self.assertEqual(self.login()[0], 0)
            self.set()
            self.assertEqual(self.login()[0], 200)

    def test_a_black_hole_answers_nothing(self) -> None:
        self.set(black_hole=True)
        begin = time.monotonic()
        self.assertEqual(self.login(timeout=0.3)[0], 0)
        self.assertGreaterEqual(time.monotonic() - begin, 0.29)

    def test_errors_garbage_resets_and_wrong_codes(self) -> None:
        self.set(error_500_rate=1.0)
        self.assertEqual(self.login()[0], 500)
        self.set(garbage_200=True)
        self.assertIn(b"<html>", self.login()[1])
        self.set(reset_after_request=True)
        self.assertEqual(self.login()[0], 0)
        self.set(wrong_code=True)
        self.assertIn(b'"77"', self.login()[1])

    def test_slow_and_dripped_answers_are_whole(self) -> None:
        self.set(slow_ms=120)
        begin = time.monotonic()
        self.assertEqual(self.login()[0], 200)
        self.assertGreaterEqual(time.monotonic() - begin, 0.12)
        self.set(drip=True, drip_ms=2)
        self.assertIn(b"session", post(self.base, "/login", b"{}", JSON, 30.0).body)

    def test_the_same_seed_strikes_the_same_requests(self) -> None:
        def fates(seed: int) -> list[str]:
            plan = FaultPlan(seed)
            plan.replace({"error_500_rate": 0.5})
            return [plan.next_fate()[0].value for _ in range(50)]
        self.assertEqual(fates(3), fates(3))
        self.assertNotEqual(fates(3), fates(4))
        self.assertEqual(len(set(fates(3))), 2)


class MinistryTest(unittest.TestCase):
    def setUp(self) -> None:
        self.ministry = Ministry(seed=3, pace=0.01)
        self.running = Running(self.ministry)
        self.addCleanup(self.running.stop)
        morning = make_morning(7, 12, DAY, 1.0)
        self.document = next(m.body for m in morning.messages if m.kind == "document" and m.body["DocTypeCode"] in MINISTRY_OWNED)

    def send(self, raw: bytes) -> tuple[int, str]:
        answer = post(url(self.running.server.port), "/soap", raw, {"Content-Type": "text/xml"})
        return answer.status, answer.body.decode()

    def test_one_key_is_one_receipt(self) -> None:
        first = self.send(receive_dossier(self.document, "K1"))
        self.assertEqual(first[0], 200)
        self.assertEqual(self.send(receive_dossier(self.document, "K1")), first)
        held = self.ministry.state()["dossiers"][self.document["DocCode"]]
        self.assertEqual((len(held["received"]), held["repeats"], held["duplicates"]), (1, 1, 0))

    def test_one_key_with_another_body_is_the_client_s_fault(self) -> None:
        self.send(receive_dossier(self.document, "K1"))
        status, body = self.send(receive_dossier(dict(self.document, CitizenName="Khác"), "K1"))
        self.assertEqual(status, 500)
        self.assertIn("soap:Client", body)

    def test_the_same_dossier_under_another_key_is_a_doubled_effect(self) -> None:
        self.send(receive_dossier(self.document, "K1"))
        self.send(receive_dossier(self.document, "K2"))
        self.assertEqual(self.ministry.state()["dossiers"][self.document["DocCode"]]["duplicates"], 1)

    def test_it_doubles_when_told_to_ignore_keys(self) -> None:
        self.ministry.faults.replace({"ignore_idempotency": True})
        self.send(receive_dossier(self.document, "K1"))
        self.send(receive_dossier(self.document, "K1"))
        self.assertEqual(self.ministry.state()["dossiers"][self.document["DocCode"]]["duplicates"], 1)

    def test_doctype_wrong_namespace_and_missing_fields_are_refused(self) -> None:
        good = receive_dossier(self.document, "K1")
        for broken in (good.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1), good.replace(b"urn:tthc:hoso:v1", b"urn:x"),
                       good.replace(b"ChuHoSo", b"ChuHoSoo"), b"<a/>", good[:-20]):
            status, body = self.send(broken)
            self.assertEqual(status, 500)
            self.assertIn("soap:Client", body)

    def test_a_caller_without_the_right_credentials_is_turned_away(self) -> None:
        closed = Running(Ministry(client_id="gateway", secret="s"))
        self.addCleanup(closed.stop)
        raw, address = receive_dossier(self.document, "K1"), url(closed.server.port)
        self.assertEqual(post(address, "/soap", raw, {"Content-Type": "text/xml"}).status, 401)
        self.assertEqual(post(address, "/soap", raw, callback_headers("gateway", "t")).status, 401)
        self.assertEqual(post(address, "/soap", raw, callback_headers("gateway", "s")).status, 200)

    def test_look_up_tells_unknown_from_known(self) -> None:
        query = soap.envelope(f"<h:TraTrangThaiHoSo><h:MaHoSo>{self.document['DocCode']}</h:MaHoSo></h:TraTrangThaiHoSo>")
        self.assertIn("KHONG_TON_TAI", self.send(query)[1])
        self.send(receive_dossier(self.document, "K1"))
        self.assertIn("<h:TrangThaiHoSo>2</h:TrangThaiHoSo>", self.send(query)[1])

    def test_its_words_end_in_a_result_or_a_refusal_and_rise_in_time(self) -> None:
        ends = set()
        for number in range(200):
            words = words_for(1, f"H55.12-250613-{number:04d}")
            self.assertEqual(words[0].status, "4")
            self.assertEqual([w.minutes for w in words], sorted(w.minutes for w in words))
            ends.add(words[-1].status)
        self.assertEqual(ends, {"3", "9"})


class ProvinceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.running = Running(Province([], client_id="gw", secret="s"))
        self.addCleanup(self.running.stop)

    def tell(self, status: int, second: str, token: str, note: str = "") -> int:
        body = {"DocCode": "H55.12-250613-0001", "Status": status, "DateCreated": f"2025-06-13T{second}.000Z", "Comment": note}
        return post(url(self.running.server.port), "/Document/UpdateDocumentTraces", json.dumps(body).encode(),
                    dict(JSON, Authorization=f"Bearer {token}")).status

    def token(self, secret: str = "s") -> tuple[int, str]:
        form = f"grant_type=client_credentials&client_id=gw&client_secret={secret}".encode()
        answer = post(url(self.running.server.port), "/token", form, {})
        return answer.status, json.loads(answer.body).get("access_token", "")

    def held(self) -> dict[str, Any]:
        return dict(self.running.peer.state()["dossiers"]["H55.12-250613-0001"])

    def test_a_wrong_secret_and_a_false_token_are_refused(self) -> None:
        self.assertEqual(self.token("x")[0], 401)
        self.assertEqual(self.tell(4, "09:00:00", "made-up"), 401)

    def test_told_tokens_end_when_told_to(self) -> None:
        token = self.token()[1]
        self.running.peer.faults.replace({"session_expired": True})
        self.assertEqual(self.tell(4, "09:00:00", token), 401)

    def test_repeats_doubles_and_inversions_are_told_apart(self) -> None:
        token = self.token()[1]
        for status, second, note in ((4, "09:00:00", ""), (4, "09:00:00", ""), (4, "09:00:00", "khác"), (9, "10:00:00", ""),
                                     (4, "09:00:00", "")):
            self.assertEqual(self.tell(status, second, token, note), 200)
        held = self.held()
        self.assertEqual((held["repeats"], held["duplicates"], held["inversions"]), (1, 1, 1))

    def test_a_word_said_again_after_its_own_contrary_claim_is_no_double(self) -> None:
        token = self.token()[1]
        self.tell(4, "09:00:00", token)
        book = self.running.peer._book
        book.change({"op": "stated", "number": "x", "code": "H55.12-250613-0001", "status": "8", "time": "2025-06-13T11:00:00.000Z"})
        self.tell(4, "09:00:00", token)
        held = self.held()
        self.assertEqual((held["status"], held["duplicates"], held["repeats"]), ("4", 0, 0))


    def test_a_result_handed_out_is_not_taken_back_by_a_late_repeat(self) -> None:
        token = self.token()[1]
        self.tell(9, "09:00:00", token)
        book = self.running.peer._book
        book.change({"op": "stated", "number": "x", "code": "H55.12-250613-0001", "status": "10", "time": "2025-06-13T09:10:00.000Z"})
        self.tell(9, "09:00:00", token)
        held = self.held()
        self.assertEqual((held["status"], held["duplicates"], held["repeats"]), ("10", 0, 1))


class ChanceTest(unittest.TestCase):
    def test_chances_are_spread(self) -> None:
        drawn = [chance(1, "x", number) for number in range(2000)]
        self.assertTrue(0.45 < sum(drawn) / len(drawn) < 0.55)


if __name__ == "__main__":
    unittest.main()
