#pragma once

#include <string>

namespace lienthong::codec::testing {

struct CamtVersion {
  std::string kind;  ///< "052", "053", "054"
  int number = 8;    ///< 2 to 8
  [[nodiscard]] std::string name() const { return "camt." + kind + ".001.0" + std::to_string(number); }
};

/// A statement of a fee account in VND with everything that is read: a credit of 50000 with its payment, a batch of two
/// credits of 30000 and 20000, a debit of 40000 and a pending credit of 9000, from 1000000 to 1060000.
[[nodiscard]] std::string camt_document(const CamtVersion& version);

/// `text` with the only occurrence of `what` replaced; throws when there is not exactly one.
[[nodiscard]] std::string replaced(std::string text, const std::string& what, const std::string& with);

}  // namespace lienthong::codec::testing
