"""`lienthong codec camt` and `codec statement`: 0 for a statement that adds up, 1 with its reasons for any other bytes, 2 for a mistake of
use or for a wrong profile. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "iso20022-camt"
# What each public sample is: none of them is of a real account, most break a rule.
VERDICTS = {
    "camt053.v2.minimal.xml": ["balance_currency"] * 3 + ["outside_period", "balance_sum"],
    "camt053.v2.with-account-name.xml": ["entry_currency", "opening_missing", "closing_missing"],
    "camt053.v8.xml": ["page_missing"] + ["balance_currency"] * 3 + ["outside_period"],
    "camt054.v2.xml": [],
    "camt054.v8.xml": ["page_missing", "batch_count", "batch_sum"],
}


def statement(entries: str, closing: str = "1300", opening: str = "1000") -> str:
    """A camt.053.001.08 in VND."""
    def balance(code: str, amount: str) -> str:
        return (f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="VND">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
                "<Dt><Dt>2026-11-03</Dt></Dt></Bal>\n")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
            "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-04T01:00:00+07:00</CreDtTm></GrpHdr>\n<Stmt><Id>S1</Id><Acct><Id><Othr>"
            "<Id>112233</Id></Othr></Id><Ccy>VND</Ccy></Acct>\n" + balance("OPBD", opening) + balance("CLBD", closing) + entries +
            "</Stmt></BkToCstmrStmt></Document>\n")


def entry(amount: str, reference: str, flow: str = "CRDT", currency: str = "VND") -> str:
    """One booked entry."""
    return (f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{flow}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
            f"<AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd/></Ntry>\n")


GOOD = statement(entry("500", "A") + entry("200", "B", "DBIT"))
BAD = {
    "wrong totals": (statement(entry("500", "A")), [
        "statement 1: statement.balance_sum: opening balance + credits - debits is not the closing balance "
        "(expected 1000 + 500 - 0 = 1500, found 1300)"]),
    "signs reversed": (statement(entry("300", "A", "DBIT")), [
        "statement 1: statement.balance_sum: opening balance + credits - debits is not the closing balance "
        "(expected 1000 + 0 - 300 = 700, found 1300); it balances only with the signs of the entries reversed"]),
    "wrong currency": (statement(entry("300", "A", currency="USD")), [
        "statement 1: entry 1, line 6: statement.entry_currency: the entry is in another currency than the account "
        "(expected VND, found USD)"]),
    "duplicate entry reference": (statement(entry("100", "A") + entry("200", "A")), [
        "statement 1: entry 2, line 7: statement.duplicate_reference: the same reference came before: one movement sent twice "
        "(expected once, found at entry 1 before)"]),
    "five decimals": (statement(entry("300.00001", "A"), "1300.00001"), [
        "statement 1: statement.decimals: an amount in VND has a fraction",
        "statement 1: entry 1, line 6: statement.decimals: an amount in VND has a fraction"]),
    "six decimals": (statement(entry("300.000001", "A")), [
        "camt.amount: an amount has more than 18 digits, or more than five after the point (entry=1, line=6)"]),
    "DOCTYPE": (GOOD.replace("<Document", "<!DOCTYPE Document><Document"), ["xml.doctype: a DOCTYPE is never read (line=2)"]),
    "truncated": (GOOD[:-20], ["xml.truncated: the document ends before it is complete (line=8)"]),
    "unknown version": (GOOD.replace("001.08", "001.13"), [
        "camt.version: only camt.052, camt.053 and camt.054 in versions 02 to 08 are read (namespace=camt.053.001.13, line=2)"]),
    "nothing": ("", ["xml.truncated: the document ends before it is complete (line=1)"]),
}


class Checker:
    """The command under test, and the count of cases."""

    def __init__(self, binary: Path) -> None:
        self.binary = binary
        self.passed = self.failed = 0

    def ask(self, content: bytes, *words: str, form: str = "camt") -> subprocess.CompletedProcess[bytes]:
        """One file."""
        return subprocess.run([str(self.binary), "codec", form, *words], input=content, capture_output=True, timeout=60, check=False)

    def run(self, name: str, case: Callable[[], object]) -> None:
        """One case; a failed one says why and the next one runs."""
        try:
            case()
            self.passed += 1
            print(f"ok    {name}", flush=True)
        except Exception as problem:
            self.failed += 1
            print(f"FAILED {name}: {problem}", flush=True)

    def expect(self, content: str, code: int, lines: list[str], *words: str) -> None:
        """That exit code and exactly those reasons."""
        done = self.ask(content.encode(), *words)
        said = done.stderr.decode().splitlines()
        if done.returncode != code or (code != 2 and said != lines) or done.stdout.strip() and code != 2:
            raise AssertionError(f"exit code {done.returncode}, wanted {code}: {said}")


def samples(checker: Checker) -> None:
    """Public samples: accepted, or refused for the rules that they break."""
    if not SAMPLES.is_dir():
        print("skipped: no iso20022-camt on this machine")
        return
    def judged(name: str, rules: list[str]) -> None:
        done = checker.ask((SAMPLES / name).read_bytes())
        said = [line.split("statement.")[1].split(":")[0] for line in done.stderr.decode().splitlines()]
        if done.returncode != (1 if rules else 0) or said != rules:
            raise AssertionError(f"exit code {done.returncode}: {said}")
    for name, rules in VERDICTS.items():
        checker.run(f"sample {name}", lambda name=name, rules=rules: judged(name, rules))


MT940 = ":20:S\n:25:112233\n:28C:7/1\n:60F:C261103VND1000,\n:61:261103C500,NTRFNONREF//FT1\n:86:THANH TOAN\n:62F:C261103VND{closing},\n"


def by_profile(checker: Checker) -> None:
    """A statement of a bank without XML, as a profile describes it."""
    def judged(profile: str, content: str, code: int, start: str) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write(profile)
            file.flush()
            done = checker.ask(content.encode(), "--profile", file.name, form="statement")
        said = done.stderr.decode().replace(file.name, "profile.toml")
        if done.returncode != code or not said.startswith(start) or bool(said) != bool(start):
            raise AssertionError(f"exit code {done.returncode}, wanted {code}: {said}")
    plain = "profile = 'bank-y'\nformat = 'mt940'\n"
    judged(plain, MT940.format(closing=1500), 0, "")
    judged(plain, MT940.format(closing=1501), 1, "statement 1: statement.balance_sum: ")
    judged(plain, MT940.format(closing="15x"), 1, "mt940.balance: ")
    judged("profile = 'bank-y'\nformat = 'xlsx'\n", "", 2, "profile.toml:2:10: key.value: ")
    done = checker.ask(b"", "--profile", "/nowhere.toml", form="statement")
    if done.returncode != 2:
        raise AssertionError(f"no profile: exit code {done.returncode}")


def hostile(checker: Checker) -> None:
    """Bytes of any kind: 0 or 1, a reason with every 1."""
    draw = random.Random(20261122)
    good = GOOD.encode()
    for turn in range(150):
        content = bytearray(good if turn % 3 else draw.randbytes(200))
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(content))
            content[at:at + draw.randint(0, 8)] = draw.randbytes(draw.randint(0, 8))
        done = checker.ask(bytes(content))
        if done.returncode not in (0, 1) or (done.returncode == 1) != bool(done.stderr) or done.stdout:
            raise AssertionError(f"exit code {done.returncode} for {bytes(content)!r}")


def memory(checker: Checker) -> None:
    """Thirty times the entries take no more memory than their references, 12 bytes each, and room to double them."""
    def peak(count: int) -> int:
        content = statement("".join(entry("0", f"FT{i}") for i in range(count)), "1000").encode()
        done = subprocess.run([sys.executable, "-c", "import resource, subprocess, sys\n"
                               "code = subprocess.run(sys.argv[1:], stdin=sys.stdin).returncode\n"
                               "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.exit(code)",
                               str(checker.binary), "codec", "camt"], input=content, capture_output=True, timeout=120, check=True,
                              env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"})
        return int(done.stdout)
    few, many = peak(5_000), peak(150_000)
    print(f"      5,000 entries: {few} KiB, 150,000 entries: {many} KiB at most")
    if many - few > 16 * 1024:
        raise AssertionError("memory grows with the entries")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    checker = Checker(parser.parse_args().binary.resolve())
    checker.run("what adds up", lambda: checker.expect(GOOD, 0, []))
    checker.run("in the expected currency", lambda: checker.expect(GOOD, 0, [], "--currency", "VND"))
    checker.run("in another currency", lambda: checker.expect(GOOD, 1, [
        "statement 1: statement.account_currency: the account is held in another currency (expected EUR, found VND)"], "--currency", "EUR"))
    for name, (content, lines) in BAD.items():
        checker.run(name, lambda content=content, lines=lines: checker.expect(content, 1, lines))
    for words in (["--currency", "vnd"], ["--bytes", "0"], ["--nothing"]):
        checker.run(f"{words[0]} is a mistake of use", lambda words=words: checker.expect(GOOD, 2, [], *words))
    checker.run("a limit of bytes is kept", lambda: checker.expect(GOOD, 1, ["xml.bytes: the document is too large"], "--bytes", "100"))
    samples(checker)
    checker.run("MT940 by a profile", lambda: by_profile(checker))
    checker.run("hostile bytes", lambda: hostile(checker))
    checker.run("memory does not grow with the entries", lambda: memory(checker))
    print(f"{checker.passed} passed, {checker.failed} failed")
    return 0 if checker.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
