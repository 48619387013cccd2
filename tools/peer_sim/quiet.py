"""Waiting until nothing moves any more: the gateway owes nobody anything and the peers' own states stand still."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any, Callable

from record import body_hash
from stage import Stage

UNSETTLED = ("waiting", "in_flight", "unknown")
STILL_FOR = 1.5
STUCK_AFTER = 30.0     # nothing has moved for so long and something is still owed: waiting longer brings nothing


@dataclass
class Pulse:
    """One look at everything."""

    owed: int                  # deliveries of the gateway that are waiting, in flight or of unknown outcome
    unsaid: int                # messages of the peers that the gateway has not acknowledged, or not fetched
    print: str                 # changes whenever a peer's state changes

    def is_quiet(self) -> bool:
        """Whether nothing is owed to anybody."""
        return self.owed == 0 and self.unsaid == 0


def look(stage: Stage) -> Pulse:
    """Reads the conservation equation and the peers' states."""
    owed = sum(int(row.get(state, 0)) for row in stage.conservation() for state in UNSETTLED)
    states = {name: stage.state(name) for name in ("portal", "ministry", "province")}
    unsaid = int(states["ministry"]["waiting"]) + int(states["province"]["waiting"])
    if "post" in stage.peers:
        post = stage.state("post")
        unsaid += int(post["waiting"]) + int(post["unread"])
    return Pulse(owed, unsaid, body_hash(json.dumps({name: state["dossiers"] for name, state in states.items()})))


def wait_until_quiet(stage: Stage, seconds: float, tell: Callable[[Pulse], Any] = lambda _: None) -> bool:
    """False when it is not quiet after `seconds`, or stands still before it is."""
    end = time.monotonic() + seconds
    last, since, moved = "", time.monotonic(), time.monotonic()
    before: Pulse | None = None
    while time.monotonic() < end:
        try:
            pulse = look(stage)
        except OSError:
            time.sleep(0.2)
            continue
        now = time.monotonic()
        if not pulse.is_quiet() or pulse.print != last:
            last, since = pulse.print, now
        if now - since >= STILL_FOR:
            return True
        if pulse != before:
            before, moved = pulse, now
        if now - moved > STUCK_AFTER:
            return False
        tell(pulse)
        time.sleep(0.3)
    return False
