"""Each check finds what it is for in a bad tree, and nothing in a good one."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import api_described  # noqa: E402
import beast_includes  # noqa: E402
import file_length  # noqa: E402
import format_check  # noqa: E402
import layers  # noqa: E402
import no_secrets  # noqa: E402
import no_todo  # noqa: E402
import tree  # noqa: E402
import well_formed  # noqa: E402


class TreeCase(unittest.TestCase):
    """Builds a tree from {path: text} and asks one check about it."""

    def found(self, check, contents):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in contents.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
            return [str(problem) for problem in check.problems(root)]

    def assert_clean(self, check, contents):
        self.assertEqual(self.found(check, contents), [])

    def assert_one(self, check, contents, part):
        found = self.found(check, contents)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])


class Layers(TreeCase):
    def one(self, name, line):
        return self.found(layers, {name: line + "\n"})

    def test_includes_along_the_arrows_are_fine(self):
        self.assert_clean(layers, {
            "gateway/domain/a.cpp": '#include "domain/a.hpp"\n#include "base/result.hpp"\n#include <vector>\n',
            "gateway/sync/a.cpp": '#include "peer/manifest.hpp"\n#include "transport/http_client.hpp"\n',
            "gateway/app/a.cpp": '#include "storage/sqlite/sqlite_store.hpp"\n#include "console/page.hpp"\n',
            "gateway/storage/sqlite/a.cpp": '#include <sqlite3.h>\n#include "storage/sqlite/b.hpp"\n#include "domain/ids.hpp"\n',
            "adapters/post/post.cpp": '#include "peer/external_system.hpp"\n#include "codec/value.hpp"\n',
        })

    def test_every_forbidden_pair_of_folders_is_named(self):
        for folder in layers.ARROWS:
            for target in layers.ARROWS:
                if folder == "adapters" or target == "adapters":
                    continue
                wrong = self.one(f"gateway/{folder}/a.cpp", f'#include "{target}/b.hpp"')
                self.assertEqual(bool(wrong), target not in layers.reachable(folder), (folder, target))

    def test_the_problem_names_file_line_and_arrow(self):
        self.assert_one(layers, {"gateway/domain/a.cpp": '#include "base/x.hpp"\n\n#include "storage/store.hpp"\n'},
                        "gateway/domain/a.cpp:3: \"storage/store.hpp\": domain may not see storage")

    def test_siblings_above_the_engine_do_not_know_each_other(self):
        self.assertTrue(self.one("gateway/http/a.cpp", '#include "console/b.hpp"'))
        self.assertTrue(self.one("gateway/ops/a.cpp", '#include "http/b.hpp"'))

    def test_an_implementation_is_not_a_port(self):
        self.assertIn("implementation", self.one("gateway/sync/a.cpp", '#include "storage/sqlite/sqlite_store.hpp"')[0])

    def test_adapters_see_the_peer_interface_only(self):
        self.assertTrue(self.one("adapters/post/post.cpp", '#include "sync/intake.hpp"'))
        self.assertTrue(self.one("adapters/post/post.cpp", '#include "storage/store.hpp"'))

    def test_relative_and_unknown_includes_are_refused(self):
        self.assertTrue(self.one("gateway/sync/a.cpp", '#include "../domain/ids.hpp"'))
        self.assertTrue(self.one("gateway/sync/a.cpp", '#include "ids.hpp"'))
        self.assertTrue(self.one("gateway/sync/a.cpp", '#include "util/strings.hpp"'))

    def test_an_unknown_folder_is_refused(self):
        self.assertIn("util", self.one("gateway/util/a.cpp", "#include <vector>")[0])

    def test_pure_folders_see_no_asio(self):
        for folder in ("base", "domain", "codec", "mapping"):
            self.assertTrue(self.one(f"gateway/{folder}/a.hpp", "#include <boost/asio/awaitable.hpp>"), folder)
        self.assertFalse(self.one("gateway/runtime/a.hpp", "#include <boost/asio/awaitable.hpp>"))

    def test_third_party_headers_stay_with_their_owner(self):
        for header, wrong, right in (("rapidjson/reader.h", "sync", "codec"), ("pugixml.hpp", "peer", "codec"),
                                     ("expat.h", "mapping", "codec"), ("libxml/parser.h", "ops", "codec"),
                                     ("valijson/schema.hpp", "mapping", "codec"), ("sqlite3.h", "storage/memory", "storage/sqlite"),
                                     ("zstd.h", "storage", "storage/sqlite"), ("boost/beast/core.hpp", "sync", "transport"),
                                     ("toml++/toml.h", "app", "ops"), ("prometheus/registry.h", "http", "ops"),
                                     ("CLI/CLI.hpp", "ops", "app")):
            self.assertTrue(self.one(f"gateway/{wrong}/a.cpp", f"#include <{header}>"), (header, wrong))
            self.assertFalse(self.one(f"gateway/{right}/a.cpp", f"#include <{header}>"), (header, right))


class BeastIncludes(TreeCase):
    def test_five_files_are_fine(self):
        self.assert_clean(beast_includes, {f"gateway/http/{i}.cpp": "#include <boost/beast/http.hpp>\n" for i in range(5)} |
                          {"gateway/third_party_impl/beast.cpp": "#include <boost/beast/src.hpp>\n"})

    def test_six_files_are_all_named(self):
        found = self.found(beast_includes, {f"gateway/http/{i}.cpp": "#include <boost/beast/http.hpp>\n" for i in range(6)})
        self.assertEqual(len(found), 6)

    def test_a_header_may_not(self):
        self.assert_one(beast_includes, {"gateway/http/a.hpp": "#pragma once\n#include <boost/beast/http.hpp>\n"}, "a.hpp:2")


class FileLength(TreeCase):
    def test_400_lines_are_fine_and_401_are_not(self):
        self.assert_clean(file_length, {"gateway/a/b.cpp": "x\n" * 400})
        self.assert_one(file_length, {"gateway/a/b.cpp": "x\n" * 401}, "401 lines")

    def test_a_reason_in_the_readme_excuses(self):
        self.assert_clean(file_length, {"a/b.cpp": "x\n" * 401, "a/README.md": "`b.cpp` is over 400 lines because it is one table.\n"})

    def test_being_named_without_a_reason_does_not(self):
        self.assert_one(file_length, {"a/b.cpp": "x\n" * 401, "a/README.md": "`b.cpp`: the table\n"}, "401 lines")

    def test_data_may_be_long(self):
        self.assert_clean(file_length, {"schemas/a.json": "\n" * 1000})


class ApiDescribed(TreeCase):
    ROUTE = 'router.add({"GET", "/api/v1/queue", handler});\n'

    def test_a_path_in_both_is_fine(self):
        self.assert_clean(api_described, {"gateway/app/a.cpp": self.ROUTE, api_described.DESCRIPTION: "paths:\n  /api/v1/queue:\n    get:\n"})

    def test_a_path_that_is_not_described_is_found(self):
        self.assert_one(api_described, {"gateway/app/a.cpp": self.ROUTE, api_described.DESCRIPTION: "paths:\n"}, "gateway/app/a.cpp:1")

    def test_a_path_that_nobody_serves_is_found(self):
        self.assert_one(api_described, {api_described.DESCRIPTION: "paths:\n  /api/v1/old:\n    get:\n"}, "nobody serves it")


class NoTodo(TreeCase):
    def test_a_mark_is_found(self):
        self.assert_one(no_todo, {"a.cpp": "int a;  // TO" + "DO later\n"}, "a.cpp:1")

    def test_part_of_a_word_is_not_a_mark(self):
        self.assert_clean(no_todo, {"a.cpp": 'auto p = "lienthong-XX' + 'XXXX"; // todos\n', "b.bin": b"\0TO" + b"DO"})


class NoSecrets(TreeCase):
    def test_private_keys_are_found(self):
        self.assert_one(no_secrets, {"tests/key.pem": "-----BEGIN RSA PRIV" + "ATE KEY-----\n"}, "private key")

    def test_real_hosts_are_found_with_and_without_a_scheme(self):
        # '~' stands for '.', so that this file does not find itself.
        for line in ("https://dichvucong~gov~vn/api", '{"host": "api~moj~gov~vn"}', "http://10~1~2~3:80/", "mail mo@gmail~com",
                     "https://github~com/x/y", "amqp://mq~acme~io/"):
            self.assert_one(no_secrets, {"adapters/x/cases/a.txt": line.replace("~", ".") + "\n"}, "host")

    def test_reserved_names_loopback_and_namespaces_are_fine(self):
        self.assert_clean(no_secrets, {"a.txt": "\n".join([
            "http://127.0.0.1:8080/x http://[::1]/ http://localhost:1/ https://portal.example/api https://a.example.com/b",
            "http://www.w3.org/2001/XMLSchema urn:tthc:hoso:v1 http://schemas.xmlsoap.org/soap/envelope/",
            "http://json-schema.org/draft-07/schema# http://host/path http://{host}/ mo@example.com vn.gov.tthc.dossier",
            "std::move(a.common) net.connect x.community config.vnode"])})

    def test_random_looking_secrets_are_found_by_their_name(self):
        self.assert_one(no_secrets, {"a.toml": 'client_secret = "' + "9f8e7d6c5b4a39281706f5e4d3c2b1a0" + '"\n'}, "secret")
        self.assert_one(no_secrets, {"a.json": '{"access_token":"' + "QWxhZGRpbjpvcGVuIHNlc2FtZTEyMzQ1Njc4OTA=" + '"}\n'}, "secret")

    def test_dummies_and_digests_are_fine(self):
        self.assert_clean(no_secrets, {
            "a.toml": 'client_secret_file = "secrets/province_out"\ntoken = "portal-demo-token"\nsession = "' + "0" * 32 + '"\n',
            "b.json": '{"digest":"' + "9f8e7d6c5b4a3928" * 4 + '"}\n'})

    def test_licences_are_left_alone(self):
        self.assert_clean(no_secrets, {"LICENSE": "see http://www~apache~org/licenses/\n".replace("~", ".")})


class WellFormed(TreeCase):
    def test_good_files_are_fine(self):
        self.assert_clean(well_formed, {"a.json": '{"a": 1}', "b.toml": "a = 1\n", "c.txt": "{"})

    def test_bad_files_are_named(self):
        for name, text in (("a.json", '{"a": 1,}'), ("a.json", '{"a": 1, "a": 2}'), ("a.json", b"\xff\xfe{}"),
                           ("a.toml", "a = \n"), ("a.toml", "a = 1\na = 2\n")):
            self.assert_one(well_formed, {name: text}, name)

    def test_what_is_malformed_on_purpose_is_left_alone(self):
        self.assert_clean(well_formed, {"tests/malformed/a.json": "{"})


class FormatCheck(TreeCase):
    STYLE = "BasedOnStyle: Google\n"

    def test_a_formatted_file_is_fine(self):
        self.assert_clean(format_check, {".clang-format": self.STYLE, "a.cpp": "int a = 1;\n"})

    def test_an_unformatted_file_is_listed_once(self):
        self.assert_one(format_check, {".clang-format": self.STYLE, "a.cpp": "int  a=1 ;\nint  b=1 ;\n", "b.cpp": "int c;\n"}, "a.cpp")


class Files(TreeCase):
    def test_build_products_do_not_count_outside_a_repository(self):
        self.assert_clean(no_todo, {"build/a.cpp": "TO" + "DO\n", "x/__pycache__/b": "TO" + "DO\n"})

    def test_new_files_count_and_ignored_ones_do_not_inside_one(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            subprocess.run(["git", "init", "-q", folder], check=True, capture_output=True)
            (root / ".gitignore").write_text("ignored\n", encoding="utf-8")
            (root / "new").write_text("", encoding="utf-8")
            (root / "ignored").write_text("", encoding="utf-8")
            self.assertEqual(tree.files(root), [".gitignore", "new"])


class Scripts(unittest.TestCase):
    """The checks as they are called: exit code and output."""

    def call(self, folder):
        return subprocess.run([sys.executable, str(HERE / "well_formed.py"), folder], capture_output=True, text=True, check=False)

    def test_exit_code_says_whether_anything_was_found(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "a.json"
            file.write_text(json.dumps({}), encoding="utf-8")
            self.assertEqual(self.call(folder).returncode, 0)
            file.write_text("{", encoding="utf-8")
            said = self.call(folder)
            self.assertEqual(said.returncode, 1)
            self.assertTrue(said.stdout.startswith("a.json: "), said.stdout)


if __name__ == "__main__":
    unittest.main()
