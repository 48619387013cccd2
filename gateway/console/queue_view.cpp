#include "console/queue_view.hpp"

#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"
#include "console/words.hpp"

#include <algorithm>
#include <array>

namespace lienthong::console {
namespace {

using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using domain::DeliveryState;

/// The right-hand side of the equation, in the order in which it is written.
constexpr std::array equation{DeliveryState::delivered, DeliveryState::superseded, DeliveryState::waiting,
                              DeliveryState::in_flight, DeliveryState::unknown,    DeliveryState::refused,
                              DeliveryState::parked};

std::int64_t count(const storage::Conservation& peer, DeliveryState state) {
  const auto found = peer.by_state.find(state);
  return found == peer.by_state.end() ? 0 : found->second;
}

std::string as_list(Arena& arena, std::string_view name, const ListBuilder& rows) {
  RecordBuilder out(arena);
  out.add(name, rows.build());
  return codec::write_json(out.build()) + "\n";
}

codec::Value conservation_value(Arena& arena, const storage::Conservation& peer) {
  RecordBuilder row(arena);
  row.add_text("peer", peer.peer.value());
  row.add("accepted", json_number(arena, peer.accepted));
  for (const DeliveryState state : equation) row.add(domain::name(state), json_number(arena, count(peer, state)));
  row.add("holds", codec::Value::boolean(peer.holds()));
  return row.build();
}

}  // namespace

std::string queue_json(const std::vector<storage::QueueRow>& rows) {
  Arena arena;
  ListBuilder out(arena);
  for (const storage::QueueRow& queued : rows) {
    const domain::Delivery& delivery = queued.delivery;
    RecordBuilder row(arena);
    row.add("id", json_number(arena, delivery.id.value()));
    row.add_text("peer", delivery.peer.value());
    row.add_text("dossier", delivery.dossier.value());
    row.add_text("kind", delivery.kind);
    row.add_text("state", domain::name(delivery.state));
    row.add_text("reason", queued.last_reason);
    row.add("attempts", json_number(arena, delivery.attempts));
    row.add("created_at", json_instant(arena, delivery.created_at));
    row.add("due_at", json_instant(arena, delivery.due_at));
    out.add(row.build());
  }
  return as_list(arena, "deliveries", out);
}

std::string queue_text(const std::vector<storage::QueueRow>& rows) {
  std::vector<std::vector<std::string>> lines;
  for (const storage::QueueRow& queued : rows) {
    const domain::Delivery& delivery = queued.delivery;
    lines.push_back({std::to_string(delivery.id.value()), delivery.peer.value(), delivery.dossier.value(),
                     delivery.kind, std::string(words(delivery.state)), std::to_string(delivery.attempts),
                     time_words(delivery.due_at), queued.last_reason});
  }
  return text_table({"Số", "Liên kết", "Hồ sơ", "Loại tin", "Tình trạng", "Lần", "Gửi lúc", "Lý do"}, lines);
}

std::string refused_json(const std::vector<storage::RefusedRecord>& rows) {
  Arena arena;
  ListBuilder out(arena);
  for (const storage::RefusedRecord& refused : rows) {
    RecordBuilder row(arena);
    row.add("id", json_number(arena, refused.id));
    row.add_text("source", refused.source.value());
    row.add_text("kind", refused.kind);
    row.add_text("reason", refused.reason);
    row.add_text("detail", refused.detail);
    row.add("bytes", json_number(arena, static_cast<std::int64_t>(refused.raw_size)));
    row.add("received_at", json_instant(arena, refused.received_at));
    out.add(row.build());
  }
  return as_list(arena, "refused", out);
}

std::string refused_text(const std::vector<storage::RefusedRecord>& rows) {
  std::vector<std::vector<std::string>> lines;
  for (const storage::RefusedRecord& refused : rows) {
    lines.push_back({std::to_string(refused.id), time_words(refused.received_at), refused.source.value(), refused.kind,
                     refused.reason, refused.detail});
  }
  return text_table({"Số", "Lúc", "Từ", "Loại tin", "Lý do", "Chi tiết"}, lines);
}

std::string contract_drift_json(const std::vector<storage::ContractDrift>& rows) {
  Arena arena;
  ListBuilder out(arena);
  for (const storage::ContractDrift& drift : rows) {
    RecordBuilder row(arena);
    row.add_text("source", drift.source.value());
    row.add_text("kind", drift.kind);
    row.add_text("path", drift.path);
    row.add("count", json_number(arena, drift.count));
    row.add("first_at", json_instant(arena, drift.first_at));
    row.add("last_at", json_instant(arena, drift.last_at));
    out.add(row.build());
  }
  return as_list(arena, "contract_drift", out);
}

bool all_hold(const std::vector<storage::Conservation>& peers) {
  return std::all_of(peers.begin(), peers.end(), [](const auto& peer) { return peer.holds(); });
}

std::string conservation_json(const std::vector<storage::Conservation>& peers) {
  Arena arena;
  ListBuilder out(arena);
  for (const storage::Conservation& peer : peers) out.add(conservation_value(arena, peer));
  return as_list(arena, "conservation", out);
}

std::string conservation_text(const std::vector<storage::Conservation>& peers) {
  std::string out;
  for (const storage::Conservation& peer : peers) {
    out += std::string(peer.holds() ? "✔ " : "✖ ") + peer.peer.value() + ": nhận gửi " + std::to_string(peer.accepted) +
           " =";
    for (std::size_t i = 0; i < equation.size(); ++i) {
      out += (i == 0 ? " " : " + ") + std::to_string(count(peer, equation[i])) + " " +
             std::string(domain::name(equation[i]));
    }
    out += "\n";
  }
  return out;
}

std::string links_json(const std::vector<LinkView>& links) {
  Arena arena;
  ListBuilder out(arena);
  for (const LinkView& link : links) {
    RecordBuilder row(arena);
    row.add_text("system", link.system.value());
    row.add_text("title", link.title);
    row.add("breaker", link.breaker ? codec::Value::text(domain::name(*link.breaker)) : codec::Value::null());
    row.add("conservation", conservation_value(arena, link.conservation));
    out.add(row.build());
  }
  return as_list(arena, "links", out);
}

std::string links_text(const std::vector<LinkView>& links) {
  std::vector<std::vector<std::string>> lines;
  for (const LinkView& link : links) {
    const auto& c = link.conservation;
    lines.push_back({link.title, std::string(link.breaker ? words(*link.breaker) : "—"),
                     std::to_string(count(c, DeliveryState::delivered)),
                     std::to_string(count(c, DeliveryState::waiting) + count(c, DeliveryState::in_flight)),
                     std::to_string(count(c, DeliveryState::unknown)),
                     std::to_string(count(c, DeliveryState::refused) + count(c, DeliveryState::parked))});
  }
  return text_table({"Liên kết", "Tình trạng", "Đã nhận", "Chờ gửi", "Không rõ", "Cần người xử lý"}, lines);
}

}  // namespace lienthong::console
