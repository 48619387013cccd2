#include "sync/post/postal_journal.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"

#include <initializer_list>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Instant;
using base::Result;
using codec::Value;
using domain::ItemNumber;
using domain::OrderNumber;
using domain::TrackingEvent;

base::Error damaged() { return base::Error(ErrorKind::internal, "post.journal", "an entry of the journal is damaged"); }

/// Members that are not empty, as canonical JSON.
class Body {
 public:
  void add(std::string_view name, std::string_view text) {
    if (!text.empty()) record_.add_text(name, text);
  }
  void add(std::string_view name, Instant at) { add(name, base::to_rfc3339(at)); }
  void add(std::string_view name, const std::vector<OrderGap>& gaps) {
    codec::ListBuilder list(arena_);
    for (const OrderGap gap : gaps) list.add(Value::text(sync::name(gap)));
    record_.add(name, list.build());
  }
  void add(std::string_view name, int number) { record_.add(name, Value::number(arena_.copy(std::to_string(number)))); }
  [[nodiscard]] std::string text() const { return codec::write_canonical_json(record_.build()); }

 private:
  codec::Arena arena_;
  codec::RecordBuilder record_{arena_};
};

/// Reads members; the first that is not as it was written spoils the whole.
class Members {
 public:
  explicit Members(const std::string& body) {
    if (auto value = codec::read_json(body, arena_)) value_ = *value;
  }

  [[nodiscard]] std::string text(std::string_view name) const {
    const Value* found = value_.find(name);
    return found == nullptr ? std::string() : std::string(found->scalar());
  }
  Instant instant(std::string_view name) {
    const auto at = base::from_rfc3339(text(name));
    sound_ = sound_ && at.has_value();
    return at.value_or(Instant{});
  }
  std::optional<Instant> optional_instant(std::string_view name) {
    return value_.find(name) == nullptr ? std::nullopt : std::optional(instant(name));
  }
  int number_of(std::string_view name) {
    const Value* found = value_.find(name);
    const auto number = found == nullptr ? std::nullopt : found->as_integer();
    sound_ = sound_ && number.has_value();
    return static_cast<int>(number.value_or(0));
  }
  std::vector<OrderGap> gaps() {
    std::vector<OrderGap> out;
    const Value* found = value_.find("missing");
    sound_ = sound_ && found != nullptr && found->is_list();
    if (!sound_) return out;
    for (const Value& item : found->items()) {
      const auto gap = gap_from_name(item.scalar());
      sound_ = sound_ && gap.has_value();
      if (gap) out.push_back(*gap);
    }
    return out;
  }
  [[nodiscard]] Result<PostalFact> done(PostalFact fact) const {
    return sound_ ? Result<PostalFact>(std::move(fact)) : base::fail(damaged());
  }
  [[nodiscard]] bool sound() const { return sound_; }

 private:
  codec::Arena arena_;
  Value value_;
  bool sound_ = true;
};

struct Draft {
  std::string id;
  Instant at{};
  Body body;
  std::vector<std::string> keys;
};

void describe(const OrderPlaced& placed, Draft& out) {
  out.id = "placed/" + std::to_string(placed.round);
  out.body.add("kind", "placed");
  out.body.add("round", placed.round);
  if (!placed.item) return;
  out.body.add("item", placed.item->text());
  out.keys.push_back(key_of(*placed.item));
}

void describe(const CancelAsked& asked, Draft& out) {
  out.id = "cancel_asked/" + std::to_string(asked.round);
  out.body.add("kind", "cancel_asked");
  out.body.add("round", asked.round);
}

void describe(const CancelRefused& refused, Draft& out) {
  out.id = "cancel_refused/" + std::to_string(refused.round);
  out.body.add("kind", "cancel_refused");
  out.body.add("round", refused.round);
}

void describe(const OrderCancelled& cancelled, Draft& out) {
  out.id = "cancelled/" + std::to_string(cancelled.round);
  out.body.add("kind", "cancelled");
  out.body.add("round", cancelled.round);
}

void describe(const EventHeard& heard, Draft& out) {
  const TrackingEvent& event = heard.event;
  out.id = event.id.value();
  out.body.add("kind", "heard");
  out.body.add("source", event.source.value());
  out.body.add("item", event.item.text());
  out.body.add("occurred_at", event.occurred_at);
  if (event.movement) out.body.add("movement", domain::name(*event.movement));
  out.body.add("source_code", event.source_code);
  out.body.add("source_text", event.source_text);
  out.body.add("office_code", event.office.code);
  out.body.add("office_name", event.office.name);
  out.body.add("note", event.note);
  if (event.corrects) out.body.add("corrects", event.corrects->value());
  out.keys.push_back(key_of(event.item));
}

void describe(const ResultStated& stated, Draft& out) {
  out.id = "stated/" + stated.evidence.value();
  out.body.add("kind", "stated");
  out.body.add("evidence", stated.evidence.value());
}

void describe(const ReturnedEarly& early, Draft& out) {
  out.id = "returned_early/" + early.evidence.value();
  out.body.add("kind", "returned_early");
  out.body.add("evidence", early.evidence.value());
}

void describe(const OrderWaits& waits, Draft& out) {
  out.id = "waits/" + std::to_string(waits.turn);
  out.body.add("kind", "waits");
  out.body.add("turn", waits.turn);
  out.body.add("missing", waits.gaps);
}

void describe(const WaitEnded& ended, Draft& out) {
  out.id = "wait_ended/" + std::to_string(ended.turn);
  out.body.add("kind", "wait_ended");
  out.body.add("turn", ended.turn);
}

Result<PostalFact> placed_from(Members& members, Instant at) {
  OrderPlaced placed{members.number_of("round"), std::nullopt, at};
  if (const std::string text = members.text("item"); !text.empty()) {
    auto item = ItemNumber::read(text);
    if (!item) return base::fail(damaged());
    placed.item = std::move(*item);
  }
  return members.done(std::move(placed));
}

Result<PostalFact> heard_from(Members& members, const storage::JournalEntry& entry) {
  auto order = OrderNumber::read(entry.subject);
  auto item = ItemNumber::read(members.text("item"));
  if (!order || !item) return base::fail(damaged());
  TrackingEvent event{.id = domain::TrackingId(entry.id),
                      .source = domain::SystemId(members.text("source")),
                      .item = std::move(*item),
                      .order = std::move(*order)};
  event.occurred_at = members.instant("occurred_at");
  if (const std::string movement = members.text("movement"); !movement.empty()) {
    event.movement = domain::movement_from_name(movement);
    if (!event.movement) return base::fail(damaged());
  }
  event.source_code = members.text("source_code");
  event.source_text = members.text("source_text");
  event.office = {members.text("office_code"), members.text("office_name")};
  event.note = members.text("note");
  if (std::string corrects = members.text("corrects"); !corrects.empty())
    event.corrects = domain::TrackingId(std::move(corrects));
  return members.done(EventHeard{std::move(event), entry.at});
}

std::string_view name(ItemChange change) {
  switch (change) {
    case ItemChange::taken:
      return "taken";
    case ItemChange::posted:
      return "posted";
    case ItemChange::released:
      return "released";
  }
  return "?";
}

}  // namespace

storage::JournalEntry to_entry(const OrderNumber& order, const PostalFact& fact) {
  Draft draft;
  std::visit([&](const auto& one) { describe(one, draft); }, fact);
  storage::JournalEntry entry;
  entry.journal = storage::Journal::postal_order;
  entry.subject = order.text();
  entry.id = std::move(draft.id);
  entry.at = std::visit([](const auto& one) { return one.at; }, fact);
  entry.body = draft.body.text();
  entry.keys = std::move(draft.keys);
  entry.keys.push_back(key_of(order.dossier()));
  return entry;
}

Result<PostalFact> fact_of(const storage::JournalEntry& entry) {
  Members members(entry.body);
  const std::string kind = members.text("kind");
  if (kind == "placed") return placed_from(members, entry.at);
  if (kind == "cancel_asked") return members.done(CancelAsked{members.number_of("round"), entry.at});
  if (kind == "cancel_refused") return members.done(CancelRefused{members.number_of("round"), entry.at});
  if (kind == "cancelled") return members.done(OrderCancelled{members.number_of("round"), entry.at});
  if (kind == "waits") return members.done(OrderWaits{members.number_of("turn"), members.gaps(), entry.at});
  if (kind == "wait_ended") return members.done(WaitEnded{members.number_of("turn"), entry.at});
  if (kind == "heard") return heard_from(members, entry);
  if (kind == "stated") return ResultStated{domain::TrackingId(members.text("evidence")), entry.at};
  if (kind == "returned_early") return ReturnedEarly{domain::TrackingId(members.text("evidence")), entry.at};
  return base::fail(damaged());
}

storage::JournalEntry to_entry(const domain::ItemUse& use, ItemChange change, Instant at) {
  Body body;
  body.add("item", use.item.text());
  body.add("order", use.order.text());
  body.add("taken_at", use.taken_at);
  if (use.posted_at) body.add("posted_at", *use.posted_at);
  if (use.released_at) body.add("released_at", *use.released_at);
  storage::JournalEntry entry;
  entry.journal = storage::Journal::postal_item;
  entry.subject = std::string(use.item.service());
  entry.id = use.item.text() + " " + std::to_string(base::unix_ms(use.taken_at)) + " " + std::string(name(change));
  entry.at = at;
  entry.body = body.text();
  return entry;
}

Result<domain::ItemUse> use_of(const storage::JournalEntry& entry) {
  Members members(entry.body);
  auto item = ItemNumber::read(members.text("item"));
  auto order = OrderNumber::read(members.text("order"));
  if (!item || !order) return base::fail(damaged());
  domain::ItemUse use{std::move(*item), std::move(*order), members.instant("taken_at"),
                      members.optional_instant("posted_at"), members.optional_instant("released_at")};
  if (!members.sound()) return base::fail(damaged());
  return use;
}

std::string key_of(const ItemNumber& item) { return "item " + item.text(); }
std::string key_of(const domain::DossierCode& dossier) { return "dossier " + dossier.value(); }

}  // namespace lienthong::sync
