#include "codec/json_source.hpp"

namespace lienthong::codec {
namespace {

constexpr char refused = '\x01';  // no JSON token starts or goes on with it

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && digit(text[at])) ++at;
  return at;
}

bool at_any(std::string_view text, std::size_t at, std::string_view wanted) {
  return at < text.size() && wanted.find(text[at]) != std::string_view::npos;
}

}  // namespace

std::size_t json_number_length(std::string_view text) {
  std::size_t at = at_any(text, 0, "-") ? 1 : 0;
  const std::size_t whole = at;
  at = at_any(text, at, "0") ? at + 1 : skip_digits(text, at);
  if (at == whole) return 0;
  if (at_any(text, at, ".")) {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    if (at == fraction) return 0;
  }
  if (at_any(text, at, "eE")) {
    const std::size_t exponent = at_any(text, at + 1, "+-") ? at + 2 : at + 1;
    at = skip_digits(text, exponent);
    if (at == exponent) return 0;
  }
  return at_any(text, at, "0123456789+-.eE") ? 0 : at;
}

char JsonSource::take_with_care() {
  const char taken = shown_;
  if (number_length_ != 0) {
    number_ = bytes_.substr(at_, number_length_);
    at_ += number_length_;
    number_length_ = 0;
  } else {
    if (at_ == bytes_.size() || (taken == refused && place_ == Place::outside)) return taken;
    ++at_;
    step(taken);
  }
  look();
  return taken;
}

void JsonSource::step(char taken) {
  switch (place_) {
    case Place::outside:
      if (taken == '"') place_ = Place::in_string;
      return;
    case Place::in_string:
      if (taken == '"') place_ = Place::outside;
      if (taken == '\\') place_ = Place::after_backslash;
      return;
    case Place::after_backslash:
      place_ = Place::in_string;
      return;
  }
}

void JsonSource::look() {
  shown_ = at_ < bytes_.size() ? bytes_[at_] : '\0';
  if (place_ != Place::outside || !(digit(shown_) || shown_ == '-')) return;
  number_length_ = json_number_length(bytes_.substr(at_));
  shown_ = number_length_ == 0 ? refused : '0';
}

}  // namespace lienthong::codec
