"""What every simulated peer's process shares: arguments, port files, the control port, what it does later, stopping."""

from __future__ import annotations

import argparse
import heapq
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable, Protocol

from faults import FaultPlan, UnknownSwitch
from record import AttemptLog
from wire import HttpServer, Reply, Request, json_reply


class Peer(Protocol):
    """A peer as its process sees it."""

    faults: FaultPlan
    attempts: AttemptLog

    def handle(self, request: Request) -> Reply: ...
    def wrong_code(self, request: Request) -> Reply: ...
    def state(self) -> dict[str, Any]: ...
    def use_gateway(self, url: str) -> None: ...
    def start_work(self) -> None: ...
    def stop_work(self) -> None: ...


def arguments(description: str) -> argparse.ArgumentParser:
    """The arguments every peer takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file", type=Path)
    parser.add_argument("--control-port", type=int, default=0)
    parser.add_argument("--control-port-file", type=Path)
    parser.add_argument("--state-dir", type=Path, help="where the journal and the log of attempts are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gateway-url", default="")
    parser.add_argument("--client-id", default="", help="as whom the gateway and this peer speak to each other")
    parser.add_argument("--secret-file", type=Path)
    parser.add_argument("--stop-on-eof", action="store_true", help="end when standard input ends (its parent is gone)")
    return parser


def read_secret(path: Path | None) -> str:
    """The secret of a file, or nothing: then every secret is accepted."""
    return path.read_text(encoding="utf-8").strip() if path else ""


def state_file(folder: Path | None, name: str) -> Path | None:
    """A file below the state folder, which is made when missing."""
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def write_port(path: Path | None, port: int) -> None:
    """Written whole or not at all: whoever waits for the file may read it at any moment."""
    if path is None:
        return
    draft = path.with_name(path.name + ".draft")
    draft.write_text(f"{port}\n", encoding="utf-8")
    draft.replace(path)


def _set_faults(peer: Peer, body: bytes) -> Reply:
    try:
        peer.faults.replace(json.loads(body or b"{}"))
    except (UnknownSwitch, ValueError) as problem:
        return json_reply({"error": str(problem)}, 400)
    return json_reply({"faults": peer.faults.switches()})


def control_handler(peer: Peer) -> Callable[[Request], Reply]:
    """The control port: state, attempts, faults, the gateway's address, start of the work."""

    def use_gateway(request: Request) -> Reply:
        peer.use_gateway(str(json.loads(request.body)["url"]))
        return json_reply({"ok": True})

    def start(_: Request) -> Reply:
        peer.start_work()
        return json_reply({"ok": True})

    routes: dict[tuple[str, str], Callable[[Request], Reply]] = {
        ("GET", "/state"): lambda _: json_reply(peer.state()),
        ("GET", "/attempts"): lambda _: json_reply(peer.attempts.rows()),
        ("GET", "/faults"): lambda _: json_reply(peer.faults.switches()),
        ("POST", "/faults"): lambda request: _set_faults(peer, request.body),
        ("POST", "/gateway"): use_gateway,
        ("POST", "/start"): start,
    }

    def handle(request: Request) -> Reply:
        route = routes.get((request.method, request.path))
        return route(request) if route else json_reply({"error": "no such path"}, 404)

    return handle


class Agenda:
    """Things a peer does later, by itself: each task runs once when it is due, on one thread, so that tasks due at one moment
    run in the order they were put."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Callable[[], None]]] = []
        self._number = 0
        self._changed = threading.Condition()
        self._stopped = False
        self._busy = False
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begins; what was put before waits until now."""
        self._thread.start()

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
        """Runs nothing more; the task under way is waited for. Not while holding a lock that a task may want."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

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


class Running:
    """A peer with both its ports open."""

    def __init__(self, peer: Peer, port: int = 0, control_port: int = 0) -> None:
        self.peer = peer
        self.server = HttpServer(peer.handle, peer.faults, port, peer.wrong_code)
        self.control = HttpServer(control_handler(peer), FaultPlan(), control_port)
        peer.faults.on_change(self._apply_down)

    def _apply_down(self, switches: dict[str, Any]) -> None:
        if switches.get("down"):
            self.server.suspend()
        else:
            self.server.resume()

    def stop(self) -> None:
        """Closes both ports and ends the peer's own work."""
        self.peer.stop_work()
        self.server.stop()
        self.control.stop()


def run(peer: Peer, options: argparse.Namespace) -> int:
    """Serves until SIGTERM, SIGINT or, when asked, the end of standard input."""
    running = Running(peer, options.port, options.control_port)
    write_port(options.port_file, running.server.port)
    write_port(options.control_port_file, running.control.port)
    if options.gateway_url:
        peer.use_gateway(options.gateway_url)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if options.stop_on_eof:
        threading.Thread(target=_watch_parent, args=(stop,), daemon=True).start()
    print(f"port {running.server.port} control {running.control.port}", flush=True)
    while not stop.wait(0.5):
        pass
    running.stop()
    return 0


def _watch_parent(stop: threading.Event) -> None:
    """A demo that is killed must not leave peers behind: the pipe to them closes with it."""
    descriptor = sys.stdin.fileno()
    while os.read(descriptor, 64):
        pass
    stop.set()
