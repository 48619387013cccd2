#pragma once

#include "base/instant.hpp"
#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fixed_form.hpp"
#include "mapping/rfc3339.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// A peer's way of writing a moment in wall time of a fixed offset: "yyyyMMddHHmmss, +07:00" (the letters of FixedForm;
/// contracts 8.1 #15: 24 hours, and 'Z' may be a literal that does not mean UTC). "rfc3339, +07:00" reads any offset
/// and writes this one.
class InstantPattern {
 public:
  /// Nothing when the arguments are not a pattern and an offset; `why` then says so.
  static std::optional<InstantPattern> parse(std::string_view arguments, std::string& why);

  /// Nothing unless `text` is exactly of this form and names a real moment (no 30 February, no hour 24, no second 60).
  [[nodiscard]] std::optional<base::Instant> read(std::string_view text) const;
  /// The canonical text of what read() reads, in `arena`.
  [[nodiscard]] std::optional<std::string_view> to_canonical(std::string_view text, codec::Arena& arena) const;
  /// What write() makes of a canonical text that says Viet Nam's offset, in `arena`; inexact where kept() differs.
  /// Nothing for other texts and for patterns of another offset: they go through the instant.
  [[nodiscard]] std::optional<Written> from_vietnam_time(std::string_view canonical, codec::Arena& arena) const;
  /// In `arena`. Nothing when the year there has not four digits. Parts finer than the pattern are dropped.
  [[nodiscard]] std::optional<std::string_view> write(base::Instant at, codec::Arena& arena) const;
  /// Whether a moment has only one text; otherwise what was read may be written in another way.
  [[nodiscard]] bool has_one_spelling() const { return reading_ == Reading::exact_form; }
  /// What write() keeps of `at`.
  [[nodiscard]] base::Instant kept(base::Instant at) const;

 private:
  enum class Reading : std::uint8_t { exact_form, rfc3339 };

  InstantPattern(Reading reading, FixedForm form, std::chrono::minutes offset);

  Reading reading_;
  FixedForm form_;
  std::chrono::minutes offset_;
  std::chrono::milliseconds step_{1};  ///< the finest part of the form
};

}  // namespace lienthong::mapping
