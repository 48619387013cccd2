"""The paths that the gateway serves and the paths of the API's description are the same.

Why: an integrator writes against schemas/api/openapi.yaml; a path that only one of the two knows is found by him, at night.
Pages for people (/, /ho-so) and the paths that adapters bring along are described where they come from.
"""

import pathlib
import re

from tree import Problem, files, run, text_of

DESCRIPTION = "schemas/api/openapi.yaml"
SERVED = re.compile(r'"(/(?:api/v1|buu-ta)(?:/[^"\s]*[^"\s/])?|/token|/healthz|/readyz|/metrics)"')
DESCRIBED = re.compile(r"^  (/\S*):\s*$")
BY_ADAPTERS = {"/ems/webhook"}


def problems(root: pathlib.Path) -> list[Problem]:
    served: dict[str, tuple[str, int]] = {}
    for name in files(root):
        if name.startswith("gateway/") and name.endswith(".cpp"):
            for number, line in enumerate((text_of(root, name) or "").splitlines(), 1):
                for path in SERVED.findall(line):
                    served.setdefault(path, (name, number))
    described = {match[1]: number for number, line in enumerate((text_of(root, DESCRIPTION) or "").splitlines(), 1)
                 if (match := DESCRIBED.match(line))}
    found = [Problem(*place, f"{path} is served and not in {DESCRIPTION}") for path, place in served.items() if path not in described]
    return found + [Problem(DESCRIPTION, number, f"{path} is described and nobody serves it")
                    for path, number in described.items() if path not in served and path not in BY_ADAPTERS]


if __name__ == "__main__":
    run(problems)
