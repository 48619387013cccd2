#include "codec/expat_rules.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

bool is_utf8_label(std::string_view label) {
  static constexpr std::string_view wanted = "utf-8";
  return std::equal(label.begin(), label.end(), wanted.begin(), wanted.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

}  // namespace

XmlName split_expat_name(std::string_view name) {
  const auto at = name.find(expat_separator);
  if (at == std::string_view::npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

std::optional<Error> refused_declaration(const char* version, const char* encoding) {
  if (version != nullptr && std::string_view(version) != "1.0") {
    return Error(ErrorKind::invalid, "xml.version", "only XML 1.0 is read");
  }
  if (encoding != nullptr && !is_utf8_label(encoding)) {
    return Error(ErrorKind::invalid, "xml.encoding", "only UTF-8 is read");
  }
  return std::nullopt;
}

}  // namespace lienthong::codec
