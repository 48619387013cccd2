"""No note to self in the tree.

Why: a mark in the code is a promise that nobody keeps and nobody sees. What is missing is said where users and maintainers look: in a
README, an issue or the change log.
"""

import pathlib
import re

from tree import Problem, files, run, text_of

# Put together so that this file does not find itself.
MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"]) + r")\b")


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    for name in files(root):
        for number, line in enumerate((text_of(root, name) or "").splitlines(), 1):
            match = MARKS.search(line)
            if match:
                found.append(Problem(name, number, f"{match[1]}: do it, or say in the README what is missing"))
    return found


if __name__ == "__main__":
    run(problems)
