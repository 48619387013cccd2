"""How the bank's files reach the Centre: into a folder (written under another name, then renamed), and by POST over HTTP or
HTTPS with the bank's own certificate."""

from __future__ import annotations

import base64
import hashlib
import http.client
import ssl
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from faults import FaultPlan
from outbox import Letter, Outbox


@dataclass(frozen=True)
class Destination:
    """Where files go; any of the two may be left out."""

    folder: Path | None = None
    upload_url: str = ""              # absolute, or a path at the gateway
    client_id: str = ""               # as whom it uploads: Basic, when there is one
    secret: str = ""
    certificate: Path | None = None   # of the bank, with its key
    key: Path | None = None
    authority: Path | None = None     # who signed the gateway's certificate


def write_file(folder: Path, name: str, content: bytes, pause_seconds: float = 0.0) -> None:
    """Nobody sees the name before the file is whole; `pause_seconds` is spent in the middle of writing."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{name}.part"
    with draft.open("wb") as out:
        out.write(content[:len(content) // 2])
        out.flush()
        time.sleep(pause_seconds)
        out.write(content[len(content) // 2:])
    draft.replace(folder / name)


def _connection(destination: Destination, url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host, timeout = parts.hostname or "127.0.0.1", 20.0
    if parts.scheme != "https":
        return http.client.HTTPConnection(host, parts.port or 80, timeout=timeout)
    context = ssl.create_default_context(cafile=str(destination.authority) if destination.authority else None)
    if destination.certificate:
        context.load_cert_chain(destination.certificate, destination.key)
    return http.client.HTTPSConnection(host, parts.port or 443, timeout=timeout, context=context)


def upload(destination: Destination, url: str, name: str, content_type: str, content: bytes) -> int:
    """The status of the answer; 0 when nothing usable came back."""
    connection = _connection(destination, url)
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{name}"'}
    if destination.client_id:
        pair = f"{destination.client_id}:{destination.secret}".encode("utf-8")
        headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
    try:
        connection.request("POST", urlsplit(url).path or "/", content, headers)
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


class Delivery:
    """Files leave one after the other. An upload is repeated until it is answered with 2xx or refused with 4xx."""

    def __init__(self, destination: Destination, switches: FaultPlan) -> None:
        self._destination, self._switches = destination, switches
        self.gateway = ""
        self._lock = threading.Lock()
        self._files: list[dict[str, Any]] = []
        self._outbox = Outbox(self._send, lambda _: None, workers=1)

    def start(self) -> None:
        """Begins to deliver."""
        self._outbox.start()

    def stop(self) -> None:
        """Delivers nothing more."""
        self._outbox.stop()

    def waiting(self) -> int:
        """Files that have not arrived."""
        return self._outbox.waiting()

    def put(self, name: str, statement: str, content_type: str, content: bytes, remark: str) -> None:
        """One file of a statement, behind those put before."""
        about = {"name": name, "statement": statement, "remark": remark, "bytes": len(content),
                 "digest": hashlib.sha256(content).hexdigest(), "status": 0, "tried": 0}
        with self._lock:
            self._files.append(about)
        self._outbox.put(Letter("files", time.monotonic(), name, content_type, content, about))

    def files(self) -> list[dict[str, Any]]:
        """What was delivered, in order: name, statement, digest (SHA-256), remark, status of the upload (201 for a folder alone)."""
        with self._lock:
            return [dict(about) for about in self._files]

    def _send(self, letter: Letter) -> bool:
        chosen = self._destination
        if chosen.folder is not None and not letter.about["tried"]:
            write_file(chosen.folder, letter.path, letter.body, self._switches.number("slow_write_ms", 0) / 1000.0)
        letter.about["tried"] += 1
        letter.about["status"] = 201
        if not chosen.upload_url:
            return True
        url = chosen.upload_url if "://" in chosen.upload_url else self.gateway + chosen.upload_url
        if "://" not in url:
            letter.about["status"] = 0
            return False
        letter.about["status"] = upload(chosen, url, letter.path, letter.content_type, letter.body)
        return 200 <= letter.about["status"] < 500 and letter.about["status"] != 429
