#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::storage {

/// What a journal is about. Numbers are stored: new ones go to the end.
enum class Journal : std::uint8_t {
  postal_order,     ///< one order to the post: subject is its order number; what we asked, what carriers say
  postal_item,      ///< item numbers given to us: subject is the service; taken, posted, released
  payment_claim,    ///< one fee of one dossier and its attempts
  statement,        ///< one file of a bank: what came, its blocks of entries, what was made of it
  statement_chain,  ///< one account: which statements count, in the order in which they were taken
  match_decision,   ///< one movement of money: what a person decided
  fee_month,        ///< one month: sums agreed, orders drafted
  carrier_report,   ///< one key of one carrier at /buu-ta: the report it names
  carrier_session,  ///< one sign-in of a carrier: that it was ended
};
inline constexpr Journal last_journal = Journal::carrier_session;
/// "postal_order"
[[nodiscard]] std::string_view name(Journal journal);

/// One thing that was said or done about one subject; written once, never changed. The subject's state is the fold of
/// its entries.
struct JournalEntry {
  Journal journal = Journal::postal_order;
  std::string subject;
  std::string id;  ///< within the subject: the same id twice is the same entry (I2)
  base::Instant at{};
  std::string body;               ///< as its journal defines; opaque here
  std::vector<std::string> keys;  ///< words by which the subject is found; added to those it has
  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

/// An entry as it lies in the store. `keys` are left empty.
struct JournalRow {
  std::int64_t sequence = 0;  ///< rises over all journals, in order of commit
  JournalEntry entry;
  friend bool operator==(const JournalRow&, const JournalRow&) = default;
};

/// What a decision rested on: the subject had so many entries when it was loaded.
struct JournalGuard {
  Journal journal = Journal::postal_order;
  std::string subject;
  std::int64_t entries = 0;
};

}  // namespace lienthong::storage
