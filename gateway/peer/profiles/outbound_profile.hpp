#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"
#include "domain/ids.hpp"
#include "domain/peer_view.hpp"
#include "mapping/plan.hpp"
#include "peer/manifest.hpp"
#include "peer/outcome_rules.hpp"
#include "transport/http_client.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lienthong::peer {

/// One delivery in the peer's words.
struct MappedMessage {
  codec::Value external;
  std::string key;             ///< idempotency key
  base::Instant created_at{};  ///< of the delivery: the same on every attempt, so that bodies stay identical (R5)
};

/// Whether the peer is thought to hold the dossier already; peers without the difference ignore it.
enum class Writing : std::uint8_t { insert, update };

/// A request without anything that proves who we are; its body is what the body digest is taken of.
struct Outgoing {
  std::string method = "POST";
  std::string path;  ///< below the base URL
  transport::Headers headers;
  std::string body;
};

/// What a peer says it holds, read from a positive answer.
struct Standing {
  domain::Presence presence = domain::Presence::unknown;  ///< unknown: the answer cannot be read
  std::optional<domain::Status> status;
  std::optional<base::Instant> status_at;
};

/// Wraps mapped messages in a peer's envelope and reads its answers. Pure; knows no socket and no secret.
class OutboundProfile {
 public:
  virtual ~OutboundProfile() = default;
  /// The plan format in which messages must be mapped.
  [[nodiscard]] virtual mapping::Format format() const = 0;
  /// `invalid` when the peer's schema refuses the message.
  [[nodiscard]] virtual base::Result<Outgoing> wrap(const Tell& tell, const mapping::Plan& plan,
                                                    std::span<const MappedMessage> messages, Writing writing) const = 0;
  /// Puts a session where the envelope has a place for one.
  [[nodiscard]] virtual Outgoing with_session(Outgoing outgoing, std::string_view session) const;
  /// Headers of every call, the login too.
  [[nodiscard]] virtual transport::Headers common_headers() const { return {}; }
  /// `operation`: that of the request, so that an answer to another one is not taken for ours (F27). An answer that
  /// cannot be read has no fields and no text, so that nothing but its HTTP status can decide.
  [[nodiscard]] virtual Answer read(const transport::HttpResponse& response, std::string_view operation) const = 0;
  /// Whether an insert can be answered "exists" and an update "does not exist".
  [[nodiscard]] virtual bool tells_insert_from_update() const { return false; }

  /// The question what the peer holds; nothing when it cannot be asked.
  [[nodiscard]] virtual std::optional<Outgoing> ask(const domain::DossierCode& code, base::Instant now) const;
  [[nodiscard]] virtual std::string_view ask_operation() const { return {}; }
  [[nodiscard]] virtual Standing read_standing(const transport::HttpResponse& response,
                                               const domain::DossierCode& code) const;
};

/// What a profile needs to know of the site.
struct ProfileContext {
  std::map<std::string, std::string> settings;  ///< of the manifest
  std::string unit_code;
  mapping::PlanSet look_up;   ///< of `look_up_mapping`, where the manifest names one
  codec::Limits limits = {};  ///< of what the peer answers
};
[[nodiscard]] std::unique_ptr<OutboundProfile> make_outbound_profile(Profile profile, ProfileContext context);

}  // namespace lienthong::peer
