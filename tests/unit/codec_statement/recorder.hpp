#pragma once

#include "codec/statement.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace lienthong::codec::testing {

struct Recorded {
  domain::StatementHeader header;
  std::vector<domain::Entry> entries;
  std::optional<domain::StatementTrailer> trailer;
};

/// Keeps what it is told.
class Recorder final : public domain::StatementSink {
 public:
  void header(const domain::StatementHeader& header) override { statements.push_back({header, {}, {}}); }
  void entry(const domain::Entry& entry) override { statements.back().entries.push_back(entry); }
  void end(const domain::StatementTrailer& trailer) override { statements.back().trailer = trailer; }

  std::vector<Recorded> statements;
};

/// Feeds `bytes` in pieces of that size, to the first error or the end.
inline std::optional<base::Error> read_in_pieces(StatementReader& reader, std::string_view bytes, std::size_t piece) {
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    if (auto error = reader.feed(bytes.substr(at, piece))) return error;
  }
  return reader.finish();
}

/// Why a camt file is refused; "" when it is not.
inline std::string refusal_of_camt(std::string_view bytes, std::size_t piece = 1U << 20U,
                                   const StatementLimits& limits = {}) {
  Recorder recorder;
  const auto reader = make_camt_reader(recorder, limits);
  const auto error = read_in_pieces(*reader, bytes, piece);
  return error ? error->describe() : "";
}

}  // namespace lienthong::codec::testing
