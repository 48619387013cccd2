#include "mapping/instant_pattern.hpp"

#include "base/rfc3339.hpp"
#include "base/text.hpp"
#include "mapping/wall_time.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using base::WallTime;

constexpr std::string_view rfc3339 = "rfc3339";

/// Finest first.
constexpr std::array<std::pair<int WallTime::*, std::chrono::milliseconds>, 4> clock_parts{
    {{&WallTime::milli, std::chrono::milliseconds{1}},
     {&WallTime::second, std::chrono::seconds{1}},
     {&WallTime::minute, std::chrono::minutes{1}},
     {&WallTime::hour, std::chrono::hours{1}}}};

std::chrono::milliseconds step_of(const FixedForm& form) {
  for (const auto& [part, step] : clock_parts) {
    if (form.has(part)) return step;
  }
  return std::chrono::days{1};
}

/// Why a form does not name a moment; empty when it does.
std::string what_is_missing(const FixedForm& form) {
  if (!form.has(&WallTime::year) || !form.has(&WallTime::month) || !form.has(&WallTime::day)) {
    return "the pattern needs yyyy, MM and dd";
  }
  for (std::size_t i = 0; i + 1 < clock_parts.size(); ++i) {
    if (form.has(clock_parts[i].first) && !form.has(clock_parts[i + 1].first)) {
      return "the pattern leaves out a part between its coarsest and its finest";
    }
  }
  return {};
}

}  // namespace

InstantPattern::InstantPattern(Reading reading, FixedForm form, std::chrono::minutes offset)
    : reading_(reading), form_(std::move(form)), offset_(offset), step_(step_of(form_)) {}

std::optional<InstantPattern> InstantPattern::parse(std::string_view arguments, std::string& why) {
  const std::size_t comma = arguments.rfind(',');
  if (comma == std::string_view::npos) {
    why = "instant needs a pattern and an offset: instant(yyyyMMddHHmmss, +07:00) or instant(rfc3339, +07:00)";
    return std::nullopt;
  }
  const std::string_view offset_text = base::trim(arguments.substr(comma + 1));
  const auto offset = base::read_offset(offset_text);
  if (!offset) {
    why = "the offset must be Z or like +07:00";
    return std::nullopt;
  }
  const std::string_view pattern = base::trim(arguments.substr(0, comma));
  const bool any_offset = pattern == rfc3339;
  auto form = FixedForm::parse(
      any_offset ? "yyyy-MM-dd'T'HH:mm:ss.SSS'" + std::string(offset_text) + "'" : std::string(pattern), why);
  if (!form) return std::nullopt;
  if (std::string missing = what_is_missing(*form); !missing.empty()) {
    why = std::move(missing);
    return std::nullopt;
  }
  return InstantPattern(any_offset ? Reading::rfc3339 : Reading::exact_form, std::move(*form), *offset);
}

std::optional<base::Instant> InstantPattern::read(std::string_view text) const {
  switch (reading_) {
    case Reading::rfc3339:
      return read_rfc3339(text);
    case Reading::exact_form: {
      WallTime wall;
      if (!form_.read(text, wall)) return std::nullopt;
      return canonical_instant(wall, offset_);
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> InstantPattern::to_canonical(std::string_view text, codec::Arena& arena) const {
  if (reading_ == Reading::exact_form && offset_ == base::vietnam_offset) {
    WallTime wall;
    if (!form_.read(text, wall) || !is_canonical(wall)) return std::nullopt;
    return write_vietnam_time(wall, arena);
  }
  const auto at = read(text);
  return at ? std::optional(write_rfc3339(*at, arena)) : std::nullopt;
}

std::optional<Written> InstantPattern::from_vietnam_time(std::string_view canonical, codec::Arena& arena) const {
  if (offset_ != base::vietnam_offset) return std::nullopt;
  const auto wall = read_vietnam_time(canonical);
  if (!wall) return std::nullopt;
  auto* out = static_cast<char*>(arena.allocate(form_.size(), 1));
  form_.write(*wall, out);
  const bool cut = std::any_of(clock_parts.begin(), clock_parts.end(),
                               [&](const auto& part) { return part.second < step_ && (*wall).*part.first != 0; });
  return Written{{out, form_.size()}, cut ? Exactness::inexact : Exactness::exact};
}

std::optional<std::string_view> InstantPattern::write(base::Instant at, codec::Arena& arena) const {
  const WallTime wall = base::wall_time_of(at, offset_);
  if (wall.year < 1 || wall.year > 9999) return std::nullopt;
  auto* out = static_cast<char*>(arena.resource()->allocate(form_.size(), 1));
  form_.write(wall, out);
  return std::string_view(out, form_.size());
}

base::Instant InstantPattern::kept(base::Instant at) const {
  const auto since_midnight = (at + offset_) - std::chrono::floor<std::chrono::days>(at + offset_);
  return at - since_midnight % step_;
}

}  // namespace lienthong::mapping
