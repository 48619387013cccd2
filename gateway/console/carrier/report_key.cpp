#include "console/carrier/report_key.hpp"

#include "base/digest.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"

namespace lienthong::console {
namespace {

constexpr std::string_view named = "named";

/// Of everything but the key and the order.
std::string content_of(const CarrierEntry& entry) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("item", entry.item.text());
  out.add_text("action", name(entry.action));
  out.add_text("at", base::to_rfc3339(entry.at));
  out.add_text("to", entry.to);
  out.add_text("relation", entry.relation);
  out.add_text("reason", entry.reason);
  out.add_text("note", entry.note);
  return base::sha256_hex(codec::write_canonical_json(out.build()));
}

}  // namespace

std::string report_subject(const CarrierName& carrier, std::string_view key) {
  return carrier.id + "/" + std::string(key);
}

storage::JournalEntry name_report(const CarrierName& carrier, const CarrierEntry& entry,
                                  const domain::OrderNumber& order, base::Instant at) {
  codec::Arena arena;
  codec::RecordBuilder body(arena);
  body.add_text("order", order.text());
  body.add_text("content", content_of(entry));
  return {.journal = storage::Journal::carrier_report,
          .subject = report_subject(carrier, entry.key),
          .id = std::string(named),
          .at = at,
          .body = codec::write_canonical_json(body.build()),
          .keys = {}};
}

base::Result<NamedReport> named_report(const storage::JournalEntry& entry) {
  codec::Arena arena;
  const auto body = codec::read_json(entry.body, arena);
  const auto text = [&](std::string_view member) {
    const codec::Value* value = body ? body->find(member) : nullptr;
    return value != nullptr && value->is_text() ? std::string(value->scalar()) : std::string();
  };
  auto order = domain::OrderNumber::read(text("order"));
  std::string content = text("content");
  if (!order || content.empty())
    return base::fail(base::ErrorKind::internal, "carrier.journal", "an entry of the journal is damaged");
  return NamedReport{std::move(*order), std::move(content)};
}

bool says_again(const CarrierEntry& entry, const NamedReport& report) {
  return (!entry.order || *entry.order == report.order) && content_of(entry) == report.content;
}

}  // namespace lienthong::console
