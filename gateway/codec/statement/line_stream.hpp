#pragma once

#include "base/result.hpp"
#include "codec/statement/utf8_stream.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Cuts pieces of a text into lines, which end with LF or CR LF. A byte order mark of UTF-8 is let in.
class LineStream {
 public:
  /// `use` is told each line and its number; its error is final.
  using Use = std::function<std::optional<base::Error>(std::string_view line, std::size_t number)>;

  LineStream(std::size_t most_bytes, std::size_t most_line_bytes, Use use)
      : most_bytes_(most_bytes), most_line_bytes_(most_line_bytes), use_(std::move(use)) {}

  /// `invalid` "text.encoding", `too_large` "text.bytes" or "text.line", or what `use` returned; with the line.
  [[nodiscard]] std::optional<base::Error> feed(std::string_view bytes);
  [[nodiscard]] std::optional<base::Error> finish();

 private:
  [[nodiscard]] std::optional<base::Error> end_line();
  [[nodiscard]] base::Error at_line(base::Error error) const;

  std::size_t most_bytes_;
  std::size_t most_line_bytes_;
  Use use_;
  Utf8Stream utf8_;
  std::string line_;
  std::size_t fed_ = 0;
  std::size_t number_ = 1;
};

}  // namespace lienthong::codec
