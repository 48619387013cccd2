"""The switches that make a simulated peer misbehave, decided by a seed so that a run can be repeated."""

from __future__ import annotations

import enum
import hashlib
import threading
from typing import Any, Callable, Iterable


class Fate(enum.Enum):
    """What happens to one request."""

    ANSWER = "answer"
    BLACK_HOLE = "black_hole"
    RESET = "reset_after_request"
    ERROR_500 = "error_500_rate"
    GARBAGE_200 = "garbage_200"
    WRONG_CODE = "wrong_code"
    LOST_REPLY = "lost_reply_rate"
    DRIP = "drip"


# The order in which faults are tried on one request: the first that strikes decides. Those that happen before the peer
# has done anything stand first; a lost reply and a dripped reply come after the commit.
_ORDER = (Fate.BLACK_HOLE, Fate.RESET, Fate.ERROR_500, Fate.GARBAGE_200, Fate.WRONG_CODE, Fate.LOST_REPLY, Fate.DRIP)

SWITCHES = {fate.value for fate in _ORDER} | {
    "down", "slow_ms", "drip_ms", "session_expired", "duplicate", "reorder", "ignore_idempotency", "seed"}


class UnknownSwitch(ValueError):
    """A switch nobody knows: refused, because a misspelt fault would make a test pass for nothing."""


def chance(seed: int, name: str, ordinal: int) -> float:
    """A number in [0, 1) that depends only on its arguments."""
    digest = hashlib.sha256(f"{seed}|{name}|{ordinal}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / float(1 << 56)


def _rate(value: Any) -> float:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    return float(value)


class FaultPlan:
    """The faults in force. Thread-safe."""

    def __init__(self, seed: int = 1, own: Iterable[str] = ()) -> None:
        """`own`: switches that only this peer has."""
        self._known = SWITCHES | set(own)
        self._seed = seed
        self._switches: dict[str, Any] = {}
        self._ordinal = 0
        self._changed = threading.Condition()
        self._listeners: list[Callable[[dict[str, Any]], None]] = []

    def on_change(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """Calls `listener` with the switches each time they are replaced."""
        self._listeners.append(listener)

    def replace(self, switches: dict[str, Any]) -> None:
        """Puts these switches in force instead of the ones before; {} clears all."""
        unknown = sorted(set(switches) - self._known)
        if unknown:
            raise UnknownSwitch(", ".join(unknown))
        with self._changed:
            self._switches = dict(switches)
            self._seed = int(switches.get("seed", self._seed))
            self._changed.notify_all()
        for listener in self._listeners:
            listener(dict(switches))

    def switches(self) -> dict[str, Any]:
        """What is in force."""
        with self._changed:
            return dict(self._switches)

    def strikes(self, name: str, ordinal: int) -> bool:
        """Whether the switch `name` (a truth value or a rate) strikes the event number `ordinal`."""
        with self._changed:
            return chance(self._seed, name, ordinal) < _rate(self._switches.get(name, 0))

    def strikes_on(self, name: str, subject: str) -> bool:
        """Whether a switch strikes this subject: in whatever order subjects come, the same seed strikes the same ones."""
        return self.strikes(name, int(hashlib.sha256(subject.encode("utf-8")).hexdigest()[:12], 16))

    def number(self, name: str, otherwise: float) -> float:
        """The value of a switch that is a number."""
        return float(self.switches().get(name, otherwise))

    def next_fate(self) -> tuple[Fate, float]:
        """The fate of the next request and how many seconds it waits before."""
        with self._changed:
            self._ordinal += 1
            slow = float(self._switches.get("slow_ms", 0)) / 1000.0
            for fate in _ORDER:
                rate = _rate(self._switches.get(fate.value, 0))
                if rate > 0 and chance(self._seed, fate.value, self._ordinal) < rate:
                    return fate, slow
            return Fate.ANSWER, slow

    def drip_pause(self) -> float:
        """Seconds between two bytes of a dripped answer."""
        with self._changed:
            return float(self._switches.get("drip_ms", 50)) / 1000.0

    def wait_while_black_hole(self, longest: float = 300.0) -> None:
        """Blocks a connection that gets no answer until the fault is cleared."""
        with self._changed:
            self._changed.wait_for(lambda: not self._switches.get("black_hole"), timeout=longest)
