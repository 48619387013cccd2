#include "codec/statement/running_balance.hpp"

namespace lienthong::codec {

bool RunningBalance::add(const domain::Entry& entry, const domain::Amount& after) {
  domain::Amount undone = entry.amount;
  if (entry.flow == domain::Flow::credit) undone.units = -undone.units;
  const auto before = domain::add(after, undone);
  if (!before) return false;
  if (!first_before_) {
    first_before_ = before;
    first_after_ = after;
  } else {
    const auto& meets = order_ == CsvOrder::oldest_first ? *last_after_ : *last_before_;
    const auto& other = order_ == CsvOrder::oldest_first ? *before : after;
    if (domain::compare(meets, other) != std::partial_ordering::equivalent) return false;
  }
  last_before_ = before;
  last_after_ = after;
  return true;
}

}  // namespace lienthong::codec
