#include "mapping/statement_profile_file.hpp"

#include "mapping/statement/csv_profile.hpp"
#include "mapping/statement/mt940_profile.hpp"

#include <utility>

namespace lienthong::mapping {

std::optional<StatementProfile> read_statement_profile(std::string file, std::string_view bytes,
                                                       Diagnostics& problems) {
  const auto before = problems.size();
  TomlReader toml(std::move(file), problems);
  const auto table = toml.parse(bytes);
  if (!table) return std::nullopt;
  ProfileReader reader(toml);
  const auto name = toml.required_text(*table, "profile");
  const auto format = toml.required_text(*table, "format");
  std::optional<StatementProfile> out;
  if (format && format->text == "mt940") {
    out = read_mt940_profile(*table, reader);
  } else if (format && format->text == "csv") {
    out = read_csv_profile(*table, reader);
  } else if (format) {
    toml.report(format->place, "key.value", "'format' must be \"mt940\" or \"csv\"");
  }
  if (!name || !out || problems.size() != before) return std::nullopt;
  std::visit([&](auto& profile) { profile.name = name->text; }, *out);
  return out;
}

std::optional<StatementProfile> load_statement_profile(const std::string& file, Diagnostics& problems) {
  const auto bytes = read_bytes(file);
  if (bytes) return read_statement_profile(file, *bytes, problems);
  problems.push_back({file, 0, 0, "toml.unreadable", "the file cannot be read"});
  return std::nullopt;
}

std::unique_ptr<codec::StatementReader> make_statement_reader(const StatementProfile& profile,
                                                              domain::StatementSink& sink,
                                                              const codec::StatementLimits& limits) {
  if (const auto* mt940 = std::get_if<codec::Mt940Profile>(&profile)) {
    return codec::make_mt940_reader(*mt940, sink, limits);
  }
  return codec::make_csv_reader(std::get<codec::CsvProfile>(profile), sink, limits);
}

}  // namespace lienthong::mapping
