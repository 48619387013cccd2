#include "http/identity.hpp"

#include "base/digest.hpp"
#include "transport/url.hpp"

#include <algorithm>

namespace lienthong::http {
namespace {

using base::ErrorKind;

struct Credentials {
  std::string id;
  std::string secret;
};

std::optional<Credentials> basic_credentials(const Request& request) {
  const std::string_view header = request.header("authorization");
  if (!header.starts_with("Basic ")) return std::nullopt;
  const auto plain = base::from_base64(header.substr(6));
  if (!plain) return std::nullopt;
  const auto colon = plain->find(':');
  if (colon == std::string::npos) return std::nullopt;
  return Credentials{plain->substr(0, colon), plain->substr(colon + 1)};
}

base::Result<void> refuse(std::string code) {
  return base::fail(ErrorKind::unauthorised, std::move(code), "the caller's identity was not proved");
}

std::string percent_decoded(std::string text) {
  std::replace(text.begin(), text.end(), '+', ' ');
  return transport::percent_decode(text).value_or(std::string());
}

Response token_error(unsigned status, const std::string& code) {
  Response response;
  response.status = status;
  response.body = "{\"error\":\"" + code + "\"}";
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::string form_field(std::string_view body, std::string_view name) {
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return percent_decoded(std::string(pair.substr(equals + 1)));
  }
  return {};
}

const Client* Identity::with_credentials(std::string_view id, std::string_view secret) const {
  const auto found =
      std::find_if(clients_.begin(), clients_.end(), [&](const Client& client) { return client.client_id == id; });
  return found != clients_.end() && found->secret.equals(secret) ? &*found : nullptr;
}

base::Result<void> Identity::require(const domain::SystemId& expected, const Request& request,
                                     base::Instant now) const {
  const auto of_system =
      std::find_if(clients_.begin(), clients_.end(), [&](const Client& client) { return client.system == expected; });
  if (of_system == clients_.end()) return refuse("identity.no_client");
  if (!of_system->certificate_cn.empty() && request.client_certificate != of_system->certificate_cn) {
    return refuse("identity.certificate");
  }
  switch (of_system->scheme) {
    case Client::Scheme::bearer: {
      const std::string_view header = request.header("authorization");
      if (!header.starts_with("Bearer ")) return refuse("identity.token_missing");
      const auto client = issuer_.verify(header.substr(7), now);
      return client == of_system->client_id ? base::Result<void>() : refuse("identity.token");
    }
    case Client::Scheme::basic: {
      const auto credentials = basic_credentials(request);
      if (!credentials) return refuse("identity.credentials_missing");
      return with_credentials(credentials->id, credentials->secret) == &*of_system ? base::Result<void>()
                                                                                   : refuse("identity.credentials");
    }
  }
  return refuse("identity.scheme");
}

Response Identity::issue_token(const Request& request, base::Instant now) const {
  if (form_field(request.body, "grant_type") != "client_credentials") return token_error(400, "unsupported_grant_type");
  const Credentials in_form{form_field(request.body, "client_id"), form_field(request.body, "client_secret")};
  const Credentials given = basic_credentials(request).value_or(in_form);
  const Client* client = with_credentials(given.id, given.secret);
  if (client == nullptr || client->scheme != Client::Scheme::bearer) return token_error(401, "invalid_client");
  Response response;
  response.body = "{\"access_token\":\"" + issuer_.issue(client->client_id, now) +
                  "\",\"token_type\":\"Bearer\",\"expires_in\":" + std::to_string(issuer_.life().count()) +
                  ",\"scope\":\"default\"}";
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace lienthong::http
