#!/usr/bin/env python3
"""Runs the unittest files (test_*.py) of the folders given and ends with 'N passed, N failed', which sum_results.py counts.

    tools/dev/run_python_tests.py tools/lint tools/dev
"""

import pathlib
import sys
import unittest


class Counting(unittest.TextTestResult):
    """Also remembers how many passed; names of failures are printed one per line as 'FAILED name'."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.passed = 0

    def addSuccess(self, test):  # noqa: N802 (the library's name)
        super().addSuccess(test)
        self.passed += 1


def main(folders: list[str]) -> int:
    suite = unittest.TestSuite()
    for folder in folders:
        # Each folder has its own loader and top level, so that modules import their neighbours by plain names.
        suite.addTests(unittest.TestLoader().discover(folder, pattern="test_*.py", top_level_dir=str(pathlib.Path(folder))))
    result = unittest.TextTestRunner(resultclass=Counting, verbosity=1, stream=sys.stdout).run(suite)
    wrong = {str(test.id()) for test, _ in result.failures + result.errors}
    wrong |= {str(test.id()) for test in result.unexpectedSuccesses}
    for name in sorted(wrong):
        print(f"FAILED {name}")
    print(f"{result.passed} passed, {len(wrong)} failed")
    return 1 if wrong or result.passed == 0 else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main(sys.argv[1:]))
