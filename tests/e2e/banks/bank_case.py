"""What the tests of this folder share."""

from __future__ import annotations

import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any

from gateway import Gateway, Values
from sshd import SshServer


class BankCase(unittest.TestCase):
    """A folder for each test; what it starts ends with it."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lienthong-banks-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def make(self, banks: list[Values], server: Values | None = None, fees: Values | None = None) -> Gateway:
        """A gateway that is not started yet."""
        site = Path(tempfile.mkdtemp(prefix="site-", dir=self.folder))
        gateway = Gateway(site, banks, server, fees)
        self.addCleanup(gateway.stop)
        return gateway

    def server(self) -> SshServer:
        """A bank's server that runs."""
        sshd = SshServer(Path(tempfile.mkdtemp(prefix="bank-", dir=self.folder)))
        self.addCleanup(sshd.stop)
        sshd.start()
        return sshd

    def begin(self, sshd: SshServer, **bank: Any) -> Gateway:
        """A gateway that fetches from it and runs."""
        gateway = self.make([sshd.bank(**bank)])
        gateway.start()
        return gateway
