"""Authorities and certificates of one test, by the openssl command."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@dataclass(frozen=True)
class Pair:
    """PEM files."""

    certificate: Path
    key: Path


class Authority:
    """Signs servers (127.0.0.1) and clients."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.pair = Pair(folder / f"{name}.pem", folder / f"{name}.key")
        _openssl("req", "-x509", *_CURVE, "-days", 2, "-subj", f"/CN={name}", "-keyout", self.pair.key, "-out", self.pair.certificate)

    def issue(self, name: str, usage: str) -> Pair:
        """`usage`: serverAuth or clientAuth."""
        made = Pair(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        request, extensions = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        extensions.write_text(f"extendedKeyUsage={usage}\nsubjectAltName=IP:127.0.0.1\n", encoding="utf-8")
        _openssl("req", "-new", *_CURVE, "-subj", f"/CN={name}", "-keyout", made.key, "-out", request)
        _openssl("x509", "-req", "-in", request, "-days", 2, "-CA", self.pair.certificate, "-CAkey", self.pair.key, "-CAcreateserial",
                 "-extfile", extensions, "-out", made.certificate)
        return made
