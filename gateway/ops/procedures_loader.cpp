#include "ops/procedures_loader.hpp"

#include "ops/procedure_code.hpp"
#include "ops/table_reader.hpp"

#include <map>
#include <string>
#include <utility>

namespace lienthong::ops {
namespace {

using Known = std::map<domain::ProcedureCode, sync::Procedure>;

void read_procedure(TableReader& entry, Known& known) {
  const auto code = entry.text("code");
  const auto name = entry.text("name");
  const auto field_code = entry.text("field_code");
  const auto field_name = entry.text("field_name");
  (void)entry.text("source");
  entry.finish();
  if (!code || !name || !field_code || !field_name) return;
  if (!is_national_code(*code)) {
    entry.complain("code", "procedure.code", "a national procedure code has the form 1.004222");
  } else if (!known.emplace(domain::ProcedureCode(*code), sync::Procedure{*name, *field_code, *field_name}).second) {
    entry.complain("code", "procedure.twice", "this procedure is listed twice");
  }
}

}  // namespace

std::optional<sync::Procedures> load_procedures(const std::filesystem::path& file, mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  Known known;
  if (const auto root = parse_toml_file(file, found)) {
    TableReader table(*root, file.string(), found);
    auto entries = table.tables("procedure");
    if (entries.empty())
      table.complain("procedure", "procedure.none", "the catalogue needs at least one [[procedure]]");
    for (TableReader& entry : entries) read_procedure(entry, known);
    table.finish();
  }
  const bool clean = found.empty();
  problems.insert(problems.end(), found.begin(), found.end());
  return clean ? std::optional(sync::Procedures(std::move(known))) : std::nullopt;
}

}  // namespace lienthong::ops
