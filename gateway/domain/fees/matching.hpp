#pragma once

#include "domain/ids.hpp"
#include "domain/money/statement.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Which booked entry pays which fee (rules 4.3 #7, 4.5). Pure and deterministic: the order of the arguments does not
// matter. A certain match may be acted on without a person; a likely one is a proposal; the rest stays open.

namespace lienthong::domain {

/// A fee that is, or was, to be paid.
struct ExpectedPayment {
  std::string id;  ///< unique
  DossierCode dossier;
  std::vector<std::string> references;  ///< MaThamChieu of its attempts, MaGiaoDich of its payments
  std::int64_t amount = 0;              ///< đồng
  Day asked_on{};
  std::optional<Day> platform_paid_on;  ///< the payment platform says that it is paid
  std::optional<Day> counter_paid_on;   ///< the counter says that it took the money
  std::string payer;                    ///< personal data
};

struct StatementEntry {
  std::string statement;  ///< id; unique together with entry.number
  Entry entry;
};

/// One movement of money: an entry, or one payment inside it.
struct MovementId {
  std::string statement;
  std::size_t entry = 0;
  std::size_t detail = 0;  ///< 0: the whole entry; otherwise from 1
  friend auto operator<=>(const MovementId&, const MovementId&) = default;
};

/// The movements that matching sees in one entry: itself, or its payments where it states them one by one; none when it
/// is not booked or not in đồng.
[[nodiscard]] std::vector<MovementId> movements_in(const StatementEntry& entry);

enum class Confidence : std::uint8_t { certain, likely };

enum class MatchReason : std::uint8_t {
  reference,           ///< a payment reference, whole
  reference_cut,       ///< a payment reference, cut by the bank
  dossier_code,        ///< the dossier code inside a text
  dossier_code_glued,  ///< digits go on behind it
  dossier_code_cut,
  dossier_code_misspelt,  ///< one slip away: a digit wrong, left out, too much, or two that changed places
  amount,                 ///< the same amount, or the same sum
  amount_differs,         ///< the evidence fits, the amount does not
  split,                  ///< one fee, several payments
  merged,                 ///< one payment, several fees
  day_settlement,         ///< the sum of what the platform, or the counter, says was paid on one day
  payer_name,             ///< the payer's name; weak
  only_amount,            ///< the only open fee of this amount; weak
  before_request,         ///< booked before anybody was asked to pay
  fits_several,           ///< other fees fit as well
  several_dossiers,       ///< the text names other dossiers too
  payer_owes_elsewhere    ///< the payer has a fee of this amount in another dossier
};
/// "dossier_code"
[[nodiscard]] std::string_view name(MatchReason reason);

struct Match {
  Confidence confidence = Confidence::likely;
  int score = 0;  ///< 0 to 100
  std::vector<MovementId> movements;
  std::vector<std::string> claims;   ///< ids of expected payments
  std::vector<MatchReason> reasons;  ///< each once, in the order of the list above
  friend bool operator==(const Match&, const Match&) = default;
};

enum class FindingKind : std::uint8_t {
  returned,         ///< `other` was given back by `movement`
  unlinked_return,  ///< a return or reversal of which the payment was not found
  debit_returned,   ///< money of ours that came back: no fee
  repeated,         ///< the same movement as `other`, sent twice
  paid_twice,       ///< `claim` is matched to another movement already
  extra_payment,    ///< names a dossier of which every fee is paid, with another amount
  foreign_money,    ///< not VND, or with a fraction of a đồng
  unknown_dossier,  ///< names a dossier of which nothing is expected
  contradictory,    ///< names `claim`, but its payer owes as much in another dossier: who paid must be asked
  no_evidence
};
/// "paid_twice"
[[nodiscard]] std::string_view name(FindingKind kind);

/// Why a movement is matched with nothing.
struct Finding {
  FindingKind kind = FindingKind::no_evidence;
  MovementId movement;
  std::optional<MovementId> other;
  std::string claim;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Matching {
  std::vector<Match> matches;     ///< by their first movement
  std::vector<Finding> findings;  ///< by movement; with `matches` every booked credit, and every return, is named
  std::vector<std::string> open_claims;  ///< by id
  friend bool operator==(const Matching&, const Matching&) = default;
};

/// How this bank writes a reversal (rules 4.3 #9: banks differ).
enum class ReversalFlow : std::uint8_t {
  of_the_reversal,  ///< the flow is the real direction: giving a credit back is a debit
  of_the_original   ///< the flow is that of what is reversed
};

struct MatchRules {
  ReversalFlow reversal_flow = ReversalFlow::of_the_reversal;
  std::chrono::days weak_window{10};       ///< how long after the request an amount alone still says something
  std::chrono::days settlement_window{3};  ///< how long after payment the platform's sum may be booked
};

/// 10,000 entries against 10,000 fees take well under a second. Debits that return nothing are not looked at.
[[nodiscard]] Matching match(std::span<const StatementEntry> entries, std::span<const ExpectedPayment> expected,
                             const MatchRules& rules = {});

}  // namespace lienthong::domain
