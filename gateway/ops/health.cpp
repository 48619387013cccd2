#include "ops/health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace lienthong::ops {
namespace {

using State = HealthPart::State;
using Weight = HealthPart::Weight;

HealthPart part(std::string name, Weight weight, std::string reason) {
  const State state = reason.empty() ? State::ok : State::failing;
  return {std::move(name), weight, state, std::move(reason)};
}

std::string phase_reason(Phase phase) {
  switch (phase) {
    case Phase::starting:
      return "starting";
    case Phase::serving:
      return "";
    case Phase::draining:
      return "draining";
  }
  return "unknown phase";
}

/// A fault with an empty text is a fault all the same.
std::string store_reason(const std::optional<std::string>& fault) {
  if (!fault) return "";
  return fault->empty() ? "store.unavailable" : *fault;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string to_json(const HealthPart& part) {
  std::string out =
      fmt::format(R"({{"name":{},"state":"{}")", quoted(part.name), part.state == State::ok ? "ok" : "failing");
  if (part.weight == Weight::informs) out += R"(,"informs":true)";
  if (!part.reason.empty()) out += fmt::format(R"(,"reason":{})", quoted(part.reason));
  return out + "}";
}

}  // namespace

bool HealthReport::ready() const {
  return std::ranges::none_of(
      parts, [](const HealthPart& part) { return part.weight == Weight::decides && part.state == State::failing; });
}

HealthReport readiness(const Vitals& vitals) {
  HealthReport report;
  report.parts.push_back(part("store", Weight::decides, store_reason(vitals.store_fault)));
  report.parts.push_back(part("migrations", Weight::decides, vitals.migrations == Migrations::done ? "" : "pending"));
  report.parts.push_back(part("phase", Weight::decides, phase_reason(vitals.phase)));
  for (const PeerHealth& peer : vitals.peers) {
    report.parts.push_back(part("peer:" + peer.system, Weight::informs, peer.reach == PeerReach::up ? "" : "down"));
  }
  return report;
}

std::string to_json(const HealthReport& report) {
  std::string parts;
  for (const HealthPart& part : report.parts) parts += (parts.empty() ? "" : ",") + to_json(part);
  return fmt::format(R"({{"status":"{}","parts":[{}]}})", report.ready() ? "ready" : "not_ready", parts);
}

std::string liveness_json() { return R"({"status":"alive"})"; }

}  // namespace lienthong::ops
