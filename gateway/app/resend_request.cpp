#include "app/resend_request.hpp"

#include "base/text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

/// One act; more than this is asked for again.
constexpr int most_resent = 100'000;

Result<domain::DeliveryState> state_named(std::string_view name) {
  const auto state = domain::delivery_state_from_name(name);
  if (!state)
    return base::fail(ErrorKind::invalid, "request.state",
                      "a state is one of waiting, in_flight, unknown, delivered, superseded, refused, parked");
  return *state;
}

Result<void> read_field(ResendRequest& out, std::string_view name, const Value& value) {
  if (name == "reason" && value.is_text()) {
    out.reason = std::string(base::trim(value.scalar()));
  } else if (name == "peer" && value.is_text()) {
    out.filter.peer = domain::SystemId(std::string(value.scalar()));
  } else if (name == "dossier" && value.is_text()) {
    out.filter.dossier = domain::DossierCode(std::string(base::trim(value.scalar())));
  } else if (name == "states" && value.is_list()) {
    for (const Value& item : value.items()) {
      auto state = state_named(item.scalar());
      if (!state) return base::fail(std::move(state).error());
      out.filter.states.push_back(*state);
    }
  } else {
    return base::fail(
        base::Error(ErrorKind::invalid, "request.unknown_field", "unknown field, or a field of the wrong type")
            .with("path", std::string(name)));
  }
  return {};
}

}  // namespace

Result<std::vector<domain::DeliveryState>> read_states(std::string_view list) {
  std::vector<domain::DeliveryState> out;
  while (!list.empty()) {
    const std::string_view name = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), name.size() + 1));
    auto state = state_named(name);
    if (!state) return base::fail(std::move(state).error());
    out.push_back(*state);
  }
  return out;
}

Result<ResendRequest> read_resend_request(std::string_view body) {
  codec::Arena arena;
  auto value = codec::read_json(body, arena);
  if (!value) return base::fail(std::move(value).error());
  if (!value->is_record()) return base::fail(ErrorKind::invalid, "request.type", "the body must be a JSON object");
  ResendRequest out;
  out.filter.limit = most_resent;
  for (const auto& [name, member] : value->members()) {
    auto read = read_field(out, name, member);
    if (!read) return base::fail(std::move(read).error());
  }
  if (out.reason.empty())
    return base::fail(ErrorKind::invalid, "request.reason",
                      "say why: the reason is kept with every message sent again");
  if (out.filter.states.empty()) out.filter.states = {domain::DeliveryState::parked, domain::DeliveryState::refused};
  return out;
}

std::string write_resend_request(const ResendRequest& request) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("reason", request.reason);
  if (request.filter.peer) out.add_text("peer", request.filter.peer->value());
  if (request.filter.dossier) out.add_text("dossier", request.filter.dossier->value());
  if (!request.filter.states.empty()) {
    codec::ListBuilder states(arena);
    for (const auto state : request.filter.states) states.add(Value::text(domain::name(state)));
    out.add("states", states.build());
  }
  return codec::write_json(out.build());
}

}  // namespace lienthong::app
