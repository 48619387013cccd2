#pragma once

#include "base/result.hpp"
#include "domain/money.hpp"

#include <optional>
#include <string_view>

namespace lienthong::codec {

// The fields of a SWIFT MT940 as texts without their tag. `invalid` "mt940.<field>" for another form; no value in it.

/// :60a:, :62a:, :64:, :65: "C261103VND1000000,".
[[nodiscard]] base::Result<domain::Balance> read_mt940_balance(std::string_view text, domain::BalanceKind kind);

struct Mt940Number {
  std::uint64_t statement = 0;
  std::optional<std::uint64_t> page;
};
/// :28C: "214/1".
[[nodiscard]] base::Result<Mt940Number> read_mt940_number(std::string_view text);

/// :61:, its second line included; without number and line.
[[nodiscard]] base::Result<domain::Entry> read_mt940_entry(std::string_view text, domain::Currency currency);

}  // namespace lienthong::codec
