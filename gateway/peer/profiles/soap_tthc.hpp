#pragma once

#include "peer/profiles/outbound_profile.hpp"

namespace lienthong::peer {

/// SOAP 1.1, document/literal, "urn:tthc:hoso:v1" (contracts 3.9). MaGiaoDich of the header is the idempotency key;
/// ThoiGianGui is when the delivery was made, not when it was sent, so that every attempt has the same bytes (R5).
/// Answer fields: `TrangThai`, `MaLoi`, `MaTiepNhan` of the operation's own response, or `faultcode` without prefix.
class SoapTthc final : public OutboundProfile {
 public:
  explicit SoapTthc(ProfileContext context) : context_(std::move(context)) {}

  [[nodiscard]] mapping::Format format() const override { return mapping::Format::xml; }
  [[nodiscard]] base::Result<Outgoing> wrap(const Tell& tell, const mapping::Plan& plan,
                                            std::span<const MappedMessage> messages, Writing writing) const override;
  [[nodiscard]] Answer read(const transport::HttpResponse& response, std::string_view operation) const override;
  [[nodiscard]] std::optional<Outgoing> ask(const domain::DossierCode& code, base::Instant now) const override;
  [[nodiscard]] std::string_view ask_operation() const override;
  [[nodiscard]] Standing read_standing(const transport::HttpResponse& response,
                                       const domain::DossierCode& code) const override;

 private:
  [[nodiscard]] codec::Value packet_header(std::string_view key, base::Instant at, codec::Arena& arena) const;
  [[nodiscard]] base::Result<Outgoing> outgoing(std::string_view operation, const codec::Value& header,
                                                const codec::Value& content) const;
  ProfileContext context_;
};

}  // namespace lienthong::peer
