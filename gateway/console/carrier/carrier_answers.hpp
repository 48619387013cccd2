#pragma once

#include "base/error.hpp"
#include "console/carrier/carrier_entry.hpp"
#include "domain/post.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lienthong::console {

/// Whom a carrier visits. Personal data: shown while the item is on its way, to a carrier who is signed in.
struct VisitedPerson {
  std::string name;
  std::string phone;
  std::string address;
};
/// From the fact `applicant` of a dossier, canonical JSON. Empty fields where it says nothing.
[[nodiscard]] VisitedPerson visited_person(std::string_view applicant_json);

/// One order that carries an item, as its carrier sees it.
struct CarrierOrderView {
  const domain::PostalLeg* leg = nullptr;
  bool cancelled = false;
  std::optional<VisitedPerson> person;
};
/// {item, form, orders: [{order, leg, state, state_text, since, failed_attempts, cancelled, person?, actions}]}
[[nodiscard]] std::string item_json(const domain::ItemNumber& item, std::span<const CarrierOrderView> orders);

/// {reasons: [{code, text}], relations: [{code, text}]}
[[nodiscard]] std::string reasons_json();

/// What became of one entry. `kept`: its order is not known here yet; it counts as soon as it is.
enum class EntryTaken : std::uint8_t { fresh, repeated, kept, refused };
struct EntryAnswer {
  std::string key;
  EntryTaken taken = EntryTaken::refused;
  std::optional<base::Error> why;  ///< of what was refused
};
/// {entries: [{key, taken, problem?: {code, text}}]}, in the order of the batch.
[[nodiscard]] std::string batch_json(std::span<const EntryAnswer> answers);

/// RFC 9457 with a Vietnamese `detail` and the code of the error; never what the sender wrote.
[[nodiscard]] std::string carrier_problem_json(unsigned status, std::string_view code, std::string_view trace_id);

}  // namespace lienthong::console
