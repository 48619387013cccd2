"""Documents with the verdict that `lienthong codec` must give: the shared corpora where present, and our own lures."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator
from xml.sax.saxutils import escape

# What we refuse on purpose although the suite lets it in: gateway/codec/README.md.
DUPLICATE_NAMES = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
UTF_16 = {"utf16b", "utf16l"}


@dataclass(frozen=True)
class Document:
    """Bytes for one of the three checkers. `accepted` is None where either answer is right."""

    name: str
    form: str
    content: bytes
    accepted: bool | None


def json_suite(folder: Path) -> Iterator[Document]:
    """JSONTestSuite: y_ in, n_ out, i_ as it comes (the unit tests hold us to our choice)."""
    for file in sorted((folder / "test_parsing").glob("*.json")):
        verdict = {"y_": True, "n_": False}.get(file.name[:2])
        yield Document(file.name, "json", file.read_bytes(), verdict and file.name not in DUPLICATE_NAMES)


def xml_suite(folder: Path) -> Iterator[Document]:
    """The W3C suite with the policy of its index."""
    with (folder / "cases.tsv").open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index, delimiter="\t"):
            accepted = row["gateway_policy"] == "accept" and row["id"] not in UTF_16
            yield Document(row["path"], "xml", (folder / row["path"]).read_bytes(), accepted)


def utf8_suite(folder: Path) -> Iterator[Document]:
    """Lines 'number:valid[ hex]:…' and 'number:invalid hex:…'."""
    for line in (folder / "utf8tests.txt").read_text(encoding="ascii").splitlines():
        cells = line.split(":")
        if line.startswith("#") or len(cells) < 3:
            continue
        content = bytes.fromhex(cells[2]) if "hex" in cells[1] else cells[2].encode("ascii")
        yield Document(f"utf8 {cells[0]}", "utf8", content, not cells[1].strip().startswith("invalid"))


def lured(text: str, file: Path, port: int) -> str:
    """The same attack, aimed at our own file and listener."""
    text = re.sub(r"(?:file|php|phar|jar|netdoc|expect)://?/?[^\s\"'<>]*", file.as_uri(), text)
    return re.sub(r"\b(https?|ftp|gopher)://[^\s\"'<>/]+", rf"\1://127.0.0.1:{port}", text)


def xml_attacks(folder: Path, file: Path, port: int) -> Iterator[Document]:
    """Each file, and each line bare and inside an envelope. With a DOCTYPE out; without one whatever it is worth."""
    for source in sorted(one for one in folder.rglob("*") if one.is_file() and one.name not in ("LICENSE", "SOURCE.md")):
        text = source.read_text(encoding="utf-8", errors="surrogateescape")
        lines = dict.fromkeys([text, *text.splitlines(), *(f"<Envelope><Body>{line}</Body></Envelope>" for line in text.splitlines())])
        for number, line in enumerate(lines):
            attack = lured(line, file, port)
            loaded = "<!DOCTYPE" in attack and "<![CDATA[" not in attack
            yield Document(f"{source.name} {number}", "xml", attack.encode("utf-8", "surrogateescape"), False if loaded else None)


def our_lures(file: Path, port: int) -> Iterator[Document]:
    """Every way we know in which a document can ask its reader to fetch something."""
    for place in (file.as_uri(), str(file), f"http://127.0.0.1:{port}/x"):
        documents = {
            "external entity": (f'<!DOCTYPE a [<!ENTITY b SYSTEM "{place}">]><a>&b;</a>', False),
            "parameter entity": (f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{place}"> %b;]><a/>', False),
            "external subset": (f'<!DOCTYPE a SYSTEM "{place}"><a/>', False),
            "stylesheet": (f'<?xml-stylesheet href="{place}"?><a/>', False),
            "inclusion": (f'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{place}"/></a>', True),
            "schema location": (f'<a xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="urn:a {place}"/>', True),
            "namespace": (f'<a xmlns="{place}"/>', True),
        }
        for name, (text, accepted) in documents.items():
            yield Document(f"{name} {place}", "xml", text.encode(), accepted)
        yield Document(f"reference {place}", "json", json.dumps({"$ref": place, "$schema": place}).encode(), True)


def hostile_strings(folder: Path) -> Iterator[Document]:
    """Every list as it is, and its strings as texts of a JSON list and of an XML document, where they are nothing special."""
    texts = {"blns": json.loads((folder / "blns" / "blns.json").read_bytes())}
    for file in sorted((folder / "patt").glob("*.txt")):
        raw = file.read_bytes()
        texts[file.name] = raw.decode("utf-8", "replace").splitlines()
        for form in ("json", "xml", "utf8"):
            yield Document(f"{file.name} raw", form, raw, None)
    for name, strings in texts.items():
        held = ["".join(c for c in one if c in "\t\n\r" or " " <= c not in "\ufffe\uffff") for one in strings]
        body = "".join(f"<b>{escape(one)}</b>" for one in held)
        yield Document(f"{name} as texts", "json", json.dumps(strings, ensure_ascii=False).encode("utf-8"), True)
        yield Document(f"{name} as texts", "xml", f"<a>{body}</a>".encode("utf-8"), True)
