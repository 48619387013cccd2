"""`lienthong codec` over everything hostile there is: it answers 0 or 1, says why in one line without a word of the
content, and touches nothing. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Iterable

import codec_corpora
from codec_corpora import Document
from run_e2e import ROOT, Score
from watch import Lure

CORPORA = ROOT.parent / "shared" / "corpora"
AT_A_TIME = 2
REASON = re.compile(rb"^(?:json|xml|utf8|codec)\.[a-z0-9_]+: [ -~]+(?: \((?:offset|line)=\d+\))?\n$")
MARKER = "Thuy0915"


def expect(condition: bool, what: str) -> None:
    """A named condition."""
    if not condition:
        raise AssertionError(what)


class Checker:
    """The command under test."""

    def __init__(self, binary: Path) -> None:
        self._binary = binary

    def ask(self, words: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
        """One document."""
        return subprocess.run([str(self._binary), "codec", *words], input=content, capture_output=True, timeout=30, check=False)

    def shell(self, line: str) -> subprocess.CompletedProcess[str]:
        """A line of shell in which `codec` is the command, for inputs and outputs that Python cannot close."""
        script = f'codec() {{ "{self._binary}" codec "$@"; }}; {line}'
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=30, check=False)

    def complaint(self, document: Document) -> str:
        """What is wrong with the answer; empty when nothing is."""
        done = self.ask([document.form], document.content)
        if done.returncode not in (0, 1):
            return f"{document.name}: exit code {done.returncode}"
        if document.accepted is not None and document.accepted != (done.returncode == 0):
            return f"{document.name}: {'refused' if document.accepted else 'accepted'}: {done.stderr[:200]!r}"
        if done.stdout or (done.returncode == 0 and done.stderr):
            return f"{document.name}: it says more than it must"
        if done.returncode == 1 and not REASON.match(done.stderr):
            return f"{document.name}: not a rule and a place: {done.stderr[:200]!r}"
        return ""

    def all_right(self, name: str, documents: Iterable[Document]) -> None:
        """Every document gets the answer it must get."""
        asked = list(documents)
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            wrong = [complaint for complaint in pool.map(self.complaint, asked) if complaint]
        by_verdict = {verdict: sum(1 for one in asked if one.accepted is verdict) for verdict in (True, False, None)}
        print(f"      {name}: {by_verdict[True]} to be accepted, {by_verdict[False]} to be refused, {by_verdict[None]} either; {len(wrong)} wrong")
        expect(bool(asked), "no document")
        expect(not wrong, "\n".join(wrong[:20]))


def corpora(score: Score, checker: Checker) -> None:
    """The shared suites: bars S2 and S3."""
    suites: dict[str, Callable[[Path], Iterable[Document]]] = {
        "json-parsing": codec_corpora.json_suite, "xml-wellformedness": codec_corpora.xml_suite,
        "utf8": codec_corpora.utf8_suite, "hostile-strings": codec_corpora.hostile_strings}
    for name, documents in suites.items():
        folder = CORPORA / name
        if not folder.is_dir():
            print(f"skipped: {name} is not on this machine")
            continue
        score.run(f"every document of {name} is judged as it must be",
                  lambda name=name, documents=documents, folder=folder: checker.all_right(name, documents(folder)))


def lures(score: Score, checker: Checker, folder: Path) -> None:
    """Documents that ask their reader to fetch something."""
    with Lure(folder) as lure:
        def notices() -> None:
            lure.file.read_bytes()
            subprocess.run(["bash", "-c", f"exec 3<>/dev/tcp/127.0.0.1/{lure.port}"], check=True)
            expect(lure.opened() and lure.called(), "the lure sees an open and a connection")
            expect(not lure.opened() and not lure.called(), "and then none")

        def untouched(name: str, documents: Iterable[Document]) -> None:
            checker.all_right(name, documents)
            expect(not lure.opened(), "the file that a document names was opened")
            expect(not lure.called(), "the address that a document names was called")

        score.run("the lure notices who touches it", notices)
        score.run("nothing that a document names is fetched", lambda: untouched("our lures", codec_corpora.our_lures(lure.file, lure.port)))
        attacks = CORPORA / "xml-attacks"
        if not attacks.is_dir():
            print("skipped: xml-attacks is not on this machine")
            return
        score.run("no attack of xml-attacks passes or fetches anything",
                  lambda: untouched("xml-attacks", codec_corpora.xml_attacks(attacks, lure.file, lure.port)))


def discretion(checker: Checker) -> None:
    """A reason never repeats a word of the document."""
    broken = {
        "json": [f'{{"{MARKER}": {MARKER}}}', f'["{MARKER}\\x"]', f'{{"{MARKER}":1,"{MARKER}":2}}', f'"{MARKER}\\udc00"',
                 f'["{MARKER}"] {MARKER}', f'{{"{MARKER * 40}": 1}}', f'"{MARKER}\0"'],
        "xml": [f"<{MARKER}></a>", f"<a>&{MARKER};</a>", f'<a {MARKER}="1" {MARKER}="2"/>', f"<{MARKER}:a/>", f"<!DOCTYPE {MARKER}><a/>",
                f"<?{MARKER}?><a/>", f"<a>{MARKER}</a>{MARKER}", f"<{MARKER * 40}/>", f'<?xml version="1.0" encoding="{MARKER}"?><a/>'],
    }
    for form, documents in broken.items():
        for document in documents:
            done = checker.ask([form], document.encode())
            expect(done.returncode == 1 and REASON.match(done.stderr) is not None, f"{document}: {done.stderr!r}")
            expect(MARKER.encode() not in done.stderr, f"{document}: {done.stderr!r}")


def rough_handling(checker: Checker) -> dict[str, Callable[[], object]]:
    """What a shell, a full pipe or a stranger can do to the command."""
    def ends(line: str, code: int) -> Callable[[], object]:
        def case() -> None:
            done = checker.shell(line)
            expect(done.returncode == code, f"{line}: exit code {done.returncode}, wanted {code}: {done.stderr[:200]}")
        return case

    wide = "python3 -c \"print('[' + '1,' * 3000000 + '1]')\""
    return {
        "nothing on standard input is refused": ends("codec json </dev/null", 1),
        "a closed standard input is refused": ends("codec xml <&-", 1),
        "a folder as standard input is refused": ends("codec utf8 </", 1),
        "a closed standard output changes nothing": ends("printf '{}' | codec json >&-", 0),
        "a closed standard error changes nothing": ends("printf '{' | codec json 2>&-", 1),
        "a reason that nobody reads changes nothing": ends("{ printf '{' | codec json; echo $? >&3; } 2>&1 3>&1 >/dev/null | true", 0),
        "an endless input is refused at the limit": ends("codec json </dev/zero", 1),
        "a limit of bytes is kept": ends("printf '[12]' | codec json --bytes 4 && ! printf '[12]' | codec json --bytes 3", 0),
        "a limit of depth is kept": ends("printf '[[]]' | codec json --depth 2 && ! printf '[[]]' | codec json --depth 1", 0),
        "a limit of nodes is kept": ends("printf '<a><b/></a>' | codec xml --nodes 2 && ! printf '<a><b/></a>' | codec xml --nodes 1", 0),
        "a limit of attributes is kept": ends("printf '<a b=\"\" c=\"\"/>' | codec xml --attributes 2 && ! printf '<a b=\"\" c=\"\"/>' | codec xml --attributes 1", 0),
        "a limit of names is kept": ends("printf '{\"ab\":1}' | codec json --name-bytes 2 && ! printf '{\"ab\":1}' | codec json --name-bytes 1", 0),
        "a limit of time is kept": ends(f"{wide} | codec json --nodes 4000000 --seconds 0.001", 1),
        "a hundred thousand levels do no harm": ends("python3 -c \"print('[' * 100000 + ']' * 100000)\" | codec json --depth 100000 --nodes 100000", 0),
        "no form is a mistake of use": ends("codec", 2),
        "an unknown form is a mistake of use": ends("codec yaml", 2),
        "a limit that is none is a mistake of use": ends("codec json --depth 0", 2),
        "a time that is none is a mistake of use": ends("codec json --seconds nan", 2),
        "an option of another form is a mistake of use": ends("codec utf8 --depth 4", 2),
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    checker = Checker(parser.parse_args().binary.resolve())
    score = Score()
    for name, case in rough_handling(checker).items():
        score.run(name, case)
    score.run("a reason never repeats the content", lambda: discretion(checker))
    corpora(score, checker)
    with tempfile.TemporaryDirectory(prefix="lienthong-codec-") as folder:
        lures(score, checker, Path(folder))
    print(f"{score.passed} passed, {score.failed} failed")
    return 0 if score.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
