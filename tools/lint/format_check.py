"""Every C++ file is as clang-format 16 with the `.clang-format` of the tree writes it.

Why: a difference that is only white space hides the one that matters. The version is fixed because two versions disagree.
"""

import pathlib
import re
import shutil
import subprocess

from tree import Problem, files, run

TOOL = "clang-format-16"


def problems(root: pathlib.Path) -> list[Problem]:
    sources = [name for name in files(root) if name.endswith((".cpp", ".hpp"))]
    if not sources:
        return []
    if shutil.which(TOOL) is None:
        return [Problem(TOOL, 0, "is not installed; see tools/packages.txt")]
    said = subprocess.run([TOOL, "--dry-run", "-Werror", *sources], cwd=root, capture_output=True, text=True, check=False)
    wrong = sorted(set(re.findall(r"^(\S[^:\n]*):\d+:\d+: error:", said.stderr, re.MULTILINE)))
    if said.returncode != 0 and not wrong:
        return [Problem(TOOL, 0, said.stderr.strip() or "failed without a word")]
    return [Problem(name, 0, f"not formatted; run {TOOL} -i {name}") for name in wrong]


if __name__ == "__main__":
    run(problems)
