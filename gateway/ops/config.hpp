#pragma once

#include "base/log.hpp"
#include "ops/config_money.hpp"
#include "ops/config_payments.hpp"
#include "ops/config_post.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::ops {

enum class StoreEngine : std::uint8_t { sqlite, memory };

/// How a peer that calls us proves who it is.
enum class ClientScheme : std::uint8_t { bearer, basic };

/// Everything a site decides, checked. Names and meanings: config_table.cpp and its sections, the one place where
/// defaults live, which is why no field here has one. Files are named, never read: secrets are loaded by whoever uses
/// them (base::Secret::from_file). Relative paths are relative to the working directory. An empty text means "not
/// given".
struct Config {
  struct Server {
    std::string address;
    std::uint16_t port{};  ///< 0: any free one, written to `port_file` after bind
    std::string port_file;
    std::string tls_certificate_file;
    std::string tls_key_file;
    std::string tls_client_ca_file;
    std::chrono::milliseconds header_timeout{};
    std::chrono::milliseconds idle_timeout{};
    std::size_t max_connections{};
    std::size_t body_limit_bytes{};
  };
  /// Bounds on the form of one message, beside its size.
  struct Limits {
    std::size_t depth{};
    std::size_t nodes{};
    std::size_t attributes{};  ///< of one XML element
    std::size_t name_bytes{};
    std::chrono::milliseconds slow_read{};  ///< reading that takes longer is named in the log
  };
  struct Store {
    StoreEngine engine{};
    std::string path;
  };
  struct Data {
    std::string adapters;
    std::string schemas;
    std::string config;
  };
  struct Gateway {
    std::string unit_code;   ///< the code under which the ward is known to its peers
    std::string public_url;  ///< where peers fetch attachments; empty: derived from the listener
    std::string signing_key_file;
    std::string admin_token_file;
  };
  struct Log {
    std::string file;  ///< empty: standard error
    base::LogLevel level{};
  };
  struct Shutdown {
    std::chrono::milliseconds drain{};
  };
  /// A peer that calls us.
  struct Client {
    std::string system;
    std::string client_id;
    std::string client_secret_file;
    ClientScheme scheme{};
    std::string certificate_cn;  ///< when given, the caller's certificate must carry this name as well
  };
  /// What a site overrides of a manifest; nothing = as the manifest says.
  struct Tuning {
    std::optional<std::chrono::milliseconds> retry_base;
    std::optional<std::chrono::milliseconds> retry_cap;
    std::optional<int> max_attempts;
    std::optional<std::chrono::hours> give_up_after;
    std::optional<int> breaker_threshold;
    std::optional<std::chrono::milliseconds> breaker_open;
    std::optional<std::chrono::milliseconds> breaker_open_cap;
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<std::chrono::milliseconds> session_life;
    std::optional<int> concurrency;
    std::optional<double> rate_per_second;
    std::optional<std::chrono::milliseconds> poll_every;
  };
  /// A peer that we call.
  struct System {
    std::string id;
    std::string base_url;
    std::string client_id;
    std::string client_secret_file;
    std::string unit_code;  ///< as this peer knows us; empty: gateway.unit_code
    Tuning tuning;
    std::string tls_ca_file;
    std::string tls_certificate_file;
    std::string tls_key_file;
  };

  Server server;
  Limits limits;
  Store store;
  Data data;
  Gateway gateway;
  Log log;
  Shutdown shutdown;
  std::vector<Client> clients;
  std::vector<System> systems;
  PostConfig post;
  std::vector<CarrierConfig> carriers;
  FeesConfig fees;
  std::vector<BankConfig> banks;
  PaymentsConfig payments;
};

}  // namespace lienthong::ops
