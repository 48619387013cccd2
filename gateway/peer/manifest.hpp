#pragma once

#include "domain/circuit_breaker.hpp"
#include "domain/plan.hpp"
#include "domain/retry_policy.hpp"
#include "mapping/diagnostic.hpp"
#include "peer/outcome_rules.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::peer {

/// How attachments travel in a message: not at all, as base64 inside it, or as an address the peer fetches from.
enum class Attachments : std::uint8_t { none, inline_base64, url };

/// Which canonical document a message carries. Tracking events are no dossiers: the desk of the post takes them.
enum class Canonical : std::uint8_t { dossier, step, tracking_event };

/// A message kind we send ([[tells]]).
struct Tell {
  domain::TellRule rule;
  std::string method = "POST";  ///< GET: the message is the query
  std::string mapping;          ///< "ho-so": adapters/<id>/mappings/ho-so.toml
  std::string operation;        ///< service name, path below the base URL, or SOAP action: what the profile needs
  std::size_t batch = 1;        ///< at most so many deliveries in one call
  Attachments attachments = Attachments::none;
};

/// A message kind a peer sends us ([[hears]]).
struct Hears {
  std::string kind;
  std::string method = "POST";
  std::string path;  ///< "/province/Document/SyncDocument"
  Canonical canonical = Canonical::dossier;
  std::string mapping;           ///< the formats spoken are those the mapping declares
  std::vector<std::string> key;  ///< canonical fields whose values make the idempotency key; empty: the whole content
  std::string key_header;        ///< lower case; the header that brings the key of a tracking event
  std::string operation;         ///< SOAP body element, or empty
};

/// A feed of the peer's that we read ([[polls]]).
struct Poll {
  std::string stream;
  std::string path;  ///< below the base URL; "{cursor}" and "{limit}" are filled in
  Canonical canonical = Canonical::step;
  std::string mapping;
  std::string items = "items";  ///< member that holds the rows; members of members with dots between them
  std::string next = "next";    ///< member that holds the next cursor
  std::string row_cursor;       ///< member of a row that passes it, likewise; when given, the last row's is the next
  std::string first_cursor;     ///< where a feed begins that was never read
  int limit = 100;
  std::chrono::milliseconds every{5'000};
};

/// How we prove who we are to the peer.
enum class AuthScheme : std::uint8_t { none, session_login, client_credentials, static_header };

/// How a peer wraps its messages; implemented once each in peer/profiles.
enum class Profile : std::uint8_t {
  portal_session,  ///< {session, madonvi, service, …, data:[…]} (contracts 2.2–2.7, variant V1)
  status_message,  ///< REST, JSON or XML body, reply {Status, Message} (contracts 1.4)
  soap_tthc,       ///< SOAP 1.1 "urn:tthc:hoso:v1" (contracts 3.9)
};

/// A system as data: adapters/<id>/manifest.toml.
struct Manifest {
  domain::SystemId id;
  std::string title_vi;
  std::string title_en;
  Profile profile = Profile::status_message;
  AuthScheme auth = AuthScheme::none;
  std::map<std::string, std::string> settings;  ///< of the profile and the auth scheme: paths, header names, literals
  std::vector<Tell> tells;
  std::vector<Hears> hears;
  std::vector<Poll> polls;
  OutcomeRules outcomes;
  domain::RetryPolicy retry;
  domain::CircuitBreaker::Settings breaker;
  int concurrency = 4;
  double rate_per_second = 50;
  int burst = 50;
  std::chrono::milliseconds timeout{30'000};
  std::chrono::milliseconds session_life{600'000};
  std::filesystem::path folder;  ///< adapters/<id>

  [[nodiscard]] const Tell* tell(std::string_view kind) const;
};

/// Reads and checks a manifest; every problem goes to `problems` as file:line (unknown key, missing key, wrong type,
/// mapping file that does not exist, unknown outcome or profile). Nothing when there was any.
[[nodiscard]] std::optional<Manifest> load_manifest(const std::filesystem::path& file, mapping::Diagnostics& problems);

}  // namespace lienthong::peer
