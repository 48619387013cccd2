#pragma once

#include "codec/statement.hpp"
#include "mapping/diagnostic.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lienthong::mapping {

/// How one bank without XML writes its statements.
using StatementProfile = std::variant<codec::Mt940Profile, codec::CsvProfile>;

/// From TOML (mapping/statement/README.md). Nothing when anything is wrong; every problem is named with its place,
/// under the name `file`.
[[nodiscard]] std::optional<StatementProfile> read_statement_profile(std::string file, std::string_view bytes,
                                                                     Diagnostics& problems);

/// The same from a file; "toml.unreadable" when it cannot be read.
[[nodiscard]] std::optional<StatementProfile> load_statement_profile(const std::string& file, Diagnostics& problems);

[[nodiscard]] std::unique_ptr<codec::StatementReader> make_statement_reader(const StatementProfile& profile,
                                                                            domain::StatementSink& sink,
                                                                            const codec::StatementLimits& limits = {});

}  // namespace lienthong::mapping
