#pragma once

#include <optional>
#include <string_view>

namespace lienthong::codec {

/// A name as it is written. Both parts are ASCII: a letter or '_', then letters, digits, '_', '-', '.'.
struct PlainXmlName {
  std::string_view prefix;  ///< empty: none
  std::string_view local;
  std::string_view whole;
};

/// Walks over XML text that ends in a NUL, holds no other and has its line ends normalised; decodes references where
/// they stand. Everything without a value means "not plain": the text may be well-formed all the same.
class PlainXmlCursor {
 public:
  explicit PlainXmlCursor(char* text) : at_(text) {}

  /// Whether `expected` (no NUL) stands here; passes it if so.
  [[nodiscard]] bool take(std::string_view expected);
  [[nodiscard]] bool take(char expected) {
    if (*at_ != expected) return false;
    ++at_;
    return true;
  }
  /// Whether there were any.
  bool skip_blanks();
  [[nodiscard]] bool at_end() const { return *at_ == '\0'; }

  [[nodiscard]] std::optional<PlainXmlName> name();
  /// From its opening quote to behind its closing one; normalised as XML says.
  [[nodiscard]] std::optional<std::string_view> attribute_value();
  /// Character data, CDATA sections included, up to the next tag.
  [[nodiscard]] std::optional<std::string_view> text();
  /// "<?xml …?>" of version 1.0 and UTF-8, where there is one.
  [[nodiscard]] bool declaration();

  /// Whether a reference gave a character above ASCII so far: what it joins may no longer be NFC.
  [[nodiscard]] bool has_referred_above_ascii() const { return above_ascii_; }

 private:
  /// These write at `out`, which never overtakes the place that is read, and move it on.
  [[nodiscard]] bool reference(char*& out);
  [[nodiscard]] bool character_reference(char*& out);
  [[nodiscard]] bool cdata(char*& out);
  [[nodiscard]] bool quoted(std::string_view either, std::string_view or_this);

  char* at_;
  bool above_ascii_ = false;
};

}  // namespace lienthong::codec
