"""Switches that only some peers have, beside those that every peer has."""

from __future__ import annotations

import hashlib
from typing import Any, Iterable

from faults import FaultPlan


class PeerSwitches(FaultPlan):
    """A FaultPlan that knows more switches: what is misspelt is still refused."""

    def __init__(self, seed: int, own: Iterable[str]) -> None:
        super().__init__(seed)
        self._own = frozenset(own)

    def replace(self, switches: dict[str, Any]) -> None:
        """As FaultPlan's; the peer's own switches are set with the others or not at all."""
        own = {name: value for name, value in switches.items() if name in self._own}
        super().replace({name: value for name, value in switches.items() if name not in self._own})
        with self._changed:
            self._switches.update(own)

    def number(self, name: str, otherwise: float) -> float:
        """The value of a switch that is a number."""
        return float(self.switches().get(name, otherwise))

    def strikes_on(self, name: str, subject: str) -> bool:
        """Whether a switch strikes this subject: in whatever order subjects come, the same seed strikes the same ones."""
        return self.strikes(name, int(hashlib.sha256(subject.encode("utf-8")).hexdigest()[:12], 16))
