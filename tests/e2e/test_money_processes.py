"""The payment platform, the post and the bank as the processes they are in a run: started, told, asked and ended as Stage does."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import unittest
import urllib.request
from pathlib import Path
from typing import Any

from relay import JSON
from support import wait_until

from outbox import post

PEERS = Path(__file__).resolve().parents[2] / "tools" / "peer_sim"
ENDS_WELL, SECONDS = 0, 10


class ProcessCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "secret").write_text("s3cret\n", encoding="utf-8")

    def start(self, name: str, *words: str) -> tuple[str, str, subprocess.Popen[bytes]]:
        """Its address, its control address, and the process."""
        ports = [self.folder / f"{name}.port", self.folder / f"{name}.control"]
        child = subprocess.Popen(
            [sys.executable, str(PEERS / f"{name}.py"), "--port-file", str(ports[0]), "--control-port-file", str(ports[1]), "--state-dir",
             str(self.folder / name), "--client-id", "link", "--secret-file", str(self.folder / "secret"), "--stop-on-eof", *words],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(child.wait, SECONDS)
        self.addCleanup(child.terminate)
        assert child.stdin is not None
        self.addCleanup(child.stdin.close)
        self.assertTrue(wait_until(lambda: all(path.exists() for path in ports)))
        addresses = [f"http://127.0.0.1:{path.read_text(encoding='utf-8').strip()}" for path in ports]
        return addresses[0], addresses[1], child

    def state(self, control: str) -> dict[str, Any]:
        with urllib.request.urlopen(control + "/state", timeout=SECONDS) as answer:
            return dict(json.loads(answer.read()))

    def tell(self, address: str, path: str, value: Any) -> int:
        return post(address, path, json.dumps(value).encode(), JSON).status

    def check_controls(self, control: str, child: subprocess.Popen[bytes], name: str, own_switch: str) -> None:
        """What every peer must do."""
        self.assertEqual(self.state(control)["peer"], name)
        self.assertEqual(self.tell(control, "/faults", {own_switch: 0.5, "slow_ms": 1}), 200)
        self.assertEqual(self.tell(control, "/faults", {own_switch + "x": True}), 400)
        assert child.stdin is not None
        child.stdin.close()
        self.assertEqual(child.wait(SECONDS), ENDS_WELL)


class StartTest(ProcessCase):
    def test_the_payment_platform(self) -> None:
        script = self.folder / "month.json"
        script.write_text(json.dumps({"citizens": [{"dossier": "a", "amount": 1, "steps": ["paid"]}]}), encoding="utf-8")
        address, control, child = self.start("payments", "--script", str(script), "--confirm-path", "/c")
        self.assertEqual(self.tell(control, "/start", {}), 200)
        self.assertEqual(self.tell(address, "/", {"LoaiBanTin": "QUERY"}), 200)
        self.check_controls(control, child, "payments", "confirm_twice")

    def test_the_post(self) -> None:
        address, control, child = self.start("post", "--hour-seconds", "0.001", "--webhook-share", "0.5")
        self.assertEqual(self.tell(control, "/start", {}), 200)
        self.assertEqual(self.tell(address, "/token", {}), 401)
        self.check_controls(control, child, "post", "returned")

    def test_the_bank(self) -> None:
        script = self.folder / "month.json"
        movement = {"key": "m1", "day": "2025-11-03", "amount": 8000, "currency": "VND", "flow": "credit"}
        script.write_text(json.dumps({"movements": [movement]}), encoding="utf-8")
        address, control, child = self.start("bank", "--script", str(script), "--form", "camt.02", "--deliver-dir", str(self.folder / "in"),
                                             "--bank", "VCB", "--account", "9", "--opening", "0")
        self.assertEqual(self.tell(control, "/start", {}), 200)
        self.assertEqual(self.tell(address, "/close-day", {"day": "2025-11-30"}), 200)
        self.assertTrue(wait_until(lambda: self.state(control)["waiting"] == 0))
        self.assertIn(b"camt.053.001.02", (self.folder / "in" / "statement_VCBS251103V_1.xml").read_bytes())
        self.check_controls(control, child, "bank", "unbalanced")

    def test_a_bank_without_xml_leaves_its_profile(self) -> None:
        profile = self.folder / "bank.toml"
        address, _, _ = self.start("bank", "--form", "mt940", "--profile-file", str(profile))
        with urllib.request.urlopen(address + "/profile", timeout=SECONDS) as answer:
            self.assertEqual(answer.read(), profile.read_bytes())
        self.assertEqual(tomllib.loads(profile.read_text(encoding="utf-8"))["format"], "mt940")

    def test_an_unknown_form_is_refused(self) -> None:
        ended = subprocess.run([sys.executable, str(PEERS / "bank.py"), "--form", "xlsx"], capture_output=True, timeout=SECONDS, check=False)
        self.assertEqual(ended.returncode, 2)


if __name__ == "__main__":
    unittest.main()
