#include "console/dossier_view.hpp"

#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"
#include "console/words.hpp"

#include <algorithm>

namespace lienthong::console {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;

std::string title(const DossierView& view, const domain::SystemId& system) {
  const auto found = view.titles.find(system);
  return found == view.titles.end() ? system.value() : found->second;
}

std::string difference_words(const sync::Comparison& system) {
  std::string out;
  for (const domain::Drift& drift : system.drift) {
    if (!out.empty()) out += "; ";
    out += std::string(words(drift.kind)) + " từ " + time_words(drift.since);
  }
  if (system.on_the_way > 0) out += (out.empty() ? "" : "; ") + std::to_string(system.on_the_way) + " tin đang chờ";
  return out;
}

std::string systems_text(const DossierView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const sync::Comparison& system : view.systems) {
    if (!system.expected.status && system.view.presence == domain::Presence::unknown) continue;
    rows.push_back({system.drift.empty() ? "✔" : "≠", title(view, system.expected.peer),
                    status_words(system.view.status), status_words(system.expected.status),
                    std::string(words(system.view.how)), time_words(system.view.known_at), difference_words(system)});
  }
  return text_table({"", "Hệ thống", "Đang giữ", "Phải giữ", "Biết nhờ", "Lúc", "Khác biệt"}, rows);
}

/// A line of the timeline.
struct Moment {
  base::Instant at{};
  std::string who;
  std::string what;
};

void add_events(const DossierView& view, std::vector<Moment>& out) {
  const auto counts = [&](const domain::Event& event) {
    return std::any_of(view.truth.steps.begin(), view.truth.steps.end(),
                       [&](const auto& step) { return step.event == event.id; });
  };
  for (const domain::Event& event : view.record.events) {
    if (!event.move) {
      out.push_back({event.occurred_at, title(view, event.source),
                     "khai hồ sơ (" + std::to_string(event.facts.size()) + " mục)"});
      continue;
    }
    const bool implied = event.move->evidence == domain::Evidence::implied;
    if (implied && !counts(event)) continue;  // said outright elsewhere
    std::string what = "→ " + status_words(event.move->to);
    if (!event.move->reason.empty()) what += " (có lý do)";
    if (!counts(event)) what += "  [không có thẩm quyền – chỉ ghi nhận]";
    out.push_back({event.occurred_at, title(view, event.source), std::move(what)});
  }
}

void add_attempts(const DossierView& view, std::vector<Moment>& out) {
  for (const storage::AttemptRecord& attempt : view.attempts) {
    const auto delivery = std::find_if(view.record.deliveries.begin(), view.record.deliveries.end(),
                                       [&](const auto& candidate) { return candidate.id == attempt.delivery; });
    if (delivery == view.record.deliveries.end()) continue;
    out.push_back({attempt.ended_at, "trục → " + title(view, delivery->peer),
                   delivery->kind + " lần " + std::to_string(attempt.number) + ": " +
                       std::string(domain::name(attempt.outcome)) +
                       (attempt.reason.empty() ? "" : " (" + attempt.reason + ")")});
  }
}

std::vector<Moment> timeline(const DossierView& view) {
  std::vector<Moment> out;
  add_events(view, out);
  add_attempts(view, out);
  std::stable_sort(out.begin(), out.end(), [](const Moment& left, const Moment& right) { return left.at < right.at; });
  return out;
}

Value system_json(const sync::Comparison& system, Arena& arena) {
  RecordBuilder out(arena);
  out.add_text("system", system.expected.peer.value());
  out.add("holds", json_status(arena, system.view.status));
  out.add("should_hold", json_status(arena, system.expected.status));
  out.add_text("presence", domain::name(system.view.presence));
  out.add_text("known_by", domain::name(system.view.how));
  out.add("known_at", json_instant(arena, system.view.known_at));
  ListBuilder differences(arena);
  for (const domain::Drift& drift : system.drift) {
    RecordBuilder row(arena);
    row.add_text("kind", domain::name(drift.kind));
    row.add("since", json_instant(arena, drift.since));
    differences.add(row.build());
  }
  out.add("differences", differences.build());
  out.add("on_the_way", json_number(arena, system.on_the_way));
  return out.build();
}

Value deliveries_json(const DossierView& view, Arena& arena) {
  ListBuilder out(arena);
  for (const domain::Delivery& delivery : view.record.deliveries) {
    RecordBuilder row(arena);
    row.add("id", json_number(arena, delivery.id.value()));
    row.add_text("peer", delivery.peer.value());
    row.add_text("kind", delivery.kind);
    row.add_text("state", domain::name(delivery.state));
    row.add_text("reason", delivery.reason);
    row.add("attempts", json_number(arena, delivery.attempts));
    row.add("created_at", json_instant(arena, delivery.created_at));
    row.add("due_at", json_instant(arena, delivery.due_at));
    row.add_text("key", delivery.key.value());
    out.add(row.build());
  }
  return out.build();
}

}  // namespace

std::string to_json(const DossierView& view) {
  Arena arena;
  RecordBuilder out(arena);
  out.add_text("code", view.truth.code.value());
  out.add_text("procedure", view.truth.procedure.value());
  out.add("status", json_status(arena, view.truth.status));
  out.add("status_since", json_instant(arena, view.truth.status_since));
  ListBuilder systems(arena);
  for (const sync::Comparison& system : view.systems) systems.add(system_json(system, arena));
  out.add("systems", systems.build());
  ListBuilder moments(arena);
  for (const Moment& moment : timeline(view)) {
    RecordBuilder row(arena);
    row.add("at", json_instant(arena, moment.at));
    row.add_text("who", moment.who);
    row.add_text("what", moment.what);
    moments.add(row.build());
  }
  out.add("timeline", moments.build());
  out.add("deliveries", deliveries_json(view, arena));
  ListBuilder irregular(arena);
  for (const domain::Irregularity& one : view.truth.irregularities) {
    RecordBuilder row(arena);
    row.add_text("kind", domain::name(one.kind));
    row.add("from", json_status(arena, one.from));
    row.add("to", json_status(arena, one.to));
    irregular.add(row.build());
  }
  out.add("irregularities", irregular.build());
  return codec::write_json(out.build()) + "\n";
}

std::string to_text(const DossierView& view) {
  std::string out = "Hồ sơ " + view.truth.code.value() + " · thủ tục " + view.truth.procedure.value() + "\n";
  out += "Trạng thái: " + status_words(view.truth.status) + " · từ " + time_words(view.truth.status_since) + "\n\n";
  out += systems_text(view) + "\n";
  std::vector<std::vector<std::string>> rows;
  for (const Moment& moment : timeline(view)) rows.push_back({time_words(moment.at), moment.who, moment.what});
  out += text_table({"Lúc", "Ai", "Việc"}, rows);
  for (const domain::Irregularity& one : view.truth.irregularities) {
    out += "▲ bước bất thường: " + status_words(one.from) + " → " + status_words(one.to) + " (" +
           std::string(domain::name(one.kind)) + ")\n";
  }
  return out;
}

}  // namespace lienthong::console
