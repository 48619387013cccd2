#include "domain/event.hpp"

#include "base/digest.hpp"
#include "domain/digest_text.hpp"
#include "domain/name_lookup.hpp"

#include <array>
#include <tuple>

namespace lienthong::domain {
namespace {

using enum Part;
constexpr std::array all_parts{submission, processing, payment, postal, result};

int rank_of(const Event& event) { return event.move ? progress_rank(event.move->to) : 0; }

}  // namespace

std::string_view name(Part part) {
  switch (part) {
    case submission:
      return "submission";
    case processing:
      return "processing";
    case payment:
      return "payment";
    case postal:
      return "postal";
    case result:
      return "result";
  }
  return "?";
}

std::optional<Part> part_from_name(std::string_view name) { return find_by_name(all_parts, name); }

std::strong_ordering fold_order(const Event& left, const Event& right) {
  const int left_rank = rank_of(left);
  const int right_rank = rank_of(right);
  return std::tie(left.occurred_at, left.source_sequence, left_rank, left.id) <=>
         std::tie(right.occurred_at, right.source_sequence, right_rank, right.id);
}

EventId derive_event_id(const Event& event) {
  DigestText text;
  text.add("event/1").add(event.source.value()).add(event.dossier.value());
  text.add(std::to_string(base::unix_ms(event.occurred_at)));
  text.add(event.source_sequence ? std::to_string(*event.source_sequence) : "-");
  if (event.move) {
    text.add(name(event.move->to)).add(event.move->reason);
    text.add(event.move->evidence == Evidence::implied ? "implied" : "stated");
  } else {
    text.add("-");
  }
  text.add(event.procedure.value());
  for (const auto& [field, value] : event.facts) text.add(field).add(value);
  return EventId(base::sha256_hex(text.text()));
}

}  // namespace lienthong::domain
