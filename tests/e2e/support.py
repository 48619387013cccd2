"""What the tests of the simulated peers share."""

from __future__ import annotations

import time
from datetime import date
from typing import Callable

DAY = date(2025, 6, 13)


def url(port: int) -> str:
    """The address of a port of ours."""
    return f"http://127.0.0.1:{port}"


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """False when it does not come true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
