#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"
#include "domain/ids.hpp"
#include "mapping/plan.hpp"
#include "peer/manifest.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::peer {

/// A message as it reached the edge, after limits and identity.
struct RawMessage {
  std::string content_type;                    ///< lower case, without parameters
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// An answer in the sender's own envelope.
struct Reply {
  unsigned status = 200;
  std::string content_type;
  std::string body;
};

/// What a message says, in canonical form.
struct Incoming {
  domain::DossierCode code;  ///< trimmed (contracts 7.2)
  Canonical canonical_kind = Canonical::dossier;
  codec::Value canonical;   ///< lives in the arena given to `read`
  std::string key;          ///< idempotency key: given by the sender, or derived by the manifest's rule
  std::string body_digest;  ///< of the canonical JSON
  mapping::Notes notes;     ///< "field.unread": contract drift
};

/// Reads one message kind of one peer and answers in its envelope. Pure; may be shared between threads.
class InboundProfile {
 public:
  virtual ~InboundProfile() = default;
  [[nodiscard]] virtual const Hears& hears() const = 0;
  /// `unsupported` for a content type or SOAP version we do not speak, `invalid` for anything malformed, missing,
  /// unmapped.
  [[nodiscard]] virtual base::Result<Incoming> read(const RawMessage& message, const codec::Limits& limits,
                                                    codec::Arena& arena) const = 0;
  [[nodiscard]] virtual Reply accepted(const RawMessage& message) const = 0;
  /// The HTTP status follows the kind of the error where the peer's contract has HTTP statuses; a SOAP Fault is 500.
  /// Text: our code and path, never a value, never an internal.
  [[nodiscard]] virtual Reply refused(const RawMessage& message, const base::Error& error) const = 0;
};

/// One profile per [[hears]] of the manifest that brings a dossier or a step, in its order.
[[nodiscard]] base::Result<std::vector<std::unique_ptr<InboundProfile>>> make_inbound_profiles(
    const Manifest& manifest, const mapping::Plans& plans);

}  // namespace lienthong::peer
