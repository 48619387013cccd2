"""Notices whoever opens a file or connects to a port of ours."""

from __future__ import annotations

import ctypes
import os
import socket
from pathlib import Path
from types import TracebackType

IN_OPEN = 0x20


class Lure:
    """A file and a listener on loopback that documents name and nobody may touch."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "sentinel"
        self.file.write_text("opened", encoding="utf-8")
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._events = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._events < 0 or self._libc.inotify_add_watch(self._events, os.fsencode(self.file), IN_OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Lure:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._events)
        self._listener.close()

    def opened(self) -> bool:
        """Whether the file was opened since the last question."""
        try:
            return len(os.read(self._events, 65536)) > 0
        except BlockingIOError:
            return False

    def called(self) -> bool:
        """Whether somebody connected since the last question."""
        seen = False
        while True:
            try:
                self._listener.accept()[0].close()
                seen = True
            except BlockingIOError:
                return seen
