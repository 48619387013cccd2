#include "base/error.hpp"

namespace lienthong::base {

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return "invalid";
    case ErrorKind::unauthorised:
      return "unauthorised";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::too_large:
      return "too_large";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::transient:
      return "transient";
    case ErrorKind::ambiguous:
      return "ambiguous";
    case ErrorKind::permanent:
      return "permanent";
    case ErrorKind::cancelled:
      return "cancelled";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

Error::Error(ErrorKind kind, std::string code, std::string text, std::source_location born)
    : kind_(kind), code_(std::move(code)), text_(std::move(text)), born_(born) {}

Error&& Error::with(std::string key, std::string value) && {
  context_.emplace_back(std::move(key), std::move(value));
  return std::move(*this);
}

Error&& Error::peer_said(std::string text) && {
  peer_text_ = std::move(text);
  return std::move(*this);
}

std::string Error::describe() const {
  std::string out = code_ + ": " + text_;
  if (context_.empty()) return out;
  out += " (";
  for (std::size_t i = 0; i < context_.size(); ++i) {
    if (i != 0) out += ", ";
    out += context_[i].first + "=" + context_[i].second;
  }
  return out + ")";
}

}  // namespace lienthong::base
