#include "ops/config_table.hpp"

#include "ops/config_keys.hpp"
#include "ops/config_sections.hpp"

#include <algorithm>

namespace lienthong::ops {

void choose(StoreEngine& field, const std::string& word) {
  field = word == "memory" ? StoreEngine::memory : StoreEngine::sqlite;
}
void choose(ClientScheme& field, const std::string& word) {
  field = word == "basic" ? ClientScheme::basic : ClientScheme::bearer;
}
void choose(base::LogLevel& field, const std::string& word) {
  if (word == "debug") field = base::LogLevel::debug;
  if (word == "info") field = base::LogLevel::info;
  if (word == "warning") field = base::LogLevel::warning;
  if (word == "error") field = base::LogLevel::error;
}

namespace {

Section server_section() {
  using Part = Config::Server;
  const auto at = [](Config& config) -> Part& { return config.server; };
  return {"server",
          "Where peers, the console and the health checks reach the gateway.",
          {
              text_key("address", defaulted, "127.0.0.1", "Address to listen on.", into(at, &Part::address)),
              integer_key("port", defaulted, 8080, {0, 65535}, "Port to listen on; 0 takes any free one.",
                          into(at, &Part::port)),
              text_key("port_file", optional, "var/port", "File that receives the port after bind, for scripts.",
                       into(at, &Part::port_file)),
              text_key("tls_certificate_file", optional, "tls/server.pem",
                       "PEM chain of the listener; with tls_key_file it turns TLS on.",
                       into(at, &Part::tls_certificate_file)),
              text_key("tls_key_file", optional, "tls/server.key", "PEM key of the listener.",
                       into(at, &Part::tls_key_file)),
              text_key("tls_client_ca_file", optional, "tls/clients-ca.pem",
                       "PEM authorities of client certificates; needs TLS.", into(at, &Part::tls_client_ca_file)),
              integer_key("header_timeout_ms", defaulted, 10'000, {100, 10 * minute_ms},
                          "Time a caller has to send its header.", into(at, &Part::header_timeout)),
              integer_key("idle_timeout_ms", defaulted, 75'000, {100, hour_ms}, "Time an idle connection stays open.",
                          into(at, &Part::idle_timeout)),
              integer_key("max_connections", defaulted, 5'000, {1, 100'000},
                          "Connections at a time; more are turned away.", into(at, &Part::max_connections)),
              integer_key("body_limit_bytes", defaulted, 10 * mebibyte, {1024, 1024 * mebibyte},
                          "Largest message taken in.", into(at, &Part::body_limit_bytes)),
          },
          {}};
}

Section limits_section() {
  using Part = Config::Limits;
  const auto at = [](Config& config) -> Part& { return config.limits; };
  return {"limits",
          "Bounds on the form of one message; with server.body_limit_bytes they bound the work of reading it.",
          {
              integer_key("depth", defaulted, 64, {4, 256}, "Lists, records and elements inside each other.",
                          into(at, &Part::depth)),
              integer_key("nodes", defaulted, 100'000, {100, 1'000'000}, "Values of JSON, elements of XML.",
                          into(at, &Part::nodes)),
              integer_key("attributes", defaulted, 64, {8, 1'000},
                          "Attributes of one XML element, namespaces included.", into(at, &Part::attributes)),
              integer_key("name_bytes", defaulted, 256, {64, 4'096}, "Bytes of one name.", into(at, &Part::name_bytes)),
              integer_key("slow_read_ms", defaulted, 1'000, {1, minute_ms},
                          "Reading that took longer is named in the log; the message is taken all the same.",
                          into(at, &Part::slow_read)),
          },
          {}};
}

Section store_section() {
  using Part = Config::Store;
  const auto at = [](Config& config) -> Part& { return config.store; };
  return {"store",
          "Where the gateway keeps what it accepted.",
          {
              choice_key("engine", defaulted, {"sqlite", "memory"},
                         "memory forgets everything at exit: for tests only.", into(at, &Part::engine)),
              text_key("path", defaulted, "var/lienthong.db",
                       "Database file; its folder must exist and be on a local disk.", into(at, &Part::path)),
          },
          {}};
}

Section data_section() {
  using Part = Config::Data;
  const auto at = [](Config& config) -> Part& { return config.data; };
  return {
      "data",
      "Folders of the data the gateway works by.",
      {
          text_key("adapters", defaulted, "adapters", "One folder per connected system.", into(at, &Part::adapters)),
          text_key("schemas", defaulted, "schemas", "Canonical and external schemas.", into(at, &Part::schemas)),
          text_key("config", defaulted, "config", "Calendars and regulation data.", into(at, &Part::config)),
      },
      {}};
}

Section gateway_section() {
  using Part = Config::Gateway;
  const auto at = [](Config& config) -> Part& { return config.gateway; };
  return {"gateway",
          "Who this gateway is.",
          {
              text_key("unit_code", required, "000.00.00.H55", "Code under which peers know this unit.",
                       into(at, &Part::unit_code)),
              url_key("public_url", optional, "https://gateway.example",
                      "Address under which peers fetch attachments; default: that of the listener.",
                      into(at, &Part::public_url)),
              text_key("signing_key_file", required, "secrets/signing_key", "Key that signs attachment addresses.",
                       into(at, &Part::signing_key_file)),
              text_key("admin_token_file", required, "secrets/admin_token", "Token of the operators' API.",
                       into(at, &Part::admin_token_file)),
          },
          {}};
}

Section log_section() {
  using Part = Config::Log;
  const auto at = [](Config& config) -> Part& { return config.log; };
  Key level = choice_key("level", defaulted, {"debug", "info", "warning", "error"},
                         "Lines below this level are dropped.", into(at, &Part::level));
  level.sample = std::string("info");
  return {"log",
          "One JSON line per event, without personal data.",
          {text_key("file", optional, "var/lienthong.log", "File to append to; default: standard error.",
                    into(at, &Part::file)),
           std::move(level)},
          {}};
}

Section shutdown_section() {
  using Part = Config::Shutdown;
  const auto at = [](Config& config) -> Part& { return config.shutdown; };
  return {"shutdown",
          "How the gateway stops.",
          {integer_key("drain_ms", defaulted, 10'000, {0, 10 * minute_ms},
                       "Time that requests and sends in hand have to finish after SIGTERM.", into(at, &Part::drain))},
          {}};
}

Section clients_section() {
  using Part = Config::Client;
  const auto at = [](Config& config) -> Part& { return config.clients.back(); };
  return {
      "clients",
      "Systems that call the gateway, one table each.",
      {
          text_key("system", required, "province", "Adapter whose messages this client may send.",
                   into(at, &Part::system)),
          text_key("client_id", required, "province-client", "Name it presents; unique.", into(at, &Part::client_id)),
          text_key("client_secret_file", required, "secrets/province_in", "File with the secret it presents.",
                   into(at, &Part::client_secret_file)),
          choice_key("scheme", required, {"bearer", "basic"}, "How it presents it.", into(at, &Part::scheme)),
          text_key("certificate_cn", optional, "province.example",
                   "Subject name its client certificate must carry; needs server.tls_client_ca_file.",
                   into(at, &Part::certificate_cn)),
      },
      [](Config& config) { config.clients.emplace_back(); }};
}

std::vector<Key> tuning_keys() {
  using Part = Config::Tuning;
  const auto at = [](Config& config) -> Part& { return config.systems.back().tuning; };
  const Range wait{1, 24 * hour_ms};
  return {
      integer_key("retry_base_ms", optional, 1'000, wait, "First wait after a failed send.",
                  into(at, &Part::retry_base)),
      integer_key("retry_cap_ms", optional, hour_ms, wait, "Longest wait between sends.", into(at, &Part::retry_cap)),
      integer_key("max_attempts", optional, 30, {1, 10'000}, "Attempts before a delivery is parked.",
                  into(at, &Part::max_attempts)),
      integer_key("give_up_after_h", optional, 168, {0, 24 * 90},
                  "Hours before a delivery is parked; both limits must be passed.", into(at, &Part::give_up_after)),
      integer_key("breaker_threshold", optional, 5, {1, 1'000}, "Failures in a row that stop sending.",
                  into(at, &Part::breaker_threshold)),
      integer_key("breaker_open_ms", optional, 5'000, wait, "Pause after that, doubled at each failed trial.",
                  into(at, &Part::breaker_open)),
      integer_key("breaker_open_cap_ms", optional, minute_ms, wait, "Longest pause.",
                  into(at, &Part::breaker_open_cap)),
      integer_key("timeout_ms", optional, 30'000, {10, hour_ms}, "Time one call may take.", into(at, &Part::timeout)),
      integer_key("session_life_ms", optional, 10 * minute_ms, {100, 24 * hour_ms}, "Time a session or token is used.",
                  into(at, &Part::session_life)),
      integer_key("concurrency", optional, 4, {1, 1'000}, "Dossiers told at the same time.",
                  into(at, &Part::concurrency)),
      number_key("rate_per_second", optional, 50, {0, 100'000}, "Calls per second; more than 0.",
                 into(at, &Part::rate_per_second)),
      integer_key("poll_every_ms", optional, 15'000, {100, 24 * hour_ms}, "Time between two looks at its feeds.",
                  into(at, &Part::poll_every)),
  };
}

Section systems_section() {
  using Part = Config::System;
  const auto at = [](Config& config) -> Part& { return config.systems.back(); };
  Section section{"systems",
                  "Systems the gateway calls, one table each. What is left out is as the adapter's manifest says.",
                  {
                      text_key("id", required, "province", "Folder of the adapter; unique.", into(at, &Part::id)),
                      url_key("base_url", required, "https://province.example/api",
                              "Address that the manifest's paths are below.", into(at, &Part::base_url)),
                      text_key("client_id", optional, "gateway", "Name we present.", into(at, &Part::client_id)),
                      text_key("client_secret_file", optional, "secrets/province_out",
                               "File with the secret we present.", into(at, &Part::client_secret_file)),
                      text_key("unit_code", optional, "000.00.00.H55",
                               "Our code at this system; default: gateway.unit_code.", into(at, &Part::unit_code)),
                  },
                  [](Config& config) { config.systems.emplace_back(); }};
  for (Key& key : tuning_keys()) section.keys.push_back(std::move(key));
  section.keys.push_back(text_key("tls_ca_file", optional, "tls/province-ca.pem",
                                  "PEM authorities of its certificate; default: the machine's.",
                                  into(at, &Part::tls_ca_file)));
  section.keys.push_back(text_key("tls_certificate_file", optional, "tls/gateway.pem", "Our client certificate.",
                                  into(at, &Part::tls_certificate_file)));
  section.keys.push_back(
      text_key("tls_key_file", optional, "tls/gateway.key", "Its key.", into(at, &Part::tls_key_file)));
  return section;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

}  // namespace

std::string_view name(KeyType type) {
  switch (type) {
    case KeyType::text:
      return "text";
    case KeyType::url:
      return "address";
    case KeyType::integer:
      return "integer";
    case KeyType::number:
      return "number";
    case KeyType::choice:
      return "choice";
  }
  return "?";
}

const std::vector<Section>& config_table() {
  static const std::vector<Section> table{server_section(),  limits_section(),  store_section(),    data_section(),
                                          gateway_section(), log_section(),     shutdown_section(), clients_section(),
                                          systems_section(), post_section(),    carriers_section(), fees_section(),
                                          banks_section(),   payments_section()};
  return table;
}

std::string environment_name(const Section& section, const Key& key) {
  return "LIENTHONG_" + upper(section.name) + "__" + upper(key.name);
}

}  // namespace lienthong::ops
