#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::sync {

/// Writes numbers and texts close together: a number takes as many bytes as it needs, a text carries its length.
class PackedWriter {
 public:
  PackedWriter& number(std::uint64_t value);
  PackedWriter& signed_number(std::int64_t value);
  PackedWriter& text(std::string_view value);
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads it back. After the first thing that is not there, everything is empty and `failed` stays true.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::int64_t signed_number();
  [[nodiscard]] std::string text();
  /// A number of things that follow, each of at least one byte.
  [[nodiscard]] std::size_t count();
  /// A value of an enumeration whose values go from 0 to `last`.
  template <class Enum>
  [[nodiscard]] Enum enumeration(Enum last) {
    const std::uint64_t value = number();
    if (value > static_cast<std::uint64_t>(last)) fail();
    return failed_ ? Enum{} : static_cast<Enum>(value);
  }
  void fail();
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace lienthong::sync
