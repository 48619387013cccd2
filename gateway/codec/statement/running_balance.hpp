#pragma once

#include "codec/statement_profile.hpp"

#include <optional>

namespace lienthong::codec {

/// The balance that a bank writes behind each entry: whether each follows from the one before, and what the first and
/// the last say of the whole.
class RunningBalance {
 public:
  explicit RunningBalance(CsvOrder order) : order_(order) {}

  /// False when `after`, signed, is not what the entry makes of the balance beside it.
  [[nodiscard]] bool add(const domain::Entry& entry, const domain::Amount& after);

  /// Signed; nothing before the first entry.
  [[nodiscard]] const std::optional<domain::Amount>& opening() const {
    return order_ == CsvOrder::oldest_first ? first_before_ : last_before_;
  }
  [[nodiscard]] const std::optional<domain::Amount>& closing() const {
    return order_ == CsvOrder::oldest_first ? last_after_ : first_after_;
  }

 private:
  CsvOrder order_;
  std::optional<domain::Amount> first_before_;
  std::optional<domain::Amount> first_after_;
  std::optional<domain::Amount> last_before_;
  std::optional<domain::Amount> last_after_;
};

}  // namespace lienthong::codec
