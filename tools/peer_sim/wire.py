"""A small HTTP/1.1 server on raw sockets.

Why not http.server: a simulated peer must be able to misbehave at the level of bytes and sockets (reset after the
request, commit and then close, answer one byte at a time, refuse connections while keeping its port), and it must share
no code with the gateway it tests.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from typing import BinaryIO, Callable
from urllib.parse import parse_qs, unquote

from faults import Fate, FaultPlan

MAX_BODY = 64 * 1024 * 1024
MAX_HEAD = 64 * 1024
REASONS = {200: "OK", 202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found",
           405: "Method Not Allowed", 409: "Conflict", 415: "Unsupported Media Type", 500: "Internal Server Error"}


class BadRequest(Exception):
    """The bytes are not an HTTP request this server reads."""


@dataclass
class Request:
    """One request; header names in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """One answer."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def json_reply(value: object, status: int = 200) -> Reply:
    """A JSON answer in UTF-8, with Vietnamese text left readable."""
    return Reply(status, json.dumps(value, ensure_ascii=False).encode("utf-8"))


Handler = Callable[[Request], Reply]


def read_request(stream: BinaryIO, sock: socket.socket) -> Request | None:
    """Reads one request; None when the other side closed between requests."""
    line = stream.readline(MAX_HEAD)
    if not line:
        return None
    parts = line.decode("latin-1").rstrip("\r\n").split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        raise BadRequest("request line")
    headers = _read_headers(stream)
    if headers.get("expect", "").lower() == "100-continue":
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = _read_body(stream, headers)
    path, _, raw_query = parts[1].partition("?")
    query = {name: values[0] for name, values in parse_qs(raw_query, keep_blank_values=True).items()}
    return Request(parts[0], unquote(path), query, headers, body)


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    size = 0
    while True:
        line = stream.readline(MAX_HEAD)
        size += len(line)
        if not line or size > MAX_HEAD:
            raise BadRequest("header")
        if line in (b"\r\n", b"\n"):
            return headers
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            raise BadRequest("header line")
        headers[name.strip().lower()] = value.strip()


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    if size < 0 or size > MAX_BODY:
        raise BadRequest("body size")
    data = stream.read(size)
    if data is None or len(data) != size:
        raise BadRequest("body cut")
    return data


def _read_body(stream: BinaryIO, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return _read_chunks(stream)
    return _read_exactly(stream, int(headers.get("content-length", "0") or "0"))


def _read_chunks(stream: BinaryIO) -> bytes:
    body = bytearray()
    while True:
        size = int(stream.readline(MAX_HEAD).split(b";")[0].strip() or b"0", 16)
        if size == 0:
            while stream.readline(MAX_HEAD) not in (b"\r\n", b"\n", b""):
                pass
            return bytes(body)
        body += _read_exactly(stream, size)
        stream.readline(MAX_HEAD)
        if len(body) > MAX_BODY:
            raise BadRequest("body size")


def render(reply: Reply, close: bool) -> bytes:
    """The bytes of an answer."""
    head = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Answer')}",
            f"Content-Type: {reply.content_type}", f"Content-Length: {len(reply.body)}",
            f"Connection: {'close' if close else 'keep-alive'}"]
    head += [f"{name}: {value}" for name, value in reply.headers.items()]
    return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + reply.body


def reset(sock: socket.socket) -> None:
    """Closes with RST instead of FIN: what a crashed or firewalled peer looks like."""
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    _shut(sock)


def _shut(sock: socket.socket) -> None:
    try:
        sock.close()
    except OSError:
        pass


class HttpServer:
    """Serves `handle` on 127.0.0.1, one thread per connection, through the faults of a plan."""

    def __init__(self, handle: Handler, faults: FaultPlan, port: int = 0,
                 wrong_code: Callable[[Request], Reply] | None = None) -> None:
        self._handle = handle
        self._faults = faults
        self._wrong_code = wrong_code
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._placeholder: socket.socket | None = None
        self._stopped = False
        self.port = port
        self._listen()

    def _bound_socket(self) -> socket.socket:
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("127.0.0.1", self.port))
        self.port = sock.getsockname()[1]
        return sock

    def _listen(self) -> None:
        listener = self._bound_socket()
        listener.listen(256)
        self._listener = listener
        if self._placeholder is not None:
            _shut(self._placeholder)
            self._placeholder = None
        threading.Thread(target=self._accept_loop, args=(listener,), daemon=True).start()

    def suspend(self) -> None:
        """Connections are refused from now on; the port stays ours (bound, not listening), so nobody else gets it."""
        with self._lock:
            if self._listener is None:
                return
            listener, self._listener = self._listener, None
            open_now, self._open = self._open, set()
            listener.shutdown(socket.SHUT_RDWR)
            _shut(listener)
            self._placeholder = self._bound_socket()
        for sock in open_now:
            _interrupt(sock)

    def resume(self) -> None:
        """Listens again on the same port."""
        with self._lock:
            if self._listener is None and not self._stopped:
                self._listen()

    def stop(self) -> None:
        """Closes everything for good."""
        self._stopped = True
        self.suspend()
        if self._placeholder is not None:
            _shut(self._placeholder)

    def _accept_loop(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                if self._listener is not listener:
                    reset(sock)
                    return
                self._open.add(sock)
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = sock.makefile("rb")
        try:
            while (request := read_request(stream, sock)) is not None:
                if not self._answer(sock, request):
                    break
        except (BadRequest, ValueError):
            _send(sock, render(Reply(400, b"", "text/plain"), close=True))
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(sock)
            stream.close()
            _shut(sock)

    def _answer(self, sock: socket.socket, request: Request) -> bool:
        """Answers as fate has it; False when the connection must end."""
        fate, slow_seconds = self._faults.next_fate()
        if slow_seconds > 0:
            time.sleep(slow_seconds)
        if fate is Fate.BLACK_HOLE:
            self._faults.wait_while_black_hole()
            return False
        if fate is Fate.RESET:
            reset(sock)
            return False
        reply = self._reply_for(fate, request)
        if fate is Fate.LOST_REPLY:
            return False
        close = request.headers.get("connection", "").lower() == "close"
        data = render(reply, close)
        if fate is Fate.DRIP:
            return _drip(sock, data, self._faults.drip_pause()) and not close
        return _send(sock, data) and not close

    def _reply_for(self, fate: Fate, request: Request) -> Reply:
        if fate is Fate.ERROR_500:
            return Reply(500, "Lỗi hệ thống".encode("utf-8"), "text/plain; charset=utf-8")
        if fate is Fate.GARBAGE_200:
            return Reply(200, b"<html><body>Dang nhap</body></html>", "text/html")
        if fate is Fate.WRONG_CODE and self._wrong_code is not None:
            return self._wrong_code(request)
        return self._handle(request)


def _interrupt(sock: socket.socket) -> None:
    """Resets a connection another thread may be reading: shutdown wakes the reader, the linger option makes it an RST."""
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.shutdown(socket.SHUT_RD)
    except OSError:
        pass


def _send(sock: socket.socket, data: bytes) -> bool:
    try:
        sock.sendall(data)
    except OSError:
        return False
    return True


def _drip(sock: socket.socket, data: bytes, pause: float) -> bool:
    for offset in range(len(data)):
        if not _send(sock, data[offset:offset + 1]):
            return False
        time.sleep(pause)
    return True
