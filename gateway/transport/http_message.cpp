#include "transport/head_rules.hpp"
#include "transport/http_client.hpp"

#include <algorithm>

namespace lienthong::transport {

std::string_view HttpResponse::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [name](const auto& field) { return same_name(field.first, name); });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace lienthong::transport
