#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"
#include "codec/xml.hpp"

#include <string>
#include <string_view>

namespace lienthong::peer {

inline constexpr std::string_view soap_namespace = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view hoso_namespace = "urn:tthc:hoso:v1";

/// A SOAP 1.1 envelope taken apart: names carry "soap:" and "h:". Lives in the arena it was read into.
struct SoapMessage {
  codec::Value header;         ///< of soap:Header; null when there is none
  std::string_view operation;  ///< name of the one element of soap:Body: "h:NhanHoSo", "soap:Fault"
  codec::Value content;        ///< of that element
};

/// `unsupported` "soap.version" for SOAP 1.2, `invalid` "soap.envelope" / "soap.body" for what is no envelope with
/// exactly one element in its body, "xml.*" as read_xml (DOCTYPE, foreign namespaces), `too_large` over the limits.
[[nodiscard]] base::Result<SoapMessage> read_envelope(std::string_view bytes, const codec::Limits& limits,
                                                      codec::Arena& arena);

/// `header` null: no soap:Header.
[[nodiscard]] base::Result<std::string> write_envelope(const SoapMessage& message);

/// One element of urn:tthc:hoso:v1 as a document of its own: what a schema is checked on.
[[nodiscard]] base::Result<std::string> write_element(std::string_view name, const codec::Value& content);

}  // namespace lienthong::peer
