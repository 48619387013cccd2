"""The runner judges the fuzz targets, so it must notice every way in which one can end badly."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import run_fuzz  # noqa: E402

GOOD = "echo 'stat::number_of_executed_units: 12'; echo 'accepted inputs: 3'"


class Runner(unittest.TestCase):
    """One fake program in place of fuzz_path."""

    def ended(self, script: str | None, *more: str) -> tuple[int, str]:
        """What the runner answers and prints when the target is this script; None: it is not there."""
        with tempfile.TemporaryDirectory() as folder:
            if script is not None:
                program = pathlib.Path(folder, "fuzz_path")
                program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
                program.chmod(0o755)
            words = ["run_fuzz.py", "--programs", folder, "--work", f"{folder}/work", "--seconds", "1", *more, "path"]
            printed = io.StringIO()
            with mock.patch.object(sys, "argv", words), contextlib.redirect_stdout(printed):
                return run_fuzz.main(), printed.getvalue()

    def test_a_target_that_ends_well_is_one_passed_test(self) -> None:
        code, text = self.ended(GOOD)
        self.assertEqual(code, 0)
        self.assertEqual(text.splitlines(), ["ok    path: 12 inputs, 3 accepted", "1 passed, 0 failed"])

    def test_a_broken_property_fails_with_its_name(self) -> None:
        code, text = self.ended(f"{GOOD}; echo 'property broken: twice is once' >&2; exit 77")
        self.assertEqual(code, 1)
        self.assertIn("FAILED path: property broken: twice is once", text)
        self.assertTrue(text.endswith("0 passed, 1 failed\n"))

    def test_an_error_without_a_word_fails(self) -> None:
        self.assertIn("FAILED path: exit code 3", self.ended(f"{GOOD}; exit 3")[1])

    def test_a_target_that_accepts_nothing_fails(self) -> None:
        self.assertIn("no input got past the reader", self.ended("echo 'accepted inputs: 0'")[1])

    def test_a_target_that_is_not_there_fails(self) -> None:
        code, text = self.ended(None)
        self.assertEqual(code, 1)
        self.assertIn("FAILED path: FileNotFoundError", text)

    def test_a_run_without_keep_forgets_what_another_found(self) -> None:
        corpus = "for word; do case $word in */corpus) ls $word | wc -l; : >$word/found;; esac; done"
        with tempfile.TemporaryDirectory() as folder:
            for keep, wanted in (([], "0"), (["--keep"], "1"), ([], "0")):
                self.ended(f"{corpus}; {GOOD}", "--work", folder, *keep)
                self.assertEqual(pathlib.Path(folder, "path", "log").read_text(encoding="utf-8").split()[0], wanted)

    def test_seeds_longer_than_the_target_takes_are_left_out(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            copies = pathlib.Path(folder, "copies")
            run_fuzz.seeds_of("path", run_fuzz.Target(max_len=8), copies)
            sizes = [file.stat().st_size for file in copies.iterdir()]
            self.assertTrue(sizes)
            self.assertLessEqual(max(sizes), 8)


if __name__ == "__main__":
    unittest.main()
