#include "console/carrier/carrier_entry.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"
#include "console/carrier/carrier_words.hpp"
#include "domain/name_lookup.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace lienthong::console {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

constexpr std::array all_actions{CarrierAction::collected, CarrierAction::delivered, CarrierAction::failed,
                                 CarrierAction::returned};
constexpr std::array<std::string_view, 9> field_names{"key", "item",     "order",  "action", "at",
                                                      "to",  "relation", "reason", "note"};
constexpr std::size_t shortest_key = 8;
constexpr std::size_t longest_key = 64;
constexpr std::size_t longest_name = 250;
constexpr std::size_t longest_note = 500;
constexpr std::chrono::minutes clock_ahead{5};
constexpr std::chrono::days oldest{30};

tl::unexpected<base::Error> wrong(std::string code, std::string text) {
  return base::fail(ErrorKind::invalid, std::move(code), std::move(text));
}

bool is_key_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
}

bool is_key(std::string_view key) {
  return key.size() >= shortest_key && key.size() <= longest_key && std::ranges::all_of(key, is_key_character);
}

/// Empty when the field is absent or null; nothing when it is there and no text.
std::optional<std::string> text_of(const Value& entry, std::string_view field) {
  const Value* value = entry.find(field);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_text()) return std::nullopt;
  return std::string(base::trim(value->scalar()));
}

bool is_plain(std::string_view text, std::size_t longest) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; };
  return base::code_points(text) <= longest && std::ranges::none_of(text, is_control);
}

/// A code of `words`, or absent.
bool is_word(std::string_view code, std::span<const CarrierWord> words) {
  return code.empty() || vietnamese_of(words, code).has_value();
}

Result<void> read_words(const Value& value, CarrierEntry& entry) {
  const auto to = text_of(value, "to");
  if (!to || !is_plain(*to, longest_name)) return wrong("entry.to", "the receiver's name is no text of one line");
  const auto relation = text_of(value, "relation");
  if (!relation || !is_word(*relation, relations())) return wrong("entry.relation", "no relation has that code");
  const auto reason = text_of(value, "reason");
  if (!reason || !is_word(*reason, failure_reasons())) return wrong("entry.reason", "no reason has that code");
  const auto note = text_of(value, "note");
  if (!note || !is_plain(*note, longest_note)) return wrong("entry.note", "the note is no text of one line");
  entry.to = *to;
  entry.relation = *relation;
  entry.reason = *reason;
  entry.note = *note;
  return {};
}

Result<void> check_complete(const CarrierEntry& entry) {
  if (entry.action == CarrierAction::delivered) {
    if (entry.relation.empty()) return wrong("entry.relation", "a delivery says what the receiver is to the addressee");
    if (entry.to.empty() && entry.relation != addressee_word) return wrong("entry.to", "a delivery says to whom");
  }
  if (entry.action == CarrierAction::failed && entry.reason.empty())
    return wrong("entry.reason", "a failed attempt says why");
  const bool is_other = entry.reason == other_word || entry.relation == other_word;
  if (is_other && entry.note.empty()) return wrong("entry.note", "what is 'other' is said in the note");
  return {};
}

Result<void> check_fields(const Value& value) {
  if (!value.is_record()) return wrong("entry.form", "an entry is a JSON object");
  for (const codec::Member& member : value.members()) {
    if (std::ranges::find(field_names, member.name) == field_names.end())
      return wrong("entry.unknown_field", "an entry has a field that is not in the contract");
  }
  return {};
}

Result<CarrierEntry> read_entry(const Value& value) {
  if (auto known = check_fields(value); !known) return base::fail(std::move(known).error());
  const auto key = text_of(value, "key");
  if (!key || !is_key(*key)) return wrong("entry.key", "a key is 8 to 64 letters, digits, '-', '.' or '_'");
  const auto item_text = text_of(value, "item");
  if (!item_text || item_text->empty()) return wrong("entry.item", "an entry names its item");
  auto item = domain::ItemNumber::read(*item_text);
  if (!item) return base::fail(std::move(item).error());
  CarrierEntry entry{
      .key = *key, .item = std::move(*item), .order = {}, .to = {}, .relation = {}, .reason = {}, .note = {}};
  const auto order_text = text_of(value, "order");
  if (!order_text || !order_text->empty()) {
    auto order = domain::OrderNumber::read(order_text.value_or(""));
    if (!order) return base::fail(std::move(order).error());
    entry.order = std::move(*order);
  }
  const auto action = carrier_action_from_name(text_of(value, "action").value_or(""));
  if (!action) return wrong("entry.action", "an action is collected, delivered, failed or returned");
  entry.action = *action;
  const auto at = base::from_rfc3339(text_of(value, "at").value_or(""));
  if (!at) return wrong("entry.at", "the moment is no RFC 3339 time");
  entry.at = *at;
  if (auto words = read_words(value, entry); !words) return base::fail(std::move(words).error());
  if (auto complete = check_complete(entry); !complete) return base::fail(std::move(complete).error());
  return entry;
}

}  // namespace

std::string_view name(CarrierAction action) {
  switch (action) {
    case CarrierAction::collected:
      return "collected";
    case CarrierAction::delivered:
      return "delivered";
    case CarrierAction::failed:
      return "failed";
    case CarrierAction::returned:
      return "returned";
  }
  return "?";
}

std::optional<CarrierAction> carrier_action_from_name(std::string_view name) {
  return domain::find_by_name(all_actions, name);
}

Result<std::vector<CarrierLine>> read_carrier_batch(std::string_view body) {
  codec::Arena arena;
  const auto document = codec::read_json(body, arena);
  if (!document) return base::fail(document.error());
  const Value* entries = document->find("entries");
  if (entries == nullptr || !entries->is_list() || document->members().size() != 1)
    return wrong("batch.form", "a batch is an object with a list 'entries'");
  if (entries->items().empty() || entries->items().size() > most_carrier_entries)
    return base::fail(entries->items().empty() ? ErrorKind::invalid : ErrorKind::too_large, "batch.size",
                      "a batch has 1 to 500 entries");
  std::vector<CarrierLine> lines;
  for (const Value& value : entries->items()) {
    const Value* key = value.find("key");
    lines.push_back({key != nullptr && key->is_text() ? std::string(base::cut_code_points(key->scalar(), longest_key))
                                                      : std::string(),
                     codec::write_json(value), read_entry(value)});
  }
  return lines;
}

Result<void> check_moment(base::Instant at, base::Instant now) {
  if (at > now + clock_ahead) return wrong("entry.in_future", "the moment is more than 5 minutes ahead");
  if (at < now - oldest) return wrong("entry.too_old", "the moment is more than 30 days ago");
  return {};
}

}  // namespace lienthong::console
