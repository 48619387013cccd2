#include "peer/profiles/outbound_profile.hpp"

#include "peer/profiles/portal_session.hpp"
#include "peer/profiles/soap_tthc.hpp"
#include "peer/profiles/status_message.hpp"

namespace lienthong::peer {

Outgoing OutboundProfile::with_session(Outgoing outgoing, std::string_view /*session*/) const { return outgoing; }

std::optional<Outgoing> OutboundProfile::ask(const domain::DossierCode& /*code*/, base::Instant /*now*/) const {
  return std::nullopt;
}

Standing OutboundProfile::read_standing(const transport::HttpResponse& /*response*/,
                                        const domain::DossierCode& /*code*/) const {
  return {};
}

std::unique_ptr<OutboundProfile> make_outbound_profile(Profile profile, ProfileContext context) {
  switch (profile) {
    case Profile::portal_session:
      return std::make_unique<PortalSession>(std::move(context));
    case Profile::status_message:
      return std::make_unique<StatusMessage>(std::move(context));
    case Profile::soap_tthc:
      return std::make_unique<SoapTthc>(std::move(context));
  }
  return nullptr;
}

}  // namespace lienthong::peer
