#pragma once

#include "base/error.hpp"
#include "codec/statement.hpp"
#include "codec/statement/batch_sum.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Why a value that the schema lets pass cannot be kept.
struct CamtRefusal {
  base::ErrorKind kind;
  std::string_view code;
  std::string_view text;
};
/// nullptr: none.
using Refused = const CamtRefusal*;

/// What was read so far of a message and has not been told yet. Filled by the table of paths (camt_paths.cpp).
class CamtDraft {
 public:
  CamtDraft(domain::StatementSink& sink, const StatementLimits& limits) : sink_(&sink), limits_(limits) {}

  domain::StatementHeader header;
  std::optional<std::uint64_t> message_page;
  std::optional<bool> message_last_page;
  domain::Balance balance;
  domain::Entry entry;
  domain::EntryDetail detail;
  std::optional<domain::Amount> detail_amount;  ///< of AmtDtls, for a detail that has no amount of its own
  std::optional<domain::Batch> batch;

  /// Of the element that was opened last.
  std::size_t line = 0;
  /// Ccy of the element that was opened last with one.
  std::optional<domain::Currency> currency;

  Refused begin_statement();
  Refused end_statement();
  Refused begin_balance();
  Refused end_balance();
  Refused begin_entry();
  Refused end_entry();
  Refused begin_group();
  Refused end_group();
  Refused begin_detail();
  Refused end_detail();

  /// Keeps a text of an entry, as NFC.
  Refused keep(std::string& to, std::string_view text);
  /// Behind what is there, with a space between.
  Refused keep_behind(std::string& to, std::string_view text);

  /// The entry being read; 0 outside of one.
  [[nodiscard]] std::size_t entry_number() const { return in_entry_ ? entry.number : 0; }

 private:
  void tell_header();

  domain::StatementSink* sink_;
  StatementLimits limits_;
  bool header_told_ = false;
  bool in_entry_ = false;
  std::size_t entries_ = 0;
  std::size_t kept_bytes_ = 0;
  std::size_t group_details_ = 0;
  BatchSum batches_;
};

}  // namespace lienthong::codec
