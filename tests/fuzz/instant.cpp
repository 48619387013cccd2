#include "fuzz/property.hpp"
#include "mapping/date_pattern.hpp"
#include "mapping/epoch.hpp"
#include "mapping/instant_pattern.hpp"
#include "mapping/rfc3339.hpp"
#include "mapping/wall_time.hpp"

#include <cstdint>
#include <string>

// An input is a line with the arguments of `instant` or `date`, and a text that a peer may have written in that form.

namespace lienthong::fuzz {
namespace {

using mapping::EpochUnit;
using mapping::InstantPattern;

Accepted accepted;

/// A moment of the years -400 to 10400: on both sides of those that have a text.
base::Instant some_moment(std::string_view text) {
  std::uint64_t sum = 0;
  for (const char c : text) sum = sum * 0x100000001B3U + static_cast<unsigned char>(c);
  constexpr std::int64_t year = 31'557'600'000;
  return base::from_unix_ms(static_cast<std::int64_t>(sum % (10'800 * year)) - 2'370 * year);
}

void check_canonical(base::Instant at) {
  if (!mapping::has_four_digit_year(at)) return;
  codec::Arena arena;
  const auto text = mapping::write_rfc3339(at, arena);
  require(text == base::to_rfc3339(at), "both writers of canonical moments write the same");
  require(mapping::read_rfc3339(text) == at, "a canonical moment reads back as it is");
}

void check_writing(const InstantPattern& pattern, base::Instant at) {
  check_canonical(at);
  codec::Arena arena;
  const auto text = pattern.write(at, arena);
  if (!text) return;
  const base::Instant kept = pattern.kept(at);
  require(kept <= at && at - kept < std::chrono::days{1}, "what is kept is the same day");
  if (!mapping::has_four_digit_year(kept)) return require(!pattern.read(*text), "a moment without a text is refused");
  require(pattern.read(*text) == kept, "what is written from a moment reads back as what is kept of it");
  if (!mapping::has_four_digit_year(at)) return;
  const auto quick = pattern.from_vietnam_time(mapping::write_rfc3339(at, arena), arena);
  if (!quick) return;
  require(quick->text == *text, "the short way of writing writes the same");
  require((quick->exactness == mapping::Exactness::exact) == (kept == at), "the short way knows what it cuts");
}

void check_reading(const InstantPattern& pattern, std::string_view text) {
  codec::Arena arena;
  const auto at = pattern.read(text);
  const auto canonical = pattern.to_canonical(text, arena);
  require(at.has_value() == canonical.has_value(), "both ways of reading take the same texts");
  if (!at) return;
  accepted.add();
  require(mapping::read_rfc3339(*canonical) == at, "both ways of reading read the same moment");
  const auto written = pattern.write(*at, arena);
  if (pattern.has_one_spelling()) require(written == text, "a text of the form is written again as it was");
  check_writing(pattern, *at);
}

void check_instant(std::string_view arguments, std::string_view text) {
  std::string why;
  const auto pattern = InstantPattern::parse(arguments, why);
  if (!pattern) return require(!why.empty(), "a refused pattern of moments says why");
  check_reading(*pattern, text);
  check_writing(*pattern, some_moment(text));
}

void check_date(std::string_view arguments, std::string_view text) {
  std::string why;
  const auto patterns = mapping::parse_date_patterns(arguments, why);
  if (!patterns) return require(!why.empty(), "a refused pattern of dates says why");
  codec::Arena arena;
  if (const auto canonical = mapping::read_date(*patterns, text, arena)) {
    accepted.add();
    require(mapping::read_date(*canonical).has_value(), "a date that is read is one of the calendar");
    require(mapping::write_date(*patterns, *canonical, arena) == text, "a date is written again as it was");
  }
  const auto written = mapping::write_date(*patterns, text, arena);
  if (written) require(mapping::read_date(*patterns, *written, arena) == text, "a written date reads back as it was");
}

void check_epoch(std::string_view text) {
  for (const EpochUnit unit : {EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::detect}) {
    const auto read = mapping::read_epoch(text, unit);
    if (!read) {
      require_rule(read.error().code, "mapping.", "a refused number of seconds names its rule");
      continue;
    }
    accepted.add();
    codec::Arena arena;
    const auto written = mapping::write_epoch(read->at, unit, arena);
    if (!written) {
      require(read->exactness == mapping::Exactness::inexact, "what is not written again was not exact");
      continue;
    }
    const auto again = mapping::read_epoch(written->text, unit);
    require(again.has_value() && again->at == read->at, "a written number reads back as the same moment");
    if (read->exactness == mapping::Exactness::exact) require(written->text == text, "an exact number stays as it was");
  }
}

void run(std::string_view input) {
  const std::size_t end = input.find('\n');
  const std::string_view arguments = input.substr(0, end);
  const std::string_view text = end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
  check_instant(arguments, text);
  check_date(arguments, text);
  check_epoch(text);
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
