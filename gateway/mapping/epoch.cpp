#include "mapping/epoch.hpp"

#include "mapping/wall_time.hpp"

#include <array>
#include <charconv>

namespace lienthong::mapping {
namespace {

/// Milliseconds below this are before March 1973; seconds from this on are after the year 5138.
constexpr std::int64_t first_milliseconds = 100'000'000'000;

tl::unexpected<Fault> refuse(std::string_view text) { return tl::unexpected(Fault{"mapping.epoch", text}); }

std::optional<std::int64_t> whole(std::string_view lexeme) {
  if (lexeme.starts_with('-') || (lexeme.size() > 1 && lexeme.starts_with('0'))) return std::nullopt;
  std::int64_t number = 0;
  const auto [stopped, error] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), number);
  if (lexeme.empty() || error != std::errc{} || stopped != lexeme.data() + lexeme.size()) return std::nullopt;
  return number;
}

bool counts_seconds(std::int64_t number, EpochUnit unit) {
  return unit == EpochUnit::seconds || (unit == EpochUnit::detect && number < first_milliseconds);
}

}  // namespace

tl::expected<ReadEpoch, Fault> read_epoch(std::string_view lexeme, EpochUnit unit) {
  const auto number = whole(lexeme);
  if (!number) return refuse("not a whole number since 1970");
  const bool seconds = counts_seconds(*number, unit);
  if (unit == EpochUnit::detect && *number < first_milliseconds / 1'000) {
    return refuse("so small that nobody can tell seconds from milliseconds");
  }
  if (seconds && *number >= first_milliseconds * 10) return refuse("a moment after the year 9999");
  const base::Instant at = base::from_unix_ms(seconds ? *number * 1'000 : *number);
  if (!has_four_digit_year(at)) return refuse("a moment after the year 9999");
  return ReadEpoch{at, unit == EpochUnit::detect && seconds ? Exactness::inexact : Exactness::exact};
}

tl::expected<Written, Fault> write_epoch(base::Instant at, EpochUnit unit, codec::Arena& arena) {
  const std::int64_t ms = base::unix_ms(at);
  if (ms < 0) return refuse("a moment before 1970");
  if (!has_four_digit_year(at)) return refuse("a moment after the year 9999");
  if (unit == EpochUnit::detect && ms < first_milliseconds) {
    return refuse("a moment so early that it would be read as seconds");
  }
  std::array<char, 20> digits;
  const std::int64_t number = unit == EpochUnit::seconds ? ms / 1'000 : ms;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  const bool cut = unit == EpochUnit::seconds && ms % 1'000 != 0;
  return Written{arena.copy(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()))),
                 cut ? Exactness::inexact : Exactness::exact};
}

}  // namespace lienthong::mapping
