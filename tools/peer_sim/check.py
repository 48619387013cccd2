"""Reads the peers' own state over their control ports and compares it with the expected truth.

The gateway is not asked: what it believes is not evidence.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from month_before import make_run
from morning import Morning
from truth import DONE, Expected, Step, composed, deliveries_of, expected_truth, second_of


@dataclass
class Row:
    """One system's line of the table."""

    system: str
    expected: int = 0
    present: int = 0
    equal: int = 0
    different: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    notes: list[str] = field(default_factory=list)

    def clean(self) -> bool:
        """Whether every bad column is 0 and everything expected is equal."""
        return self.equal == self.expected and not (self.different or self.lost or self.doubled or self.disordered)


def fetch(url: str) -> Any:
    """A JSON document of a control port."""
    with urllib.request.urlopen(url, timeout=15) as answer:
        return json.loads(answer.read())


def portal_steps(held: dict[str, Any]) -> list[Step]:
    """The portal's progress list as (status, second)."""
    return [(step["TrangThai"], step["ThoiDiemXuLy"]) for step in held["progress"]]


def portal_differences(expected: Expected, held: dict[str, Any]) -> list[str]:
    """In what the portal differs from the truth about one dossier. A step that the province itself stated late is
    appended late; whoever reads the list sorts it by time."""
    found = []
    steps = portal_steps(held)
    if expected.late:
        steps = [step for step in expected.steps if step in steps] + [step for step in steps if step not in expected.steps]
    if held["status"] != expected.status:
        found.append(f"status {held['status']}, should be {expected.status}")
    if steps != expected.steps:
        found.append(f"steps {_short(portal_steps(held))}, should be {_short(expected.steps)}")
    if held["fields"].get("NgayHenTra") != expected.due:
        found.append(f"due {held['fields'].get('NgayHenTra')}, should be {expected.due}")
    if held["fields"].get("ChuHoSo") != expected.name:
        found.append("name of the applicant")
    return found


def _short(steps: list[Step]) -> str:
    return " ".join(f"{status}@{second[6:]}" for status, second in steps) or "none"


def check_portal(truth: dict[str, Expected], state: dict[str, Any]) -> Row:
    """Every dossier, its status, its due date, its applicant and its steps in order."""
    row = Row("Cổng DVC quốc gia / portal", expected=len(truth))
    for code, expected in truth.items():
        held = state["dossiers"].get(code)
        if held is None:
            _missing(row, code)
            continue
        _compare(row, code, portal_differences(expected, held))
        # A late statement costs one step out of place and, where it was appended, the last word said once more.
        _count(row, code, max(0, held["duplicates"] - len(expected.late)), max(0, held["inversions"] - len(expected.late)))
    _strangers(row, truth, state)
    return row


def check_ministry(truth: dict[str, Expected], state: dict[str, Any]) -> Row:
    """Every dossier it owns, once, with the latest state of the submission."""
    owned = {code: expected for code, expected in truth.items() if expected.ministry_owned}
    row = Row("Phần mềm Bộ / ministry", expected=len(owned))
    for code, expected in owned.items():
        held = state["dossiers"].get(code)
        if held is None:
            _missing(row, code)
            continue
        found = []
        if held["fields"]["TrangThaiHoSo"] != expected.submission:
            found.append(f"submission {held['fields']['TrangThaiHoSo']}, should be {expected.submission}")
        if composed(held["fields"]["ChuHoSo"]) != expected.name or held["fields"]["ChuHoSo"] != expected.name:
            found.append("name of the applicant")
        _compare(row, code, found)
        _count(row, code, held["duplicates"], 0)
    _strangers(row, owned, state)
    return row


def check_province(truth: dict[str, Expected], state: dict[str, Any]) -> Row:
    """Its status of every dossier of which others decide something (the ministry, the post), and their steps in order."""
    own_words = {(said["code"], said["status"], second_of(said["time"])) for said in state["said"] if said["kind"] == "trace"}
    owned = {code: expected for code, expected in truth.items()
             if expected.ministry_owned or any((code, *step) not in own_words for step in expected.steps)}
    row = Row("Hệ thống tỉnh / province", expected=len(owned))
    for code, expected in owned.items():
        held = state["dossiers"].get(code)
        if held is None or not held["told"]:
            _missing(row, code)
            continue
        told = [(status, second_of(at)) for status, at, _ in held["told"]]
        due_words = [step for step in expected.steps if (code, *step) not in own_words]
        found = [] if held["status"] == expected.status else [f"status {held['status']}, should be {expected.status}"]
        if _without_repeats(told) != due_words:
            found.append(f"told {_short(told)}, should be {_short(due_words)}")
        _compare(row, code, found)
        _count(row, code, held["duplicates"], held["inversions"])
    for code, held in state["dossiers"].items():
        if code not in owned and held["told"]:
            _compare(row, code, ["was told about a dossier that is its own to decide"])
    return row


def goes_by_post(truth: dict[str, Expected]) -> dict[str, Expected]:
    """Dossiers whose result is done and goes by post."""
    return {code: expected for code, expected in truth.items() if expected.by_post and any(status == DONE for status, _ in expected.steps)}


def check_post(truth: dict[str, Expected], state: dict[str, Any]) -> Row:
    """One order for every result that is done and goes by post, to the right person, however often its answer was lost."""
    due = goes_by_post(truth)
    row = Row("Bưu chính / post", expected=len(due))
    held: dict[str, list[dict[str, Any]]] = {}
    for number, order in state["orders"].items():
        if not order["cancelled"]:
            held.setdefault(number.partition("__")[0], []).append(order)
    for code, expected in due.items():
        orders = held.get(code)
        if not orders:
            _missing(row, code)
            continue
        found = [] if composed(orders[0]["fields"]["ReceiverName"]) == expected.name else ["name of the receiver"]
        if orders[0]["conflicts"]:
            found.append("ordered again with other content")
        _compare(row, code, found)
        _count(row, code, len(orders) - 1, 0)
    for code in held.keys() - due.keys():
        _compare(row, code, ["nobody asked for this order"])
    return row


def _without_repeats(steps: list[Step]) -> list[Step]:
    """A word said again after the province had claimed something else is the same word."""
    return [step for place, step in enumerate(steps) if step not in steps[:place]]


def _missing(row: Row, code: str) -> None:
    row.lost += 1
    row.notes.append(f"{code}: missing")


def _compare(row: Row, code: str, differences: list[str]) -> None:
    row.present += 1
    if differences:
        row.different += 1
        row.notes.append(f"{code}: " + "; ".join(differences))
    else:
        row.equal += 1


def _count(row: Row, code: str, doubled: int, disordered: int) -> None:
    row.doubled += doubled
    row.disordered += disordered
    if doubled or disordered:
        row.notes.append(f"{code}: doubled {doubled}, out of order {disordered}")


def _strangers(row: Row, truth: dict[str, Expected], state: dict[str, Any]) -> None:
    for code in state["dossiers"]:
        if code not in truth:
            _compare(row, code, ["nobody sent this dossier here"])


COLUMNS = (("Phải có", "expected", "expected"), ("Có", "present", "present"), ("Bằng nhau", "equal", "equal"),
           ("Khác", "different", "different"), ("Mất", "lost", "lost"), ("Lặp", "doubled", "doubled"),
           ("Sai thứ tự", "out of order", "disordered"))


def table(rows: list[Row]) -> str:
    """The table, Vietnamese first; every column after "equal" must be 0."""
    lines = [f"{'Hệ thống':<30}" + "".join(f"{vietnamese:>14}" for vietnamese, _, _ in COLUMNS),
             f"{'System':<30}" + "".join(f"{english:>14}" for _, english, _ in COLUMNS)]
    lines.append("─" * len(lines[0]))
    for row in rows:
        lines.append(f"{row.system:<30}" + "".join(f"{getattr(row, name):>14}" for _, _, name in COLUMNS))
    for row in rows:
        lines += [f"  ! {row.system}: {note}" for note in row.notes[:12]]
        if len(row.notes) > 12:
            lines.append(f"  ! {row.system}: … {len(row.notes) - 12} more")
    return "\n".join(lines)


@dataclass(frozen=True)
class Controls:
    """Addresses of the control ports."""

    portal: str
    ministry: str
    province: str
    post: str = ""        # none in a run without the post


@dataclass(frozen=True)
class Verdict:
    """All lines, and what the table was made from."""

    rows: list[Row]
    truth: dict[str, Expected]
    states: dict[str, Any]

    def clean(self) -> bool:
        """Whether the demo may end with 0."""
        return all(row.clean() for row in self.rows)

    def late_steps(self) -> int:
        """Steps that the province itself stated after a later one."""
        return sum(len(expected.late) for expected in self.truth.values())

    def by_post(self) -> tuple[int, int]:
        """Results that go by post, and how many of them the post delivered."""
        due = goes_by_post(self.truth)
        return len(due), len(due.keys() & deliveries_of(self.states["post"]).keys())


def judge(morning: Morning, controls: Controls) -> Verdict:
    """Asks every peer and compares."""
    asked = {"portal": controls.portal, "ministry": controls.ministry, "province": controls.province, "post": controls.post}
    states = {name: fetch(url + "/state") for name, url in asked.items() if url}
    delivered = deliveries_of(states["post"]) if "post" in states else {}
    truth = expected_truth(morning, states["province"]["said"], states["ministry"]["said"], delivered)
    rows = [check_portal(truth, states["portal"]), check_ministry(truth, states["ministry"]),
            check_province(truth, states["province"])]
    if "post" in states:
        rows.append(check_post(truth, states["post"]))
    return Verdict(rows, truth, states)


def main() -> int:
    """The command line: exit code 0 only when every bad column is 0."""
    parser = argparse.ArgumentParser(description="Compares the peers' own state with the expected truth")
    for name in ("portal", "ministry", "province"):
        parser.add_argument(f"--{name}", required=True, help="address of its control port")
    parser.add_argument("--post", default="", help="that of the post, where it took part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--before", type=int, default=0, help="dossiers of the month before")
    parser.add_argument("--day", type=date.fromisoformat, required=True)
    parser.add_argument("--duration", type=float, default=40.0)
    options = parser.parse_args()
    morning = make_run(options.seed, options.dossiers, options.day, options.duration, options.before)
    verdict = judge(morning, Controls(options.portal, options.ministry, options.province, options.post))
    print(table(verdict.rows))
    return 0 if verdict.clean() else 1


if __name__ == "__main__":
    sys.exit(main())
