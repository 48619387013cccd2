#include "codec/statement/line_stream.hpp"

#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

std::optional<Error> LineStream::feed(std::string_view bytes) {
  fed_ += bytes.size();
  if (fed_ > most_bytes_) return Error(ErrorKind::too_large, "text.bytes", "the file is too large");
  if (!utf8_.feed(bytes)) return at_line(Error(ErrorKind::invalid, "text.encoding", "only UTF-8 without NUL is read"));
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const auto part = bytes.substr(0, end);
    if (line_.size() + part.size() > most_line_bytes_) {
      return at_line(Error(ErrorKind::too_large, "text.line", "a line is too long"));
    }
    line_ += part;
    if (end == std::string_view::npos) return std::nullopt;
    if (auto error = end_line()) return error;
    bytes.remove_prefix(end + 1);
  }
  return std::nullopt;
}

std::optional<Error> LineStream::finish() {
  if (!utf8_.finish()) return at_line(Error(ErrorKind::invalid, "text.encoding", "only UTF-8 without NUL is read"));
  return line_.empty() ? std::nullopt : end_line();
}

std::optional<Error> LineStream::end_line() {
  std::string_view line = line_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (number_ == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  auto error = use_(line, number_);
  if (error) return at_line(std::move(*error));
  line_.clear();
  ++number_;
  return std::nullopt;
}

Error LineStream::at_line(Error error) const { return std::move(error).with("line", std::to_string(number_)); }

}  // namespace lienthong::codec
