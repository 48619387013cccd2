#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lienthong::codec {

/// Walks over JSON text that has `padding` NULs behind it; decodes escapes where they stand. Everything without a value
/// means "not plain": the text may be JSON all the same. A NUL inside the text is nowhere plain.
class PlainJsonCursor {
 public:
  static constexpr std::size_t padding = 8;

  struct Text {
    std::string_view chars;
    bool escaped = false;
  };

  PlainJsonCursor(char* text, std::size_t size) : at_(text), end_(text + size) {}

  void skip_blanks() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }
  [[nodiscard]] char here() const { return *at_; }
  [[nodiscard]] bool take(char expected) {
    if (*at_ != expected) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] bool take(std::string_view expected);
  [[nodiscard]] bool at_end() const { return at_ == end_; }

  /// Behind its opening quote. Escapes come to characters, never to half of one.
  [[nodiscard]] std::optional<Text> text();
  [[nodiscard]] std::optional<std::string_view> number();

 private:
  /// The places of the next character that is not simply one of the text.
  char* skip_characters(char* from) const;
  /// These write at `out`, which never overtakes the place that is read, and move it on.
  bool escape(char*& out);
  bool unicode_escape(char*& out);
  std::optional<unsigned> four_digits();

  char* at_;
  char* end_;
};

}  // namespace lienthong::codec
