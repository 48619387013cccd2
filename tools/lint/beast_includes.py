"""At most five source files include Beast, and no header does.

Why: a file that instantiates Beast and TLS takes 20 to 50 seconds and a gigabyte to compile (measured, ecosystem 5.3), one that sees a
port takes 1 to 3. A single header with Beast in it spends that on everybody who includes it. third_party_impl only holds what
Beast compiles once for all and does not count.
"""

import pathlib
import re

from tree import Problem, files, run, text_of

LIMIT = 5
BEAST = re.compile(r'^\s*#\s*include\s*[<"]boost/beast')


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    sources = []
    for name in files(root):
        if not name.endswith((".cpp", ".hpp", ".h", ".ipp")) or name.startswith("gateway/third_party_impl/"):
            continue
        lines = (text_of(root, name) or "").splitlines()
        at = next((number for number, line in enumerate(lines, 1) if BEAST.match(line)), 0)
        if at and name.endswith(".cpp"):
            sources.append((name, at))
        elif at:
            found.append(Problem(name, at, "a header must not include Beast: everyone who includes it would pay"))
    if len(sources) > LIMIT:
        found += [Problem(name, at, f"{len(sources)} files include Beast; at most {LIMIT} may") for name, at in sources]
    return found


if __name__ == "__main__":
    run(problems)
