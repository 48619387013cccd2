#pragma once

#include "peer/profiles/outbound_profile.hpp"

namespace lienthong::peer {

/// One message per path, as JSON or XML; the answer is {Status, Message} or <MResult> (contracts 1.4).
/// The idempotency key travels as a header; the contract does not promise that it is honoured.
/// Answer field: `Status`.
class StatusMessage final : public OutboundProfile {
 public:
  explicit StatusMessage(ProfileContext context) : context_(std::move(context)) {}

  [[nodiscard]] mapping::Format format() const override;
  [[nodiscard]] base::Result<Outgoing> wrap(const Tell& tell, const mapping::Plan& plan,
                                            std::span<const MappedMessage> messages, Writing writing) const override;
  [[nodiscard]] Answer read(const transport::HttpResponse& response, std::string_view operation) const override;

 private:
  ProfileContext context_;
};

}  // namespace lienthong::peer
