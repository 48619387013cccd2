#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "console/carrier/carrier_entry.hpp"
#include "console/carrier/carrier_event.hpp"
#include "domain/post.hpp"
#include "storage/journal.hpp"

#include <string>
#include <string_view>

namespace lienthong::console {

/// What a carrier's key stands for, once and for ever: the report that was made under it, and the order it was taken
/// for.
struct NamedReport {
  domain::OrderNumber order;
  std::string content;  ///< SHA-256 of what was reported; no personal data
};

/// Subject in `Journal::carrier_report`: one key of one carrier.
[[nodiscard]] std::string report_subject(const CarrierName& carrier, std::string_view key);

/// The key of `entry` as a name for what it says. Each subject has one such entry at most: the same key with another
/// content is the same entry to the store, so that of two at once only the first is written.
[[nodiscard]] storage::JournalEntry name_report(const CarrierName& carrier, const CarrierEntry& entry,
                                                const domain::OrderNumber& order, base::Instant at);
/// `internal` "carrier.journal" when `name_report` did not make it.
[[nodiscard]] base::Result<NamedReport> named_report(const storage::JournalEntry& named);

/// Whether `entry` says again what was reported. It may leave the order out, or name the one it was taken for.
[[nodiscard]] bool says_again(const CarrierEntry& entry, const NamedReport& report);

}  // namespace lienthong::console
