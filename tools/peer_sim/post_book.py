"""What the post knows: orders, items, and the feed of all that was stated of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from post_route import Planned, WORDS, item_number
from record import Journal

FIRST_ID = "0" * 24
_FIRST_SERIAL, _SERIALS = 30_000_000, 60_000_000
_MACHINE = "b15c0de5a1"     # the middle ten digits of every ObjectId of this post


class Book:
    """All orders and events. Every change is an effect that is applied and journalled, so a restart replays it."""

    def __init__(self, journal: Journal, customer: str) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.feed: list[dict[str, Any]] = []
        self._customer = customer
        self._last_second = 0
        self._journal = journal
        for effect in journal.replay():
            self._apply(effect)

    def change(self, effect: dict[str, Any]) -> None:
        """Applies an effect and keeps it."""
        self._apply(effect)
        self._journal.append(effect)

    def close(self) -> None:
        """Closes the journal."""
        self._journal.close()

    def new_items(self, order: str, count: int) -> list[str]:
        """Numbers of the post's own range that stand in no order; they depend on the order and not on when it came."""
        used = {item for held in self.orders.values() for item in held["items"]}
        at = int(hashlib.sha256(order.encode("utf-8")).hexdigest()[:12], 16)
        items: list[str] = []
        while len(items) < count:
            item = item_number(_FIRST_SERIAL + at % _SERIALS)
            at += 1
            if item not in used:
                items.append(item)
        return items

    def order_effect(self, body: dict[str, Any], items: list[str], plan: list[Planned], at: float) -> dict[str, Any]:
        """An order that is taken, with everything that will be stated of it; `at`: seconds since 1970."""
        return {"op": "order", "body": body, "items": items, "plan": [asdict(step) for step in plan], "at": at}

    def event_effect(self, order: str, place: int, at: float, hour_seconds: float) -> dict[str, Any]:
        """The statement number `place` of an order, made at `at`."""
        held = self.orders[order]
        step = Planned(**held["plan"][place])
        happened = int((held["at"] + step.hours * hour_seconds) * 1000)
        self._last_second = max(self._last_second, int(at))    # ids rise even when a clock goes back
        identity = f"{self._last_second:08x}{_MACHINE}{len(self.feed) + 1:06x}"
        return {"op": "event", "order": order, "place": place, "row": {
            "_id": {"$oid": identity}, "CustomerCode": self._customer, "OrderNumber": step.order,
            "EventTime": happened // 1000 if step.in_seconds else happened, "POSID": f"2501{place:02d}", "ItemCode": step.item,
            "StatusCode": step.code, "StatusMessage": WORDS[step.code], "Notes": step.note}}

    def page(self, last_id: str, size: int) -> dict[str, Any]:
        """Rows after `last_id`, oldest first."""
        rest = [row for row in self.feed if row["_id"]["$oid"] > last_id]
        return {"_size": len(rest), "_total_pages": -(-len(rest) // size), "_returned": len(rest[:size]), "_embedded": {"rh:doc": rest[:size]}}

    def copy(self) -> dict[str, Any]:
        """Orders and feed, for whoever asks."""
        return dict(json.loads(json.dumps({"orders": self.orders, "feed": self.feed})))

    def _apply(self, effect: dict[str, Any]) -> None:
        if effect["op"] == "order":
            self.orders[effect["body"]["OrderNumber"]] = {
                "fields": effect["body"], "items": effect["items"], "plan": effect["plan"], "at": effect["at"], "stated": [],
                "cancelled": False, "repeats": 0, "conflicts": 0}
        elif effect["op"] == "event":
            self.feed.append(effect["row"])
            self._last_second = max(self._last_second, int(effect["row"]["_id"]["$oid"][:8], 16))
            self.orders[effect["order"]]["stated"].append(effect["place"])
        elif effect["op"] == "cancel":
            self.orders[effect["order"]]["cancelled"] = True
        else:
            held = self.orders[effect["order"]]
            held["repeats"] += 1
            held["conflicts"] += effect["differs"]
