"""Runs the morning while the gateway is killed (SIGKILL) at random moments and started again, then asks the peers: was
anything lost that had been acknowledged, was anything done twice, did anything arrive out of order?"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from check import Verdict, fetch, judge, portal_steps, table
from morning import last_working_day
from quiet import Pulse, wait_until_quiet
from stage import Settings, Stage, StageError
from truth import second_of


@dataclass(frozen=True)
class Outcome:
    """What a killed run came to; every number but the first two must be 0."""

    kills: int
    acknowledged: int
    lost: int
    doubled: int
    disordered: int
    changed_bodies: int
    clean: bool

    def good(self) -> bool:
        """Whether the run passes."""
        return self.clean and not (self.lost or self.doubled or self.disordered or self.changed_bodies)

    def text(self) -> str:
        """For people."""
        return (f"{self.kills} lần kill -9 / kills; {self.acknowledged} tin đã nhận / acknowledged; đã nhận mà mất / "
                f"acked and lost: {self.lost}; hiệu lực lặp / doubled effects: {self.doubled}; sai thứ tự / out of order: "
                f"{self.disordered}; cùng khoá khác nội dung / one key, two bodies: {self.changed_bodies}")


def acked_and_lost(verdict: Verdict) -> list[str]:
    """Statements the gateway acknowledged whose effect is not at the portal."""
    portal = verdict.states["portal"]["dossiers"]
    said = [(s["code"], s["status"], second_of(s["time"])) for s in verdict.states["province"]["said"]
            if s["ack_order"] > 0 and s["kind"] == "trace"]
    said += [(s["code"], s["status"], s["time"]) for s in verdict.states["ministry"]["said"] if s["heard"]]
    documents = {s["code"] for s in verdict.states["province"]["said"] if s["ack_order"] > 0 and s["kind"] == "document"}
    lost = [f"{code}: dossier" for code in sorted(documents) if code not in portal]
    for code, status, second in sorted(set(said)):
        rightful = (status, second) in verdict.truth[code].steps
        if rightful and (code not in portal or (status, second) not in portal_steps(portal[code])):
            lost.append(f"{code}: {status}@{second}")
    return lost


def changed_bodies(attempts: list[dict[str, Any]]) -> int:
    """Keys that came with more than one body: a retry must repeat what it said."""
    bodies: dict[str, set[str]] = {}
    for row in attempts:
        if row["operation"] == "NhanHoSo" and row["key"]:
            bodies.setdefault(row["key"], set()).add(row["body_hash"])
    return sum(1 for hashes in bodies.values() if len(hashes) > 1)


def kill_again_and_again(stage: Stage, kills: int, seed: int) -> None:
    """Each time after a random while, sometimes so short that the gateway has hardly come up."""
    dice = random.Random(seed)
    for number in range(1, kills + 1):
        time.sleep(dice.choice((dice.uniform(0.0, 0.08), dice.uniform(0.05, 0.9))))
        stage.kill_gateway()
        stage.start_gateway(seconds=30.0)
        if number % 10 == 0 or number == kills:
            print(f"▸ {number}/{kills} lần / kills", flush=True)


def run(stage: Stage, kills: int, seed: int) -> Outcome:
    """The whole run."""
    stage.start()
    stage.faults("portal", lost_reply_rate=0.05)
    stage.faults("ministry", lost_reply_rate=0.05)
    stage.begin_morning()
    kill_again_and_again(stage, kills, seed)
    for name in ("portal", "ministry"):
        stage.faults(name)
    quiet = wait_until_quiet(stage, stage.settings.duration + 90.0, _tell)
    verdict = judge(stage.morning, stage.controls)
    print(table(verdict.rows))
    lost = acked_and_lost(verdict)
    for line in lost[:20]:
        print(f"  ! acked and lost: {line}")
    conserve = stage.command("conserve")
    print(conserve.stdout.rstrip(), flush=True)
    acknowledged = sum(1 for said in verdict.states["province"]["said"] if said["ack_order"] > 0)
    acknowledged += sum(1 for said in verdict.states["ministry"]["said"] if said["heard"])
    return Outcome(kills, acknowledged, len(lost), sum(row.doubled for row in verdict.rows),
                   sum(row.disordered for row in verdict.rows),
                   changed_bodies(fetch(stage.control["ministry"] + "/attempts")),
                   quiet and verdict.clean() and conserve.returncode == 0)


_spoken = [0.0]


def _tell(pulse: Pulse) -> None:
    if time.monotonic() - _spoken[0] > 5.0:
        _spoken[0] = time.monotonic()
        print(f"▸ … còn {pulse.owed} tin phải gửi, {pulse.unsaid} chưa nói / still to be told, not yet said", flush=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-dir", type=Path)
    chosen = parser.parse_args()
    folder = chosen.keep_dir or Path(tempfile.mkdtemp(prefix="lienthong-kill-"))
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(Settings(chosen.binary.resolve(), chosen.root.resolve(), folder.resolve(), chosen.seed, chosen.dossiers,
                           last_working_day(date.today()), duration=max(6.0, chosen.kills * 0.7), pace=1.0))
    good = False
    try:
        outcome = run(stage, chosen.kills, chosen.seed)
        print(outcome.text())
        good = outcome.good()
    except StageError as problem:
        print(f"! {problem}; {folder}")
    finally:
        stage.stop()
    if good and chosen.keep_dir is None:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"  {folder}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
