#pragma once

#include "domain/fees/matching.hpp"
#include "domain/fees/text_key.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// A movement as matching sees it.
struct Movement {
  MovementId id;
  std::int64_t amount = 0;  ///< đồng
  Day day{};
  Flow flow = Flow::credit;             ///< the real direction
  bool gives_back = false;              ///< flagged as a reversal, or coded as a return
  std::vector<std::string> references;  ///< compact, structured fields only
  std::string servicer_reference;       ///< compact
  std::vector<CompactText> texts;       ///< free text
  std::string payer;                    ///< name key
};

struct Movements {
  std::vector<Movement> credits;  ///< by id
  std::vector<Movement> debits;   ///< by id
  std::vector<Finding> findings;  ///< what is no movement: repeated, foreign money
};

/// The booked movements: an entry with several payments inside becomes one movement for each, where their amounts are
/// stated and add up.
[[nodiscard]] Movements movements_of(std::span<const StatementEntry> entries, const MatchRules& rules);

}  // namespace lienthong::domain
