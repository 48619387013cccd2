"""Statements fetched from a bank's server: the whole gateway against a real OpenSSH."""

from __future__ import annotations

import time

from bank_case import BankCase
from camt import digest, put, statement
from gateway import wait_until

JUDGED, FAILED, AGAIN = "a bank's file was judged", "a bank's files cannot be fetched", "a bank's files can be fetched again"
SEVERAL_LOOKS = 1.0


class SftpTest(BankCase):
    def test_a_statement_is_taken_in_once_however_often_it_is_seen(self) -> None:
        sshd = self.server()
        gateway = self.begin(sshd)
        put(sshd.outbox, "a.xml", statement())
        self.assertTrue(wait_until(lambda: gateway.verdicts() == ["accepted"]), gateway.log())
        logins = sshd.logins()
        self.assertTrue(wait_until(lambda: sshd.logins() > logins + 2), "it goes on looking")
        self.assertEqual(gateway.logged(JUDGED), 1, "what stays there is not fetched again")
        gateway.stop()
        gateway.start()
        logins = sshd.logins()
        self.assertTrue(wait_until(lambda: sshd.logins() > logins + 3), "a start does not make it new")
        self.assertEqual(gateway.logged(JUDGED), 1)
        self.assertEqual([(one["id"], one["entries"]) for one in gateway.statements()], [("S-1", 2)])
        self.assertEqual([(one["file"], one["origin"]) for one in gateway.files()], [(digest(statement()), "sftp")])

    def test_what_does_not_balance_is_refused_once_and_shown(self) -> None:
        sshd = self.server()
        gateway = self.begin(sshd)
        bad = statement(wrong_by=1)
        put(sshd.outbox, "bad.xml", bad)
        put(sshd.outbox, "good.xml", statement(identity="S-2"))
        self.assertTrue(wait_until(lambda: sorted(gateway.verdicts()) == ["accepted", "refused"]), gateway.log())
        refused = next(file for file in gateway.files() if file["verdict"] == "refused")
        self.assertEqual((refused["file"], [reason["rule"] for reason in refused["reasons"]]), (digest(bad), ["statement.balance_sum"]))
        logins = sshd.logins()
        self.assertTrue(wait_until(lambda: sshd.logins() > logins + 3))
        self.assertEqual(gateway.logged(JUDGED), 2)
        self.assertEqual([row["reason"] for row in gateway.refused()], ["statement.balance_sum"])
        self.assertTrue((sshd.outbox / "bad.xml").exists(), "nothing of theirs is lost")

    def test_read_files_are_moved_away_where_that_is_set(self) -> None:
        sshd = self.server()
        gateway = self.begin(sshd, sftp_after="move", sftp_move_to=sshd.folder / "taken")
        put(sshd.outbox, "a.xml", statement())
        put(sshd.outbox, "bad.xml", statement(wrong_by=-1))
        self.assertTrue(wait_until(lambda: not list(sshd.outbox.iterdir())), gateway.log())
        self.assertEqual(sorted(path.name for path in (sshd.folder / "taken").iterdir()), ["a.xml", "bad.xml"])
        self.assertEqual(sorted(gateway.verdicts()), ["accepted", "refused"])

    def test_another_host_key_is_named_and_gets_nothing(self) -> None:
        sshd = self.server()
        gateway = self.begin(sshd)
        put(sshd.outbox, "a.xml", statement())
        self.assertTrue(wait_until(lambda: gateway.verdicts() == ["accepted"]), gateway.log())
        sshd.stop()
        sshd.start("other_host")
        put(sshd.outbox, "b.xml", statement(identity="S-2"))
        self.assertTrue(wait_until(lambda: gateway.logged("sftp.host_key") == 1), gateway.log())
        self.assertEqual(gateway.logged(sshd.fingerprint("other_host")), 1, "an operator can compare what was seen")
        logins = sshd.logins()
        time.sleep(SEVERAL_LOOKS)
        self.assertEqual(sshd.logins(), logins, "nobody proves who he is to a stranger")
        self.assertEqual(gateway.verdicts(), ["accepted"])
        sshd.stop()
        sshd.start()
        self.assertTrue(wait_until(lambda: gateway.verdicts() == ["accepted", "accepted"]), gateway.log())
        self.assertEqual(gateway.logged(JUDGED), 2)

    def test_it_goes_on_when_the_server_was_down(self) -> None:
        sshd = self.server()
        sshd.stop()
        gateway = self.begin(sshd)
        self.assertTrue(wait_until(lambda: gateway.logged(FAILED) == 1), gateway.log())
        self.assertEqual(gateway.logged("sftp.unreachable"), 1, "said once, not at every look")
        put(sshd.outbox, "a.xml", statement())
        sshd.start()
        self.assertTrue(wait_until(lambda: gateway.verdicts() == ["accepted"]), gateway.log())
        self.assertEqual(gateway.logged(AGAIN), 1)
