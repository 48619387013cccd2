#!/usr/bin/env python3
"""Durable accept at 64 connections: the gateway beside the limit program, in turns, in one run.

A rate alone says more about the machine's neighbours than about us, so what counts is the ratio to `echo` with group
commit (../shared/bench/limits/echo.cpp: HTTP and fdatasync, nothing else), measured in the same minutes.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_SOURCE = ROOT.parent / "shared" / "bench" / "limits" / "echo.cpp"


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(path: Path, seconds: float = 20) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if path.exists() and path.read_text(encoding="utf-8").strip():
            return path.read_text(encoding="utf-8").strip()
        time.sleep(0.05)
    raise SystemExit(f"{path.name} did not appear")


def secret(folder: Path, name: str, value: str) -> Path:
    file = folder / name
    file.write_text(value + "\n", encoding="utf-8")
    file.chmod(0o600)
    return file


def start_gateway(binary: str, folder: Path) -> tuple[subprocess.Popen[bytes], str, str]:
    """A gateway that accepts and tells nobody: no [[systems]]."""
    secret(folder, "signing.key", "bench-signing")
    secret(folder, "admin.token", "bench-admin")
    secret(folder, "client.secret", "bench-client")
    config = folder / "lienthong.toml"
    config.write_text(
        f"""[server]
address = "127.0.0.1"
port = 0
port_file = "{folder}/port"
[store]
path = "{folder}/lienthong.db"
[data]
adapters = "{ROOT}/adapters"
schemas = "{ROOT}/schemas"
config = "{ROOT}/config"
[gateway]
unit_code = "H55"
signing_key_file = "{folder}/signing.key"
admin_token_file = "{folder}/admin.token"
[log]
file = "{folder}/log"
level = "warning"
[[clients]]
system = "province"
client_id = "bench"
client_secret_file = "{folder}/client.secret"
scheme = "bearer"
""", encoding="utf-8")
    process = subprocess.Popen([binary, "serve", "--config", str(config)])
    port = wait_for(folder / "port")
    form = b"grant_type=client_credentials&client_id=bench&client_secret=bench-client"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/token", form, timeout=10) as answer:
        token = json.load(answer)["access_token"]
    return process, f"http://127.0.0.1:{port}/province/Document/SyncDocument", token


def start_limit(folder: Path) -> tuple[subprocess.Popen[bytes], str] | None:
    if not LIMIT_SOURCE.exists():
        print("skipped: the limit program is not here, so no ratio can be given")
        return None
    program = folder / "echo"
    subprocess.run(["clang++-16", "-std=c++20", "-O2", "-o", str(program), str(LIMIT_SOURCE), "-lssl", "-lcrypto", "-lpthread"], check=True)
    port = 20000 + os.getpid() % 20000
    process = subprocess.Popen([str(program), str(port)], env={**os.environ, "APPEND": str(folder / "limit.log")})
    time.sleep(0.5)
    return process, f"http://127.0.0.1:{port}/"


def load(url: str, token: str, seconds: int, pid: int) -> dict[str, float]:
    before = cpu_seconds(pid)
    script = str(Path(__file__).with_name("post_document.lua"))
    out = subprocess.run(["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency", "-s", script, url, "--", token],
                         capture_output=True, text=True, check=True).stdout
    rate, p50, p99, refused, broken = map(float, out.split("RESULT ")[1].split())
    return {"rate": rate, "p50": p50, "p99": p99, "refused": refused, "broken": broken,
            "cpu": (cpu_seconds(pid) - before) / max(rate * seconds, 1) * 1000}


def show(name: str, rounds: list[dict[str, float]]) -> float:
    rate = statistics.median(r["rate"] for r in rounds)
    print(f"{name:10} {rate:8.0f} req/s  p50 {statistics.median(r['p50'] for r in rounds):6.2f} ms  "
          f"p99 {statistics.median(r['p99'] for r in rounds):7.2f} ms  CPU {statistics.median(r['cpu'] for r in rounds):.3f} s/1,000  "
          f"refused {sum(r['refused'] for r in rounds):.0f}  broken {sum(r['broken'] for r in rounds):.0f}")
    return rate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        print("skipped: wrk is not installed")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="lienthong-bench-"))
    processes: list[subprocess.Popen[bytes]] = []
    try:
        gateway, url, token = start_gateway(arguments.binary, folder)
        processes.append(gateway)
        limit = start_limit(folder)
        if limit:
            processes.append(limit[0])
        ours: list[dict[str, float]] = []
        theirs: list[dict[str, float]] = []
        for _ in range(arguments.rounds):
            ours.append(load(url, token, arguments.seconds, gateway.pid))
            if limit:
                theirs.append(load(limit[1], "none", arguments.seconds, limit[0].pid))
        rate = show("gateway", ours)
        if theirs:
            print(f"ratio      {rate / show('limit', theirs):8.2f}")
        return 0
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
