#include "console/carrier/carrier_answers.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/carrier/carrier_event.hpp"
#include "console/carrier/carrier_words.hpp"
#include "console/json_values.hpp"

namespace lienthong::console {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;

std::string_view state_text(domain::LegState state) {
  using domain::LegState;
  switch (state) {
    case LegState::ordered:
      return "Chưa nhận gửi";
    case LegState::posted:
      return "Đã nhận gửi";
    case LegState::in_transit:
      return "Đang vận chuyển";
    case LegState::held_by_customs:
      return "Hải quan giữ";
    case LegState::at_delivery_office:
      return "Ở bưu cục phát";
    case LegState::out_for_delivery:
      return "Đang đi phát";
    case LegState::attempt_failed:
      return "Phát không thành công";
    case LegState::held_for_addressee:
      return "Chờ người nhận đến lấy";
    case LegState::delivered:
      return "Đã phát";
    case LegState::returned_to_sender:
      return "Đã chuyển hoàn";
  }
  return "?";
}

std::string_view name(EntryTaken taken) {
  switch (taken) {
    case EntryTaken::fresh:
      return "fresh";
    case EntryTaken::repeated:
      return "repeated";
    case EntryTaken::kept:
      return "kept";
    case EntryTaken::refused:
      return "refused";
  }
  return "?";
}

std::string text_member(const Value& record, std::string_view member) {
  const Value* value = record.find(member);
  return value != nullptr && value->is_text() ? std::string(value->scalar()) : std::string();
}

Value person_value(Arena& arena, const VisitedPerson& person) {
  RecordBuilder out(arena);
  out.add_text("name", person.name);
  out.add_text("phone", person.phone);
  out.add_text("address", person.address);
  return out.build();
}

Value order_value(Arena& arena, const CarrierOrderView& view) {
  const domain::PostalLeg& leg = *view.leg;
  RecordBuilder out(arena);
  out.add_text("order", leg.order.number.text());
  out.add("leg", Value::text(domain::name(leg.order.number.leg())));
  out.add("state", Value::text(domain::name(leg.state)));
  out.add("state_text", Value::text(state_text(leg.state)));
  out.add("since", json_instant(arena, leg.since));
  out.add("failed_attempts", json_number(arena, leg.failed_attempts));
  out.add("cancelled", Value::boolean(view.cancelled));
  if (view.person) out.add("person", person_value(arena, *view.person));
  ListBuilder actions(arena);
  if (!view.cancelled) {
    for (const CarrierAction action : actions_of(leg)) actions.add(Value::text(console::name(action)));
  }
  out.add("actions", actions.build());
  return out.build();
}

Value words_value(Arena& arena, std::span<const CarrierWord> words) {
  ListBuilder out(arena);
  for (const CarrierWord& word : words) {
    RecordBuilder one(arena);
    one.add("code", Value::text(word.code));
    one.add("text", Value::text(word.vietnamese));
    out.add(one.build());
  }
  return out.build();
}

}  // namespace

VisitedPerson visited_person(std::string_view applicant_json) {
  Arena arena;
  const auto applicant = codec::read_json(applicant_json, arena);
  if (!applicant) return {};
  return {text_member(*applicant, "name"), text_member(*applicant, "phone"), text_member(*applicant, "address")};
}

std::string item_json(const domain::ItemNumber& item, std::span<const CarrierOrderView> orders) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("item", item.text());
  out.add("form", Value::text(item.form() == domain::ItemNumber::Form::s10 ? "s10" : "domestic"));
  ListBuilder rows(arena);
  for (const CarrierOrderView& order : orders) rows.add(order_value(arena, order));
  out.add("orders", rows.build());
  return codec::write_json(out.build()) + "\n";
}

std::string reasons_json() {
  Arena arena;
  RecordBuilder out(arena);
  out.add("reasons", words_value(arena, failure_reasons()));
  out.add("relations", words_value(arena, relations()));
  return codec::write_json(out.build()) + "\n";
}

std::string batch_json(std::span<const EntryAnswer> answers) {
  Arena arena;
  ListBuilder rows(arena);
  for (const EntryAnswer& answer : answers) {
    RecordBuilder row(arena);
    row.add_text("key", answer.key);
    row.add("taken", Value::text(name(answer.taken)));
    if (answer.why) {
      RecordBuilder problem(arena);
      problem.add_text("code", answer.why->code());
      problem.add("text", Value::text(carrier_sentence(answer.why->code())));
      row.add("problem", problem.build());
    }
    rows.add(row.build());
  }
  RecordBuilder out(arena);
  out.add("entries", rows.build());
  return codec::write_json(out.build()) + "\n";
}

std::string carrier_problem_json(unsigned status, std::string_view code, std::string_view trace_id) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("type", "/problems/" + std::string(code));
  out.add("title", Value::text("Yêu cầu của bưu tá chưa được nhận"));
  out.add("status", json_number(arena, static_cast<std::int64_t>(status)));
  out.add("detail", Value::text(carrier_sentence(code)));
  out.add_text("code", code);
  out.add_text("traceId", trace_id);
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::console
