"""What every check needs: which files there are, and one way to report.

A check is a module with `problems(root) -> list[Problem]`. The files are those that git tracks or would track, so that a new file
is checked before it is committed; outside a repository (an unpacked archive, the checks' own tests) every file counts that no build made.
"""

import pathlib
import subprocess
import sys
from typing import Callable, NamedTuple


# What builds and runs leave behind; git ignores it.
MADE_HERE = frozenset({".git", "build", "var", "__pycache__"})


class Problem(NamedTuple):
    """One thing wrong; line 0 means the whole file."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}"


def files(root: pathlib.Path) -> list[str]:
    """Paths relative to `root`, sorted, without what git ignores."""
    names = from_git(root) if (root / ".git").exists() else None
    if names is None:
        names = {path.relative_to(root).as_posix() for path in root.rglob("*")}
        names = {name for name in names if not MADE_HERE.intersection(pathlib.PurePosixPath(name).parts)}
    return sorted(name for name in names if (root / name).is_file())


def from_git(root: pathlib.Path) -> set[str] | None:
    """None when git is absent or refuses (a tree that belongs to someone else)."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return None
    return {name for name in listed.split("\0") if name}


def text_of(root: pathlib.Path, name: str) -> str | None:
    """The file as text; None for a binary file."""
    data = (root / name).read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", errors="replace")


def run(check: Callable[[pathlib.Path], list[Problem]]) -> None:
    """The body of each script: checks the folder named on the command line (default: here), exit 1 when anything is wrong."""
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    found = check(root)
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)
