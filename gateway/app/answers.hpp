#pragma once

#include "http/message.hpp"

#include <string>
#include <utility>

namespace lienthong::app {

/// An answer that speaks of dossiers or money: nobody on the way keeps it.
[[nodiscard]] inline http::Response unkept_answer(std::string content_type, std::string body, unsigned status = 200) {
  http::Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

[[nodiscard]] inline http::Response json_answer(std::string body, unsigned status = 200) {
  return unkept_answer("application/json; charset=utf-8", std::move(body), status);
}

}  // namespace lienthong::app
