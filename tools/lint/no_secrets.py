"""No private key, no secret value, no host of a real organisation in the tree.

Why: fixtures are copied from real traffic, and a key or an address that slipped in once stays in the history. A test that dials a real
host by mistake reaches a real authority. Names allowed: those that RFC 2606 and RFC 6761 reserve (example, test, invalid, localhost),
loopback addresses, and a few XML namespaces and schema dialects, which are names and never fetched.
"""

import ipaddress
import pathlib
import re

from tree import Problem, files, run, text_of

NAMESPACES = {
    "www.w3.org": "XML Schema, SOAP 1.2",
    "schemas.xmlsoap.org": "SOAP 1.1, WSDL",
    "docs.oasis-open.org": "WS-Security",
    "json-schema.org": "JSON Schema dialects",
}
# The text of a licence is not ours to change.
VERBATIM = ("LICENSE", "LICENCE", "NOTICE", "COPYING")

PRIVATE_KEY = re.compile("-----BEGIN [A-Z ]*" + "PRIVATE KEY-----")
URL = re.compile(r"\b[a-z][a-z0-9+.-]*://(?:[^\s/@\"'<>]*@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)")
BARE_HOST = re.compile(r"(?<![\w.@/-])((?:[A-Za-z0-9-]+\.)+(?:vn|com|org))(?![\w-]|\.\w)")
MAIL = re.compile(r"[\w.+-]@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})\b")
# A secret by its name, with a value that looks drawn at random: one run of at least 32 hex or base64 characters.
SECRET = re.compile(
    r"(?i)(?:secret|passw(?:or)?d|token|api_?key|private_?key|signing_?key|session)[\"']?\s*[:=]\s*[\"']([A-Za-z0-9+/=]{32,})[\"']")


def harmless(host: str) -> bool:
    """Whether nobody can be reached by that name."""
    host = host.rstrip(".").lower()
    if host.startswith("["):
        host = host[1:-1]
    try:
        address = ipaddress.ip_address(host)
        # Documentation addresses (RFC 5737, 3849) are reserved like example names.
        return address.is_loopback or address.is_unspecified or address in ipaddress.ip_network("192.0.2.0/24")
    except ValueError:
        pass
    labels = host.split(".")
    if len(labels) == 1:
        return True  # a placeholder: no public host has a name without a dot
    return labels[-1] in ("example", "test", "invalid", "localhost") or "example" in labels[:-1] or host in NAMESPACES


def wrong_in(line: str) -> list[str]:
    wrong = []
    if PRIVATE_KEY.search(line):
        wrong.append("a private key; make it when the test runs")
    hosts = {match[1] for pattern in (URL, BARE_HOST, MAIL) for match in pattern.finditer(line)}
    wrong += [f"host '{host}'; use an example name or loopback" for host in sorted(hosts) if not harmless(host)]
    if any(re.search("[0-9]", match[1]) and len(set(match[1])) > 8 for match in SECRET.finditer(line)):
        wrong.append("a secret with its value; use an obvious dummy or make it when the test runs")
    return wrong


def problems(root: pathlib.Path) -> list[Problem]:
    found = []
    for name in files(root):
        if pathlib.PurePosixPath(name).name.startswith(VERBATIM):
            continue
        text = text_of(root, name)
        for number, line in enumerate((text or "").splitlines(), 1):
            found += [Problem(name, number, wrong) for wrong in wrong_in(line)]
    return found


if __name__ == "__main__":
    run(problems)
