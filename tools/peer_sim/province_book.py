"""The provincial system's own dossiers: what it stated itself and what it was told by the gateway."""

from __future__ import annotations

from typing import Any

from morning import Message
from record import Journal, body_hash


FINAL = {"3", "7", "10"}


class Book:
    """All dossiers. A told step is applied once; the same step with the same body again is a repeat without effect, with
    another body a doubled effect; a step older than the last told one is an inversion."""

    def __init__(self, journal: Journal) -> None:
        self.dossiers: dict[str, dict[str, Any]] = {}
        self.stated: set[str] = set()      # numbers of the messages whose making has been recorded
        self.heard: set[str] = set()       # numbers of the messages the gateway acknowledged before a restart
        self._journal = journal
        for effect in journal.replay():
            self._apply(effect)

    def change(self, effect: dict[str, Any]) -> None:
        """Applies an effect and keeps it."""
        self._apply(effect)
        self._journal.append(effect)

    def _apply(self, effect: dict[str, Any]) -> None:
        if effect["op"] == "stated":
            self._state(effect)
        elif effect["op"] == "told":
            self._take_step(effect)
        elif effect["op"] == "told_document":
            self.entry(effect["code"])["documents"].append(effect["digest"])
        else:
            self.heard.add(effect["number"])

    def entry(self, code: str) -> dict[str, Any]:
        """The dossier, made when it is new."""
        return self.dossiers.setdefault(code, {
            "status": "", "status_time": "", "told": [], "documents": [], "repeats": 0, "duplicates": 0, "inversions": 0,
            "own_word_since": False})

    def _state(self, effect: dict[str, Any]) -> None:
        self.stated.add(effect["number"])
        held = self.entry(effect["code"])
        if effect["status"] and effect["time"] >= held["status_time"]:
            held["status"], held["status_time"], held["own_word_since"] = effect["status"], effect["time"], True

    def _take_step(self, effect: dict[str, Any]) -> None:
        held = self.entry(effect["code"])
        step = [effect["status"], effect["time"], effect["digest"]]
        told: list[list[str]] = held["told"]
        same = [old for old in told if old[:2] == step[:2]]
        contradicted = held["own_word_since"] and held["status"] not in FINAL
        if told and told[-1][1] > effect["time"]:
            held["inversions"] += 1
        elif same and not contradicted:
            held["repeats" if step in same and not effect["no_memory"] else "duplicates"] += 1
            return
        told.append(step)
        if held["status"] in FINAL:     # what it has handed out or closed itself stays so; this is history
            return
        held["status"], held["status_time"], held["own_word_since"] = effect["status"], effect["time"], False


def statement_of(message: Message, number: str) -> dict[str, Any]:
    """The effect of the province making this message."""
    is_trace = message.kind == "trace"
    return {"op": "stated", "number": number, "code": message.dossier,
            "status": str(message.body["Status"]) if is_trace else "",
            "time": message.body["DateCreated"] if is_trace else ""}


def told_step(body: dict[str, Any], raw: bytes, no_memory: bool) -> dict[str, Any]:
    """The effect of being told a step."""
    return {"op": "told", "code": str(body["DocCode"]), "status": str(body["Status"]), "time": str(body["DateCreated"]),
            "digest": body_hash(raw), "no_memory": no_memory}
