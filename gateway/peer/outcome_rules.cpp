#include "peer/outcome_rules.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace lienthong::peer {
namespace {

bool status_fits(const OutcomeRule& rule, unsigned status) {
  return (!rule.http_from || status >= *rule.http_from) && (!rule.http_to || status <= *rule.http_to);
}

bool fields_fit(const OutcomeRule& rule, const Answer& answer) {
  return std::all_of(rule.fields.begin(), rule.fields.end(), [&](const auto& condition) {
    const auto& [name, values] = condition;
    const auto found = answer.fields.find(name);
    return found != answer.fields.end() && std::find(values.begin(), values.end(), found->second) != values.end();
  });
}

bool text_fits(const OutcomeRule& rule, const std::string& text) {
  return rule.contains.empty() || std::any_of(rule.contains.begin(), rule.contains.end(), [&](const std::string& part) {
           return text.find(part) != std::string::npos;
         });
}

}  // namespace

OutcomeRules::OutcomeRules(std::vector<OutcomeRule> rules) : rules_(std::move(rules)) {
  // Both sides are folded: a pattern with a capital would otherwise never match (contracts 8.1 #17).
  for (OutcomeRule& rule : rules_) {
    for (std::string& part : rule.contains) part = base::to_nfc_lower(part);
  }
}

std::pair<domain::Outcome, std::string> OutcomeRules::classify(const Answer& answer) const {
  const std::string text = base::is_utf8(answer.text) ? base::to_nfc_lower(answer.text) : std::string();
  for (const OutcomeRule& rule : rules_) {
    if (status_fits(rule, answer.http_status) && fields_fit(rule, answer) && text_fits(rule, text)) {
      return {rule.outcome, "rule:" + rule.name};
    }
  }
  return {domain::Outcome::unknown, "rule:none"};
}

}  // namespace lienthong::peer
