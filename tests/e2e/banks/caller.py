"""A bank's own program: HTTPS by hand, so that it can be cut anywhere."""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

from certificates import Pair


@dataclass(frozen=True)
class Caller:
    """Whom it trusts and what it shows of itself."""

    port: int
    authority: Path
    pair: Pair | None = None
    basic: str = ""               # "name:secret"

    def context(self) -> ssl.SSLContext:
        made = ssl.create_default_context(cafile=str(self.authority))
        if self.pair is not None:
            made.load_cert_chain(self.pair.certificate, self.pair.key)
        return made

    def headers(self) -> dict[str, str]:
        return {"Authorization": "Basic " + base64.b64encode(self.basic.encode()).decode()} if self.basic else {}

    def send(self, bank: str, body: bytes | Iterable[bytes], name: str = "a.xml") -> tuple[int, bytes]:
        """The status and the answer; pieces go as chunks. An OSError when the other side does not talk to us."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=300, context=self.context())
        try:
            connection.request("POST", f"/api/v1/banks/{bank}/statements?name={name}", body, self.headers(),
                               encode_chunked=not isinstance(body, bytes))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def open(self, bank: str, *fields: str) -> ssl.SSLSocket:
        """A connection on which the head of an upload was sent."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        stream = self.context().wrap_socket(plain, server_hostname="127.0.0.1")
        lines = [f"POST /api/v1/banks/{bank}/statements HTTP/1.1", "Host: 127.0.0.1", *fields]
        lines += [f"{name}: {value}" for name, value in self.headers().items()]
        stream.sendall("\r\n".join([*lines, "", ""]).encode())
        return stream


def status_of(stream: ssl.SSLSocket) -> int:
    """Of the first answer."""
    return int(stream.recv(4096).split(b" ")[1])
