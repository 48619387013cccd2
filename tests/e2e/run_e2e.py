"""End to end: the whole program against simulated peers over real sockets. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools" / "peer_sim"
sys.path.insert(0, str(TOOLS))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import bad_input  # noqa: E402
import operator_cases  # noqa: E402
from morning import last_working_day  # noqa: E402
from stage import Settings, Stage  # noqa: E402


class Score:
    """Counts; a failed case says why and the next one runs."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def run(self, name: str, case: Callable[[], object]) -> None:
        """One case."""
        begun = time.monotonic()
        try:
            case()
        except Exception as problem:  # a case may fail in any way; the run goes on and counts it
            self.failed += 1
            print(f"FAILED {name}: {type(problem).__name__}: {problem}", flush=True)
            return
        self.passed += 1
        print(f"ok    {name} ({time.monotonic() - begun:.1f} s)", flush=True)


def succeed(command: list[str], seconds: float) -> None:
    """Runs a command; its last lines are the reason when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}\n" + "\n".join((done.stdout + done.stderr).splitlines()[-40:]))


def whole_runs(score: Score, chosen: argparse.Namespace) -> None:
    """A short demo, and a short run with kills."""
    common = ["--binary", str(chosen.binary), "--root", str(ROOT), "--dossiers", str(chosen.dossiers), "--seed", str(chosen.seed)]
    score.run("a morning with an outage, lost replies and an expired session ends with a clean table", lambda: succeed(
        [sys.executable, str(TOOLS / "demo.py"), "--once", "--duration", "12", "--outage", "6", *common], 180))
    score.run(f"after {chosen.kills} kills nothing acknowledged is lost, doubled or out of order", lambda: succeed(
        [sys.executable, str(TOOLS / "kill_run.py"), "--kills", str(chosen.kills), *common], 300))


def hostile_input(score: Score, chosen: argparse.Namespace, folder: Path) -> None:
    """The gateway alone with senders that get it wrong."""
    os.environ.update(bad_input.SITE_LIMITS)
    stage = Stage(Settings(chosen.binary, ROOT, folder, chosen.seed, 24, last_working_day(date.today()), 5.0))
    try:
        stage.start()
        desk = bad_input.Desk(stage)
        for cases in (bad_input.province_cases(desk), bad_input.ministry_cases(desk)):
            for name, case in cases.items():
                score.run(f"{name} is refused in the sender's envelope and kept", case)
        for name, case in bad_input.accepted_cases(desk).items():
            score.run(f"{name} is accepted", case)
        for name, case in operator_cases.operator_cases(desk).items():
            score.run(name, case)
    except Exception as problem:
        score.run(f"the gateway starts: {problem}", lambda: succeed(["false"], 5))
    finally:
        code = stage.stop()
    score.run("after all that it stops cleanly on SIGTERM", lambda: bad_input.expect(code == 0, f"exit code {code}"))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--dossiers", type=int, default=40)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.binary = chosen.binary.resolve()
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    score = Score()
    with tempfile.TemporaryDirectory(prefix="lienthong-e2e-") as folder:
        hostile_input(score, chosen, Path(folder))
    whole_runs(score, chosen)
    print(f"{score.passed} passed, {score.failed} failed")
    return 0 if score.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
