"""Does literally what a tutorial says and compares what the screen shows. Last line: N passed, N failed.

A tutorial is Markdown with two kinds of fenced blocks:
  ```toml file=adapters/x/mappings/y.toml     the reader saves this text under that name
  ```console                                  the reader types the lines that begin with "$ "; what follows is what he sees
A line of only "…" stands for any lines, and "…" inside a line for any text. "(exit 1)" as a last line is the exit code; 0 otherwise.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(r"^```(\w+)(?:\s+file=(\S+))?\s*$")


def blocks(text: str):
    """(line number, language, file or None, lines) of each fenced block."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opened = FENCE.match(lines[at])
        if not opened:
            at += 1
            continue
        end = next(i for i in range(at + 1, len(lines)) if lines[i] == "```")
        yield at + 1, opened[1], opened[2], lines[at + 1 : end]
        at = end + 1


def commands(lines: list[str]):
    """(command, expected lines, expected exit code); a command goes on after a backslash."""
    at = 0
    while at < len(lines):
        if not lines[at].startswith("$ "):
            raise ValueError(f"a console block begins with a command, not with: {lines[at]}")
        command = lines[at][2:]
        while command.endswith("\\"):
            at += 1
            command = command[:-1] + lines[at].strip()
        at += 1
        shown = []
        while at < len(lines) and not lines[at].startswith("$ "):
            shown.append(lines[at])
            at += 1
        code = 0
        if shown and (told := re.fullmatch(r"\(exit (\d+)\)", shown[-1])):
            code = int(told[1])
            shown.pop()
        yield command, shown, code


def fits(shown: list[str], got: list[str]) -> bool:
    """Whether the lines are those shown, where "…" stands for anything."""
    pattern = ""
    for line in shown:
        pattern += r"(?:.*\n)*?" if line == "…" else ".*".join(re.escape(part) for part in line.split("…")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def follow(tutorial: Path, binary: Path, root: Path) -> tuple[int, int]:
    """Follows one tutorial in an empty folder. Commands see the tree as $LIENTHONG_SOURCE and the binary on PATH."""
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="tutorial-") as folder:
        environment = dict(os.environ, LIENTHONG_SOURCE=str(root), PATH=f"{binary.parent}{os.pathsep}{os.environ['PATH']}", LC_ALL="C.UTF-8")
        for line, language, name, lines in blocks(tutorial.read_text(encoding="utf-8")):
            if name:
                target = Path(folder, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("\n".join(lines) + "\n", encoding="utf-8")
                continue
            if language != "console":
                continue
            for command, shown, code in commands(lines):
                done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True, encoding="utf-8",
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
                got = done.stdout.splitlines()
                if fits(shown, got) and done.returncode == code:
                    passed += 1
                    continue
                failed += 1
                print(f"FAILED {tutorial.name}:{line}: {command}")
                print("\n".join(["  the tutorial shows:", *shown, f"  the screen showed (exit {done.returncode}):", *got]), flush=True)
    return passed, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, type=Path)
    parser.add_argument("tutorials", nargs="+", type=Path)
    arguments = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    passed = failed = 0
    for tutorial in arguments.tutorials:
        one_passed, one_failed = follow(tutorial, arguments.binary.resolve(), root)
        passed += one_passed
        failed += one_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
