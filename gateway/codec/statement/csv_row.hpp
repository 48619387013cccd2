#pragma once

#include "base/result.hpp"
#include "codec/statement_profile.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Which column holds which field, by the row of titles.
class CsvColumns {
 public:
  /// Nothing unless the row has every title of the profile, each once.
  [[nodiscard]] static std::optional<CsvColumns> match(std::span<const std::string> titles, const CsvProfile& profile);
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool has(CsvField field) const { return place_of(field).has_value(); }
  /// "" for a field without a column.
  [[nodiscard]] std::string_view cell(std::span<const std::string> row, CsvField field) const;

 private:
  [[nodiscard]] const std::optional<std::size_t>& place_of(CsvField field) const {
    return places_.at(static_cast<std::size_t>(field));
  }
  std::array<std::optional<std::size_t>, static_cast<std::size_t>(CsvField::information) + 1> places_;
  std::size_t count_ = 0;
};

struct CsvEntry {
  domain::Entry entry;                            ///< without number and line
  std::optional<domain::Amount> running_balance;  ///< signed
};
/// `invalid` "csv.columns", "csv.date", "csv.amount", "csv.sign", "csv.currency".
[[nodiscard]] base::Result<CsvEntry> read_csv_entry(std::span<const std::string> row, const CsvColumns& columns,
                                                    const CsvProfile& profile);

}  // namespace lienthong::codec
