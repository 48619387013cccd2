#pragma once

#include <string>
#include <string_view>

namespace lienthong::codec {

/// Strict UTF-8 without NUL, over pieces that may part a character.
class Utf8Stream {
 public:
  /// False from the first piece that breaks it on.
  [[nodiscard]] bool feed(std::string_view piece);
  /// Whether the last character was whole.
  [[nodiscard]] bool finish() const { return intact_ && parted_.empty(); }

 private:
  std::string parted_;  ///< the first bytes of a character whose others have not come
  bool intact_ = true;
};

}  // namespace lienthong::codec
