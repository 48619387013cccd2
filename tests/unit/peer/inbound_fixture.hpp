#pragma once

#include "peer_fixture.hpp"

namespace lienthong::testing {

/// The inbound profiles of one adapter and a place to read into.
class InboundBench {
 public:
  explicit InboundBench(const std::string& id) : InboundBench(adapter(id).manifest, adapter(id).plans) {}
  InboundBench(const peer::Manifest& manifest, const mapping::Plans& plans)
      : profiles_(std::move(peer::make_inbound_profiles(manifest, plans).value())) {}

  [[nodiscard]] const peer::InboundProfile& hears(const std::string& kind) const {
    for (const auto& profile : profiles_) {
      if (profile->hears().kind == kind) return *profile;
    }
    throw std::runtime_error("no such kind");
  }
  base::Result<peer::Incoming> read(const std::string& kind, const peer::RawMessage& message,
                                    const codec::Limits& limits = {}) {
    return hears(kind).read(message, limits, arena_);
  }
  std::string refusal(const std::string& kind, const peer::RawMessage& message) {
    auto incoming = read(kind, message);
    return incoming ? "accepted" : incoming.error().code();
  }

 private:
  std::vector<std::unique_ptr<peer::InboundProfile>> profiles_;
  codec::Arena arena_;
};

inline std::string replaced(std::string text, const std::string& what, const std::string& instead) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error(what + " is not in the text");
  return text.replace(at, what.size(), instead);
}

}  // namespace lienthong::testing
