"""No source file is longer than 400 lines, unless the README beside it names it with a reason.

Why: a file that does not fit into a head is where unrelated things begin to live together. Some files are long for a good
reason (a table that must stay in one piece); then a line of the folder's README says which and why:
    `file.cpp` is over 400 lines because …
"""

import pathlib

from tree import Problem, files, run, text_of

LIMIT = 400
SOURCES = (".cpp", ".hpp", ".h", ".ipp", ".py", ".sh", ".cmake", ".js", ".ts", ".css", ".html", ".S")


def excused(root: pathlib.Path, name: str) -> bool:
    readme = (root / name).parent / "README.md"
    if not readme.is_file():
        return False
    own = pathlib.PurePosixPath(name).name
    return any(f"`{own}`" in line and "because" in line for line in readme.read_text(encoding="utf-8").splitlines())


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    for name in files(root):
        path = pathlib.PurePosixPath(name)
        if path.suffix not in SOURCES and path.name not in ("CMakeLists.txt", "run"):
            continue
        length = len((text_of(root, name) or "").splitlines())
        if length > LIMIT and not excused(root, name):
            found.append(Problem(name, 0, f"{length} lines; at most {LIMIT}, or a reason in the folder's README"))
    return found


if __name__ == "__main__":
    run(problems)
