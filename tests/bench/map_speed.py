#!/usr/bin/env python3
"""Mapping a 4 KB dossier both ways: the engine beside a hand-written mapper, in turns, in one process.

What counts is the ratio of processor times: a rate alone says more about the machine and its neighbours than about us.
"""
from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

DIRECTIONS = (
    ("json_to_xml", "JSON -> XML", ("read_json", "to_external", "write_xml")),
    ("xml_to_json", "XML -> JSON", ("read_xml", "to_canonical", "write_json")),
)


def run(binary: str, rounds: int, seconds: float, out: Path) -> dict:
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [
        binary,
        f"--benchmark_repetitions={rounds}",
        f"--benchmark_min_time={seconds}",
        "--benchmark_enable_random_interleaving=true",
        f"--benchmark_out={out}",
        "--benchmark_out_format=json",
    ]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(out.read_text(encoding="utf-8"))


def microseconds(result: dict) -> dict[str, list[float]]:
    """Processor time of each round, by benchmark."""
    out: dict[str, list[float]] = {}
    for row in result["benchmarks"]:
        if row["run_type"] == "iteration":
            out.setdefault(row["run_name"], []).append(row["cpu_time"] / 1000)
    return out


def report(result: dict) -> str:
    context = result["context"]
    times = {name: statistics.median(rounds) for name, rounds in microseconds(result).items()}
    lines = [f"{context['documents']} dossiers, on average {context['json_bytes']} B JSON, {context['xml_bytes']} B XML; load "
             + " ".join(f"{load:.1f}" for load in context["load_avg"])]
    for key, title, parts in DIRECTIONS:
        by_hand, engine = times[f"{key}/hand_written"], times[f"{key}/engine"]
        lines.append(f"{title}: engine {engine:.1f} us ({1e6 / engine:,.0f}/s), by hand {by_hand:.1f} us "
                     f"({1e6 / by_hand:,.0f}/s), ratio {engine / by_hand:.2f}")
        lines.append("    " + ", ".join(f"{part} {times[f'{key}/engine/{part}']:.1f}" for part in parts))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="build/bench/tests/bench/map/map_bench")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.2, help="of each measurement")
    parser.add_argument("--json", type=Path, default=Path("build/bench/map.json"), help="where Google Benchmark's own result goes")
    given = parser.parse_args()
    print(report(run(given.binary, given.rounds, given.seconds, given.json)))


if __name__ == "__main__":
    main()
