#include "http/trace.hpp"

#include "base/digest.hpp"

#include <algorithm>

namespace lienthong::http {
namespace {

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) { return is_hex(text) && text.find_first_not_of('0') != std::string_view::npos; }

}  // namespace

std::string trace_id_of(std::string_view header) {
  // version "-" trace id "-" parent id "-" flags; later versions may only append.
  const bool shaped = header.size() >= 55 && header[2] == '-' && header[35] == '-' && header[52] == '-' &&
                      is_hex(header.substr(0, 2)) && header.substr(0, 2) != "ff" && is_hex(header.substr(53, 2)) &&
                      (header.size() == 55 || (header.substr(0, 2) != "00" && header[55] == '-'));
  const auto trace = shaped ? header.substr(3, 32) : std::string_view{};
  if (!trace.empty() && is_id(trace) && is_id(header.substr(36, 16))) return std::string(trace);
  return base::random_hex(16);
}

}  // namespace lienthong::http
