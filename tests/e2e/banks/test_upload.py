"""Statements that banks upload: TLS, certificates and large bodies, the whole gateway over real sockets."""

from __future__ import annotations

import json
import ssl

from bank_case import BankCase
from caller import Caller, status_of
from camt import digest, pieces, statement
from certificates import Authority, Pair
from gateway import secret_file, wait_until

BASIC = "vcb-upload:open sesame"


class UploadTest(BankCase):
    """Two banks: agri proves itself by its certificate, vcb by certificate and credentials."""

    def setUp(self) -> None:
        super().setUp()
        self.authority = Authority(self.folder, "authority")
        server = self.authority.issue("server", "serverAuth")
        secret = secret_file(self.folder / "vcb_in", "open sesame")
        self.gateway = self.make(
            [{"id": "agri", "certificate_cn": "agri.example"},
             {"id": "vcb", "certificate_cn": "vcb.example", "client_id": "vcb-upload", "client_secret_file": secret}],
            {"tls_certificate_file": server.certificate, "tls_key_file": server.key, "tls_client_ca_file": self.authority.pair.certificate},
            {"upload_bytes": 30_000_000})
        self.gateway.start()
        self.agri = self.authority.issue("agri.example", "clientAuth")
        self.vcb = self.authority.issue("vcb.example", "clientAuth")

    def caller(self, pair: Pair | None, basic: str = "") -> Caller:
        return Caller(self.gateway.port, self.authority.pair.certificate, pair, basic)

    def assert_nothing_left(self) -> None:
        self.assertTrue(wait_until(lambda: not self.gateway.spooled(), 10), str(self.gateway.spooled()))
        self.assertEqual(self.gateway.files(), [])

    def test_a_certificate_lets_its_own_bank_in_and_no_other(self) -> None:
        self.assertEqual(self.caller(self.vcb).send("agri", statement())[0], 401)
        self.assertEqual(self.caller(self.vcb, BASIC).send("agri", statement())[0], 401)
        self.assertEqual(self.caller(self.agri).send("nobody", statement())[0], 401)
        self.assert_nothing_left()
        status, answer = self.caller(self.agri).send("agri", statement())
        self.assertEqual((status, json.loads(answer)["file"]), (201, digest(statement())))
        self.assertEqual(self.caller(self.agri).send("agri", statement())[0], 200)
        self.assertEqual([(one["id"], one["entries"]) for one in self.gateway.statements()], [("S-1", 2)])

    def test_where_both_are_set_both_are_needed(self) -> None:
        for pair, basic in ((self.vcb, ""), (self.vcb, "vcb-upload:guess"), (self.agri, BASIC)):
            self.assertEqual(self.caller(pair, basic).send("vcb", statement())[0], 401, basic)
        self.assert_nothing_left()
        self.assertEqual(self.caller(self.vcb, BASIC).send("vcb", statement())[0], 201)

    def test_no_certificate_and_a_stranger_s_end_at_the_handshake(self) -> None:
        stranger = Authority(self.folder, "stranger").issue("agri.example", "clientAuth")
        for pair in (None, stranger):
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                self.caller(pair).send("agri", statement())
        self.assert_nothing_left()

    def test_who_calls_is_decided_before_the_body_is_sent(self) -> None:
        with self.caller(self.vcb).open("agri", "Content-Length: 20000000", "Expect: 100-continue") as stranger:
            self.assertEqual(status_of(stranger), 401)
        with self.caller(self.agri).open("agri", "Content-Length: 20000000", "Expect: 100-continue") as bank:
            self.assertEqual(status_of(bank), 100)
        self.assert_nothing_left()

    def test_a_large_statement_comes_in_chunks(self) -> None:
        entries = 20_000
        status, answer = self.caller(self.agri).send("agri", pieces(entries))
        self.assertEqual(status, 201, answer)
        self.assertEqual([(one["id"], one["entries"]) for one in self.gateway.statements()], [("S-1", entries)])
        self.assertEqual([path.name for path in self.gateway.spooled()], [digest(statement(entries))])

    def test_a_body_that_is_cut_leaves_nothing_and_the_next_one_is_taken(self) -> None:
        content = statement(8_000)
        for fields, sent in ((f"Content-Length: {len(content)}", content[:-1]),
                             ("Transfer-Encoding: chunked", f"{len(content):x}\r\n".encode() + content + b"\r\n")):
            with self.caller(self.agri).open("agri", fields) as stream:
                stream.sendall(sent)
                self.assertTrue(wait_until(self.gateway.spooled, 20), "it is on the disk while it comes")
            self.assert_nothing_left()
        self.assertEqual(self.caller(self.agri).send("agri", content)[0], 201)

    def test_a_body_over_the_limit_leaves_nothing(self) -> None:
        with self.caller(self.agri).open("agri", "Content-Length: 30000001") as stream:
            self.assertEqual(status_of(stream), 413)
        self.assert_nothing_left()
        with self.caller(self.agri).open("agri", "Transfer-Encoding: chunked") as stream:
            for _ in range(28):
                stream.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
            self.assertTrue(self.gateway.spooled())
            stream.sendall(b"100000\r\n")
            self.assertEqual(status_of(stream), 413)
        self.assert_nothing_left()
