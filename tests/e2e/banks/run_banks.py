"""The banks' part of the real binary over real sockets: SFTP from a real OpenSSH, uploads over TLS with certificates, kills.
Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", type=Path, required=True)
    chosen = parser.parse_args()
    environment = {**os.environ, "LT_BINARY": str(chosen.binary.resolve()), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, ROOT / "tools" / "dev" / "run_python_tests.py", HERE], cwd=ROOT, env=environment,
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
