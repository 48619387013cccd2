#include "sync/fees/booked_fees.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace lienthong::sync {
namespace {

using domain::MovementId;

struct Booking {
  std::int64_t amount = 0;
  domain::Day day{};
};

class Ledger {
 public:
  Ledger(std::span<const KnownFee> fees, std::span<const domain::StatementEntry> entries) {
    for (const KnownFee& fee : fees) {
      places_[fee.id] = out_.size();
      out_.push_back({fee, 0, 0, std::nullopt});
    }
    for (const domain::StatementEntry& one : entries) entries_[{one.statement, one.entry.number, 0}] = &one.entry;
  }

  void add(const domain::Match& match) {
    if (match.confidence != domain::Confidence::certain) return;
    for (const MovementId& movement : match.movements) {
      const Booking booking = booking_of(movement);
      if (match.claims.size() == 1) {
        add(match.claims.front(), booking);
        continue;
      }
      for (const std::string& claim : match.claims) {
        if (BookedFee* fee = find(claim)) add(claim, {fee->fee.asked, booking.day});
      }
    }
  }

  void add(const domain::Finding& finding) {
    if (finding.kind == domain::FindingKind::paid_twice) add(finding.claim, booking_of(finding.movement));
  }

  std::vector<BookedFee> take() && { return std::move(out_); }

 private:
  BookedFee* find(const std::string& claim) {
    const auto place = places_.find(claim);
    return place == places_.end() ? nullptr : &out_[place->second];
  }

  void add(const std::string& claim, const Booking& booking) {
    BookedFee* fee = find(claim);
    if (fee == nullptr) return;
    fee->booked += booking.amount;
    ++fee->bookings;
    fee->booked_on = std::max(fee->booked_on.value_or(booking.day), booking.day);
  }

  [[nodiscard]] Booking booking_of(const MovementId& movement) const {
    const domain::Entry& entry = *entries_.at({movement.statement, movement.entry, 0});
    const bool inside = movement.detail > 0 && movement.detail <= entry.details.size();
    const auto part = inside ? entry.details[movement.detail - 1].amount : std::nullopt;
    return {part.value_or(entry.amount).dong().value_or(0), entry.booked_on.value_or(domain::Day{})};
  }

  std::vector<BookedFee> out_;
  std::map<std::string, std::size_t> places_;
  std::map<MovementId, const domain::Entry*> entries_;
};

}  // namespace

std::vector<BookedFee> booked_fees(std::span<const KnownFee> fees, std::span<const domain::StatementEntry> entries,
                                   const domain::Matching& matching) {
  Ledger ledger(fees, entries);
  for (const domain::Match& match : matching.matches) ledger.add(match);
  for (const domain::Finding& finding : matching.findings) ledger.add(finding);
  return std::move(ledger).take();
}

}  // namespace lienthong::sync
