#pragma once

#include "base/clock.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "codec/limits.hpp"
#include "domain/delivery.hpp"
#include "domain/outcome.hpp"
#include "domain/peer_view.hpp"
#include "mapping/plan.hpp"
#include "peer/manifest.hpp"
#include "transport/http_client.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::peer {

/// What the site says about a peer: where it is and how to prove who we are. From lienthong.toml and secret files.
struct SystemSettings {
  std::string base_url;
  std::string unit_code;  ///< "H55": madonvi, MaDonViGui
  std::string client_id;  ///< user name or client_id
  base::Secret client_secret;
  codec::Limits limits = {};  ///< of what it answers
};

/// One or more deliveries of one kind from one lane, sent in one call.
struct DeliveryRequest {
  std::string kind;
  std::vector<domain::Delivery> deliveries;  ///< in lane order; payloads as stored
  std::vector<std::string> documents;        ///< canonical JSON of each, attachments filled in as the manifest says
  domain::PeerView view;                     ///< what the peer is known to hold
};

/// How a call ended. `accepted` and `already` count as delivered.
struct DeliveryResult {
  domain::AttemptResult attempt;
  std::string peer_text;    ///< at most 2 KiB; not safe to log
  std::string body_digest;  ///< SHA-256 of what was sent, without session and token
  std::string mapping_version;
  std::optional<domain::Presence> presence;  ///< what the answer taught us about the peer
  mapping::Notes notes;
};

/// What a peer says it holds.
struct LookUpResult {
  domain::AttemptResult attempt;  ///< accepted: the answer is usable
  domain::Presence presence = domain::Presence::unknown;
  std::optional<domain::Status> status;
  std::optional<base::Instant> status_at;
  std::string peer_text;
};

/// A row of a feed that no mapping could read.
struct RefusedRow {
  std::string raw;
  base::Error error;
};

/// A page of a feed.
struct PollPage {
  std::vector<std::string> documents;  ///< canonical JSON
  std::vector<std::string> raw;        ///< the row each document came from, as JSON
  std::vector<RefusedRow> refused;     ///< to be kept and shown; they must not stop the feed
  std::string next_cursor;
};

/// A system we talk to. Keeps no state across calls but its session. Never throws, never logs a payload.
class ExternalSystem {
 public:
  virtual ~ExternalSystem() = default;
  [[nodiscard]] virtual const Manifest& manifest() const = 0;
  /// Maps, wraps, proves, sends, classifies. A mapping failure is outcome `data` with the mapping's code; nothing is
  /// sent. An expired session costs one re-login shared by all waiting calls and one repeat. `duplicate` on an insert
  /// is answered here, once, by the update. Cancellation ends the exchange: `unknown` "cancelled" once bytes went out.
  virtual boost::asio::awaitable<DeliveryResult> deliver(DeliveryRequest request, base::Deadline deadline) = 0;
  /// Asks what the peer holds; outcome `data` "look_up.unsupported" where the manifest has no look-up.
  virtual boost::asio::awaitable<LookUpResult> look_up(domain::DossierCode code, base::Deadline deadline) = 0;
  virtual boost::asio::awaitable<base::Result<PollPage>> poll(const Poll& poll, std::string cursor,
                                                              base::Deadline deadline) = 0;
};

/// What every system shares.
struct SystemContext {
  std::shared_ptr<transport::HttpClient> http;
  std::shared_ptr<const base::Clock> clock;
};

/// The manifest-driven system. `plans` by mapping name of the manifest ("ho-so"). `permanent` "peer.plan_missing" when
/// a mapping the manifest names is not among them.
[[nodiscard]] base::Result<std::unique_ptr<ExternalSystem>> make_external_system(Manifest manifest,
                                                                                 SystemSettings settings,
                                                                                 mapping::Plans plans,
                                                                                 SystemContext context);

}  // namespace lienthong::peer
