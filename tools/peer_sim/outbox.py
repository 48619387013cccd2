"""A peer's own sending side: one lane per dossier, the same body again and again until it is acknowledged."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Callable
from urllib.parse import urlsplit


@dataclass
class Answer:
    """What came back; status 0 when nothing usable did."""

    status: int
    body: bytes = b""


@dataclass
class Letter:
    """One message to the gateway."""

    lane: str
    due: float                       # time.monotonic() before which it is not sent
    path: str
    content_type: str
    body: bytes
    about: dict[str, Any]            # what it says, for the peer's own record
    headers: dict[str, str] = field(default_factory=dict)
    attempts: int = 0
    ack_order: int = 0               # 1 for the first letter acknowledged; 0 while it is not
    refusals: int = 0                # answers that were neither an acknowledgement nor a passing trouble
    last_answer: str = ""


def post(base_url: str, path: str, body: bytes, headers: dict[str, str], timeout: float = 10.0) -> Answer:
    """One POST on its own connection. Any trouble on the way is status 0: the sender cannot know what happened."""
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=timeout)
    try:
        connection.request("POST", parts.path.rstrip("/") + path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.read())
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()


STOP_PATIENCE = 3.0     # seconds


class Outbox:
    """Sends letters until `send` says True. Letters of one lane go one at a time and in order; lanes do not wait for
    each other. Nothing is ever given up: what a real peer does that has a queue of its own."""

    def __init__(self, send: Callable[[Letter], bool], on_ack: Callable[[Letter], None], workers: int = 6) -> None:
        self._send = send
        self._on_ack = on_ack
        self._workers = workers
        self._lanes: dict[str, list[Letter]] = {}
        self._busy: set[str] = set()
        self._acked = 0
        self._all: list[Letter] = []
        self._changed = threading.Condition()
        self._stopped = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Starts the sending threads."""
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self._workers)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No more sends; letters in hand are waited for, but no longer than a few seconds: their receiver may be silent."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        end = time.monotonic() + STOP_PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def put(self, letter: Letter) -> None:
        """Puts a letter at the end of its lane."""
        with self._changed:
            self._lanes.setdefault(letter.lane, []).append(letter)
            self._all.append(letter)
            self._changed.notify_all()

    def drop_lane(self, lane: str) -> None:
        """Takes back everything not yet tried: the dossier was withdrawn."""
        with self._changed:
            untried = [letter for letter in self._lanes.get(lane, []) if letter.attempts == 0]
            self._lanes[lane] = [letter for letter in self._lanes.get(lane, []) if letter.attempts > 0]
            self._all = [letter for letter in self._all if letter not in untried]

    def letters(self) -> list[Letter]:
        """Every letter that was put and not taken back."""
        with self._changed:
            return list(self._all)

    def waiting(self) -> int:
        """How many letters are not acknowledged yet."""
        with self._changed:
            return sum(1 for letter in self._all if letter.ack_order == 0)

    def _next(self, now: float) -> tuple[Letter | None, float]:
        """A due lane head that nobody is sending, or how long until there may be one."""
        pause = 0.5
        for lane, letters in self._lanes.items():
            if not letters or lane in self._busy:
                continue
            wait = letters[0].due - now
            if wait <= 0:
                return letters[0], 0.0
            pause = min(pause, wait)
        return None, pause

    def _work(self) -> None:
        while True:
            with self._changed:
                letter: Letter | None = None
                while letter is None:
                    if self._stopped:
                        return
                    letter, pause = self._next(time.monotonic())
                    if letter is None:
                        self._changed.wait(pause)
                self._busy.add(letter.lane)
                letter.attempts += 1
            acknowledged = self._send(letter)
            self._settle(letter, acknowledged)

    def _settle(self, letter: Letter, acknowledged: bool) -> None:
        with self._changed:
            self._busy.discard(letter.lane)
            if acknowledged:
                self._acked += 1
                letter.ack_order = self._acked
                self._lanes[letter.lane].remove(letter)
            else:
                letter.due = time.monotonic() + min(2.0, 0.2 * (2 ** min(letter.attempts, 4)))
            self._changed.notify_all()
        if acknowledged:
            self._on_ack(letter)
