#include "peer/inbound.hpp"

#include "peer/profiles/portal_session_inbound.hpp"
#include "peer/profiles/soap_tthc_inbound.hpp"
#include "peer/profiles/status_message_inbound.hpp"

namespace lienthong::peer {
namespace {

base::Error missing(const Hears& hears) {
  return base::Error(base::ErrorKind::permanent, "peer.plan_missing",
                     "a message kind has no mapping in the format its profile speaks")
      .with("kind", hears.kind);
}

/// Nothing when the profile cannot read the mapping's formats.
std::unique_ptr<InboundProfile> make_one(Profile profile, const Hears& hears, const mapping::PlanSet& plans) {
  switch (profile) {
    case Profile::portal_session:
      return plans.json ? std::make_unique<PortalSessionInbound>(hears, plans) : nullptr;
    case Profile::status_message:
      return std::make_unique<StatusMessageInbound>(hears, plans);
    case Profile::soap_tthc:
      return plans.xml ? std::make_unique<SoapTthcInbound>(hears, plans) : nullptr;
  }
  return nullptr;
}

}  // namespace

base::Result<std::vector<std::unique_ptr<InboundProfile>>> make_inbound_profiles(const Manifest& manifest,
                                                                                 const mapping::Plans& plans) {
  std::vector<std::unique_ptr<InboundProfile>> out;
  for (const Hears& hears : manifest.hears) {
    if (hears.canonical == Canonical::tracking_event) continue;
    const auto found = plans.find(hears.mapping);
    auto profile = found == plans.end() ? nullptr : make_one(manifest.profile, hears, found->second);
    if (!profile) return base::fail(missing(hears));
    out.push_back(std::move(profile));
  }
  return out;
}

}  // namespace lienthong::peer
