"""Tests of the morning's script, of the expected truth, and of all peers together with a relay in the gateway's place."""

from __future__ import annotations

import json
import time
import unicodedata
import unittest
from dataclasses import replace
from typing import Callable

from relay import JSON, Relay, portal_step
from support import DAY, url, wait_until

from check import Controls, judge
from ministry import Ministry
from morning import Morning, make_morning
from outbox import post
from portal import Portal
from process import Running
from province import Province
from province_wire import read, render
from truth import expected_truth

VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


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


if __name__ == "__main__":
    unittest.main()
