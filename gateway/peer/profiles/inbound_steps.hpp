#pragma once

#include "peer/inbound.hpp"

#include <string>
#include <string_view>

namespace lienthong::peer {

/// An external document and the key its sender gave, when one did.
struct Received {
  codec::Value external;
  std::string key;
};

/// The steps every inbound profile ends with: trim codes, map, take the code out, derive digest and key.
/// Key: the sender's; else the values of `hears.key` joined; else the digest of the content.
/// `invalid` as Plan::to_canonical, or "inbound.key" when a field that makes the key is missing.
[[nodiscard]] base::Result<Incoming> to_incoming(const Hears& hears, const mapping::Plan& plan,
                                                 const Received& received, codec::Arena& arena);

/// "mapping.code_unmapped: … (TrangThai)": our code, our text, the path. For failures of our own nothing but that.
[[nodiscard]] std::string refusal_text(const base::Error& error);
/// HTTP status for a kind of error, where the peer's contract has HTTP statuses.
[[nodiscard]] unsigned refusal_status(base::ErrorKind kind);

}  // namespace lienthong::peer
