#include "app/post_views.hpp"

#include "app/post_words.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"

namespace lienthong::app {
namespace {

using codec::Arena;
using codec::Value;
using sync::PostalOrderView;

std::string item_of(const domain::PostalLeg& leg) { return leg.item ? leg.item->text() : std::string("-"); }

std::string_view state_of(const PostalOrderView& order) {
  return order.cancelled_at ? "cancelled" : domain::name(order.leg.state);
}

std::int64_t hours_of(std::chrono::milliseconds left) { return std::chrono::floor<std::chrono::hours>(left).count(); }

Value alarm_value(const domain::PostalAlarm& alarm, Arena& arena) {
  codec::RecordBuilder out(arena);
  out.add_text("kind", domain::name(alarm.kind));
  out.add("since", console::json_instant(arena, alarm.since));
  out.add("due_at", alarm.due_at ? console::json_instant(arena, *alarm.due_at) : Value::null());
  out.add("hours_left", alarm.left ? console::json_number(arena, hours_of(*alarm.left)) : Value::null());
  return out.build();
}

void add_order(const PostalOrderView& order, codec::RecordBuilder& out, Arena& arena) {
  const domain::PostalLeg& leg = order.leg;
  out.add_text("order", leg.order.number.text());
  out.add_text("dossier", leg.order.number.dossier().value());
  out.add_text("leg", domain::name(leg.order.number.leg()));
  out.add("item", leg.item ? Value::text(arena.copy(leg.item->text())) : Value::null());
  out.add_text("state", state_of(order));
  out.add("since", console::json_instant(arena, order.cancelled_at.value_or(leg.since)));
  out.add("ordered_at", console::json_instant(arena, leg.order.ordered_at));
  out.add("last_heard", console::json_instant(arena, leg.last_heard));
  out.add("failed_attempts", console::json_number(arena, leg.failed_attempts));
  out.add("due_at", order.due_at ? console::json_instant(arena, *order.due_at) : Value::null());
  codec::ListBuilder alarms(arena);
  for (const domain::PostalAlarm& alarm : order.alarms) alarms.add(alarm_value(alarm, arena));
  out.add("alarms", alarms.build());
}

Value event_value(const domain::TrackingEvent& event, Arena& arena) {
  codec::RecordBuilder out(arena);
  out.add("at", console::json_instant(arena, event.occurred_at));
  out.add_text("source", event.source.value());
  out.add("event", event.movement ? Value::text(arena.copy(domain::name(*event.movement))) : Value::null());
  out.add_text("source_code", event.source_code);
  out.add_text("source_text", event.source_text);
  out.add_text("office", event.office.code.empty() ? event.office.name : event.office.code);
  return out.build();
}

std::string alarms_text(const PostalOrderView& order) {
  std::string out;
  for (const domain::PostalAlarm& alarm : order.alarms)
    out += (out.empty() ? "" : ", ") + std::string(words(alarm.kind));
  return out.empty() ? "-" : out;
}

std::string deadline_text(base::Instant due_at, std::chrono::milliseconds left) {
  return base::to_vietnamese(due_at) + " (" + std::to_string(hours_of(left)) + " h)";
}

std::string due_text(const std::optional<base::Instant>& due_at, base::Instant now) {
  return due_at ? deadline_text(*due_at, *due_at - now) : "-";
}

/// The carrier's own code and word: it is all there is where nobody has told what a code means.
std::string last_word(const domain::PostalLeg& leg) {
  if (leg.events.empty()) return "-";
  const domain::TrackingEvent& last = leg.events.back();
  return last.source_text.empty() ? last.source_code : last.source_code + " " + last.source_text;
}

Value wait_value(const sync::PostalWaitView& wait, base::Instant now, Arena& arena) {
  codec::RecordBuilder out(arena);
  out.add_text("order", wait.order.text());
  out.add_text("dossier", wait.order.dossier().value());
  out.add_text("leg", domain::name(wait.order.leg()));
  out.add("since", console::json_instant(arena, wait.since));
  codec::ListBuilder missing(arena);
  for (const sync::OrderGap gap : wait.missing) missing.add(Value::text(sync::name(gap)));
  out.add("missing", missing.build());
  out.add("due_at", wait.due_at ? console::json_instant(arena, *wait.due_at) : Value::null());
  out.add("hours_left", wait.due_at ? console::json_number(arena, hours_of(*wait.due_at - now)) : Value::null());
  return out.build();
}

std::string orders_table(const std::vector<PostalOrderView>& orders, base::Instant now) {
  std::vector<std::vector<std::string>> rows;
  for (const PostalOrderView& order : orders) {
    const domain::PostalLeg& leg = order.leg;
    rows.push_back({leg.order.number.text(), std::string(words(leg.order.number.leg())), item_of(leg),
                    std::string(order.cancelled_at ? "đã hủy" : words(leg.state)),
                    base::to_vietnamese(order.cancelled_at.value_or(leg.since)), last_word(leg),
                    due_text(order.due_at, now), alarms_text(order)});
  }
  return console::text_table(
      {"Đơn hàng", "Chiều", "Bưu gửi", "Tình trạng", "Từ lúc", "Bưu chính báo", "Hạn trả", "Cảnh báo"}, rows);
}

std::string waiting_table(const std::vector<sync::PostalWaitView>& waiting, base::Instant now) {
  std::vector<std::vector<std::string>> rows;
  for (const sync::PostalWaitView& wait : waiting) {
    std::string missing;
    for (const sync::OrderGap gap : wait.missing) missing += (missing.empty() ? "" : ", ") + std::string(words(gap));
    rows.push_back({wait.order.text(), std::string(words(wait.order.leg())), base::to_vietnamese(wait.since),
                    due_text(wait.due_at, now), std::move(missing)});
  }
  return console::text_table({"Chưa đặt được", "Chiều", "Chờ từ", "Hạn trả", "Còn thiếu"}, rows);
}

std::string_view nothing_of(PostalList list) {
  switch (list) {
    case PostalList::open:
      return "Không có đơn hàng bưu chính nào đang mở.\n";
    case PostalList::alarms:
      return "Không có cảnh báo bưu chính nào.\n";
  }
  return "";
}

}  // namespace

std::string postal_listing_json(const PostalListing& listing, base::Instant now) {
  Arena arena;
  codec::ListBuilder rows(arena);
  for (const PostalOrderView& order : listing.orders) {
    codec::RecordBuilder row(arena);
    add_order(order, row, arena);
    rows.add(row.build());
  }
  codec::ListBuilder waiting(arena);
  for (const sync::PostalWaitView& wait : listing.waiting) waiting.add(wait_value(wait, now, arena));
  codec::RecordBuilder out(arena);
  out.add("orders", rows.build());
  out.add("waiting", waiting.build());
  return codec::write_json(out.build()) + "\n";
}

std::string postal_listing_text(const PostalListing& listing, PostalList list, base::Instant now) {
  std::string out = listing.orders.empty() ? std::string(nothing_of(list)) : orders_table(listing.orders, now);
  if (!listing.waiting.empty()) out += "\n" + waiting_table(listing.waiting, now);
  return out;
}

std::string postal_order_json(const PostalOrderView& order) {
  Arena arena;
  codec::RecordBuilder out(arena);
  add_order(order, out, arena);
  codec::ListBuilder odd(arena);
  for (const auto& one : order.leg.irregularities) odd.add(Value::text(domain::name(one.kind)));
  out.add("irregularities", odd.build());
  codec::ListBuilder events(arena);
  for (const auto& event : order.leg.events) events.add(event_value(event, arena));
  out.add("events", events.build());
  return codec::write_json(out.build()) + "\n";
}

std::string postal_order_text(const PostalOrderView& order, base::Instant now) {
  std::vector<std::vector<std::string>> rows;
  for (const domain::TrackingEvent& event : order.leg.events) {
    rows.push_back({base::to_vietnamese(event.occurred_at), event.source.value(), event.source_code, event.source_text,
                    std::string(event.movement ? domain::vietnamese_name(*event.movement) : "chưa biết nghĩa"),
                    std::string(event.movement ? domain::name(*event.movement) : "-"),
                    event.office.code.empty() ? event.office.name : event.office.code});
  }
  return orders_table({order}, now) + "\n" +
         console::text_table({"Lúc", "Nguồn", "Mã", "Lời", "Nghĩa", "EMSEVT", "Bưu cục"}, rows);
}

}  // namespace lienthong::app
