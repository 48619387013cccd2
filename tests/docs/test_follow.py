"""The reader of tutorials reads what is there, and sees when the screen shows something else."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import follow


class Follow(unittest.TestCase):
    """A tutorial of two steps."""

    def run_text(self, text: str) -> tuple[int, int]:
        """Follows `text` with any program as the binary."""
        with tempfile.TemporaryDirectory() as folder:
            tutorial = Path(folder, "t.md")
            tutorial.write_text(text, encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()):  # what fails here fails on purpose
                return follow.follow(tutorial, Path("/bin/true"), Path("/"))

    def test_saves_files_and_compares_what_is_shown(self):
        text = "# T\n```toml file=a/b.toml\nx = 1\n```\n```console\n$ cat a/b.toml\nx = 1\n```\n"
        self.assertEqual(self.run_text(text), (1, 0))

    def test_sees_another_text_and_another_exit(self):
        self.assertEqual(self.run_text("```console\n$ echo one\ntwo\n```\n"), (0, 1))
        self.assertEqual(self.run_text("```console\n$ false\n```\n"), (0, 1))
        self.assertEqual(self.run_text("```console\n$ false\n(exit 1)\n```\n"), (1, 0))

    def test_lets_an_ellipsis_stand_for_anything(self):
        self.assertEqual(self.run_text("```console\n$ printf 'a\\nb\\nc\\n'\na\n…\nc\n```\n"), (1, 0))
        self.assertEqual(self.run_text("```console\n$ echo took 12 ms\ntook … ms\n```\n"), (1, 0))
        self.assertEqual(self.run_text("```console\n$ printf 'a\\nb\\n'\na\n```\n"), (0, 1))

    def test_joins_a_command_of_two_lines(self):
        self.assertEqual(self.run_text("```console\n$ echo one \\\n    two\none two\n```\n"), (1, 0))


if __name__ == "__main__":
    unittest.main()
