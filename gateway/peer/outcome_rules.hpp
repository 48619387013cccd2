#pragma once

#include "domain/outcome.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::peer {

/// What is known of a peer's answer, flattened for the rules.
struct Answer {
  unsigned http_status = 0;
  std::map<std::string, std::string, std::less<>> fields;  ///< "error_code" → "0", "faultcode" → "soap:Server"
  std::string text;                                        ///< all free text of the answer
};

/// One line of the ordered list: every condition given must hold.
struct OutcomeRule {
  std::string name;  ///< appears as the reason: "rule:da-ton-tai"
  std::optional<unsigned> http_from;
  std::optional<unsigned> http_to;
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;  ///< field → any of these values
  std::vector<std::string> contains;  ///< any of these, NFC and lower case on both sides
  domain::Outcome outcome = domain::Outcome::unknown;
};

/// Ordered: the first rule that fits decides; none fits → unknown "rule:none" (an answer we do not understand is never
/// success, F26). Negative texts stand first: "không thành công" contains "thành công" (contracts 8.2).
class OutcomeRules {
 public:
  OutcomeRules() = default;
  explicit OutcomeRules(std::vector<OutcomeRule> rules);
  [[nodiscard]] std::pair<domain::Outcome, std::string> classify(const Answer& answer) const;

 private:
  std::vector<OutcomeRule> rules_;
};

}  // namespace lienthong::peer
