#pragma once

#include <cstddef>
#include <string_view>

namespace lienthong::codec {

/// End of the JSON number that starts `text`; 0 when none does, or when it runs on into another number character.
[[nodiscard]] std::size_t json_number_length(std::string_view text);

/// The stream RapidJSON reads from. It hands a number over as "0" and keeps the lexeme aside, because RapidJSON refuses
/// valid numbers that a double cannot hold (1e999) even when it is asked for text only.
class JsonSource {
 public:
  using Ch = char;

  explicit JsonSource(std::string_view bytes) : bytes_(bytes) { look(); }

  // The names below are RapidJSON's stream concept.
  [[nodiscard]] char Peek() const { return shown_; }
  char Take() {
    const char taken = shown_;
    // Nearly every character is one inside a text (attachments): nothing to look for but its end.
    if (place_ != Place::in_string || taken == '"' || taken == '\\' || at_ + 1 >= bytes_.size())
      return take_with_care();
    shown_ = bytes_[++at_];
    return taken;
  }
  [[nodiscard]] std::size_t Tell() const { return at_; }
  // Never called: only parsing in place writes to its stream.
  char* PutBegin() { return nullptr; }
  void Put(char) {}
  void Flush() {}
  std::size_t PutEnd(char*) { return 0; }

  /// Lexeme of the number taken last; a view into the bytes.
  [[nodiscard]] std::string_view number() const { return number_; }

 private:
  enum class Place { outside, in_string, after_backslash };

  char take_with_care();
  void step(char taken);
  void look();

  std::string_view bytes_;
  std::string_view number_;
  std::size_t at_ = 0;
  std::size_t number_length_ = 0;
  Place place_ = Place::outside;
  char shown_ = '\0';
};

}  // namespace lienthong::codec
