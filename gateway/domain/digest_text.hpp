#pragma once

#include <string>
#include <string_view>

namespace lienthong::domain {

/// Builds a text to hash in which no two different lists of fields look alike: each field carries its length.
class DigestText {
 public:
  DigestText& add(std::string_view field) {
    text_ += std::to_string(field.size());
    text_ += ':';
    text_ += field;
    return *this;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace lienthong::domain
