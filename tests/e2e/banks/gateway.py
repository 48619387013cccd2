"""The real binary with one site of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("LT_BINARY", ""))
Values = Mapping[str, Any]


def wait_until(so: Callable[[], Any], seconds: float = 60.0, pause: float = 0.03) -> bool:
    """False when it does not come true in time; looks every `pause` seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if so():
            return True
        time.sleep(pause)
    return False


def secret_file(path: Path, text: str) -> Path:
    """Readable by its owner only."""
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _lines(values: Values) -> list[str]:
    return [f"{key} = {json.dumps(str(value) if isinstance(value, Path) else value)}" for key, value in values.items()]


class Gateway:
    """Started, killed and asked as an operator would."""

    def __init__(self, folder: Path, banks: Sequence[Values], server: Values | None = None, fees: Values | None = None) -> None:
        self.folder = folder
        self.spool = folder / "spool"
        self.config = folder / "lienthong.toml"
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None
        for name in ("signing_key", "admin_token"):
            secret_file(folder / name, secrets.token_hex(16))
        lines = ["[server]", 'address = "127.0.0.1"', "port = 0", *_lines({"port_file": folder / "port", **(server or {})}),
                 "[store]", *_lines({"path": folder / "lienthong.db"}),
                 "[data]", *_lines({name: ROOT / name for name in ("adapters", "schemas", "config")}),
                 "[gateway]", *_lines({"unit_code": "000.00.00.H55", "signing_key_file": folder / "signing_key",
                                       "admin_token_file": folder / "admin_token"}),
                 "[log]", *_lines({"file": folder / "gateway.log"}), "[fees]", *_lines({"spool": self.spool, **(fees or {})})]
        for bank in banks:
            lines += ["[[banks]]", *_lines(bank)]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self) -> None:
        """Until it listens."""
        (self.folder / "port").unlink(missing_ok=True)
        with (self.folder / "output").open("ab") as output:
            self.process = subprocess.Popen([BINARY, "serve", "--config", self.config], stdout=output, stderr=output)
        listens = wait_until(lambda: (self.folder / "port").exists() or self._ended())
        if not listens or self._ended():
            raise AssertionError("the gateway does not start: " + (self.folder / "output").read_text(encoding="utf-8") + self.log())
        self.port = int((self.folder / "port").read_text(encoding="utf-8"))

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """SIGKILL: no last words, no clean-up."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        if self.process is None:
            return 0
        if not self._ended():
            self.process.terminate()
        return self.process.wait(timeout=60)

    def log(self) -> str:
        """All of it so far, over every start."""
        path = self.folder / "gateway.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def logged(self, text: str) -> int:
        """How many lines of the log hold it."""
        return sum(text in line for line in self.log().splitlines())

    def _command(self, *words: str) -> Any:
        done = subprocess.run([BINARY, *words, "--json", "--config", self.config], capture_output=True, check=False, timeout=60)
        if done.returncode != 0:
            raise AssertionError(f"{words}: {done.returncode} {done.stderr.decode()}")
        return json.loads(done.stdout)

    def files(self) -> list[dict[str, Any]]:
        """What came from the banks, and what was made of it: `lienthong fees statements`."""
        found: list[dict[str, Any]] = self._command("fees", "statements")["files"]
        return found

    def statements(self) -> list[dict[str, Any]]:
        """The statements that were accepted."""
        found: list[dict[str, Any]] = self._command("fees", "statements")["statements"]
        return found

    def refused(self) -> list[dict[str, Any]]:
        """The list of everything that was not let in."""
        found: list[dict[str, Any]] = self._command("queue", "list", "--refused")["refused"]
        return found

    def verdicts(self) -> list[str]:
        """Of every file, in order of arrival."""
        return [file["verdict"] for file in self.files()]

    def spooled(self) -> list[Path]:
        """Every file below the spool, drafts too."""
        return sorted(path for path in self.spool.rglob("*") if path.is_file())
