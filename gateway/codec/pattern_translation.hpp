#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::codec {

/// Goes through an expression once and writes what it means to RE2. A step that returns false refuses the expression.
class PatternTranslation {
 public:
  explicit PatternTranslation(std::string_view source) : source_(source) {}
  PatternTranslation(const PatternTranslation&) = delete;
  PatternTranslation& operator=(const PatternTranslation&) = delete;
  virtual ~PatternTranslation() = default;

  /// Nothing when a step refused, or when a class is not closed.
  std::optional<std::string> run() {
    while (at_ < source_.size()) {
      if (!(in_class_ ? step_in_class() : step())) return std::nullopt;
    }
    if (in_class_) return std::nullopt;
    return std::move(out_);
  }

 protected:
  virtual bool step() = 0;
  virtual bool step_in_class() = 0;

  [[nodiscard]] std::string_view rest() const { return source_.substr(at_); }
  bool put(std::string_view text, std::size_t taken) {
    out_ += text;
    at_ += taken;
    return true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool in_class_ = false;

 private:
  std::string out_;
};

}  // namespace lienthong::codec
