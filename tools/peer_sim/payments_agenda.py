"""Things a peer does later, by itself: a citizen who pays after a while, a parcel that moves on."""

from __future__ import annotations

import heapq
import threading
import time
from typing import Callable


class Agenda:
    """Runs each task once when it is due, on one thread, so that tasks due at one moment run in the order they were put."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Callable[[], None]]] = []
        self._number = 0
        self._changed = threading.Condition()
        self._stopped = False
        self._busy = False

    def start(self) -> None:
        """Begins; what was put before waits until now."""
        threading.Thread(target=self._work, daemon=True).start()

    def put(self, seconds: float, task: Callable[[], None]) -> None:
        """Runs `task` so many seconds from now."""
        with self._changed:
            self._number += 1
            heapq.heappush(self._heap, (time.monotonic() + seconds, self._number, task))
            self._changed.notify_all()

    def waiting(self) -> int:
        """Tasks that have not ended."""
        with self._changed:
            return len(self._heap) + self._busy

    def stop(self) -> None:
        """Runs nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                while not self._stopped and (not self._heap or self._heap[0][0] > time.monotonic()):
                    self._changed.wait(self._heap[0][0] - time.monotonic() if self._heap else None)
                if self._stopped:
                    return
                _, _, task = heapq.heappop(self._heap)
                self._busy = True
            task()
