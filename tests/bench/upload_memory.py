#!/usr/bin/env python3
"""A large statement uploaded over TLS to the real binary: time, and the gateway's peak memory beside that of a small upload.

    python3 tests/bench/upload_memory.py --binary build/release/gateway/app/lienthong --megabytes 1 200 500
"""
from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e" / "banks"))


def peak_megabytes(pid: int) -> float:
    """Largest resident set so far."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """User and system time."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(folder: Path, megabytes: int) -> dict[str, float]:
    """One gateway, one upload."""
    from caller import Caller
    from camt import pieces
    from certificates import Authority
    from gateway import Gateway

    authority = Authority(folder, "authority")
    server, client = authority.issue("server", "serverAuth"), authority.issue("bank.example", "clientAuth")
    gateway = Gateway(folder, [{"id": "bank", "certificate_cn": "bank.example"}],
                      {"tls_certificate_file": server.certificate, "tls_key_file": server.key,
                       "tls_client_ca_file": authority.pair.certificate})
    per_entry = len(b"".join(pieces(1000))) / 1000
    entries = max(2, round(megabytes * 1e6 / per_entry))
    file = folder / "statement.xml"
    with file.open("wb") as out:
        for piece in pieces(entries):
            out.write(piece)
    gateway.start()
    assert gateway.process is not None
    try:
        pid, idle, begun = gateway.process.pid, cpu_seconds(gateway.process.pid), time.monotonic()
        with file.open("rb") as body:
            status, answer = Caller(gateway.port, authority.pair.certificate, client).send("bank", iter(lambda: body.read(1 << 18), b""))
        took = time.monotonic() - begun
        if status != 201 or json.loads(answer)["statements"][0]["entries"] != entries:
            raise SystemExit(f"not taken in: {status} {answer[:500]!r}")
        return {"megabytes": file.stat().st_size / 1e6, "entries": entries, "seconds": took, "cpu": cpu_seconds(pid) - idle,
                "peak": peak_megabytes(pid)}
    finally:
        gateway.stop()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[1, 200])
    chosen = parser.parse_args()
    os.environ["LT_BINARY"] = str(chosen.binary.resolve())
    sys.dont_write_bytecode = True
    print(f"{'MB':>8} {'entries':>10} {'seconds':>8} {'CPU s':>7} {'peak MB':>8}")
    for megabytes in chosen.megabytes:
        with tempfile.TemporaryDirectory(prefix="lienthong-upload-") as folder:
            row = measure(Path(folder), megabytes)
        print(f"{row['megabytes']:8.1f} {row['entries']:10d} {row['seconds']:8.1f} {row['cpu']:7.1f} {row['peak']:8.1f}", flush=True)


if __name__ == "__main__":
    main()
