#pragma once

#include "domain/money/statement.hpp"

#include <optional>
#include <vector>

namespace lienthong::domain {

/// What a format states only behind the entries.
struct StatementTrailer {
  std::vector<Balance> balances;
  std::optional<bool> last_page;
};

/// Told of a statement piece by piece, in the order header, entries, end; a file may hold several. Nothing told is true
/// before the reader has reached the end of the file without an error: until then it can be a part of a broken file.
class StatementSink {
 public:
  virtual ~StatementSink() = default;
  virtual void header(const StatementHeader& header) = 0;
  virtual void entry(const Entry& entry) = 0;
  virtual void end(const StatementTrailer& trailer) = 0;
};

}  // namespace lienthong::domain
