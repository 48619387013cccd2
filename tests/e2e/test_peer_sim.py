"""Tests of the simulated peers themselves: they are the judges of the gateway, so they are judged first."""

from __future__ import annotations

import json
import tempfile
import time
import unicodedata
import unittest
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Callable

from relay import JSON, Relay, portal_row, portal_step, receive_dossier

import soap
from check import Controls, judge
from faults import FaultPlan, UnknownSwitch, chance
from ministry import Ministry, words_for
from morning import Morning, make_morning
from outbox import post
from people import MINISTRY_OWNED
from portal import Portal
from process import Running
from province import Province
from province_wire import read, render
from truth import expected_truth

DAY = date(2025, 6, 13)
VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


class MorningTest(unittest.TestCase):
    def setUp(self) -> None:
        self.morning = make_morning(7, 200, DAY, 40.0)

    def test_the_same_seed_gives_the_same_script(self) -> None:
        self.assertEqual(self.morning, make_morning(7, 200, DAY, 40.0))
        self.assertNotEqual(self.morning, make_morning(8, 200, DAY, 40.0))

    def test_every_vowel_with_every_tone_occurs_in_the_names(self) -> None:
        wanted = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
        names = unicodedata.normalize("NFC", " ".join(d.citizen.name for d in self.morning.dossiers)).lower()
        self.assertEqual(wanted - set(names), set())
        self.assertIn("đ", names)

    def test_some_names_are_sent_decomposed(self) -> None:
        names = [dossier.citizen.name for dossier in self.morning.dossiers]
        self.assertTrue(any(name != unicodedata.normalize("NFC", name) for name in names))

    def test_every_kind_of_traffic_occurs(self) -> None:
        remarks = {message.remark for message in self.morning.messages}
        self.assertEqual(remarks, {"", "duplicate", "late", "contrary", "told_before_document"})
        self.assertEqual({message.form for message in self.morning.messages}, {"json", "xml"})
        self.assertEqual({d.channel for d in self.morning.dossiers}, {"counter", "online", "post"})
        statuses = {m.body["Status"] for m in self.morning.messages if m.kind == "trace"}
        self.assertLessEqual({1, 2, 3, 4, 5, 7, 9, 10}, statuses)

    def test_a_supplement_brings_a_new_due_date_later_than_the_old_one(self) -> None:
        rounds = [m.body["Supplementaries"][0] for m in self.morning.messages if "Supplementaries" in m.body]
        self.assertTrue(rounds)
        self.assertTrue(all(r["NewDateAppointed"] > r["OldDateAppointed"] for r in rounds))

    def test_dates_of_no_result_are_the_contract_s_sentinel(self) -> None:
        first = next(m for m in self.morning.messages if m.kind == "document" and not m.body["IsSuccess"])
        self.assertEqual(first.body["SuccessDate"], "0000-00-00T00:00:00.000+0700")

    def test_xml_and_json_say_the_same(self) -> None:
        body = {"DocCode": "H55.12-250613-0001", "IsReturned": False, "Attachments": [{"AttachmentName": "a"}, {"AttachmentName": "b"}]}
        raw, content_type = render("document", "xml", body)
        self.assertEqual(read(raw, content_type), {"DocCode": "H55.12-250613-0001", "IsReturned": "false",
                                                   "Attachments": [{"AttachmentName": "a"}, {"AttachmentName": "b"}]})


class TruthTest(unittest.TestCase):
    def test_a_province_s_word_about_a_ministry_s_dossier_changes_nothing(self) -> None:
        morning = make_morning(7, 60, DAY, 1.0)
        contrary = next(m for m in morning.messages if m.remark == "contrary")
        expected = expected_truth(morning, [], [])[contrary.dossier]
        self.assertEqual(expected.status, "2")
        self.assertNotIn("8", [status for status, _ in expected.steps])

    def test_the_ministry_decides_in_the_order_of_its_times(self) -> None:
        morning = make_morning(7, 60, DAY, 1.0)
        code = next(d.code for d in morning.dossiers if d.procedure.ministry)
        said = [{"code": code, "status": status, "time": second}
                for status, second in (("9", "20250613120000"), ("4", "20250613110000"))]
        truth = expected_truth(morning, [], said)[code]
        self.assertEqual([status for status, _ in truth.steps][-2:], ["4", "9"])
        self.assertEqual(truth.submission, "2")

    def test_nothing_follows_a_final_status(self) -> None:
        morning = make_morning(7, 60, DAY, 1.0)
        code = next(d.code for d in morning.dossiers if d.procedure.ministry)
        said = [{"code": code, "status": status, "time": second}
                for status, second in (("3", "20250613110000"), ("4", "20250613120000"))]
        self.assertEqual(expected_truth(morning, [], said)[code].status, "3")

    def test_a_step_acknowledged_after_a_later_one_is_late(self) -> None:
        morning = make_morning(7, 60, DAY, 1.0)
        traces = [m for m in morning.messages if m.kind == "trace" and m.dossier == morning.dossiers[0].code]
        said = [{"kind": "trace", "code": m.dossier, "status": str(m.body["Status"]), "time": m.body["DateCreated"],
                 "ack_order": order, "remark": ""} for order, m in enumerate(reversed(traces), 1)]
        self.assertTrue(expected_truth(morning, said, [])[traces[0].dossier].late)


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
        self.ministry = Ministry(seed=3, pace=0.01, client_id="ministry", secret="s")
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


class WholeTest(unittest.TestCase):
    """All three peers, a morning, and a relay in the gateway's place."""

    def start(self, relay_works: Callable[[Relay], None] = lambda relay: relay.tell_portal()) -> tuple[Morning, Controls]:
        morning = make_morning(5, 48, DAY, 0.5)
        messages = [replace(m, remark="") if m.remark == "told_before_document" else m for m in morning.messages]
        handovers = {d.code for d in morning.dossiers if d.handover}
        peers = [Running(Portal()), Running(Ministry(seed=5, pace=0.05)), Running(Province(messages, handovers))]
        relay = Relay(*[url(peer.server.port) for peer in peers])
        self.addCleanup(relay.server.stop)
        for peer in peers:
            self.addCleanup(peer.stop)
            peer.peer.use_gateway(url(relay.server.port))
        relay.faults.replace({"lost_reply_rate": 0.2})
        for peer in peers[1:]:
            peer.peer.start_work()
        quiet = lambda: peers[1].peer.state()["waiting"] == 0 and peers[2].peer.state()["waiting"] == 0
        time.sleep(1.0)
        self.assertTrue(wait_until(quiet, 60.0))
        relay.faults.replace({})
        self.relay, self.peers = relay, peers
        relay_works(relay)
        return morning, Controls(*[url(peer.control.port) for peer in peers])

    def test_a_right_relay_gives_a_clean_table_though_its_acks_are_lost(self) -> None:
        verdict = judge(*self.start())
        self.assertTrue(verdict.clean(), [row.notes for row in verdict.rows])
        self.assertGreater(verdict.late_steps(), 0)
        tried = sum(said["tried"] for said in verdict.states["province"]["said"])
        self.assertGreater(tried, len(verdict.states["province"]["said"]))

    def test_each_wrong_shows_in_its_own_column(self) -> None:
        def spoil(relay: Relay) -> None:
            codes = sorted(relay.documents)
            lost, different = codes[0], codes[3]
            relay.steps[different].pop()
            relay.tell_portal([code for code in codes if code != lost])
            session = json.loads(post(url(self.peers[0].server.port), "/login", b"{}", JSON).body)["session"]
            for status, second in (("9", "20990101000000"), ("9", "20990101000000"), ("4", "20200101000000")):
                relay._call(session, {"service": "CapNhatTienDoHoSoMC", "data": [portal_step(codes[5], status, second)]})
        portal = judge(*self.start(spoil)).rows[0]
        self.assertEqual((portal.lost, portal.different), (1, 2))
        self.assertEqual(portal.doubled, 1)
        self.assertGreaterEqual(portal.disordered, 1)


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


class ChanceTest(unittest.TestCase):
    def test_chances_are_spread(self) -> None:
        drawn = [chance(1, "x", number) for number in range(2000)]
        self.assertTrue(0.45 < sum(drawn) / len(drawn) < 0.55)


if __name__ == "__main__":
    unittest.main()
