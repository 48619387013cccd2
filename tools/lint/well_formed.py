"""Every JSON and TOML file parses, and no JSON object has a key twice.

Why: a data file is only read when its feature is used, so a slip would surface at a site instead of here; and of a key that is given twice
one value is silently lost. Files that are malformed on purpose live in a folder named `malformed`.
"""

import json
import pathlib
import tomllib

from tree import Problem, files, run


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"key '{key}' is given twice")
    return dict(pairs)


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    for name in files(root):
        path = pathlib.PurePosixPath(name)
        if "malformed" in path.parts:
            continue
        try:
            if path.suffix == ".json":
                json.loads((root / name).read_bytes().decode("utf-8"), object_pairs_hook=unique)
            elif path.suffix == ".toml":
                tomllib.loads((root / name).read_bytes().decode("utf-8"))
        except ValueError as error:  # the base of UnicodeDecodeError, JSONDecodeError and TOMLDecodeError
            found.append(Problem(name, 0, str(error)))
    return found


if __name__ == "__main__":
    run(problems)
