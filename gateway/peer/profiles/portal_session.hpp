#pragma once

#include "peer/profiles/outbound_profile.hpp"

namespace lienthong::peer {

/// The national portal's session envelope, variant V1 (contracts 2.2–2.7): every call is a POST of
/// {session, madonvi, service, …} to one address; `error_code` decides, 0 and "0" alike (8.1 #16).
/// Answer fields: `error_code`; `refused` "yes" when it is there and not 0, else "no".
class PortalSession final : public OutboundProfile {
 public:
  explicit PortalSession(ProfileContext context) : context_(std::move(context)) {}

  [[nodiscard]] mapping::Format format() const override { return mapping::Format::json; }
  [[nodiscard]] base::Result<Outgoing> wrap(const Tell& tell, const mapping::Plan& plan,
                                            std::span<const MappedMessage> messages, Writing writing) const override;
  [[nodiscard]] Outgoing with_session(Outgoing outgoing, std::string_view session) const override;
  [[nodiscard]] transport::Headers common_headers() const override;
  [[nodiscard]] Answer read(const transport::HttpResponse& response, std::string_view operation) const override;
  [[nodiscard]] bool tells_insert_from_update() const override { return true; }
  [[nodiscard]] std::optional<Outgoing> ask(const domain::DossierCode& code, base::Instant now) const override;
  /// Rows may have PascalCase or UPPERCASE keys (contracts 2.4); an empty `result` means that the portal does not know
  /// it.
  [[nodiscard]] Standing read_standing(const transport::HttpResponse& response,
                                       const domain::DossierCode& code) const override;

 private:
  [[nodiscard]] Outgoing outgoing(std::string body) const;
  ProfileContext context_;
};

}  // namespace lienthong::peer
