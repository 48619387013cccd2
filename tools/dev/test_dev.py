"""The summing script must never lose a failure; the others must read their logs right."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import build_times  # noqa: E402
import run_python_tests  # noqa: E402


def gtest_json(*tests):
    """Results of one suite; a test is (name, 'ok' | 'bad' | 'skipped' | 'disabled')."""
    rows = []
    for name, how in tests:
        row = {"name": name, "status": "NOTRUN" if how == "disabled" else "RUN", "result": "SKIPPED" if how == "skipped" else "COMPLETED"}
        if how == "bad":
            row["failures"] = [{"failure": "x", "type": ""}]
        rows.append(row)
    return json.dumps({"tests": len(rows), "testsuites": [{"name": "Suite", "testsuite": rows}]})


class SumResults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.build = pathlib.Path(self.folder.name)
        (self.build / "results").mkdir()
        self.programs = []

    def results(self, program, *tests):
        (self.build / "results" / f"{program}.json").write_text(gtest_json(*tests), encoding="utf-8")

    def gtest(self, program, script="true"):
        """A ctest program that is called like a GoogleTest one; `script` stands for what it does."""
        self.program(program, script, f"--gtest_output=json:{self.build}/results/{program}.json")

    def program(self, name, script, *arguments):
        extra = "".join(f' "{argument}"' for argument in arguments)
        self.programs.append(f'add_test({name} "/bin/sh" "-c" "{script}" "sh"{extra})')

    def run_all(self, *extra):
        if self.programs:
            (self.build / "CTestTestfile.cmake").write_text("\n".join(self.programs) + "\n", encoding="utf-8")
            subprocess.run(["ctest", "--test-dir", str(self.build), "--timeout", "1"], capture_output=True, check=False)
        said = subprocess.run([sys.executable, str(HERE / "sum_results.py"), str(self.build), *extra], capture_output=True, text=True, check=False)
        return said.returncode, said.stdout.splitlines()

    def assert_sum(self, passed, failed, *names):
        code, lines = self.run_all()
        self.assertEqual(lines[-1], f"{passed} passed, {failed} failed", lines)
        self.assertEqual(code, 1 if failed or not passed else 0)
        for name in names:
            self.assertTrue(any(name in line for line in lines), (name, lines))

    def test_adds_up_programs(self):
        self.results("a_tests", ("one", "ok"), ("two", "ok"))
        self.results("b_tests", ("one", "ok"))
        self.assert_sum(3, 0)

    def test_names_each_failure(self):
        self.results("a_tests", ("one", "ok"), ("two", "bad"))
        self.assert_sum(1, 1, "a_tests: Suite.two")

    def test_does_not_count_what_was_skipped_or_disabled_as_passed(self):
        self.results("a_tests", ("one", "ok"), ("two", "skipped"), ("three", "disabled"))
        self.assert_sum(1, 0, "1 skipped")

    def test_nothing_ran_is_a_failure(self):
        code, lines = self.run_all()
        self.assertEqual((code, lines[-1]), (1, "0 passed, 0 failed"))

    def test_a_program_without_tests_is_a_failure(self):
        self.results("a_tests", ("one", "ok"))
        self.results("b_tests")
        self.assert_sum(1, 1, "b_tests: ran no test")

    def test_broken_results_are_a_failure(self):
        (self.build / "results" / "a_tests.json").write_text("{", encoding="utf-8")
        self.assert_sum(0, 1, "a_tests: its results cannot be read")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_counts_results_of_a_ctest_program_once(self):
        self.results("a_tests", ("one", "ok"))
        self.gtest("a_tests")
        self.assert_sum(1, 0)

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_a_crash_is_one_failure(self):
        self.results("a_tests", ("one", "ok"))
        self.gtest("a_tests")
        self.gtest("b_tests", "kill -SEGV $$")
        self.assert_sum(1, 1, "b_tests: wrote no results")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_a_hang_is_one_failure(self):
        self.gtest("a_tests", "sleep 5")
        self.assert_sum(0, 1, "a_tests: wrote no results")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_a_leak_after_good_tests_is_one_failure(self):
        self.results("a_tests", ("one", "ok"))
        self.gtest("a_tests", "exit 1")
        self.assert_sum(1, 1, "a_tests: ended with an error after its tests")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_a_program_that_is_not_there_is_one_failure(self):
        self.programs.append('add_test(gone "/no/such/program")')
        self.assert_sum(0, 1, "gone: did not run")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_other_programs_count_by_their_last_line_or_as_one(self):
        self.program("scripts", "echo '9 passed, 9 failed'; echo 'FAILED x.y'; echo '4 passed, 1 failed'; exit 1")
        self.program("lint", "true")
        self.program("broken", "false")
        self.assert_sum(5, 2, "scripts: x.y", "broken")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    def test_a_program_that_says_good_and_ends_badly_is_a_failure(self):
        self.program("scripts", "echo '4 passed, 0 failed'; exit 1")
        self.assert_sum(4, 1, "scripts: ended with an error")

    def test_extra_texts_count_by_their_last_line(self):
        self.results("a_tests", ("one", "ok"))
        text = self.build / "peer.log"
        text.write_text("1 passed, 0 failed\nmore\n2 passed, 1 failed\n", encoding="utf-8")
        code, lines = self.run_all("--extra", str(text))
        self.assertEqual((code, lines[-1]), (1, "3 passed, 1 failed"))

    def test_an_extra_text_without_the_line_is_a_failure(self):
        self.results("a_tests", ("one", "ok"))
        code, lines = self.run_all("--extra", str(self.build / "missing.log"))
        self.assertEqual((code, lines[-1]), (1, "1 passed, 1 failed"))


class BuildTimes(unittest.TestCase):
    LOG = "# ninja log v5\n0\t1500\t1\ta.o\tff\n0\t9000\t1\tb.o\tff\n9000\t9500\t2\tb.o\tfe\n"

    def test_the_last_build_of_a_file_counts(self):
        self.assertEqual(build_times.durations(self.LOG), {"a.o": 1500, "b.o": 500})

    def test_the_slowest_come_first_and_the_sum_last(self):
        self.assertEqual([line.split() for line in build_times.report(build_times.durations(self.LOG), 1)],
                         [["1.5", "s", "a.o"], ["2.0", "s", "in", "2", "steps"]])


class RunPythonTests(unittest.TestCase):
    def call(self, body):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "test_sample.py").write_text("import unittest\nclass T(unittest.TestCase):\n" + body, encoding="utf-8")
            said = subprocess.run([sys.executable, run_python_tests.__file__, folder], capture_output=True, text=True, check=False)
            return said.returncode, said.stdout.splitlines()

    def test_counts_and_names(self):
        code, lines = self.call("  def test_a(self): pass\n  def test_b(self): self.fail()\n  def test_c(self): raise OSError\n")
        self.assertEqual((code, lines[-1]), (1, "1 passed, 2 failed"))
        self.assertIn("FAILED test_sample.T.test_b", lines)

    def test_nothing_to_run_is_a_failure(self):
        code, lines = self.call("  pass\n")
        self.assertEqual((code, lines[-1]), (1, "0 passed, 0 failed"))

    def test_a_file_that_cannot_be_imported_is_a_failure(self):
        code, lines = self.call("  def test_a(self): pass\nimport no_such_module\n")
        self.assertEqual((code, lines[-1]), (1, "0 passed, 1 failed"))


if __name__ == "__main__":
    unittest.main()
