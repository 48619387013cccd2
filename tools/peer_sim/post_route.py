"""Which way an order goes: what the carrier states of it, when, and in which disorder.

Only StatusCode 4 (delivered) of the feed and 1, 2, 4 (created, approved, in transit) of the webhook are documented
(contracts 4.1, 4.3). The other codes and all words are this simulator's own, as any carrier has its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from faults import FaultPlan

ACCEPTED, IN_TRANSIT, DELIVERED, FAILED, TURNED_BACK, RETURNED = 2, 3, 4, 5, 6, 7
WORDS = {ACCEPTED: "Đã nhận hồ sơ", IN_TRANSIT: "Đang vận chuyển", DELIVERED: "Phát thành công", FAILED: "Phát không thành công",
         TURNED_BACK: "Chuyển hoàn", RETURNED: "Đã hoàn cho người gửi"}
EMS_CODES = {ACCEPTED: 2, IN_TRANSIT: 4, DELIVERED: 5, FAILED: 6, TURNED_BACK: 7, RETURNED: 8}

SWITCHES = {"returned", "later_event", "several_items", "foreign_collection", "unknown_order", "event_seconds", "no_events"}

# Hours after the order, code, note.
_ORDINARY = ((1, ACCEPTED, ""), (6, IN_TRANSIT, ""), (24, DELIVERED, "Người nhận ký"))
_LATER = _ORDINARY + ((30, IN_TRANSIT, "Quét lại tại bưu cục"),)
_RETURNED = ((1, ACCEPTED, ""), (6, IN_TRANSIT, ""), (24, FAILED, "Người nhận vắng nhà"), (48, FAILED, "Không liên lạc được"),
             (72, TURNED_BACK, "Hết thời hạn lưu giữ"), (96, RETURNED, ""))


@dataclass(frozen=True)
class Planned:
    """One statement of the carrier."""

    order: str
    item: str
    code: int
    note: str
    hours: float              # after the order, by the carrier's own clock
    said_after: float         # hours after the order at which it is stated: not always in the order of what happened
    in_seconds: bool = False  # EventTime in seconds instead of milliseconds


def check_digit(serial: str) -> str:
    """Of the eight digits of a UPU S10 identifier."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, (8, 6, 4, 2, 3, 5, 9, 7))) % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def item_number(serial: int, service: str = "EH") -> str:
    """A number of Viet Nam with its check digit."""
    return f"{service}{serial:08d}{check_digit(f'{serial:08d}')}VN"


def is_item_number(text: str) -> bool:
    """13 characters that look like S10 must have the right check digit; anything else is a domestic number."""
    like_s10 = len(text) == 13 and text[:2].isalpha() and text[2:11].isdigit() and text[11:].isalpha()
    return bool(text) and (not like_s10 or text[10] == check_digit(text[2:10]))


def _way(order: str, item: str, hours: tuple[tuple[int, int, str], ...]) -> list[Planned]:
    return [Planned(order, item, code, note, hour, hour) for hour, code, note in hours]


def journey(order: str, items: list[str], spare_item: str, switches: FaultPlan) -> list[Planned]:
    """All statements of an order in the order in which they are made. `items`: more than one only when the switch
    `several_items` strikes; `spare_item`: for what somebody else ordered."""
    if switches.strikes_on("no_events", order):
        return []
    if switches.strikes_on("returned", order):
        hours = _RETURNED
    else:
        hours = _LATER if switches.strikes_on("later_event", order) else _ORDINARY
    plan = [step for item in items for step in _way(order, item, hours)]
    dossier = order.partition("__")[0]
    if switches.strikes_on("foreign_collection", order):
        plan += _way(f"{dossier}__0.{sum(order.encode()) % 9000 + 1000}", spare_item, _ORDINARY)
    if switches.strikes_on("unknown_order", order):
        plan.append(Planned(f"X{dossier}", spare_item, IN_TRANSIT, "", 2, 2))
    return _disturbed(order, plan, switches)


def _disturbed(order: str, plan: list[Planned], switches: FaultPlan) -> list[Planned]:
    """The same row again, an event stated only after the next one, times in seconds. Nothing is stated before it happens."""
    for place in range(1, len(plan)):
        same_item = plan[place - 1].item == plan[place].item
        if same_item and switches.strikes_on("reorder", f"{order}|{place}"):
            plan[place - 1] = replace(plan[place - 1], said_after=plan[place].hours + 0.5)
    plan += [step for place, step in enumerate(plan) if switches.strikes_on("duplicate", f"{order}|{place}")]
    plan = [replace(step, in_seconds=switches.strikes_on("event_seconds", f"{order}|{step.code}")) for step in plan]
    return sorted(plan, key=lambda step: step.said_after)
