"""Tests of the simulated bank."""

from __future__ import annotations

import csv
import io
import json
import shutil
import ssl
import subprocess
import tempfile
import threading
import unittest
import xml.etree.ElementTree as Tree
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from relay import JSON
from support import url, wait_until

import bank_transfers
from bank import FORMS, Bank
from bank_book import Account, bank_reference
from bank_delivery import Destination
from bank_plain import _swift_lines, without_marks
from faults import FaultPlan
from outbox import post
from process import Running
from wire import HttpServer, Reply, Request

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "corpora" / "iso20022-camt"
DAY = "2025-11-03"


def movement(key: str, amount: Any = 8000, day: str = DAY, **more: Any) -> dict[str, Any]:
    return dict({"key": key, "day": day, "amount": amount, "currency": "VND", "flow": "credit"}, **more)


def some() -> list[dict[str, Any]]:
    paid = {"remittance": "Nộp lệ phí hồ sơ H55.12-251101-0001 <&> " + "x" * 150, "debtor_name": "NGUYEN VAN AN", "end_to_end_id": "dvc1"}
    return [movement("m1", details=[paid], notify=True),
            movement("m2", 30000, details=[{"amount": 10000, "remittance": "a"}, {"amount": 20000, "remittance": "b"}]),
            movement("m3", day="2025-11-04", flow="debit", returns="m1", code="PMNT/ICDT/RRTN", information="Hoan tra GD {reference}"),
            movement("m4", "12.50", "2025-11-04", currency="USD"), movement("m5", 3000, "2025-11-05", information="TRA LAI")]


def pain(transfers: dict[str, int], version: str = "03", day: str = "2025-11-28", total: int | None = None) -> bytes:
    when = f"<ReqdExctnDt>{day}</ReqdExctnDt>" if version == "03" else f"<ReqdExctnDt><Dt>{day}</Dt></ReqdExctnDt>"
    sums = f"<NbOfTxs>{len(transfers)}</NbOfTxs><CtrlSum>{sum(transfers.values()) if total is None else total}</CtrlSum>"
    rows = "".join(f"<CdtTrfTxInf><PmtId><EndToEndId>{name}</EndToEndId></PmtId><Amt><InstdAmt Ccy='VND'>{amount}</InstdAmt></Amt><Cdtr>"
                   f"<Nm>KHO BAC</Nm></Cdtr><CdtrAcct><Id><Othr><Id>7111</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>NOP LE PHI</Ustrd></RmtInf>"
                   "</CdtTrfTxInf>" for name, amount in transfers.items())
    return (f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}'><CstmrCdtTrfInitn><GrpHdr><MsgId>M</MsgId>{sums}</GrpHdr>"
            f"<PmtInf><PmtMtd>TRF</PmtMtd>{sums}{when}<DbtrAcct><Id><Othr><Id>112233</Id></Othr></Id></DbtrAcct>{rows}</PmtInf></CstmrCdtTrfInitn></Document>").encode()


def balance_holds(document: bytes) -> bool:
    """Opening and entries come to closing, counted from the XML alone."""
    space = {"p": Tree.fromstring(document).tag[1:].partition("}")[0]}
    statement = Tree.fromstring(document).find("p:BkToCstmrStmt/p:Stmt", space)
    assert statement is not None

    def signed(of: Tree.Element) -> Decimal:
        amount = Decimal(of.findtext("p:Amt", "", space))
        return amount if of.findtext("p:CdtDbtInd", "", space) == "CRDT" else -amount
    balances = {of.findtext("p:Tp/p:CdOrPrtry/p:Cd", "", space): signed(of) for of in statement.findall("p:Bal", space)}
    return balances["OPBD"] + sum(signed(entry) for entry in statement.findall("p:Ntry", space)) == balances["CLBD"]


class BankCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def begin(self, form: str = "camt.08", **options: Any) -> Bank:
        options.setdefault("destination", Destination(self.folder / "in"))
        bank = Bank(seed=2, form=form, account=Account("NHTM", "112233"), **options)
        self.addCleanup(bank.stop_work)
        bank.start_work()
        return bank

    def delivered(self, bank: Bank, through: str = "2025-12-31") -> list[Path]:
        bank.close_through(through)
        self.assertTrue(wait_until(lambda: bank.state()["waiting"] == 0))
        return [self.folder / "in" / row["name"] for row in bank.state()["files"]]


class StatementTest(BankCase):
    def test_a_day_has_its_notifications_and_then_one_statement_a_currency(self) -> None:
        bank = self.begin(movements=some())
        names = [path.name for path in self.delivered(bank)]
        self.assertEqual(names, ["camt054_NHTMN251103V001.xml", "statement_NHTMS251103V_1.xml", "statement_NHTMS251104U_1.xml",
                                 "statement_NHTMS251104V_1.xml", "statement_NHTMS251105V_1.xml"])
        self.assertEqual(bank.state()["balances"], {"VND": "50033000", "USD": "12.50"})
        self.assertEqual(sorted(path.name for path in (self.folder / "in").iterdir()), sorted(names), "no draft is left behind")

    def test_statements_balance_and_each_goes_on_where_the_last_ended(self) -> None:
        files = [path.read_bytes() for path in self.delivered(self.begin(movements=some())) if "statement" in path.name and "V_" in path.name]
        self.assertTrue(all(balance_holds(content) for content in files))
        self.assertIn(b'<Amt Ccy="VND">50038000</Amt>', files[0])
        self.assertIn(b'<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">50038000</Amt>', files[1])

    def test_every_movement_can_be_found(self) -> None:
        bank = self.begin(movements=some())
        self.delivered(bank)
        self.assertEqual(bank.state()["places"], {
            "m1": [["NHTMN251103V001", 1, 0], ["NHTMS251103V", 1, 0]], "m2": [["NHTMS251103V", 2, 0]], "m2/1": [["NHTMS251103V", 2, 1]],
            "m2/2": [["NHTMS251103V", 2, 2]], "m3": [["NHTMS251104V", 1, 0]], "m4": [["NHTMS251104U", 1, 0]], "m5": [["NHTMS251105V", 1, 0]]})

    def test_what_comes_back_names_the_bank_s_own_number(self) -> None:
        files = self.delivered(self.begin(movements=some()))
        self.assertIn(f"Hoan tra GD {bank_reference('m1', DAY)}".encode(), files[3].read_bytes())
        self.assertIn(bank_reference("m1", DAY).encode(), files[0].read_bytes())

    def test_documents_are_valid(self) -> None:
        if shutil.which("xmllint") is None:
            self.skipTest("skipped: no xmllint")
        schemas = [ROOT / "schemas" / "external" / "bank-statement"] + ([OFFICIAL] if OFFICIAL.is_dir() else [])
        for form in ("camt.08", "camt.02"):
            self.folder = self.folder / form
            for path in self.delivered(self.begin(form, movements=some())):
                name = f"camt.{'054' if '054' in path.name else '053'}.001.{form[-2:]}.xsd"
                for folder in schemas:
                    judged = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(folder / name), str(path)], capture_output=True, text=True, check=False)
                    self.assertEqual(judged.returncode, 0, judged.stderr)

    def test_a_movement_counts_once_and_a_late_one_is_booked_on_the_next_day(self) -> None:
        bank = self.begin(movements=some())
        self.delivered(bank, DAY)
        running = Running(bank)
        self.addCleanup(running.stop)
        for _ in range(2):
            self.assertEqual(post(url(running.server.port), "/movements", json.dumps([movement("late", 1), *some()]).encode(), JSON).status, 200)
        self.delivered(bank)
        self.assertEqual(bank.state()["movements"]["late"]["day"], "2025-11-04")
        self.assertEqual(bank.state()["balances"]["VND"], "50033001")
        self.assertEqual(post(url(running.server.port), "/movements", b'[{"key":"x"}]', JSON).status, 400)

    def test_another_bank_s_movements_are_left_to_it(self) -> None:
        bank = self.begin(movements=[movement("m1", bank="NHTM"), movement("m2", bank="CSVB"), movement("m3")])
        self.delivered(bank)
        self.assertEqual(sorted(bank.state()["places"]), ["m1", "m3"])

    def test_the_same_movements_make_the_same_bytes(self) -> None:
        first = [path.read_bytes() for path in self.delivered(self.begin(movements=some()))]
        self.assertEqual(first, [path.read_bytes() for path in self.delivered(self.begin(movements=some()))])

    def test_days_close_by_themselves_when_they_have_a_length(self) -> None:
        bank = self.begin(movements=some(), day_seconds=0.02)
        self.assertTrue(wait_until(lambda: len(bank.state()["files"]) == 5))
        self.assertEqual(bank.state()["closed"], ["2025-11-03", "2025-11-04", "2025-11-05"])


class PlainFormTest(BankCase):
    def test_csv_has_a_row_for_each_entry_and_a_chain_of_balances(self) -> None:
        text = self.delivered(self.begin("csv", movements=some()))[0].read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        self.assertEqual([row[1] for row in rows[1:6]], ["112233", "NHTMS251103V", "03/11/2025", "03/11/2025", "50.000.000"])
        self.assertEqual([(row[3], row[5]) for row in rows[7:9]], [("8.000", "50.008.000"), ("30.000", "50.038.000")])
        self.assertEqual((rows[8][7], rows[9][:2]), ("a; b", ["Số dư cuối kỳ", "50.038.000"]))
        self.assertTrue(rows[7][7].startswith("dvc1 Nộp lệ phí"))

    def test_mt940_has_no_marks_and_no_long_line(self) -> None:
        for path in self.delivered(self.begin("mt940", movements=some())):
            lines = path.read_bytes().decode("ascii").split("\r\n")
            self.assertTrue(all(len(line) <= 65 for line in lines))
            self.assertEqual([line[:5] for line in lines[:4]], [":20:N", ":25:1", ":28C:", ":60F:"])
            self.assertTrue(lines[-2].startswith(":62F:C"))
        self.assertEqual(without_marks("Đường Nguyễn Thị Mơ đỏ"), "Duong Nguyen Thi Mo do")

    def test_folded_lines_are_the_text_again(self) -> None:
        text = ":86:/REMI/" + "ab - : c d" * 40
        lines = _swift_lines(text)
        self.assertEqual("".join(lines), text)
        self.assertTrue(all(line[0] not in ":- " for line in lines[1:]) and all(line[-1] != " " for line in lines[:-1]))

    def test_each_plain_bank_has_a_profile(self) -> None:
        for form in FORMS:
            running = Running(self.begin(form))
            self.addCleanup(running.stop)
            self.assertEqual(bool(running.peer._form.profile), form in ("csv", "mt940"))


class SpoiltTest(BankCase):
    def issues(self, form: str = "camt.08", **switches: Any) -> list[tuple[str, bytes]]:
        bank = self.begin(form, movements=some()[:2], destination=Destination(self.folder / "in"))
        bank.faults.replace(switches)
        files = self.delivered(bank)
        return [(row["remark"], path.read_bytes()) for row, path in zip(bank.state()["files"], files) if "statement" in row["name"]]

    def test_each_fault_is_what_it_says_and_the_right_statement_follows(self) -> None:
        for name in ("unbalanced", "wrong_currency", "duplicate_reference", "five_decimals", "doctype", "truncated", "corrected"):
            found = self.issues(**{name: True})
            self.assertEqual([remark for remark, _ in found], [name, "right"])
            wrong, right = found[0][1], found[1][1]
            self.assertTrue(balance_holds(right), name)
            if name == "truncated":
                self.assertRaises(Tree.ParseError, Tree.fromstring, wrong)
            else:
                self.assertEqual(balance_holds(wrong), name != "unbalanced", name)
            marks = {"wrong_currency": b'Ccy="USD"', "five_decimals": b"8000.00001", "doctype": b"<!DOCTYPE"}
            self.assertEqual(marks.get(name, b"</Document>") in wrong, name != "truncated", name)
            self.assertEqual(wrong.count(b"<Ntry>"), {"duplicate_reference": 3, "corrected": 1, "truncated": wrong.count(b"<Ntry>")}.get(name, 2))

    def test_the_right_one_may_never_come(self) -> None:
        self.assertEqual([remark for remark, _ in self.issues(unbalanced=True, uncorrected=True)], ["unbalanced"])

    def test_the_same_twice(self) -> None:
        found = self.issues(sent_twice=True)
        self.assertEqual([remark for remark, _ in found], ["right", "sent_twice"])
        self.assertEqual(found[0][1], found[1][1])

    def test_a_csv_has_no_document_type(self) -> None:
        self.assertEqual([remark for remark, _ in self.issues("csv", doctype=True, unbalanced=True)], ["unbalanced", "right"])


class TransferTest(BankCase):
    def test_ordered_transfers_are_booked_on_their_day_under_their_id(self) -> None:
        for version in ("03", "09"):
            bank = self.begin()
            running = Running(bank)
            self.addCleanup(running.stop)
            document = pain({"LT202511AN0001": 50000, "LT202511AN0002": 7000}, version)
            self.assertEqual(post(url(running.server.port), "/transfers", document, {}).status, 200)
            again = post(url(running.server.port), "/transfers", document, {})
            self.assertEqual((again.status, b"ordered before" in again.body), (400, True))
            content = self.delivered(bank)[0].read_bytes()
            self.assertIn(b"<EndToEndId>LT202511AN0001</EndToEndId>", content)
            self.assertEqual((content.count(b"<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>"), balance_holds(content)), (2, True))
            self.assertEqual((bank.state()["balances"]["VND"], bank.state()["closed"]), ("49943000", ["2025-11-28"]))

    def test_a_folder_of_orders_is_read_before_a_day_is_closed(self) -> None:
        orders = self.folder / "out"
        orders.mkdir()
        (orders / "a.xml").write_bytes(pain({"E1": 10}))
        (orders / "b.xml").write_bytes(pain({"E1": 10}))
        bank = self.begin(transfers_dir=orders)
        self.delivered(bank)
        self.assertEqual([row["outcome"] for row in bank.attempts.rows()], ["1", "refused: E1 was ordered before"])

    def test_a_wrong_file_is_refused_whole(self) -> None:
        good = pain({"E1": 10, "E2": 20})
        for wrong in (pain({"E1": 10}, total=11), good.replace(b"VND", b"USD"), good.replace(b">20<", b">-20<"), good.replace(b"Sum>30", b"Sum>3o"), good.replace(b">20<", b">20.5<"), good.replace(b"E2", b"E1"), b"<a/>",
                      good.replace(b"TRF", b"CHK"), good.replace(b"112233", b"112234"), b"<!DOCTYPE a>" + good, good[:-9], good.replace(b"001.03", b"001.02"), good.replace(b"E2", b"")):
            with self.assertRaises(bank_transfers.Refused):
                bank_transfers.read(wrong, "112233")
        self.assertEqual([transfer.end_to_end_id for transfer in bank_transfers.read(good, "112233")], ["E1", "E2"])


class DeliveryTest(BankCase):
    def test_an_upload_is_repeated_until_it_is_taken(self) -> None:
        heard: list[Request] = []

        def answer(request: Request) -> Reply:
            heard.append(request)
            return Reply(503 if len(heard) == 1 else 201)
        server = HttpServer(answer, FaultPlan())
        self.addCleanup(server.stop)
        bank = self.begin(movements=some()[:1], destination=Destination(upload_url="/bank/statements", client_id="vcb", secret="t"))
        bank.use_gateway(url(server.port))
        bank.close_through(DAY)
        self.assertTrue(wait_until(lambda: bank.state()["waiting"] == 0))
        self.assertEqual([request.path for request in heard], ["/bank/statements"] * 3)
        self.assertEqual(heard[0].body, heard[1].body)
        self.assertEqual((heard[0].headers["authorization"], heard[0].headers["content-disposition"]),
                         ("Basic dmNiOnQ=", 'attachment; filename="camt054_NHTMN251103V001.xml"'))
        self.assertEqual([row["status"] for row in bank.state()["files"]], [201, 201])

    def test_an_upload_shows_the_bank_s_certificate(self) -> None:
        def sign(name: str) -> tuple[Path, Path]:
            key, certificate = self.folder / f"{name}.key", self.folder / f"{name}.crt"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(key), "-out",
                            str(certificate), "-days", "2", "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            return certificate, key
        gateway, bank_pair = sign("gateway"), sign("bank")
        names: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 (the library's name)
                names.append(dict(pair for group in self.connection.getpeercert()["subject"] for pair in group)["commonName"])
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(201)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Silent."""
        server = HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*gateway)
        context.load_verify_locations(bank_pair[0])
        context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        bank = self.begin(movements=some()[:1], destination=Destination(
            upload_url=f"https://127.0.0.1:{server.server_port}/s", certificate=bank_pair[0], key=bank_pair[1], authority=gateway[0]))
        bank.close_through(DAY)
        self.assertTrue(wait_until(lambda: bank.state()["waiting"] == 0))
        self.assertEqual(names, ["bank", "bank"])

    def test_a_file_that_is_still_written_has_another_name(self) -> None:
        bank = self.begin(movements=some()[1:2])
        bank.faults.replace({"slow_write_ms": 300})
        bank.close_through(DAY)
        draft, whole = self.folder / "in" / "statement_NHTMS251103V_1.xml.part", self.folder / "in" / "statement_NHTMS251103V_1.xml"
        self.assertTrue(wait_until(draft.exists))
        self.assertFalse(whole.exists())
        self.assertTrue(wait_until(whole.exists))
        self.assertTrue(balance_holds(whole.read_bytes()))

    def test_after_a_restart_the_same_files_leave_again(self) -> None:
        first = self.begin(movements=some(), state_dir=self.folder / "state")
        names = self.delivered(first)
        contents = [path.read_bytes() for path in names]
        first.stop_work()
        again = self.begin(movements=some(), state_dir=self.folder / "state")
        self.assertEqual(self.delivered(again), names)
        self.assertEqual([path.read_bytes() for path in names], contents)
        self.assertEqual(again.state()["places"], first.state()["places"])


if __name__ == "__main__":
    unittest.main()
