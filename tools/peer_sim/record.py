"""What a simulated peer remembers: the log of every attempt it saw and the journal of its own state."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any


def body_hash(body: bytes | str) -> str:
    """Short SHA-256: enough to tell two bodies apart, too little to tell what was in them."""
    data = body.encode("utf-8") if isinstance(body, str) else body
    return hashlib.sha256(data).hexdigest()[:32]


class AttemptLog:
    """Every attempt, in memory and as JSON lines: time, operation, key, body hash without session, outcome sent."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self._rows: list[dict[str, Any]] = []
        self._file = path.open("a", encoding="utf-8") if path else None

    def add(self, operation: str, key: str, digest: str, outcome: str) -> None:
        """Notes one attempt; called before the answer goes out, so that a lost answer is still on the record."""
        row = {"time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"), "operation": operation,
               "key": key, "body_hash": digest, "outcome": outcome}
        with self._lock:
            self._rows.append(row)
            if self._file:
                self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
                self._file.flush()

    def close(self) -> None:
        """Nothing is written afterwards."""
        if self._file:
            self._file.close()
            self._file = None

    def rows(self) -> list[dict[str, Any]]:
        """A copy of all of it."""
        with self._lock:
            return list(self._rows)


class Journal:
    """Effects as JSON lines: the peer's state is the replay of its journal, so memory and disk cannot disagree."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file = path.open("a", encoding="utf-8") if path else None

    def replay(self) -> list[dict[str, Any]]:
        """The effects written by an earlier run."""
        if self._path is None or not self._path.exists():
            return []
        with self._path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def close(self) -> None:
        """Nothing is written afterwards."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def append(self, effect: dict[str, Any]) -> None:
        """Writes one effect."""
        if self._file is None:
            return
        with self._lock:
            self._file.write(json.dumps(effect, ensure_ascii=False) + "\n")
            self._file.flush()
