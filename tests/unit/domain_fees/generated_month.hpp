#pragma once

#include "domain/fees/matching.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

// A month of fees and bank entries with every kind of trouble in known numbers, and what is true of it.

namespace lienthong::domain::testing {

/// How one fee was, or was not, paid.
enum class Trouble : std::uint8_t {
  none,             ///< the platform's reference in EndToEndId
  reference_text,   ///< the reference inside a text
  code_text,        ///< the dossier code inside a text, spelt in many ways
  code_stripped,    ///< without accents, spaces and punctuation
  cut_at_35,        ///< "THANH TOAN HO SO …", cut
  cut_at_140,       ///< a long text that ends inside the code
  reference_cut,    ///< the reference cut at 35 characters
  split,            ///< two or three payments
  merged,           ///< one payment for two or three dossiers
  batch,            ///< one entry with several payments inside
  day_sum,          ///< the platform's sum of a day, without a word
  returned,         ///< came back from the bank, and never again
  returned_repaid,  ///< came back, and was paid once more
  reversed,         ///< a reversal entry
  paid_twice,
  wrong_amount,
  name_only,         ///< no text, the payer's name
  silent,            ///< neither text nor name
  unknown_dossier,   ///< a code that does not exist
  other_dossier,     ///< somebody else's code, and the payer's own name
  second_fee,        ///< two fees of one dossier with different amounts, named by the code
  twin_fees,         ///< two equal fees of one dossier, one paid
  same_reference,    ///< two fees under one reference (12-hour clock), different amounts
  longer_neighbour,  ///< …-0012 and …-00123 on one day
  too_early,         ///< booked before anybody was asked
  sent_twice,        ///< the same movement in two statements
  not_paid,
  no_fee  ///< an entry that pays none: interest
};
inline constexpr int trouble_kinds = static_cast<int>(Trouble::no_fee) + 1;

using TruePair = std::pair<MovementId, std::string>;

struct FeeMonth {
  std::vector<StatementEntry> entries;
  std::vector<ExpectedPayment> expected;
  std::set<TruePair> truth;                   ///< which movement is money for which fee
  std::map<FindingKind, int> findings;        ///< how many must come, of the kinds that are known for sure
  std::map<Trouble, int> troubles;            ///< how many cases of each
  std::map<std::string, Trouble> trouble_of;  ///< by fee
};

/// `cases` of every kind. The same seed gives the same month.
[[nodiscard]] FeeMonth fee_month(std::uint64_t seed, int cases);
/// `fees` of the ordinary kinds (reference, codes, cuts, names), about one entry for each: for speed.
[[nodiscard]] FeeMonth ordinary_month(std::uint64_t seed, int fees);

/// How much of the truth was found, and how much of what was found is true.
struct Quality {
  int right = 0;
  int wrong = 0;
  int true_pairs = 0;
  [[nodiscard]] double precision() const { return right + wrong == 0 ? 1.0 : double(right) / (right + wrong); }
  [[nodiscard]] double recall() const { return true_pairs == 0 ? 1.0 : double(right) / true_pairs; }
};
/// Of the certain matches; of certain and likely ones together.
[[nodiscard]] Quality certain_quality(const FeeMonth& month, const Matching& found);
[[nodiscard]] Quality all_quality(const FeeMonth& month, const Matching& found);

}  // namespace lienthong::domain::testing
