#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A peer's way of writing a moment in wall time of a fixed offset: "yyyyMMddHHmmss, +07:00".
/// Letters yyyy MM dd HH mm ss SSS of exactly that width; text in single quotes is literal, so is everything else that
/// is not a letter (contracts 8.1 #15: 24 hours, and 'Z' may be a literal that does not mean UTC).
class InstantPattern {
 public:
  /// Nothing when the arguments are not a pattern and an offset; `why` then says so.
  static std::optional<InstantPattern> parse(std::string_view arguments, std::string& why);

  /// Nothing unless `text` is exactly of this form and names a real moment (no 30 February, no hour 24, no second 60).
  [[nodiscard]] std::optional<base::Instant> read(std::string_view text) const;
  /// Nothing when the year has not four digits. Parts finer than the pattern are dropped.
  [[nodiscard]] std::optional<std::string> write(base::Instant at) const;
  /// What write() keeps of `at`.
  [[nodiscard]] base::Instant kept(base::Instant at) const;

 private:
  enum class Unit : std::uint8_t { literal, year, month, day, hour, minute, second, milli };
  struct Token {
    Unit unit = Unit::literal;
    std::size_t width = 0;
    std::string literal;
  };

  bool add_letters(std::string_view letters, std::string& why);
  bool tokenise(std::string_view pattern, std::string& why);
  [[nodiscard]] bool has(Unit unit) const;
  [[nodiscard]] bool is_whole(std::string& why) const;
  [[nodiscard]] std::optional<base::Instant> assemble(const int (&parts)[8]) const;

  std::vector<Token> tokens_;
  std::chrono::minutes offset_{0};
};

/// RFC 3339 as the canonical documents use it; upper-case T and Z, up to nine fraction digits (cut to milliseconds),
/// real dates.
[[nodiscard]] std::optional<base::Instant> read_rfc3339(std::string_view text);
/// The same text as base::to_rfc3339, without streams: this runs once per date of every message.
[[nodiscard]] std::string write_rfc3339(base::Instant at);

}  // namespace lienthong::mapping
