#include "ops/procedures_loader.hpp"

#include "problems.hpp"

#include <gtest/gtest.h>

namespace lienthong::ops {
namespace {

using test::count;
using test::Folder;
using test::lines;

TEST(CommittedProcedures, load) {
  mapping::Diagnostics problems;
  EXPECT_TRUE(load_procedures("config/procedures.toml", problems)) << lines(problems);
}

TEST(ProceduresLoader, reports_every_problem_at_once) {
  const Folder folder;
  const auto file = folder.write("procedures.toml", R"(
[[procedure]]
code = "1.001193"
name = "Đăng ký khai sinh"
field_code = "G15-TP05"
field_name = "Hộ tịch"
source = "s"
[[procedure]]
code = "1.001193"
name = "again"
field_code = "G15-TP05"
field_name = "Hộ tịch"
source = "s"
[[procedure]]
code = "1.1193"
name = "short"
field_code = "G15-TP05"
field_name = ""
fieldname = "x"
)");
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_procedures(file, problems));
  EXPECT_EQ(count(problems, "procedure.twice"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "key.type", "'field_name'"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "key.missing", "'source'"), 1) << lines(problems);
  EXPECT_EQ(count(problems, "key.unknown", "did you mean 'field_name'?"), 1) << lines(problems);
}

TEST(ProceduresLoader, refuses_a_code_with_a_local_suffix) {
  const Folder folder;
  const auto file = folder.write(
      "procedures.toml",
      "[[procedure]]\ncode=\"1.001193.000.00.00.H55\"\nname=\"n\"\nfield_code=\"f\"\nfield_name=\"g\"\nsource=\"s\"\n");
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_procedures(file, problems));
  EXPECT_EQ(count(problems, "procedure.code"), 1) << lines(problems);
}

TEST(ProceduresLoader, refuses_an_empty_catalogue) {
  const Folder folder;
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_procedures(folder.write("procedures.toml", "# nothing\n"), problems));
  EXPECT_EQ(count(problems, "procedure.none"), 1) << lines(problems);
}

}  // namespace
}  // namespace lienthong::ops
