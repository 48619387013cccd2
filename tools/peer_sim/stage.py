"""Sets the stage of a run: secrets, configuration, the peers and the gateway as child processes."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from check import Controls, fetch
from month_before import make_run
from morning import Morning

HERE = Path(__file__).resolve().parent
PEERS = ("portal", "ministry", "province")
MONEY_PEERS = ("post", "payments", "bank")      # they join when there is a month before to be paid
SYSTEMS = {"portal": "portal", "ministry": "ministry-generic", "province": "province", "post": "vnpost"}
CARRIER = "buu-ta-01"                           # a carrier with a phone
BANK, ACCOUNT, PARTNER, CUSTOMER = "NHTM", "112233445566", "DOITAC01", "TNN_HCC01"


class StageError(RuntimeError):
    """Something needed for the run did not come up."""


@dataclass
class Settings:
    """What a run is made of."""

    binary: Path
    root: Path
    folder: Path
    seed: int
    dossiers: int
    day: date
    duration: float
    before: int = 0               # dossiers of the month before; with them come the post, the platform and the bank
    pace: float = 2.0
    tuning: dict[str, int] = field(default_factory=lambda: {
        "retry_base_ms": 200, "retry_cap_ms": 5000, "breaker_threshold": 5, "breaker_open_ms": 500,
        "breaker_open_cap_ms": 2000, "timeout_ms": 5000, "session_life_ms": 600000, "concurrency": 16,
        "rate_per_second": 400})


def wait_for_port(path: Path, child: subprocess.Popen[bytes], seconds: float) -> int:
    """The port a child wrote into its file."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and (text := path.read_text(encoding="utf-8").strip()):
            return int(text)
        if child.poll() is not None:
            raise StageError(f"{path.stem} ended with {child.returncode} before it opened its port")
        time.sleep(0.02)
    raise StageError(f"{path.stem}: no port after {seconds} s")


PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """In the child: SIGTERM when the run itself is killed, so that no gateway is left behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Stage:
    """The processes of one run. Only children started here are ever signalled, each by its own id."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.morning: Morning = make_run(settings.seed, settings.dossiers, settings.day, settings.duration, settings.before)
        self.peers = PEERS + (MONEY_PEERS if settings.before else ())
        self.config = settings.folder / "lienthong.toml"
        self.port = 0
        self.ports: dict[str, int] = {}
        self.control: dict[str, str] = {}
        self.gateway: subprocess.Popen[bytes] | None = None
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    # --- start -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Peers first (the gateway must know their ports), then the gateway, then the peers learn its address."""
        if (self.settings.folder / "lienthong.db").exists():
            raise StageError(f"{self.settings.folder} holds an earlier run; give an empty folder")
        self._write_secrets()
        for name in self.peers:
            self._start_peer(name)
        self.start_gateway(seconds=30.0)
        for name in self.peers:
            if name != "province":
                self.send(self.control[name] + "/start", {})

    def begin_morning(self) -> None:
        """The province starts to push."""
        self.send(self.control["province"] + "/start", {})

    def _write_secrets(self) -> None:
        folder = self.settings.folder / "secrets"
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*self.peers, CARRIER, "signing_key", "admin_token"):
            path = folder / name
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(4 if name == CARRIER else 24) + "\n", encoding="utf-8")   # a carrier types it

    def _secret(self, name: str) -> Path:
        return self.settings.folder / "secrets" / name

    def secret(self, name: str) -> str:
        """What was agreed with `name` for this run."""
        return self._secret(name).read_text(encoding="utf-8").strip()

    def _start_peer(self, name: str) -> None:
        chosen, folder = self.settings, self.settings.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, str(HERE / f"{name}.py"), "--port-file", str(folder / "port"),
                   "--control-port-file", str(folder / "control"), "--state-dir", str(folder), "--seed", str(chosen.seed),
                   "--client-id", PARTNER if name == "payments" else f"{name}-link", "--secret-file", str(self._secret(name)), "--stop-on-eof"]
        if name == "province":
            command += ["--dossiers", str(chosen.dossiers), "--day", chosen.day.isoformat(), "--duration", str(chosen.duration),
                        "--before", str(chosen.before)]
        if name == "post":
            command += ["--customer", CUSTOMER]
        if name == "payments":
            command += ["--script", str(chosen.folder / "month.json")]
        if name == "bank":
            (chosen.folder / "from-bank").mkdir(exist_ok=True)
            command += ["--bank", BANK, "--account", ACCOUNT, "--deliver-dir", str(chosen.folder / "from-bank")]
        if name == "ministry":
            command += ["--pace", str(chosen.pace)]
        child = self._spawn(name, command, folder / "output.log", stdin=subprocess.PIPE)
        self.ports[name] = wait_for_port(folder / "port", child, 20.0)
        self.control[name] = f"http://127.0.0.1:{wait_for_port(folder / 'control', child, 20.0)}"

    def _spawn(self, name: str, command: list[str], log: Path, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            child = subprocess.Popen(command, stdin=stdin, stdout=output, stderr=subprocess.STDOUT,
                                     start_new_session=True, preexec_fn=end_with_parent, env=dict(os.environ, PYTHONUNBUFFERED="1"))
        self._children[name] = child
        return child

    def start_gateway(self, seconds: float) -> None:
        """Starts (or restarts) the gateway; after the first time on the same port, as a service would."""
        self._write_config()
        port_file = self.settings.folder / "gateway.port"
        port_file.unlink(missing_ok=True)
        self.gateway = self._spawn("gateway", [str(self.settings.binary), "serve", "--config", str(self.config)],
                                   self.settings.folder / "gateway.out")
        self.port = wait_for_port(port_file, self.gateway, seconds)
        self._wait_ready(seconds)
        for name in self.peers:
            self.send(self.control[name] + "/gateway", {"url": self.url})

    @property
    def url(self) -> str:
        """The gateway's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def controls(self) -> Controls:
        """The peers' control ports."""
        return Controls(self.control["portal"], self.control["ministry"], self.control["province"], self.control.get("post", ""))

    def _wait_ready(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.05)
        raise StageError("the gateway does not become ready")

    def _write_config(self) -> None:
        self.config.write_text(config_text(self.settings, self.port, self.ports), encoding="utf-8")

    # --- run -------------------------------------------------------------------------------------------------------

    def faults(self, peer: str, **switches: Any) -> None:
        """Replaces the faults of one peer; none given: it behaves again."""
        self.send(self.control[peer] + "/faults", switches)

    def address(self, peer: str) -> str:
        """Where a peer does its business."""
        return f"http://127.0.0.1:{self.ports[peer]}"

    def send(self, url: str, body: Any) -> None:
        """Posts JSON, or bytes as they are, to a peer."""
        request = urllib.request.Request(url, body if isinstance(body, bytes) else json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()

    def api(self, path: str) -> Any:
        """A document of the operators' API."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {self.secret('admin_token')}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def act(self, path: str, body: Any) -> tuple[int, Any]:
        """An act of the operators' API: the status and what it says."""
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(),
                                         {"Authorization": f"Bearer {self.secret('admin_token')}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"null")

    def conservation(self) -> list[dict[str, Any]]:
        """The conservation equation of every peer."""
        rows: list[dict[str, Any]] = self.api("/api/v1/conservation")["conservation"]
        return rows

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the binary with this run's configuration."""
        return subprocess.run([str(self.settings.binary), *words, "--config", str(self.config)],
                              capture_output=True, text=True, timeout=60, check=False)

    def state(self, peer: str) -> Any:
        """A peer's own state."""
        return fetch(self.control[peer] + "/state")

    # --- stop ------------------------------------------------------------------------------------------------------

    def kill_gateway(self) -> None:
        """SIGKILL: no last words, no clean-up."""
        if self.gateway is not None:
            self.gateway.send_signal(signal.SIGKILL)
            self.gateway.wait()

    def stop(self) -> int:
        """SIGTERM to every child by its id, the gateway first; returns the gateway's exit code."""
        code = self._end("gateway", 15.0)
        for name in self.peers:
            self._end(name, 5.0)
        return code

    def _end(self, name: str, seconds: float) -> int:
        child = self._children.get(name)
        if child is None:
            return 0
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        return child.returncode


def config_text(settings: Settings, port: int, ports: dict[str, int]) -> str:
    """lienthong.toml of a run."""
    folder, root = settings.folder, settings.root

    def text(value: object) -> str:
        return json.dumps(str(value), ensure_ascii=False)

    lines = ["# Written by tools/peer_sim for one run.", "[server]", 'address = "127.0.0.1"', f"port = {port}",
             f"port_file = {text(folder / 'gateway.port')}", "[store]", f"path = {text(folder / 'lienthong.db')}", "[data]",
             f"adapters = {text(root / 'adapters')}", f"schemas = {text(root / 'schemas')}", f"config = {text(root / 'config')}",
             "[gateway]", 'unit_code = "H55"', f"signing_key_file = {text(folder / 'secrets/signing_key')}",
             f"admin_token_file = {text(folder / 'secrets/admin_token')}", "[log]", f"file = {text(folder / 'lienthong.log')}",
             'level = "info"']
    for name, scheme in (("province", "bearer"), ("ministry", "basic")):
        lines += ["[[clients]]", f"system = {text(SYSTEMS[name])}", f"client_id = {text(name + '-link')}",
                  f"client_secret_file = {text(folder / 'secrets' / name)}", f"scheme = {text(scheme)}"]
    for name in PEERS:
        lines += ["[[systems]]", f"id = {text(SYSTEMS[name])}", f"base_url = {text(f'http://127.0.0.1:{ports[name]}')}",
                  f"client_id = {text(name + '-link')}", f"client_secret_file = {text(folder / 'secrets' / name)}",
                  'unit_code = "H55"'] + [f"{key} = {value}" for key, value in settings.tuning.items()]
    return "\n".join(lines + (money_lines(folder, ports) if settings.before else [])) + "\n"


def money_lines(folder: Path, ports: dict[str, int]) -> list[str]:
    """The post, the payment platform and the bank, in the same file."""
    secret = lambda name: json.dumps(str(folder / "secrets" / name))    # noqa: E731
    return [
        "[[systems]]", f'id = "{SYSTEMS["post"]}"', f'base_url = "http://127.0.0.1:{ports["post"]}"', 'client_id = "post-link"',
        f"client_secret_file = {secret('post')}", "poll_every_ms = 300",
        "[post]", 'system = "vnpost"', f'customer_code = "{CUSTOMER}"', 'name = "Trung tâm Phục vụ hành chính công phường Phan Đình Phùng"',
        'phone = "02083111222"', 'address = "1 Hoàng Văn Thụ"', 'province = "H55"', 'province_name = "Thái Nguyên"',
        "[[carriers]]", f'id = "{CARRIER}"', f"secret_file = {secret(CARRIER)}", 'system = "vnpost"',
        "[payments]", 'system = "payment-platform"', f'base_url = "http://127.0.0.1:{ports["payments"]}"',
        "query_after_ms = 1000", "query_base_ms = 300", "query_cap_ms = 1000", f'partner = "{PARTNER}"', f"secret_file = {secret('payments')}", 'address = "10.10.1.5"',
        "[fees]", f"spool = {json.dumps(str(folder / 'statements'))}", 'debtor_name = "TRUNG TAM PHUC VU HANH CHINH CONG"',
        f'debtor_account = "{ACCOUNT}"', 'debtor_bank = "VCBVVNVX"',
        "[[banks]]", 'id = "nhtm"', f"folder = {json.dumps(str(folder / 'from-bank'))}", "every_ms = 200", "settle_ms = 300"]
