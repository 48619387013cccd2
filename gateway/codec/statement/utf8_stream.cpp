#include "codec/statement/utf8_stream.hpp"

#include "base/text.hpp"
#include "codec/text_in.hpp"

namespace lienthong::codec {
namespace {

std::size_t length_after(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

/// Where a character begins that the end of `text` parts; its size when there is none.
std::size_t whole_part(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return text.size();
    if (byte >= 0xC0) return length_after(byte) > back ? text.size() - back : text.size();
  }
  return text.size();
}

}  // namespace

bool Utf8Stream::feed(std::string_view piece) {
  if (!intact_) return false;
  intact_ = piece.find('\0') == std::string_view::npos;
  if (!intact_ || (parted_.empty() && is_ascii(piece))) return intact_;
  while (!parted_.empty() && !piece.empty()) {
    parted_ += piece.front();
    piece.remove_prefix(1);
    if (parted_.size() < length_after(static_cast<unsigned char>(parted_.front()))) continue;
    intact_ = base::is_utf8(parted_);
    parted_.clear();
  }
  const auto whole = whole_part(piece);
  intact_ = intact_ && base::is_utf8(piece.substr(0, whole));
  parted_ += piece.substr(whole);
  return intact_;
}

}  // namespace lienthong::codec
