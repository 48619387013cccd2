#pragma once

#include <cstdint>
#include <string_view>

namespace lienthong::codec {

/// How a bank is named.
enum class BankCodeKind : std::uint8_t {
  bic,              ///< ISO 9362
  clearing_member,  ///< eight digits: the code of a bank's branch in interbank payments
  other             ///< a code that the parties agreed on: "KBNN-TN"
};

/// By its form. A BIC is one only with Viet Nam as its country: "AGRIBANK" has the form of one in Bosnia.
[[nodiscard]] BankCodeKind bank_code_kind(std::string_view code);

}  // namespace lienthong::codec
