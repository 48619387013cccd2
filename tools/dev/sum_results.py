#!/usr/bin/env python3
"""Sums what every test program of a build said and ends with 'N passed, N failed'.

    tools/dev/sum_results.py build/asan [--extra FILE]…

Counted: GoogleTest's JSON results (BUILD/results/*.json); for ctest programs that write none, their last line 'N passed, N failed' or
else the program as one test; the last such line of each FILE. A program that crashed, hung, was not found or reported an error after
its tests (a leak, a sanitizer) is one failure more, so that nothing can fail without being counted. Exit 1 when anything failed or
nothing ran.
"""

import argparse
import dataclasses
import json
import pathlib
import re
import sys

SUMMARY = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
FAILED_NAME = re.compile(r"^FAILED (.+)$", re.MULTILINE)
JSON_ARGUMENT = re.compile(r"--gtest_output=json:([^\"\s]+)")
BLOCK = re.compile(r"^\d+/\d+ Testing: (?P<name>[^\n]*)\n(?P<body>.*?)^\"(?P=name)\" time elapsed", re.MULTILINE | re.DOTALL)
OUTPUT = re.compile(r"^Output:\n-+\n(.*?)^<end of output>$", re.MULTILINE | re.DOTALL)


@dataclasses.dataclass
class Sum:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)

    def fail(self, name: str) -> None:
        self.failed += 1
        self.failures.append(name)

    def add(self, other: "Sum") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures


def from_gtest(file: pathlib.Path) -> Sum:
    """One program's JSON results. A file that cannot be read, or holds no test, is a failure."""
    total = Sum()
    try:
        suites = json.loads(file.read_text(encoding="utf-8")).get("testsuites", [])
    except (OSError, ValueError):
        total.fail(f"{file.stem}: its results cannot be read")
        return total
    for suite in suites:
        for test in suite.get("testsuite", []):
            if test.get("failures"):
                total.fail(f"{file.stem}: {suite['name']}.{test['name']}")
            elif test.get("result") == "SKIPPED":
                total.skipped += 1
            elif test.get("status") == "RUN":
                total.passed += 1
    if total == Sum():
        total.fail(f"{file.stem}: ran no test")
    return total


def from_text(name: str, text: str) -> Sum | None:
    """The last 'N passed, N failed' of a text; None when it has none."""
    lines = SUMMARY.findall(text)
    if not lines:
        return None
    names = FAILED_NAME.findall(text)
    passed, failed = (int(number) for number in lines[-1])
    names += ["(not named)"] * (failed - len(names))
    return Sum(passed, failed, 0, [f"{name}: {one}" for one in names[:failed]])


def from_ctest(name: str, body: str, results: pathlib.Path, read: set[pathlib.Path]) -> Sum:
    """One program as ctest logged it. JSON files that were counted go to `read`."""
    # ctest logs a program that it could not start as passed, without a start time.
    if re.search(r'^"' + re.escape(name) + r'" start time: *$', body, re.MULTILINE):
        return Sum(0, 1, 0, [f"{name}: did not run"])
    ended_well = re.search(r"^Test Passed\.$", body, re.MULTILINE) is not None
    written = JSON_ARGUMENT.search(body)
    if written:
        file = results / pathlib.PurePosixPath(written[1]).name
        if not file.is_file():
            return Sum(0, 1, 0, [f"{name}: wrote no results (crashed, hung or was stopped)"])
        read.add(file)
        total = from_gtest(file)
    else:
        output = OUTPUT.search(body)
        counted = from_text(name, output[1] if output else "")
        if counted is None:
            return Sum(1, 0) if ended_well else Sum(0, 1, 0, [name])
        total = counted
    if not ended_well and total.failed == 0:
        total.fail(f"{name}: ended with an error after its tests")
    return total


def sum_build(build: pathlib.Path) -> Sum:
    total = Sum()
    results = build / "results"
    read: set[pathlib.Path] = set()
    log = build / "Testing" / "Temporary" / "LastTest.log"
    if log.is_file():
        for block in BLOCK.finditer(log.read_text(encoding="utf-8", errors="replace")):
            total.add(from_ctest(block["name"], block["body"], results, read))
    for file in sorted(set(results.glob("*.json")) - read):
        total.add(from_gtest(file))
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("build", type=pathlib.Path, nargs="+")
    parser.add_argument("--extra", type=pathlib.Path, action="append", default=[])
    arguments = parser.parse_args()
    total = Sum()
    for build in arguments.build:
        total.add(sum_build(build))
    for file in arguments.extra:
        counted = from_text(file.name, file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else None
        total.add(counted or Sum(0, 1, 0, [f"{file.name}: no line 'N passed, N failed'"]))
    if total.failures:
        print("Failed:")
        for name in total.failures:
            print(f"  {name}")
    if total.skipped:
        print(f"{total.skipped} skipped")
    if total.passed + total.failed == 0:
        print("No test ran.")
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed or total.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
