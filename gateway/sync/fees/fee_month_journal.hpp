#pragma once

#include "base/result.hpp"
#include "domain/fees.hpp"
#include "storage/journal.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What was done about a month of fees: journal `fee_month`, subject "2026-11".

namespace lienthong::sync {

/// "2026-11"
[[nodiscard]] std::string month_name(std::chrono::year_month month);
[[nodiscard]] std::optional<std::chrono::year_month> month_from_name(std::string_view text);

/// What a Unit agrees to: its sums of the month, đồng.
struct AgreedSums {
  std::int64_t due = 0;
  std::int64_t paid = 0;
  std::int64_t booked = 0;
  friend bool operator==(const AgreedSums&, const AgreedSums&) = default;
};

/// A Unit has agreed the month. It holds for the sums it was given for; when they move, it is open again.
struct UnitAgreement {
  std::chrono::year_month month{};
  domain::UnitCode unit;
  std::string by;
  std::string note;
  AgreedSums sums;
  base::Instant at{};
};
[[nodiscard]] storage::JournalEntry agreement_entry(const UnitAgreement& agreement);

/// The transfer as it was drafted: one batch for each series, and the first one stands.
[[nodiscard]] storage::JournalEntry batch_entry(const domain::TransferBatch& batch, std::string_view by,
                                                base::Instant at);

/// What is known of a month: the fold of its entries.
struct FeeMonthRecord {
  std::map<domain::UnitCode, UnitAgreement> agreements;  ///< the last of each Unit
  std::vector<domain::TransferBatch> batches;            ///< in the order in which they were drafted
};
/// `permanent` "fee_month.body".
[[nodiscard]] base::Result<FeeMonthRecord> fee_month_record(std::span<const storage::JournalRow> rows);

}  // namespace lienthong::sync
