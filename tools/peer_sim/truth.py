"""What every system must hold in the end, worked out here from what was said and by whom, with none of the gateway's code.

Only facts go in: the province's script, the order in which its messages were acknowledged, and what the ministry said.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Iterable

from morning import Dossier, Morning

PROCESSING = {"4", "5", "6", "8", "9"}         # statuses that belong to whoever processes the dossier
TOLD_TO_MINISTRY = {"1", "2", "7", "10"}       # intake, withdrawal and hand-over: what the ministry learns from others
FINAL = {"3", "7", "10"}
DONE = "9"                                     # a result that goes by post is ordered to be delivered
# Progress decides between two moves of one second: peers' clocks tick in seconds.
RANK = {"1": 0, "2": 1, "5": 2, "6": 2, "4": 3, "8": 4, "9": 5, "3": 6, "7": 6, "10": 7}

DELIVERED = 4                                   # VNPost's StatusCode (contracts 4.1)
VIET_NAM = timezone(timedelta(hours=7))

Step = tuple[str, str]                          # (status, yyyyMMddHHmmss)


@dataclass
class Expected:
    """The truth about one dossier."""

    code: str
    ministry_owned: bool
    by_post: bool
    name: str
    due: str
    steps: list[Step] = field(default_factory=list)
    late: set[Step] = field(default_factory=set)      # acknowledged only after a later step of the same dossier
    submission: str = ""                              # the last status that is not the ministry's own word: what it must know

    @property
    def status(self) -> str:
        """Where the dossier stands."""
        return self.steps[-1][0] if self.steps else ""


def second_of(wire_time: str) -> str:
    """"2025-06-13T09:30:15.000Z" (local time in spite of the Z) as 20250613093015."""
    return "".join(letter for letter in wire_time[:19] if letter.isdigit())


def deliveries_of(post: dict[str, Any]) -> dict[str, str]:
    """When each result was first delivered, by dossier, from the post's own feed: the order is called as the dossier."""
    out: dict[str, str] = {}
    for row in post["feed"]:
        if row["StatusCode"] != DELIVERED or "__" in row["OrderNumber"]:
            continue
        at = datetime.fromtimestamp(row["EventTime"] / (1000 if row["EventTime"] > 1e11 else 1), VIET_NAM)
        second = at.strftime("%Y%m%d%H%M%S")
        out[row["OrderNumber"]] = min(second, out.get(row["OrderNumber"], second))
    return out


def composed(text: str) -> str:
    """NFC: the same name however the sender wrote it."""
    return unicodedata.normalize("NFC", text)


def _blank(dossier: Dossier) -> Expected:
    due = dossier.supplement[2] if dossier.supplement else dossier.due
    return Expected(dossier.code, dossier.procedure.ministry, dossier.channel == "post", composed(dossier.citizen.name), due.strftime("%Y%m%d%H%M%S"))


def _may_state(expected: Expected, source: str, status: str) -> bool:
    """Processing of a ministry's procedure is the ministry's word; that a result which goes by post was delivered is the post's as
    well as the province's; everything else is the province's."""
    if source == "post":
        return status == "10" and expected.by_post
    if expected.ministry_owned and (status in PROCESSING or status == "3"):
        return source == "ministry"
    return source == "province"


def _in_time(steps: Iterable[Step]) -> list[Step]:
    return sorted(set(steps), key=lambda step: (step[1], RANK[step[0]]))


def _until_final(steps: list[Step]) -> list[Step]:
    for place, step in enumerate(steps):
        if step[0] in FINAL:
            return steps[:place + 1]
    return steps


def expected_truth(morning: Morning, province_said: list[dict[str, Any]],
                   ministry_said: list[dict[str, Any]], delivered: dict[str, str] | None = None) -> dict[str, Expected]:
    """Folds all statements. `province_said` adds what is not in the script (results handed out) and the order of
    acknowledgements; `ministry_said` is the ministry's own list of what it stated; `delivered` when the post says that it
    delivered the result of a dossier."""
    out = {dossier.code: _blank(dossier) for dossier in morning.dossiers}
    statements: dict[str, list[tuple[str, Step]]] = {code: [] for code in out}
    for message in morning.messages:
        if message.kind == "trace":
            step = (str(message.body["Status"]), second_of(message.body["DateCreated"]))
            statements[message.dossier].append(("province", step))
    for said in province_said:
        if said["remark"] == "handover":
            statements[said["code"]].append(("province", (said["status"], second_of(said["time"]))))
    for said in ministry_said:
        statements[said["code"]].append(("ministry", (said["status"], said["time"])))
    for code, second in (delivered or {}).items():
        statements[code].append(("post", ("10", second)))
    for code, expected in out.items():
        rightful = [step for source, step in statements[code] if _may_state(expected, source, step[0])]
        expected.steps = _until_final(_in_time(rightful))
        expected.submission = next((status for status, _ in reversed(expected.steps) if status in TOLD_TO_MINISTRY), "")
    _mark_late(out, province_said)
    return out


def _mark_late(out: dict[str, Expected], province_said: list[dict[str, Any]]) -> None:
    """A step is late when a later one of the same dossier was acknowledged first: no receiver can have it in order."""
    newest: dict[str, str] = {}
    heard: set[tuple[str, Step]] = set()
    traces = [said for said in province_said if said["kind"] == "trace" and said["ack_order"] > 0]
    for said in sorted(traces, key=lambda said: said["ack_order"]):
        step = (said["status"], second_of(said["time"]))
        expected = out[said["code"]]
        if step not in expected.steps or (said["code"], step) in heard:
            continue
        heard.add((said["code"], step))
        if step[1] < newest.get(said["code"], ""):
            expected.late.add(step)
        newest[said["code"]] = max(newest.get(said["code"], ""), step[1])
