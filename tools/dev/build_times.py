#!/usr/bin/env python3
"""Which files take longest to build, from Ninja's own log: top 15 and the sum.

    tools/dev/build_times.py build/asan [COUNT]

A file that ccache gave back is as quick as it was; clear the cache first (ccache -C) for true figures.
"""

import pathlib
import sys


def durations(log: str) -> dict[str, int]:
    """Output → milliseconds of its last build. Lines: start, end, modification time, output, hash."""
    times: dict[str, int] = {}
    for line in log.splitlines():
        parts = line.split("\t")
        if len(parts) == 5 and not line.startswith("#"):
            times[parts[3]] = int(parts[1]) - int(parts[0])
    return times


def report(times: dict[str, int], count: int) -> list[str]:
    slowest = sorted(times.items(), key=lambda item: (-item[1], item[0]))[:count]
    lines = [f"{milliseconds / 1000:8.1f} s  {output}" for output, milliseconds in slowest]
    return [*lines, f"{sum(times.values()) / 1000:8.1f} s  in {len(times)} steps"]


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__)
        return 2
    log = pathlib.Path(sys.argv[1]) / ".ninja_log"
    if not log.is_file():
        print(f"{log}: there is no such file; build first")
        return 1
    print("\n".join(report(durations(log.read_text(encoding="utf-8")), int(sys.argv[2]) if len(sys.argv) == 3 else 15)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
