#include "unit/mapping/bench.hpp"

#include "base/digest.hpp"
#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace lienthong::mapping {

Folder::Folder() : path_(std::filesystem::temp_directory_path() / ("mapping-" + base::random_hex(8))) {
  std::filesystem::create_directories(path_);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(std::string_view name, std::string_view text) const {
  const auto file = path_ / name;
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

CodeTables desk_tables() {
  Folder folder;
  const auto file = folder.write("status.toml", R"(table = "desk/status"
valid_from = 2025-07-01
pairs = [
  { canonical = "fresh", external = "1" },
  { canonical = "open", external = "2" },
  { canonical = "closed", external = "3" },
]
refused = [ { external = "9", why = "never defined" } ]
)");
  Diagnostics problems;
  auto table = CodeTable::load(file, problems);
  CodeTables out;
  if (table) out.emplace("desk/status", *table);
  return out;
}

std::string lines(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& one : problems) out += to_line(one) + "\n";
  return out;
}

bool has(const Diagnostics& problems, std::string_view rule, std::uint32_t line) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const auto& one) { return one.rule == rule && one.line == line; });
}
bool has(const Diagnostics& problems, std::string_view rule) {
  return std::any_of(problems.begin(), problems.end(), [&](const auto& one) { return one.rule == rule; });
}

const char* const all_losses = R"(
  { canonical = "status", why = "-" }, { canonical = "sender", why = "-" }, { canonical = "sent_at", why = "-" },
  { canonical = "count", why = "-" }, { canonical = "urgent", why = "-" }, { canonical = "note", why = "-" },
  { canonical = "body", why = "-" }, { canonical = "pages", why = "-" }, { canonical = "tags", why = "-" },
  { canonical = "secret", why = "-" }, { external = "TrangThai", why = "-" }, { external = "NguoiGui", why = "-" },
  { external = "NgayGui", why = "-" }, { external = "SoLuong", why = "-" }, { external = "Khan", why = "-" },
  { external = "GhiChu", why = "-" }, { external = "NoiDung", why = "-" }, { external = "Trang", why = "-" },
  { external = "Nhan", why = "-" }, { external = "Khac", why = "-" },
)";

Compiled compile_text(std::string_view text) {
  Folder folder;
  const CodeTables tables = desk_tables();
  Compiled out;
  out.plans = compile(folder.write("thu.toml", text), {fixtures / "schemas", &tables}, out.problems);
  return out;
}

Compiled compile_fields(std::string_view fields, std::string_view losses) {
  return compile_text(
      "mapping = \"desk/thu\"\ncanonical = \"canonical/letter\"\n"
      "external = { schema = \"external/thu.schema.json\", format = \"json\" }\nfields = [\n" +
      std::string(fields) + "\n]\nlosses = [\n" + std::string(losses) + "\n]\n");
}

const PlanSet& desk_plans() {
  static const PlanSet plans = [] {
    const CodeTables tables = desk_tables();
    Diagnostics problems;
    auto out = compile(fixtures / "mappings/thu.toml", {fixtures / "schemas", &tables}, problems);
    EXPECT_TRUE(out.has_value()) << lines(problems);
    return out ? *out : PlanSet{};
  }();
  return plans;
}

namespace {

std::string told(const base::Result<codec::Value>& result) {
  return result ? codec::write_json(*result) : "refused: " + result.error().code() + ": " + result.error().text();
}

}  // namespace

std::string Trip::in(std::string_view external) {
  const auto document = codec::read_json(external, arena_);
  return document ? told(plan_->to_canonical(*document, arena_, notes_)) : told(document);
}

std::string Trip::out(std::string_view canonical) {
  const auto document = codec::read_json(canonical, arena_);
  return document ? told(plan_->to_external(*document, arena_, notes_)) : told(document);
}

std::string Trip::notes() const {
  std::string out;
  for (const Note& note : notes_) out += (out.empty() ? "" : ";") + note.rule + " " + note.path;
  return out;
}

}  // namespace lienthong::mapping
