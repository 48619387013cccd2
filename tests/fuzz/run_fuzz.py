#!/usr/bin/env python3
"""Runs fuzz targets, two at a time, and ends with 'N passed, N failed': one test per target.

    tests/fuzz/run_fuzz.py --programs build/asan/tests/fuzz --work build/asan/fuzz [--seconds 12] [--keep] [target…]

Without --keep every run starts from the seeds alone, so that one run is like the next; with it what was found is kept and built upon.
An input that breaks a target stays in WORK/<target>/ as crash-…, timeout-… or oom-…; WORK/<target>/log says why.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
AT_A_TIME = 2
RUNS = re.compile(r"^stat::number_of_executed_units: *(\d+)$", re.MULTILINE)
ACCEPTED = re.compile(r"^accepted inputs: (\d+)$", re.MULTILINE)
WHY = re.compile(r"^(?:property broken: .*|.*runtime error: .*|==\d+==ERROR: .*|SUMMARY: .*)$", re.MULTILINE)


@dataclass(frozen=True)
class Target:
    """What is special about one target; paths from the root of the tree or of the shared corpora."""

    max_len: int = 4096
    seconds: int = 12  # the small languages are exhausted sooner
    dictionary: str = ""
    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


TARGETS = {
    "json": Target(dictionary="json", shared=("json-parsing/test_parsing",)),
    "xml": Target(dictionary="xml", shared=("xml-wellformedness/xmltest", "xml-wellformedness/sun", "xml-attacks/patt/files")),
    "camt": Target(max_len=8192, dictionary="camt", shared=("iso20022-camt",)),
    "statement_text": Target(max_len=2048, dictionary="statement_text"),
    "compile": Target(max_len=8192, dictionary="mapping",
                      own=("tests/fuzz/adapters/the/mappings", "tests/unit/mapping/fixtures/mappings", "adapters/province/mappings",
                           "adapters/portal/mappings", "adapters/ministry-generic/mappings")),
    "code_table": Target(dictionary="code_table", own=("tests/fuzz/adapters/the/codes", "adapters/province/codes", "adapters/portal/codes",
                                                       "adapters/ministry-generic/codes")),
    "evaluate": Target(max_len=8192, dictionary="evaluate",
                       own=("adapters/province/cases", "adapters/portal/cases", "adapters/ministry-generic/cases")),
    "utf8": Target(max_len=256, seconds=5),
    "path": Target(max_len=256, seconds=5, dictionary="path"),
    "instant": Target(max_len=128, seconds=5, dictionary="instant"),
}


@dataclass(frozen=True)
class Ended:
    """How a target ended; `why` is empty when it passed."""

    name: str
    runs: int
    accepted: int
    why: str


def seeds_of(name: str, target: Target, copies: Path) -> list[str]:
    """Folders of inputs to start from. Only files no longer than the target takes: libFuzzer would cut the others."""
    folders = [HERE / "seeds" / name, *(ROOT / place for place in target.own), *(CORPORA / place for place in target.shared)]
    shutil.rmtree(copies, ignore_errors=True)
    copies.mkdir(parents=True)
    for number, folder in enumerate(folder for folder in folders if folder.is_dir()):
        for file in folder.rglob("*"):
            if file.is_file() and file.stat().st_size <= target.max_len:
                shutil.copyfile(file, copies / f"{number}-{'-'.join(file.relative_to(folder).parts)}")
    return [str(copies)]


def command_of(name: str, target: Target, chosen: argparse.Namespace, work: Path) -> list[str]:
    """The program with its limits. The corpus it may write to comes first, what it only reads after it."""
    corpus = work / "corpus"
    if not chosen.keep:
        shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True, exist_ok=True)
    words = [str(chosen.programs / f"fuzz_{name}"), f"-max_total_time={chosen.seconds or target.seconds}", f"-max_len={target.max_len}",
             "-rss_limit_mb=1024", "-malloc_limit_mb=512", "-timeout=5", "-print_final_stats=1", f"-artifact_prefix={work}/"]
    if target.dictionary:
        words.append(f"-dict={HERE / 'dictionaries' / target.dictionary}")
    return [*words, str(corpus), *seeds_of(name, target, work / "seeds")]


def number_in(pattern: re.Pattern[str], text: str) -> int:
    """The last number of that kind; 0 when the text has none."""
    found = pattern.findall(text)
    return int(found[-1]) if found else 0


def fuzz(name: str, chosen: argparse.Namespace) -> Ended:
    """One target, from start to end."""
    target = TARGETS[name]
    work = (chosen.work / name).resolve()
    work.mkdir(parents=True, exist_ok=True)
    seconds = chosen.seconds or target.seconds
    log = work / "log"
    with log.open("wb") as out:
        try:
            code = subprocess.run(command_of(name, target, chosen, work), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False,
                                  timeout=seconds + 120).returncode
        except (OSError, subprocess.TimeoutExpired) as problem:
            return Ended(name, 0, 0, type(problem).__name__)
    text = log.read_text(encoding="utf-8", errors="replace")
    runs, accepted = number_in(RUNS, text), number_in(ACCEPTED, text)
    if code != 0:
        said = WHY.search(text)
        return Ended(name, runs, accepted, f"{said[0] if said else f'exit code {code}'} (input and log: {work})")
    return Ended(name, runs, accepted, "" if accepted else "no input got past the reader")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=0, help="for each target; default: as the table says")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("target", nargs="*", default=list(TARGETS))
    chosen = parser.parse_args()
    chosen.programs = chosen.programs.resolve()
    unknown = set(chosen.target) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    longest_first = sorted(chosen.target, key=lambda name: -TARGETS[name].seconds)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        ended = list(pool.map(lambda name: fuzz(name, chosen), longest_first))
    for one in ended:
        print(f"FAILED {one.name}: {one.why}" if one.why else f"ok    {one.name}: {one.runs} inputs, {one.accepted} accepted")
    failed = sum(1 for one in ended if one.why)
    print(f"{len(ended) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
