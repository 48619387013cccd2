#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "http/message.hpp"

#include <string_view>

namespace lienthong::app {

/// Whether the caller may act as an operator: `Authorization: Bearer <admin token>`. `unauthorised` "identity.admin"
/// otherwise.
[[nodiscard]] inline base::Result<void> require_admin(const http::Request& request, const base::Secret& admin_token) {
  constexpr std::string_view bearer = "Bearer ";
  const std::string_view header = request.header("authorization");
  if (header.starts_with(bearer) && admin_token.equals(header.substr(bearer.size()))) return {};
  return base::fail(base::ErrorKind::unauthorised, "identity.admin", "this act needs the admin token");
}

}  // namespace lienthong::app
