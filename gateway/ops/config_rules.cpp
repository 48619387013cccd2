#include "ops/config_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace lienthong::ops {
namespace {

constexpr std::size_t longest_text = 4096;

std::optional<std::string> broken_url(std::string_view url) {
  const std::string_view scheme = url.starts_with("https://") ? "https://" : "http://";
  if (!url.starts_with(scheme)) return "must begin with http:// or https://";
  url.remove_prefix(scheme.size());
  if (url.find_first_of("?#") != std::string_view::npos) return "must have neither a query nor a fragment";
  const std::string_view authority = url.substr(0, url.find('/'));
  // A password in an address ends up in logs and error texts.
  if (authority.find('@') != std::string_view::npos) return "must not carry a user name or password";
  if (authority.empty() || authority.front() == ':') return "must name a host";
  const bool bad_byte = std::ranges::any_of(url, [](char c) { return c <= ' ' || c >= 127; });
  if (bad_byte) return "must be printable ASCII without blanks";
  return std::nullopt;
}

std::optional<std::string> broken_text(const std::string& text) {
  if (text.size() > longest_text) return "must be at most " + std::to_string(longest_text) + " bytes long";
  const bool control = std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 127; });
  if (control) return "must not contain control characters";
  return std::nullopt;
}

std::string one_of(const std::vector<std::string>& choices) {
  std::string text;
  for (const std::string& choice : choices) text += (text.empty() ? "must be one of '" : ", '") + choice + "'";
  return text;
}

/// A number may not be its lower bound (a rate of 0 would never send); NaN is never within.
bool within(double value, const Range& range) {
  return value > static_cast<double>(range.low) && value <= static_cast<double>(range.high);
}

/// Two files that are only of use together.
void check_pair(std::vector<Contradiction>& found, const Contradiction& place, const std::string& first,
                const std::string& first_key, const std::string& second, const std::string& second_key) {
  if (first.empty() == second.empty()) return;
  Contradiction problem = place;
  problem.key = first.empty() ? second_key : first_key;
  problem.text = "'" + first_key + "' and '" + second_key + "' are given together or not at all";
  found.push_back(std::move(problem));
}

void check_server(const Config& config, std::vector<Contradiction>& found) {
  const Config::Server& server = config.server;
  check_pair(found, {"server", 0, {}, {}}, server.tls_certificate_file, "tls_certificate_file", server.tls_key_file,
             "tls_key_file");
  if (!server.tls_client_ca_file.empty() && server.tls_certificate_file.empty()) {
    found.push_back({"server", 0, "tls_client_ca_file",
                     "client certificates need TLS: give tls_certificate_file and tls_key_file"});
  }
}

void check_clients(const Config& config, std::vector<Contradiction>& found) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < config.clients.size(); ++i) {
    const Config::Client& client = config.clients[i];
    if (!ids.insert(client.client_id).second)
      found.push_back({"clients", i, "client_id", "another client has this client_id"});
    if (!client.certificate_cn.empty() && config.server.tls_client_ca_file.empty()) {
      found.push_back(
          {"clients", i, "certificate_cn", "no certificate can be checked without server.tls_client_ca_file"});
    }
  }
}

void check_systems(const Config& config, std::vector<Contradiction>& found) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < config.systems.size(); ++i) {
    const Config::System& system = config.systems[i];
    const Config::Tuning& tuning = system.tuning;
    if (!ids.insert(system.id).second) found.push_back({"systems", i, "id", "another system has this id"});
    const Contradiction place{"systems", i, {}, {}};
    check_pair(found, place, system.client_id, "client_id", system.client_secret_file, "client_secret_file");
    check_pair(found, place, system.tls_certificate_file, "tls_certificate_file", system.tls_key_file, "tls_key_file");
    if (tuning.retry_base && tuning.retry_cap && *tuning.retry_base > *tuning.retry_cap) {
      found.push_back({"systems", i, "retry_base_ms", "must not be above retry_cap_ms"});
    }
    if (tuning.breaker_open && tuning.breaker_open_cap && *tuning.breaker_open > *tuning.breaker_open_cap) {
      found.push_back({"systems", i, "breaker_open_ms", "must not be above breaker_open_cap_ms"});
    }
  }
}

bool is_bank_id(std::string_view id) {
  return std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// SFTP needs somebody to log in as, something to prove it with, and the server's fingerprint.
void check_sftp(const BankConfig& bank, std::size_t place, std::vector<Contradiction>& found) {
  if (bank.sftp_host.empty()) return;
  if (bank.sftp_user.empty()) found.push_back({"banks", place, "sftp_user", "SFTP needs a name to log in as"});
  if (bank.sftp_fingerprint.empty())
    found.push_back({"banks", place, "sftp_fingerprint", "SFTP needs the fingerprint of the server's key"});
  if (bank.sftp_key_file.empty() && bank.sftp_password_file.empty())
    found.push_back({"banks", place, "sftp_key_file", "SFTP needs sftp_key_file or sftp_password_file"});
}

void check_bank(const Config& config, std::size_t place, std::vector<Contradiction>& found) {
  const BankConfig& bank = config.banks[place];
  if (!is_bank_id(bank.id)) found.push_back({"banks", place, "id", "an id is made of small letters, digits and '-'"});
  const bool is_currency =
      bank.currency.size() == 3 && std::ranges::all_of(bank.currency, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!is_currency) found.push_back({"banks", place, "currency", "a currency has three capital letters"});
  const bool uploads = !bank.client_id.empty() || !bank.certificate_cn.empty();
  if (bank.folder.empty() && bank.sftp_host.empty() && !uploads)
    found.push_back({"banks", place, "folder", "no way to take in its files: give a folder, sftp_host or client_id"});
  check_pair(found, {"banks", place, {}, {}}, bank.client_id, "client_id", bank.client_secret_file,
             "client_secret_file");
  if (!bank.certificate_cn.empty() && config.server.tls_client_ca_file.empty())
    found.push_back(
        {"banks", place, "certificate_cn", "no certificate can be checked without server.tls_client_ca_file"});
  check_sftp(bank, place, found);
}

void check_banks(const Config& config, std::vector<Contradiction>& found) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < config.banks.size(); ++i) {
    if (!ids.insert(config.banks[i].id).second) found.push_back({"banks", i, "id", "another bank has this id"});
    check_bank(config, i, found);
  }
}

void check_carriers(const Config& config, std::vector<Contradiction>& found) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < config.carriers.size(); ++i) {
    if (!ids.insert(config.carriers[i].id).second)
      found.push_back({"carriers", i, "id", "another carrier has this id"});
  }
}

/// Nobody can be asked without an address, a name and a secret.
void check_payments(const Config& config, std::vector<Contradiction>& found) {
  const PaymentsConfig& payments = config.payments;
  if (payments.system.empty()) return;
  const std::array<std::pair<const char*, const std::string*>, 3> needed{
      {{"base_url", &payments.base_url}, {"partner", &payments.partner}, {"secret_file", &payments.secret_file}}};
  for (const auto& [key, value] : needed) {
    if (value->empty()) found.push_back({"payments", 0, key, "is missing: a payment platform needs it"});
  }
}

}  // namespace

std::optional<std::string> broken_limit(const Key& key, const Setting& setting) {
  if (const auto* text = std::get_if<std::string>(&setting)) {
    if (text->empty())
      return key.presence == Presence::optional ? std::nullopt : std::optional<std::string>("must not be empty");
    if (key.type == KeyType::choice) {
      const bool known = std::ranges::find(key.choices, *text) != key.choices.end();
      return known ? std::nullopt : std::optional(one_of(key.choices));
    }
    if (key.type == KeyType::url) return broken_url(*text);
    return broken_text(*text);
  }
  const auto* integer = std::get_if<std::int64_t>(&setting);
  const bool right = integer != nullptr ? *integer >= key.range.low && *integer <= key.range.high
                                        : within(std::get<double>(setting), key.range);
  if (right) return std::nullopt;
  const std::string low = std::to_string(key.range.low);
  const std::string high = std::to_string(key.range.high);
  if (key.type == KeyType::number) return "must be above " + low + " and at most " + high;
  return "must be between " + low + " and " + high;
}

bool names_inline_secret(std::string_view key) {
  if (key.ends_with("_file")) return false;
  constexpr std::array words{"secret", "password", "passwd", "token"};
  return std::ranges::any_of(words, [key](std::string_view word) { return key.find(word) != std::string_view::npos; });
}

std::vector<Contradiction> contradictions(const Config& config) {
  std::vector<Contradiction> found;
  check_server(config, found);
  check_clients(config, found);
  check_systems(config, found);
  check_banks(config, found);
  check_carriers(config, found);
  check_payments(config, found);
  return found;
}

}  // namespace lienthong::ops
