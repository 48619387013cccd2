"""Includes follow the arrows of the architecture, and third-party headers stay with the folder that owns them.

Why: the link lists of CMake cannot see a header-only dependency, and one include in the wrong direction is how a domain
comes to know a socket. There is no list of exceptions: an include that this check refuses is a design to be changed.
"""

import pathlib
import re

from tree import Problem, files, run, text_of

# folder -> folders it may include directly; what those may include it may include too.
ARROWS = {
    "base": set(),
    "domain": {"base"},
    "codec": {"domain"},
    "mapping": {"domain", "codec"},
    "storage": {"domain"},
    "runtime": {"base"},
    "arrival": {"runtime"},
    "transport": {"runtime"},
    "peer": {"domain", "codec", "mapping", "transport"},
    "sync": {"domain", "mapping", "codec", "storage", "peer", "runtime", "arrival"},
    "http": {"sync"},
    "console": {"sync"},
    "ops": {"sync"},
    "app": {"http", "console", "ops"},
    "adapters": {"peer"},
    "third_party_impl": set(),
}

# Folders that see no socket, no thread and no clock.
PURE = {"base", "domain", "codec", "mapping"}

# start of a header's name -> folders that may include it, and why nobody else
OWNERS = {
    "rapidjson/": ({"codec"}, "JSON text is read and written in codec"),
    "pugixml": ({"codec"}, "XML text is read and written in codec"),
    "expat": ({"codec"}, "XML text is read and written in codec"),
    "re2/": ({"codec"}, "the patterns of schemas are matched in codec"),
    "libxml/": ({"codec"}, "XML schemas are checked in codec"),
    "valijson/": ({"codec"}, "JSON schemas are checked in codec"),
    "libssh2": ({"arrival"}, "files of a server come through a FileSource"),
    "xlsxwriter": ({"console/month"}, "workbooks are written from a MonthReport"),
    "sqlite3": ({"storage/sqlite"}, "the database is behind the Store port"),
    "zstd": ({"storage/sqlite"}, "only stored bytes are compressed"),
    "boost/beast": ({"transport", "http", "third_party_impl"}, "each file that sees Beast costs half a minute"),
    "toml++/": ({"mapping", "peer", "ops"}, "only files written by people are TOML"),
    "prometheus/": ({"ops"}, "metrics are behind ops/metrics.hpp"),
    "CLI/": ({"app"}, "only the program reads its arguments"),
    "spdlog/": ({"base"}, "lines are written by base/log"),
    "unicode/": ({"base"}, "text is folded by base/text"),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def reachable(folder: str) -> set[str]:
    """Every folder that `folder` may include, itself among them."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(ARROWS[one])
    return seen


def wrong_own(folder: str, target: str) -> str | None:
    """Why a file in `folder` may not include our header `target`."""
    parts = target.split("/")
    if ".." in parts or len(parts) < 2:
        return f'"{target}": write includes relative to gateway/'
    if parts[0] not in ARROWS:
        return f'"{target}": gateway has no folder {parts[0]}'
    if parts[0] not in reachable(folder):
        return f'"{target}": {folder} may not see {parts[0]}'
    # A sub-folder is an implementation of a port: for its own folder and the composition root.
    if len(parts) > 2 and folder not in (parts[0], "app"):
        return f'"{target}": {"/".join(parts[:-1])} is an implementation; include the port'
    return None


def wrong_foreign(place: str, folder: str, target: str) -> str | None:
    """Why a file in `folder` (at `place`, which names sub-folders too) may not include the third-party header `target`."""
    if folder in PURE and target.startswith("boost/"):
        return f"<{target}>: {folder} sees no socket, no thread and no clock"
    for start, (owners, why) in OWNERS.items():
        if target.startswith(start) and not any(place == owner or place.startswith(owner + "/") for owner in owners):
            return f"<{target}>: only in {', '.join(sorted(owners))}: {why}"
    return None


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    for name in files(root):
        path = pathlib.PurePosixPath(name)
        if path.suffix not in (".cpp", ".hpp", ".h", ".ipp") or path.parts[0] not in ("gateway", "adapters"):
            continue
        place = "/".join(path.parts[1:-1]) if path.parts[0] == "gateway" else "adapters"
        folder = place.split("/")[0]
        if folder not in ARROWS:
            found.append(Problem(name, 0, f"'{folder}' is no folder of the architecture"))
            continue
        for number, line in enumerate((text_of(root, name) or "").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            wrong = wrong_own(folder, match[1]) if match[1] else wrong_foreign(place, folder, match[2])
            if wrong:
                found.append(Problem(name, number, wrong))
    return found


if __name__ == "__main__":
    run(problems)
