#pragma once

#include <string>
#include <string_view>

namespace lienthong::peer {

/// "http://host/adapter/" and "/login" → "http://host/adapter/login".
[[nodiscard]] inline std::string join_url(std::string_view base, std::string_view path) {
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base).append(path);
}

}  // namespace lienthong::peer
