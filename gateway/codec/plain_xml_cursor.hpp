#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lienthong::codec {

/// A name as it is written. Both parts are ASCII: a letter or '_', then letters, digits, '_', '-', '.'.
/// Small enough to be returned in registers.
struct PlainXmlName {
  const char* chars = nullptr;
  std::uint32_t size = 0;  ///< 0: no plain name
  std::uint32_t prefix_size = 0;

  [[nodiscard]] std::string_view whole() const { return {chars, size}; }
  [[nodiscard]] std::string_view prefix() const { return {chars, prefix_size}; }
  [[nodiscard]] std::string_view local() const { return whole().substr(prefix_size == 0 ? 0 : prefix_size + 1); }
};

/// What a cursor has read, or nothing (told by a null pointer, so that it is returned in registers).
class PlainXmlText {
 public:
  PlainXmlText() = default;
  PlainXmlText(const char* first, const char* end) : chars_(first), size_(static_cast<std::size_t>(end - first)) {}
  [[nodiscard]] explicit operator bool() const { return chars_ != nullptr; }
  [[nodiscard]] std::string_view operator*() const { return {chars_, size_}; }

 private:
  const char* chars_ = nullptr;
  std::size_t size_ = 0;
};

/// Walks over XML text that has its line ends normalised and `padding` NULs behind it; decodes references where they
/// stand. Everything without a value means "not plain": the text may be well-formed all the same. A NUL inside the text
/// is nowhere plain.
class PlainXmlCursor {
 public:
  static constexpr std::size_t padding = 8;

  PlainXmlCursor(char* text, const char* end) : at_(text), end_(end) {}

  /// Whether `expected` (no NUL) stands here; passes it if so.
  [[nodiscard]] bool take(std::string_view expected);
  [[nodiscard]] bool take(char expected) {
    if (*at_ != expected) return false;
    ++at_;
    return true;
  }
  /// Whether there were any.
  bool skip_blanks();
  /// The same for what this cursor has read before.
  [[nodiscard]] bool take_again(std::string_view read_before);
  [[nodiscard]] bool at_end() const { return at_ == end_; }

  [[nodiscard]] PlainXmlName name();
  /// From its opening quote to behind its closing one; normalised as XML says.
  [[nodiscard]] PlainXmlText attribute_value();
  /// Character data, CDATA sections included, up to the next tag.
  [[nodiscard]] PlainXmlText text();
  /// "<?xml …?>" of version 1.0 and UTF-8, where there is one.
  [[nodiscard]] bool declaration();

  /// Whether a reference gave a character above ASCII so far: what it joins may no longer be NFC.
  [[nodiscard]] bool has_referred_above_ascii() const { return above_ascii_; }

 private:
  void skip_plain_text();
  /// These write at `out`, which never overtakes the place that is read, and move it on.
  [[nodiscard]] bool reference(char*& out);
  [[nodiscard]] bool character_reference(char*& out);
  [[nodiscard]] bool cdata(char*& out);
  [[nodiscard]] bool quoted(std::string_view either, std::string_view or_this);

  char* at_;
  const char* end_;
  bool above_ascii_ = false;
};

}  // namespace lienthong::codec
