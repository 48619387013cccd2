#include "domain/outcome.hpp"

#include "domain/name_lookup.hpp"

#include <array>

namespace lienthong::domain {
namespace {

using enum Outcome;
constexpr std::array all_outcomes{accepted, duplicate, already, retry, order, auth, data, not_found, unknown};

}  // namespace

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case accepted:
      return "accepted";
    case duplicate:
      return "duplicate";
    case already:
      return "already";
    case retry:
      return "retry";
    case order:
      return "order";
    case auth:
      return "auth";
    case data:
      return "data";
    case not_found:
      return "not_found";
    case unknown:
      return "unknown";
  }
  return "?";
}

std::optional<Outcome> outcome_from_name(std::string_view name) { return find_by_name(all_outcomes, name); }

}  // namespace lienthong::domain
