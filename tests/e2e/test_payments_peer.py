"""Tests of the simulated payment platform."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from relay import JSON
from support import url, wait_until

import payments_wire as rules
from faults import FaultPlan, UnknownSwitch
from outbox import Answer, post
from payments import Platform
from process import Running
from wire import HttpServer, Reply, Request, json_reply

SECRET, PARTNER = "demo-secret", "DOITAC01"
REFERENCE, AT = "dvcH5512250613000120250613093015", "20250613093015"


def init(reference: str = REFERENCE, amount: str = "120000", **changes: Any) -> dict[str, Any]:
    bill = {"MaDichVu": "2", "MaDVC": "1.001193.01", "TenDVC": "Đăng ký khai sinh", "MaTTHC": "1.001193",
            "TenTTHC": "Đăng ký khai sinh", "MaDonVi": "H55.12", "TenDonVi": "UBND phường", "MaHoSo": "H55.12-250613-0001",
            "TKThuHuong": "3713000001", "MaNHThuHuong": "VCB", "TenTKThuHuong": "UBND PHUONG", "NoiDungThanhToan": "x",
            "HoTenNguoiNop": "Trần Thị Mơ", "SoCMNDNguoiNop": "", "PhiLePhi": [{"TenPhiLePhi": "Lệ phí", "SoTien": amount}],
            "DSKhoanNop": [{"NoiDung": "Lệ phí", "SoTien": amount}]}
    body = {"LoaiBanTin": "INIT", "PhienBan": "1.0.6", "MaDoiTac": PARTNER, "MaThamChieu": reference, "SoTien": amount,
            "LoaiHinhThanhToan": "PAY", "MaKenhThanhToan": "1", "MaThietBi": "1", "NgonNgu": "vi-VN", "MaTienTe": "VND",
            "MaNganHang": "PAYMENT", "ThongTinGiaoDich": "THANH TOAN HO SO H55.12-250613-0001", "ThoiGianGD": AT,
            "Ip": "10.10.1.5", "ThongTinBienLai": bill}
    body.update(changes)
    return dict(body, MaXacThuc=rules.signature(body, rules.INIT, SECRET))


def ask(kind: str, reference: str = REFERENCE, at: str = AT) -> dict[str, Any]:
    body = {"LoaiBanTin": kind, "PhienBan": "1.0.6", "MaDoiTac": PARTNER, "MaThamChieu": reference, "ThoiGianGD": at}
    return dict(body, MaXacThuc=rules.signature(body, rules.QUERY, SECRET))


class Listener:
    """Stands where the gateway stands: hears confirmations and answers them."""

    def __init__(self, code: str = "00") -> None:
        self.heard: list[dict[str, Any]] = []
        self.code = code
        self.server = HttpServer(self._handle, FaultPlan())

    def _handle(self, request: Request) -> Reply:
        body = json.loads(request.body)
        self.heard.append(body)
        good = rules.is_signed(body, rules.CONFIRM, SECRET) and body["MaThamChieu"] == REFERENCE and body["SoTien"] == 120000
        answer = {"MaLoi": self.code if good else "97", "MoTaLoi": "x", "MaDoiTac": PARTNER, "MaThamChieu": body["MaThamChieu"],
                  "ThoiGianGD": body["ThoiGianGD"]}
        return json_reply(dict(answer, MaXacThuc=rules.signature(answer, rules.ANSWER, SECRET)))


class PlatformCase(unittest.TestCase):
    citizens: list[dict[str, Any]] = []

    def setUp(self) -> None:
        self.platform = Platform(rules.PlatformDialect(PARTNER, SECRET), seed=3, citizens=self.citizens)
        self.running = Running(self.platform)
        self.addCleanup(self.running.stop)
        self.listener = Listener()
        self.addCleanup(self.listener.server.stop)
        self.platform.use_gateway(url(self.listener.server.port))
        self.platform.start_work()

    def send(self, body: dict[str, Any]) -> Answer:
        return post(url(self.running.server.port), "/payment", json.dumps(body, ensure_ascii=False).encode(), JSON)

    def call(self, body: dict[str, Any]) -> dict[str, Any]:
        return dict(json.loads(self.send(body).body))

    def pay(self, outcome: str = "paid") -> None:
        page = json.loads(self.call(init())["message"])["UrlThanhToan"]
        path = page.split(str(self.running.server.port))[1]
        self.assertEqual(post(url(self.running.server.port), path, f"outcome={outcome}".encode(), {}).status, 200)

    def held(self) -> dict[str, Any]:
        return dict(self.platform.state()["transactions"][REFERENCE])

    def confirmed(self, count: int) -> bool:
        return wait_until(lambda: len(self.held()["confirms"]) == count)


class InitTest(PlatformCase):
    def test_signatures_are_those_of_the_contract(self) -> None:
        self.assertEqual(init()["MaXacThuc"], "f73498c1cd203451451237d4f3bea41abcc3ce907fc702234b62e9bc52746c4a")
        self.assertEqual(ask("QUERY")["MaXacThuc"], "3e04cd148044a68f591fc271ca22e2ad9b59ff35a94c6f0c003f3c5b3fa6bd0b")
        confirm = {"LoaiBanTin": "CONFIRM", "MaLoi": "00", "MaDoiTac": PARTNER, "MaThamChieu": REFERENCE, "SoTien": 120000,
                   "MaTienTe": "VND", "MaGiaoDich": "PP250613000987", "MaNganHang": "VIETCOMBANK", "ThoiGianGD": "20250613093211",
                   "ThongTinGiaoDich": "THANH TOAN HO SO H55.12-250613-0001"}
        self.assertEqual(rules.signature(confirm, rules.CONFIRM, SECRET),
                         "81868a0177bda5f078a5af1e7f8821ba278841f108bf73be1c704fd2eecc4834")

    def test_the_link_is_json_inside_json_and_the_same_for_the_same_message(self) -> None:
        first, again = self.call(init()), self.call(init())
        self.assertEqual(first["error_code"], "0")
        self.assertTrue(json.loads(first["message"])["UrlThanhToan"].startswith("http://"))
        self.assertEqual(first, again)
        self.assertEqual(len(self.platform.state()["transactions"]), 1)

    def test_a_known_reference_with_another_content_is_refused(self) -> None:
        self.call(init())
        self.assertEqual(self.call(init(amount="130000")), {"error_code": "06", "message": "Mã tham chiếu đã tồn tại"})
        self.assertEqual(self.held()["amount"], 120000)

    def test_the_strict_reading_refuses_every_replay(self) -> None:
        self.platform.faults.replace({"replay_refused": True})
        self.assertEqual([self.call(init())["error_code"] for _ in range(2)], ["0", "06"])

    def test_what_is_wrong_is_refused_by_name(self) -> None:
        for changes, name in (({"SoTien": 120000}, "SoTien"), ({"MaTienTe": "USD"}, "MaTienTe"), ({"ThoiGianGD": "2025-06-13"}, "ThoiGianGD"),
                              ({"ThoiGianGD": "20250613243015"}, "ThoiGianGD"), ({"MaThamChieu": "d" * 256}, "MaThamChieu"),
                              ({"SoTien": "120001"}, "PhiLePhi"), ({"Ip": ""}, "Ip")):
            answer = self.call(init(**changes))
            self.assertEqual(answer["error_code"], "02", name)
            self.assertIn(name, answer["message"])

    def test_a_wrong_signature_and_a_stranger_are_refused(self) -> None:
        self.assertEqual(self.call(dict(init(), MaXacThuc="0" * 64))["error_code"], "03")
        self.assertEqual(self.call(dict(init(), ThongTinGiaoDich="THANH TOAN"))["error_code"], "03")
        self.assertEqual(self.call({name: value for name, value in init().items() if name != "MaXacThuc"})["error_code"], "03")
        self.assertEqual(self.call(init(MaDoiTac="KHAC"))["error_code"], "04")
        self.assertEqual(self.send({"LoaiBanTin": "REFUND"}).status, 400)
        self.assertEqual(self.platform.state()["transactions"], {})

    def test_a_lost_reply_is_lost_after_the_commit(self) -> None:
        self.platform.faults.replace({"lost_reply_rate": 1.0})
        self.assertEqual(self.send(init()).status, 0)
        self.platform.faults.replace({})
        self.assertEqual(self.call(ask("QUERY"))["TrangThaiGD"], "3")


class QueryTest(PlatformCase):
    def test_query_repeats_the_text_of_init_whatever_its_clock(self) -> None:
        self.call(init(ThoiGianGD="20250613013015"))
        self.assertEqual(self.call(ask("QUERY", at="20250613133015"))["MaLoi"], "14")
        answer = self.call(ask("QUERY", at="20250613013015"))
        self.assertEqual((answer["MaLoi"], answer["TrangThaiGD"], answer["ThoiGianGD"]), ("00", "3", "20250613013015"))

    def test_pending_paid_and_failed(self) -> None:
        self.platform.faults.replace({"pending_ms": 100_000})
        self.pay("pending")
        pending = self.call(ask("QUERY"))
        self.assertEqual((pending["TrangThaiGD"], pending["MaGiaoDich"], pending["SoTien"]), ("3", "", 120000))
        self.pay("paid")
        paid = self.call(ask("QUERY"))
        self.assertEqual((paid["TrangThaiGD"], paid["MaGiaoDich"][:2]), ("1", "PP"))
        self.pay("failed")
        self.assertEqual(self.call(ask("QUERY"))["TrangThaiGD"], "1", "what is paid stays paid")

    def test_failed(self) -> None:
        self.pay("failed")
        self.assertEqual(self.call(ask("QUERY"))["TrangThaiGD"], "4")
        self.assertTrue(wait_until(lambda: bool(self.listener.heard)))
        self.assertNotEqual(self.listener.heard[0]["MaLoi"], "00")

    def test_a_query_of_the_unknown_and_one_with_a_wrong_signature(self) -> None:
        self.assertEqual(self.call(ask("QUERY"))["MaLoi"], "14")
        self.call(init())
        self.assertEqual(self.call(dict(ask("QUERY"), MaXacThuc="0" * 64))["MaLoi"], "03")

    def test_query_may_be_behind(self) -> None:
        self.platform.faults.replace({"query_behind": True})
        self.pay()
        self.assertEqual([self.call(ask("QUERY"))["TrangThaiGD"] for _ in range(3)], ["3", "3", "1"])

    def test_a_receipt_is_a_pdf_of_what_is_paid(self) -> None:
        self.call(init())
        self.assertEqual(self.call(ask("GET_BILL"))["MaLoi"], "15")
        self.pay()
        answer = self.send(ask("GET_BILL"))
        self.assertTrue(answer.body.startswith(b"%PDF-1.4") and answer.body.endswith(b"%%EOF\n"))
        self.assertIn(REFERENCE.encode(), answer.body)
        start = int(answer.body.split(b"startxref\n")[1].split(b"\n")[0])
        self.assertEqual(answer.body[start:start + 4], b"xref")


class ConfirmTest(PlatformCase):
    def test_a_payment_is_confirmed_once_and_signed(self) -> None:
        self.pay()
        self.assertTrue(self.confirmed(1))
        self.assertEqual(self.held()["confirms"], [{"kind": "right", "status": 200, "code": "00", "signature": "signed", "taken": True}])
        self.assertEqual(len(self.listener.heard), 1)
        self.assertIsInstance(self.listener.heard[0]["SoTien"], int)

    def test_it_is_repeated_until_it_is_heard(self) -> None:
        self.listener.code = "99"
        self.pay()
        self.assertTrue(wait_until(lambda: len(self.listener.heard) >= 2))
        self.listener.code = "00"
        self.assertTrue(self.confirmed(1))

    def test_confirmed_twice(self) -> None:
        self.platform.faults.replace({"confirm_twice": True})
        self.pay()
        self.assertTrue(self.confirmed(2))
        self.assertEqual(self.listener.heard[0], self.listener.heard[1])

    def test_forgeries_come_before_the_right_one_and_none_is_taken(self) -> None:
        self.platform.faults.replace({"confirm_wrong_checksum": 1, "confirm_wrong_amount": 1, "confirm_unknown_reference": 1})
        self.pay()
        self.assertTrue(self.confirmed(4))
        signed = [rules.is_signed(body, rules.CONFIRM, SECRET) for body in self.listener.heard]
        self.assertEqual(signed, [False, True, True, True])
        self.assertEqual([body["SoTien"] for body in self.listener.heard], [120000, 121000, 120000, 120000])
        self.assertEqual(self.platform.state()["counts"], {"paid": 1, "forgeries": 3, "accepted_forgeries": 0, "unsigned_answers": 0})

    def test_a_lost_confirmation_leaves_only_the_query(self) -> None:
        self.platform.faults.replace({"confirm_lost": True})
        self.pay()
        self.assertEqual(self.platform.state()["waiting"], 0)
        self.assertEqual(self.call(ask("QUERY"))["TrangThaiGD"], "1")

    def test_a_confirmation_may_wait_for_the_query(self) -> None:
        self.platform.faults.replace({"confirm_after_query": True})
        self.pay()
        self.assertEqual(self.listener.heard, [])
        self.assertEqual(self.call(ask("QUERY"))["TrangThaiGD"], "1")
        self.assertTrue(self.confirmed(1))

    def test_an_unknown_switch_is_refused_and_changes_nothing(self) -> None:
        self.platform.faults.replace({"confirm_twice": True})
        with self.assertRaises(UnknownSwitch):
            self.platform.faults.replace({"confirm_thrice": True, "confirm_lost": True})
        self.assertEqual(self.platform.faults.switches(), {"confirm_twice": True})


class CitizenTest(PlatformCase):
    citizens = [{"dossier": "H55.12-250613-0001", "amount": 120000, "after_ms": 10, "steps": ["pending", "paid"],
                 "paid_text": "20250613094500", "bank": "BIDV"}]

    def test_a_citizen_of_the_script_pays_by_himself_once(self) -> None:
        self.platform.faults.replace({"pending_ms": 10})
        self.call(init())
        self.assertTrue(self.confirmed(1))
        self.assertEqual((self.held()["outcomes"], self.held()["paid_text"], self.held()["bank"]), (["pending", "paid"], "20250613094500", "BIDV"))
        self.call(init(reference=REFERENCE + "1"))
        self.assertEqual(self.platform.state()["transactions"][REFERENCE + "1"]["state"], "open")

    def test_the_journal_brings_the_state_back_and_what_was_not_said_is_said(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            dialect = rules.PlatformDialect(PARTNER, SECRET)
            first = Platform(dialect, state_dir=Path(folder))
            first._book.change({"op": "open", "reference": REFERENCE, "order": dialect.order(init())})
            first.decide(REFERENCE, ["paid"], "20250613094500")
            first.stop_work()
            again = Platform(dialect, state_dir=Path(folder))
            self.addCleanup(again.stop_work)
            self.assertEqual(again.state()["transactions"], first.state()["transactions"])
            again.use_gateway(url(self.listener.server.port))
            again.start_work()
            self.assertTrue(wait_until(lambda: len(self.listener.heard) == 1))


if __name__ == "__main__":
    unittest.main()
