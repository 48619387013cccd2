"""`lienthong map …` as an integrator uses it, and as nobody should: it ends with 0, 1 or 2 whatever it is given, and shows no
value but where values are asked for. Last line: N passed, N failed."""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from run_e2e import ROOT, Score

PROBLEM = re.compile(r"^[^:]+:\d+:\d+: [a-z_]+\.[a-z_0-9]+: .+$")
MARKER = "Thuy0915"
DIGITS = "019185009137"


def expect(condition: bool, what: str) -> None:
    """A named condition."""
    if not condition:
        raise AssertionError(what)


@dataclass
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    def must(self, code: int) -> Answer:
        """The same, when it ended so."""
        expect(self.code == code, f"exit code {self.code}, wanted {code}\n{self.out[-1500:]}\n{self.err[-1500:]}")
        return self


class Workbench:
    """The command, and a copy of the adapters and schemas to work in."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self._binary = binary
        self.folder = folder
        for name in ("adapters", "schemas"):
            shutil.copytree(ROOT / name, folder / name)

    def ask(self, *words: str, given: bytes | str = b"") -> Answer:
        """One command."""
        content = given.encode("utf-8") if isinstance(given, str) else given
        done = subprocess.run([str(self._binary), "map", *words], input=content, capture_output=True, timeout=60, check=False,
                              cwd=self.folder)
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def shell(self, line: str) -> int:
        """The exit code of a line of shell in which `map` is the command."""
        script = f'map() {{ "{self._binary}" map "$@"; }}; {line}'
        return subprocess.run(["bash", "-c", script], capture_output=True, timeout=60, check=False, cwd=self.folder).returncode

    def mapping(self, name: str) -> str:
        """The path of "portal/ho-so"."""
        system, stem = name.split("/")
        return f"adapters/{system}/mappings/{stem}.toml"

    def case(self, name: str, file: str) -> bytes:
        """A document of a golden case: "portal/ho-so-counter"."""
        system, case = name.split("/")
        return (self.folder / "adapters" / system / "cases" / case / file).read_bytes()

    def edited(self, name: str, old: str, new: str, target: str) -> str:
        """A version of a mapping with one text replaced."""
        text = (self.folder / self.mapping(name)).read_text(encoding="utf-8")
        expect(old in text, f"'{old}' is not in {name}")
        path = self.folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return target


Cases = dict[str, Callable[[], None]]


def checking(bench: Workbench) -> Cases:
    """map check."""

    def good() -> None:
        files = [str(path.relative_to(bench.folder)) for path in sorted(bench.folder.glob("adapters/*/mappings/*.toml"))]
        answer = bench.ask("check", *files).must(0)
        expect(answer.out.count("✔") == len(files) > 0, answer.out)
        expect(json.loads(bench.ask("check", "--json", *files).must(0).out) == {"problems": []}, "--json")
        shutil.copy(ROOT / "config" / "lienthong.toml", bench.folder / "site.toml")
        text = (bench.folder / bench.mapping("portal/ho-so")).read_text(encoding="utf-8")
        (bench.folder / "ho-so.toml").write_text(text, encoding="utf-8")
        bench.ask("check", "ho-so.toml").must(2)
        bench.ask("check", "ho-so.toml", "-c", "site.toml").must(0)
        bench.ask("check", "ho-so.toml", "--schemas", "schemas", "--codes", "adapters/portal/codes").must(0)

    def bad() -> None:
        target = bench.edited("portal/ho-so", '"applicant.fax"', '"aplicant.fax"', "adapters/portal/new/ho-so.toml")
        answer = bench.ask("check", target, "--schemas", "schemas", "--codes", "adapters").must(1)
        lines = answer.out.splitlines()
        expect(all(PROBLEM.match(line) for line in lines[:-1]) and lines[-1].startswith("✖"), answer.out)
        expect(f"{target}:" in lines[0] and "did you mean 'applicant.fax'" in answer.out, answer.out)
        problems = json.loads(bench.ask("check", target, "--schemas", "schemas", "--codes", "adapters", "--json").must(1).out)["problems"]
        expect(len(problems) == len(lines) - 1 and problems[0]["line"] > 0, str(problems))

    def wrong_use() -> None:
        for words in ((), ("check",), ("check", "nowhere.toml"), ("check", "adapters"), ("check", "/dev/zero"), ("polish", "x"),
                      ("check", bench.mapping("portal/ho-so"), "--schemas", "nowhere"), ("check", bench.mapping("portal/ho-so"), "--colour"),
                      ("check", bench.mapping("portal/ho-so"), "-c", "nowhere.toml"), ("run", bench.mapping("portal/ho-so"), "sideways"),
                      ("run", bench.mapping("portal/ho-so"), "in", "--format", "xml")):
            bench.ask(*words).must(2)
        bench.ask("check", "--help").must(0)

    def hostile_files() -> None:
        draw = random.Random(3)
        for index, content in enumerate((b"", b"\xff\xfe", b"\0" * 100, b"fields = " + b"[" * 100_000, draw.randbytes(5000),
                                         b"mapping = 'x/y'\n" * 2, b"a = " + b"9" * 100_000)):
            path = bench.folder / "adapters" / "portal" / "mappings" / f"hostile{index}.toml"
            path.write_bytes(content)
            bench.ask("check", str(path)).must(1)
            path.unlink()

    return {"a good mapping is accepted": good, "a bad mapping is refused with every place": bad,
            "a wrong use is told from a wrong mapping": wrong_use, "a mapping of any bytes is refused": hostile_files}


def running(bench: Workbench) -> Cases:
    """map run and map explain."""

    def both_ways() -> None:
        for mapping, case, file in (("portal/ho-so", "portal/ho-so-counter", "external.json"),
                                    ("province/trace", "province/trace-xml", "external.xml"),
                                    ("province/trace", "province/trace-processing", "external.json"),
                                    ("ministry-generic/nhan-ho-so", "ministry-generic/nhan-ho-so-one-file", "external.xml")):
            inward = bench.ask("run", bench.mapping(mapping), "in", given=bench.case(case, file)).must(0)
            wanted = json.loads(bench.case(case, "canonical.json"))
            expect(json.loads(inward.out) == wanted, f"{case}: {inward.out}")
            form = "xml" if file.endswith("xml") else "json"
            outward = bench.ask("run", bench.mapping(mapping), "out", "--format", form, given=inward.out).must(0)
            expect(outward.out.startswith("<" if form == "xml" else "{"), outward.out)
            again = bench.ask("run", bench.mapping(mapping), "in", given=outward.out).must(0)
            expect(json.loads(again.out) == wanted, f"{case}: not the same when it came back")

    def refused() -> None:
        message = json.loads(bench.case("portal/tien-do-processing", "external.json"))
        message["TrangThai"] = MARKER
        message[f"{MARKER} {DIGITS}"] = "x"
        answer = bench.ask("run", bench.mapping("portal/tien-do"), "in", given=json.dumps(message)).must(1)
        expect(answer.out == "" and "refused: mapping.code_unmapped TrangThai" in answer.err, answer.err)
        expect(MARKER not in answer.err and DIGITS not in answer.err, answer.err)

    def noted() -> None:
        message = json.loads(bench.case("portal/tien-do-processing", "external.json"))
        message["Moi"] = MARKER
        answer = bench.ask("run", bench.mapping("portal/tien-do"), "in", given=json.dumps(message)).must(0)
        expect("note: field.unread Moi" in answer.err and MARKER not in answer.err, answer.err)

    def hostile() -> None:
        draw = random.Random(7)
        laughs = b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
        documents = [b"", b" ", b"{", b"[" * 200_000, b'{"a":' * 100_000, b'"' + b"a" * 11_000_000 + b'"', b'{"MaHoSo":"\xff"}', b'{"MaHoSo":"\\u0000"}',
                     b"null", b"[]", b"1e999", b"\xef\xbb\xbf{}", laughs, b"<MDocumentTraces/>", b"<a " + b"b='c' " * 50_000 + b"/>", b"<a>" * 100_000,
                     b"\0" * 1000, *(draw.randbytes(draw.randrange(2000)) for _ in range(20))]
        for mapping in ("portal/tien-do", "province/trace"):
            for way in ("in", "out"):
                for document in documents:
                    answer = bench.ask("run", bench.mapping(mapping), way, given=document).must(1)
                    expect(answer.out == "" and answer.err.startswith("refused: "), answer.err[:300])
        for document in documents[:12]:
            bench.ask("explain", bench.mapping("portal/tien-do"), "in", given=document).must(1)

    def pipes() -> None:
        good = bench.folder / "good.json"
        good.write_bytes(bench.case("portal/tien-do-processing", "external.json"))
        run = f"run {bench.mapping('portal/tien-do')} in"
        for line, wanted in ((f"map {run} < good.json", 0), (f"map {run} <&-", 1), (f"map {run} < good.json >&-", 1),
                             (f"map {run} < good.json > /dev/full", 1), (f"map {run} < good.json 2>&-", 0), (f"map {run} < adapters", 1),
                             (f"map {run} < /dev/null 2> /dev/full", 1), (f"set -o pipefail; map {run} < good.json | true; exit $((PIPESTATUS[0] > 1))", 0),
                             (f"head -c 20000000 /dev/zero | map {run}", 1), (f"map {run} < /dev/zero", 1)):
            code = bench.shell(line)
            expect(code == wanted, f"{line}: exit code {code}")

    def little_memory() -> None:
        limit = "ulimit -v 200000; "
        if bench.shell(limit + "map check --help") != 0:
            print("skipped: this build does not start in little memory (sanitizers)")
            return
        big = bench.folder / "big.json"
        big.write_text('{"a":[' + ",".join('{"b":"' + "c" * 80 + '"}' for _ in range(90_000)) + "]}", encoding="utf-8")
        for kilobytes in (40_000, 60_000, 80_000, 120_000):
            code = bench.shell(f"ulimit -v {kilobytes}; map run {bench.mapping('portal/tien-do')} in < big.json")
            expect(code in (1, 127), f"{kilobytes} KB: exit code {code}")  # 127: not even loaded

    def explained() -> None:
        document = bench.case("portal/ho-so-counter", "external.json")
        text = bench.ask("explain", bench.mapping("portal/ho-so"), "in", given=document).must(0).out
        expect("received_at" in text and "NgayTiepNhan" in text and "ho-so.toml:" in text, text)
        found = json.loads(bench.ask("explain", bench.mapping("portal/ho-so"), "in", "--json", given=document).must(0).out)
        status = [one for one in found["fields"] if one["target"] == "status"]
        expect(len(status) == 1 and status[0]["source"] == "TrangThaiHoSo" and status[0]["line"] > 0 and status[0]["rule"] != "", str(status))
        message = {**json.loads(document), "La": "\x1b[2J", "ChuHoSo": "\x1b]0;x\x07\x9b2J"}
        shown = bench.ask("explain", bench.mapping("portal/ho-so"), "in", given=json.dumps(message))
        expect("\x1b" not in shown.out + shown.err and "\x9b" not in shown.out + shown.err, "a message can write to the terminal")
        expect("La" in shown.out, shown.out[-500:])

    return {"a message goes both ways": both_ways, "a refused message is named, its values are not": refused, "what nobody reads is noted": noted,
            "any bytes are refused": hostile, "pipes may be closed": pipes, "memory may be short": little_memory,
            "each field is explained": explained}


def proving(bench: Workbench) -> Cases:
    """map prove."""

    def certificate() -> None:
        mapping = bench.mapping("portal/tien-do")
        first = bench.ask("prove", mapping, "--cases", "5").must(0).out
        expect("portal/tien-do" in first and first == bench.ask("prove", mapping, "--cases", "5").must(0).out, "not the same twice")
        json.loads(bench.ask("prove", mapping, "--cases", "5", "--json").must(0).out)
        wrong = bench.edited("portal/tien-do", "instant(yyyyMMddHHmmss, +07:00)", "instant(yyyyMMddHHmmss, Z)", "adapters/portal/new/tien-do.toml")
        expect(bench.ask("prove", wrong, "--schemas", "schemas", "--codes", "adapters", "--cases", "5").must(1).out != "", "a wrong offset needs a counter-example")

    def wrong_use() -> None:
        for words in ((), ("nowhere.toml",), (bench.mapping("portal/tien-do"), "--cases", "many"), (bench.mapping("portal/tien-do"), "--seed", "-1")):
            bench.ask("prove", *words).must(2)

    return {"a proof is a certificate, or a counter-example": certificate, "a proof of nothing is a wrong use": wrong_use}


def comparing(bench: Workbench) -> Cases:
    """map diff and map coverage."""

    def diff() -> None:
        now, cases = bench.mapping("portal/ho-so"), "adapters/portal/cases"
        expect("unchanged" in bench.ask("diff", now, now, cases).must(0).out, "nothing changed")
        old = bench.edited("portal/ho-so", '"NgayHenTra",   as = "instant(yyyyMMddHHmmss, +07:00)"'
                           if '"NgayHenTra",   as' in (bench.folder / now).read_text(encoding="utf-8") else '"NgayHenTra", as = "instant(yyyyMMddHHmmss, +07:00)"',
                           '"NgayHenTra", as = "instant(yyyyMMddHHmmss, Z)"', "old/ho-so.toml")
        answer = bench.ask("diff", old, now, cases, "in").must(1)
        expect("due_at" in answer.out and "ho-so.toml:" in answer.out and "+07:00" in answer.out, answer.out)
        both = json.loads(bench.ask("diff", old, now, cases, "--json").must(1).out)
        expect({group["path"] for group in both["groups"]} == {"due_at", "NgayHenTra"}, str(both))
        expect(both["messages"] > both["unchanged"] > 0 and all(len(group["examples"]) <= 3 for group in both["groups"]), str(both))
        bench.ask("diff", old, now, "nowhere").must(2)
        bench.ask("diff", old, now).must(2)
        bench.ask("diff", old, now, "schemas/storage").must(2)
        broken = bench.edited("portal/ho-so", "fields = [", "fields = [ {}, ", "broken/ho-so.toml")
        bench.ask("diff", broken, now, cases).must(1)

    def coverage() -> None:
        mapping = bench.mapping("portal/tien-do")
        message = json.loads(bench.case("portal/tien-do-processing", "external.json"))
        lines = "\n".join(json.dumps(one) for one in (message, {**message, "Moi": {"Sau": MARKER}}, {**message, "Moi": {"Sau": DIGITS}}))
        answer = bench.ask("coverage", mapping, "-", given=lines).must(0)
        expect("Moi" in answer.out and " 2 " in answer.out and "67 %" in answer.out, answer.out)
        expect(MARKER not in answer.out + answer.err and DIGITS not in answer.out + answer.err, "a value is shown")
        found = json.loads(bench.ask("coverage", mapping, "-", "--json", given=lines + "\n\n{\n").must(1).out)
        expect(found["messages"] == 3 and found["unreadable"] == 1 and found["unread"][0]["messages"] == 2, str(found))
        folder = json.loads(bench.ask("coverage", mapping, "adapters/portal/cases", "--json").must(0).out)
        expect(folder["messages"] >= 3 and folder["unread"] == [], str(folder))
        bench.ask("coverage", mapping, "nowhere").must(2)
        bench.ask("coverage", bench.mapping("ministry-generic/nhan-ho-so"), "-").must(2)
        bench.ask("coverage", mapping, "-").must(1)
        draw = random.Random(11)
        for _ in range(10):
            bench.ask("coverage", mapping, "-", given=draw.randbytes(3000)).must(1)
        bench.ask("coverage", mapping, "-", given=b"x" * 12_000_000 + b"\n" + json.dumps(message).encode()).must(1)

    return {"a new version is compared by cause": diff, "real traffic is counted without its values": coverage}


def drafting(bench: Workbench) -> Cases:
    """map scaffold."""

    def questions_of(name: str, draft: str) -> list[str]:
        path = bench.folder / "adapters" / name.split("/")[0] / "mappings" / (name.split("/")[1] + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft, encoding="utf-8")
        found = json.loads(bench.ask("check", "--json", str(path.relative_to(bench.folder))).must(1).out)["problems"]
        path.unlink()
        return [one["rule"] for one in found]

    def draft_of_xsd() -> None:
        sample = bench.folder / "sample.xml"
        sample.write_bytes(bench.case("ministry-generic/nhan-ho-so-one-file", "external.xml"))
        answer = bench.ask("scaffold", "--xsd", "schemas/external/ministry-generic/tthc-hoso-v1.xsd", "--root", "h:NhanHoSo",
                           "--namespace", "h=urn:tthc:hoso:v1", "--sample", "sample.xml", "--name", "new-ministry/nhan").must(0)
        expect(answer.out.count("# guess") >= 8, answer.out)
        left = re.search(r"(\d+) trường phải quyết định", answer.err)
        expect(left is not None, answer.err)
        rules = questions_of("new-ministry/nhan", answer.out)
        questions = [rule for rule in rules if rule != "code.unknown"]
        expect(left is not None and len(questions) == int(left[1]), f"{rules} {answer.err}")
        expect(set(questions) <= {"canonical.unmapped", "external.unmapped", "required.missing"}, str(rules))

    def draft_of_a_sample_alone() -> None:
        sample = bench.folder / "sample.json"
        sample.write_bytes(bench.case("province/document-returned", "external.json"))
        schema = bench.ask("scaffold", "--infer-schema", "--sample", "sample.json", "--name", "new-province/document").must(0)
        expect('"guess: made from 1 sample' in schema.out and json.loads(schema.out)["type"] == "object", schema.out)
        path = bench.folder / "schemas" / "external" / "new-province" / "document.schema.json"
        path.parent.mkdir(parents=True)
        path.write_text(schema.out, encoding="utf-8")
        answer = bench.ask("scaffold", "--schema", str(path), "--sample", "sample.json", "--name", "new-province/document").must(0)
        expect(answer.out.count("# guess") >= 20, answer.out)
        for value in json.loads(sample.read_text(encoding="utf-8")).values():
            expect(not isinstance(value, str) or len(value) < 6 or value not in answer.out + schema.out, f"'{value}' of the sample is shown")
        questions_of("new-province/document", answer.out)

    def wrong_use() -> None:
        schema = "schemas/external/portal/tien-do.schema.json"
        for words in ((), ("--name", "a/b"), ("--schema", schema), ("--schema", schema, "--name", "A/../b"), ("--schema", "/etc/passwd", "--name", "a/b"),
                      ("--xsd", "schemas/external/province/trace.xsd", "--name", "a/b"), ("--infer-schema", "--name", "a/b"),
                      ("--schema", schema, "--name", "a/b", "--sample", "nowhere"), ("--schema", schema, "--name", "a/b", "--sample", "/dev/zero"),
                      ("--schema", schema, "--name", "a/b", "--glossary", "nowhere"),
                      ("--xsd", "schemas/external/province/trace.xsd", "--root", "x", "--namespace", "h", "--name", "a/b")):
            bench.ask("scaffold", *words).must(2)
        (bench.folder / "bad.json").write_bytes(b'{"a":\xff}')
        bench.ask("scaffold", "--schema", schema, "--name", "a/b", "--sample", "bad.json").must(1)
        bench.ask("scaffold", "--schema", "schemas/none.json", "--name", "a/b").must(1)
        bench.ask("scaffold", "--schema", schema, "--name", "a/b", "--canonical", "canonical/none").must(1)
        bench.ask("scaffold", "--xsd", "schemas/external/province/trace.xsd", "--root", "None", "--name", "a/b").must(1)

    return {"a draft of an XSD has only questions left": draft_of_xsd, "a sample alone gives a schema, then a draft": draft_of_a_sample_alone,
            "a scaffold of nothing is a wrong use": wrong_use}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    chosen = parser.parse_args()
    score = Score()
    with tempfile.TemporaryDirectory(prefix="lienthong-map-") as folder:
        bench = Workbench(chosen.binary.resolve(), Path(folder))
        for cases in (checking(bench), proving(bench), running(bench), comparing(bench), drafting(bench)):
            for name, case in cases.items():
                score.run(name, case)
    print(f"{score.passed} passed, {score.failed} failed")
    return 0 if score.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
