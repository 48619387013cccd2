"""The gateway is killed while it takes a file in. What came has one effect."""

from __future__ import annotations

import time

from bank_case import BankCase
from caller import Caller
from camt import put, statement
from certificates import Authority
from gateway import Gateway, wait_until

ENTRIES = 6_000
LARGER = [ENTRIES, 8 * ENTRIES, 32 * ENTRIES]  # how fast a machine judges is not known
KILLS = 8


class KillTest(BankCase):
    def kill_while_it_takes_in(self, verdict: str, wrong_by: int = 0) -> tuple[Gateway, int]:
        """Gives a running gateway that judged its only file and was killed in the middle of it, and the entries of that file."""
        for entries in LARGER:
            sshd = self.server()
            put(sshd.outbox, "a.xml", statement(entries, wrong_by=wrong_by))
            gateway = self.begin(sshd)
            cut = self.kill_later_each_time(gateway, verdict)
            gateway.start()
            self.assertTrue(wait_until(lambda: gateway.verdicts() == [verdict]), gateway.log())
            if cut > 0:
                return gateway, entries
            gateway.stop()
        raise self.failureException("it was never killed in time")

    def kill_later_each_time(self, gateway: Gateway, verdict: str) -> int:
        """How many of the kills came before the verdict."""
        cut = 0
        for number in range(KILLS):
            if number > 0:
                gateway.start()
            self.assertTrue(wait_until(gateway.spooled, pause=0.002), gateway.log())
            time.sleep(0.04 * number * number)
            gateway.kill()
            cut += verdict not in gateway.verdicts()
        return cut

    def test_a_statement_is_taken_in_once(self) -> None:
        gateway, entries = self.kill_while_it_takes_in("accepted")
        self.assertEqual([(one["id"], one["entries"]) for one in gateway.statements()], [("S-1", entries)])
        self.assertEqual(len(gateway.spooled()), 1, "no draft is left")
        self.assertEqual(gateway.refused(), [])

    def test_a_refused_file_is_listed_once(self) -> None:
        gateway, _ = self.kill_while_it_takes_in("refused", wrong_by=1)
        self.assertEqual([row["reason"] for row in gateway.refused()], ["statement.balance_sum"])
        self.assertEqual(gateway.statements(), [])

    def test_an_upload_that_was_cut_by_a_kill_is_sent_again(self) -> None:
        authority = Authority(self.folder, "authority")
        server = authority.issue("server", "serverAuth")
        gateway = self.make([{"id": "agri", "certificate_cn": "agri.example"}],
                            {"tls_certificate_file": server.certificate, "tls_key_file": server.key,
                             "tls_client_ca_file": authority.pair.certificate})
        gateway.start()
        pair, content = authority.issue("agri.example", "clientAuth"), statement(ENTRIES)
        with Caller(gateway.port, authority.pair.certificate, pair).open("agri", f"Content-Length: {len(content)}") as stream:
            stream.sendall(content[:-1])
            self.assertTrue(wait_until(gateway.spooled))
            gateway.kill()
        self.assertEqual([path.parent.name for path in gateway.spooled()], ["incoming"], "a draft, under no file's name")
        gateway.start()
        self.assertEqual(gateway.spooled(), [])
        self.assertEqual(Caller(gateway.port, authority.pair.certificate, pair).send("agri", content)[0], 201)
        self.assertEqual([(one["id"], one["entries"]) for one in gateway.statements()], [("S-1", ENTRIES)])
