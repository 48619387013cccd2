#pragma once

#include "base/instant.hpp"
#include "domain/money/amount.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a bank says of an account, whatever the format it came in (ISO 20022 camt.052/053/054, MT940, CSV; rules.md §4).

namespace lienthong::domain {

using Day = std::chrono::sys_days;  ///< of the calendar in Viet Nam

enum class StatementKind : std::uint8_t { statement, notification, intraday };  ///< camt.053, camt.054, camt.052
enum class Flow : std::uint8_t { credit, debit };
/// Only booked entries count in a balance (rules.md 4.3 #1).
enum class BookingStatus : std::uint8_t { booked, pending, information };
enum class CopyFlag : std::uint8_t { original, copy, duplicate, copy_of_duplicate };

enum class BalanceKind : std::uint8_t {
  opening_booked,
  closing_booked,
  previous_closing,
  opening_available,
  closing_available,
  forward_available,
  interim_booked,
  interim_available,
  expected,
  information,
  other
};

struct Balance {
  BalanceKind kind = BalanceKind::other;
  Amount amount;  ///< unsigned; the sign is in `flow`
  Flow flow = Flow::credit;
  std::optional<Day> day;
};

/// Sums as the bank states them (TxsSummry): each part may be missing.
struct StatedTotals {
  struct Part {
    std::optional<std::uint64_t> count;
    std::optional<std::string> sum;  ///< a decimal, without currency
  };
  Part all;
  Part credits;
  Part debits;
  std::optional<std::string> net;
  std::optional<Flow> net_flow;
};

struct StatementHeader {
  StatementKind kind = StatementKind::statement;
  std::string version;  ///< "camt.053.001.08", "mt940", name of a CSV profile
  std::string message_id;
  std::string statement_id;
  std::optional<std::uint64_t> sequence;  ///< ElctrncSeqNb
  std::optional<base::Instant> created_at;
  std::optional<base::Instant> from;
  std::optional<base::Instant> to;
  CopyFlag copy = CopyFlag::original;
  std::optional<std::uint64_t> page;
  std::optional<bool> last_page;
  std::string account;  ///< IBAN or the bank's own number
  std::optional<Currency> currency;
  std::vector<Balance> balances;
  StatedTotals totals;
};

/// One payment inside an entry (TxDtls).
struct EntryDetail {
  std::optional<Amount> amount;
  std::optional<Flow> flow;
  std::string end_to_end_id;
  std::string transaction_id;
  std::string instruction_id;
  std::string servicer_reference;
  std::string uetr;
  std::string debtor_name;     ///< personal data
  std::string debtor_account;  ///< personal data
  std::string creditor_name;
  std::string creditor_account;
  std::string remittance;  ///< all Ustrd, joined by a space
  std::string structured_reference;
};

struct Batch {
  std::optional<std::uint64_t> count;
  std::optional<Amount> total;
};

struct Entry {
  std::size_t number = 0;  ///< from 1, in the order of the statement
  std::size_t line = 0;    ///< where it begins in the file; 0 when the format has no lines
  std::string reference;   ///< NtryRef
  Amount amount;           ///< unsigned; the sign is in `flow`
  Flow flow = Flow::credit;
  bool reversal = false;
  BookingStatus status = BookingStatus::booked;
  std::optional<Day> booked_on;
  std::optional<Day> valued_on;
  std::string servicer_reference;  ///< AcctSvcrRef: the same one twice is the same movement sent twice
  std::string bank_code;           ///< BkTxCd, "PMNT/RCDT/ESCT"
  std::string information;         ///< AddtlNtryInf
  std::optional<Batch> batch;
  std::vector<EntryDetail> details;
};

}  // namespace lienthong::domain
