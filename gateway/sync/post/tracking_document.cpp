#include "sync/post/tracking_document.hpp"

#include <optional>
#include <string>

namespace lienthong::sync {
namespace {

using codec::Value;
using domain::PostalMovement;

std::string text_of(const Value& record, std::string_view name) {
  const Value* found = record.find(name);
  return found == nullptr ? std::string() : std::string(found->scalar());
}

std::optional<PostalMovement> movement_of(const std::string& code, base::Instant at, const mapping::CodeTable& codes) {
  const auto* version = codes.on(std::chrono::sys_days{domain::vietnam_day(at)});
  if (version == nullptr) return std::nullopt;
  const auto name = codes.to_canonical(code, *version);
  return name ? domain::movement_from_name(*name) : std::nullopt;
}

}  // namespace

base::Result<domain::TrackingEvent> tracking_event_of(const domain::SystemId& source, const Value& document,
                                                      const mapping::CodeTable& codes) {
  auto item = domain::ItemNumber::read(text_of(document, "item_number"));
  if (!item) return base::fail(std::move(item).error());
  auto order = domain::OrderNumber::read(text_of(document, "order_number"));
  if (!order) return base::fail(std::move(order).error());
  const auto at = base::from_rfc3339(text_of(document, "occurred_at"));
  if (!at)
    return base::fail(
        base::Error(base::ErrorKind::invalid, "canonical.instant", "not an instant").with("path", "occurred_at"));
  domain::TrackingEvent event{.id = {}, .source = source, .item = std::move(*item), .order = std::move(*order)};
  event.occurred_at = *at;
  event.source_code = text_of(document, "source_code");
  event.source_text = text_of(document, "source_text");
  event.note = text_of(document, "note");
  if (const Value* office = document.find("office"))
    event.office = {text_of(*office, "code"), text_of(*office, "name")};
  const std::string stated = text_of(document, "event");
  event.movement = stated.empty() ? movement_of(event.source_code, *at, codes) : domain::movement_from_name(stated);
  return event;
}

}  // namespace lienthong::sync
