"""Payments end to end: the whole program, the portal and a payment platform over real sockets. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "peer_sim"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import payments_bad_input  # noqa: E402
import payments_cases  # noqa: E402
from bad_input import expect  # noqa: E402
from payments_stage import PaymentsStage, Town  # noqa: E402
from run_e2e import Score  # noqa: E402


def one_dialect(score: Score, binary: Path, dialect: str, only: str) -> None:
    """Every case against one platform, each with all faults cleared."""
    with tempfile.TemporaryDirectory(prefix="lienthong-payments-") as folder:
        stage = PaymentsStage(binary, ROOT, Path(folder), dialect)

        def cleared(case: Callable[[], object]) -> Callable[[], object]:
            def run() -> object:
                for peer in ("payments", "portal"):
                    stage.faults(peer)
                return case()
            return run

        try:
            stage.start()
            town = Town(stage)
            cases = {**payments_bad_input.cases(town), **payments_cases.every_dialect(town)}
            if dialect == "platform":
                cases.update(payments_cases.platform_only(town))
            cases["no name, number or secret is logged or listed"] = lambda: payments_bad_input.nobody_is_named(town)
            for name, case in cases.items():
                if only in name:
                    score.run(f"{dialect}: {name}", cleared(case))
        finally:
            code = stage.stop()
        score.run(f"{dialect}: it stops cleanly", lambda: expect(code == 0, f"exit code {code}"))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--dialect", choices=("platform", "keypay"), help="only this one")
    parser.add_argument("--only", default="", help="only cases whose name holds this text")
    chosen = parser.parse_args()
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    score = Score()
    for dialect in (chosen.dialect,) if chosen.dialect else ("platform", "keypay"):
        one_dialect(score, chosen.binary.resolve(), dialect, chosen.only)
    print(f"{score.passed} passed, {score.failed} failed")
    return 0 if score.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
