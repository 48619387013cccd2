#pragma once

#include "base/result.hpp"
#include "codec/statement/utf8_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Cuts pieces of a CSV (RFC 4180) into rows. Lines end with CR LF or LF; a byte order mark of UTF-8 is let in.
class CsvStream {
 public:
  /// `use` is told each row and the line on which it begins; its error is final.
  using Use = std::function<std::optional<base::Error>(std::span<const std::string> row, std::size_t line)>;

  CsvStream(char separator, std::size_t most_bytes, std::size_t most_row_bytes, Use use)
      : separator_(separator), most_bytes_(most_bytes), most_row_bytes_(most_row_bytes), use_(std::move(use)) {}

  /// `invalid` "csv.quote", "csv.line_end", "text.encoding", `too_large` "text.bytes", "csv.row_size", or what `use`
  /// returned; with the line.
  [[nodiscard]] std::optional<base::Error> feed(std::string_view bytes);
  /// "csv.truncated" inside of quotes.
  [[nodiscard]] std::optional<base::Error> finish();

 private:
  enum class State : std::uint8_t { field_begin, plain, quoted, quote_seen, return_seen };

  [[nodiscard]] std::optional<base::Error> take_all(std::string_view bytes);
  [[nodiscard]] std::optional<base::Error> take(char c);
  [[nodiscard]] std::optional<base::Error> take_after_field(char c);
  [[nodiscard]] std::optional<base::Error> keep(char c);
  [[nodiscard]] std::optional<base::Error> count(std::size_t bytes);
  [[nodiscard]] std::optional<base::Error> end_field();
  [[nodiscard]] std::optional<base::Error> end_row();
  [[nodiscard]] base::Error at_line(base::Error error) const;

  char separator_;
  std::size_t most_bytes_;
  std::size_t most_row_bytes_;
  Use use_;
  Utf8Stream utf8_;
  std::string start_;  ///< until it is known whether there is a byte order mark
  bool begun_ = false;
  State state_ = State::field_begin;
  std::vector<std::string> row_;
  std::string field_;
  std::size_t row_bytes_ = 0;
  std::size_t fed_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
};

}  // namespace lienthong::codec
