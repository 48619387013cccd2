"""The carriers' page in a real browser against the real gateway. Brings the browser's driver and axe (package-lock.json), makes a site
whose store knows orders to the post, and leaves the rest to page_tests.mjs. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
ORDERS = 160
CARRIERS = ("buu-ta-01", "buu-ta-02", "buu-ta-03", "buu-ta-04")
NEEDED = ("chromium", "node", "npm")


def bring_modules(work: Path) -> Path:
    """node_modules of the committed lock; fetched again only when the lock is another one."""
    folder = work / "modules"
    folder.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    kept = folder / "package-lock.json"
    if not (folder / "node_modules").is_dir() or not kept.is_file() or kept.read_bytes() != lock:
        shutil.copy(HERE / "package.json", folder / "package.json")
        kept.write_bytes(lock)
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=False,
                              capture_output=True, text=True, timeout=180)
        if done.returncode != 0:
            kept.unlink()
            raise SystemExit(f"npm ci failed:\n{done.stdout}{done.stderr}\n0 passed, 1 failed")
    return folder


def write_site(site: Path) -> None:
    """Secrets and configuration of one run."""
    (site / "secrets").mkdir(parents=True)
    for name in ("signing_key", "admin_token", *CARRIERS):
        path = site / "secrets" / name
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(12) + "\n", encoding="utf-8")
    lines = ["[server]", 'address = "127.0.0.1"', "port = 0", f'port_file = "{site}/port"', "[store]", f'path = "{site}/lienthong.db"',
             "[data]", f'adapters = "{ROOT}/adapters"', f'schemas = "{ROOT}/schemas"', f'config = "{ROOT}/config"',
             "[gateway]", 'unit_code = "000.00.00.H55"', f'signing_key_file = "{site}/secrets/signing_key"',
             f'admin_token_file = "{site}/secrets/admin_token"', "[log]", f'file = "{site}/gateway.log"']
    for name in CARRIERS:
        lines += ["[[carriers]]", f'id = "{name}"', f'secret_file = "{site}/secrets/{name}"', 'system = "vnpost"']
    (site / "lienthong.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--store-tool", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--only", default="", help="run the tests whose name contains this")
    options = parser.parse_args()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed (./run deps)\n0 passed, 0 failed")
        return 0
    work = options.work.resolve()
    modules = bring_modules(work)
    site = work / "site"
    shutil.rmtree(site, ignore_errors=True)
    write_site(site)
    seeded = subprocess.run([options.store_tool.resolve(), "seed", site / "lienthong.db", str(ORDERS)], check=True, capture_output=True,
                            text=True, timeout=120)
    (site / "items").write_text(seeded.stdout, encoding="utf-8")
    environment = {**os.environ, "LT_BINARY": str(options.binary.resolve()), "LT_STORE_TOOL": str(options.store_tool.resolve()),
                   "LT_SITE": str(site), "LT_MODULES": str(modules), "LT_CHROMIUM": shutil.which("chromium") or "", "LT_ONLY": options.only}
    return subprocess.run(["node", HERE / "page_tests.mjs"], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
