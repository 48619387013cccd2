"""An SFTP server (version 3, on stdin and stdout) that does not do what it says. sshd starts it as its subsystem:
    lying_sftp.py LIE
"""

import struct
import sys
import time

INIT, OPEN, CLOSE, READ, LSTAT, FSTAT, OPENDIR, READDIR = 1, 3, 4, 5, 7, 8, 11, 12
VERSION, STATUS, HANDLE, DATA, NAME, ATTRS = 2, 101, 102, 103, 104, 105
EOF, DENIED, FAILURE = 1, 3, 4
CLAIMED_SIZE = 1000

NAMES = {
    "names": [b"../../escape.xml", b"a/b.xml", b"/etc/passwd", b"\xff.xml", b"a\nb.xml", b"..", b"good.xml"],
    "endless": [b"%d.xml" % i for i in range(100)],
}


class Server:
    def __init__(self, lie):
        self.lie = lie
        self.listed = False
        self.stats = 0

    def receive(self):
        head = sys.stdin.buffer.read(5)
        if len(head) < 5:
            sys.exit(0)
        length, kind = struct.unpack(">IB", head)
        return kind, sys.stdin.buffer.read(length - 1)

    def send(self, kind, payload):
        sys.stdout.buffer.write(struct.pack(">IB", len(payload) + 1, kind) + payload)
        sys.stdout.buffer.flush()

    def status(self, number, code):
        self.send(STATUS, number + struct.pack(">I", code) + text(b"so it is") + text(b"en"))

    def attributes(self, mtime=1750000000):
        if self.lie == "bare":
            return struct.pack(">I", 0)
        return struct.pack(">IQIII", 0x1 | 0x4 | 0x8, CLAIMED_SIZE, 0o100644, mtime, mtime)

    def names(self, number):
        if self.listed and self.lie != "endless":
            return self.status(number, EOF)
        self.listed = True
        names = NAMES.get(self.lie, [b"good.xml"])
        entries = b"".join(text(name) + text(b"") + self.attributes() for name in names)
        return self.send(NAME, number + struct.pack(">I", len(names)) + entries)

    def data(self, number, rest):
        size = struct.unpack(">I", rest[:4])[0]
        offset, length = struct.unpack(">QI", rest[4 + size:4 + size + 12])
        if self.lie == "silent":
            time.sleep(600)
        if self.lie == "hangs_up":
            sys.exit(1)
        if self.lie == "garbage":
            sys.stdout.buffer.write(b"\xff" * 100000)
            return sys.stdout.buffer.flush()
        true_size = {"short": 500, "long": 5000, "empty": 0}.get(self.lie, CLAIMED_SIZE)
        piece = b"x" * max(0, min(length, true_size - offset))
        return self.send(DATA, number + text(piece)) if piece else self.status(number, EOF)

    def file_state(self, number):
        self.stats += 1
        self.send(ATTRS, number + self.attributes(1750000000 + (self.stats > 1 if self.lie == "changes" else 0)))

    def answer(self, kind, number, rest):
        if kind == OPEN and self.lie == "denied":
            self.status(number, DENIED)
        elif kind in (OPEN, OPENDIR):
            self.send(HANDLE, number + text(b"h"))
        elif kind == READDIR:
            self.names(number)
        elif kind == READ:
            self.data(number, rest)
        elif kind in (FSTAT, LSTAT):
            self.file_state(number)
        elif kind == CLOSE:
            self.status(number, 0)
        else:
            self.status(number, FAILURE)

    def run(self):
        while True:
            kind, payload = self.receive()
            if kind == INIT:
                self.send(VERSION, struct.pack(">I", 3))
            else:
                self.answer(kind, payload[:4], payload[4:])


def text(value):
    return struct.pack(">I", len(value)) + value


if __name__ == "__main__":
    Server(sys.argv[1]).run()
