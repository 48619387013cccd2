"""A real OpenSSH server on loopback, run as whoever runs the test, with keys and a configuration of its own."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
from pathlib import Path
from typing import Any

from gateway import wait_until

SSHD = "/usr/sbin/sshd"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class SshServer:
    """A bank's server: its files are in `outbox`. Keeps its port and its keys when it goes down and up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outbox = folder / "out"
        self.outbox.mkdir(parents=True)
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        for name in ("host", "client", "other_host"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", folder / name], check=True)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)

    def start(self, host_key: str = "host") -> None:
        """Until it answers."""
        configuration = self.folder / "sshd_config"
        configuration.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nPidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
            f"PasswordAuthentication no\nKbdInteractiveAuthentication no\nLogLevel VERBOSE\nSubsystem sftp internal-sftp\n"
            f"AuthorizedKeysFile {self.folder}/client.pub\nHostKey {self.folder}/{host_key}\n", encoding="utf-8")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", configuration], stdout=log, stderr=log)
        if not wait_until(lambda: _answers(self.port)):
            raise AssertionError("sshd does not start: " + self.log())

    def stop(self) -> None:
        """The listener; sessions end when their client goes."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
        self.process = None

    def log(self) -> str:
        """What it says of its callers."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def logins(self) -> int:
        """How often somebody was let in."""
        return self.log().count("Accepted publickey")

    def fingerprint(self, host_key: str = "host") -> str:
        """As a bank would print it for us."""
        line = subprocess.run(["ssh-keygen", "-lf", self.folder / host_key], check=True, capture_output=True, text=True).stdout
        return line.split()[1]

    def bank(self, **more: Any) -> dict[str, Any]:
        """The [[banks]] entry that fetches from here."""
        return {"id": "vcb", "every_ms": 100, "settle_ms": 50, "sftp_host": "127.0.0.1", "sftp_port": self.port,
                "sftp_user": pwd.getpwuid(os.geteuid()).pw_name, "sftp_fingerprint": self.fingerprint(),
                "sftp_key_file": self.folder / "client", "sftp_folder": self.outbox, **more}
