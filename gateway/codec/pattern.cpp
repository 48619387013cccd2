#include "codec/pattern_engine.hpp"

#include <re2/re2.h>

namespace lienthong::codec {
namespace {

/// For the program and for what matching keeps of it. A schema's own patterns need a few kilobytes.
constexpr std::int64_t most_memory = 4 << 20;

RE2::Options options() {
  RE2::Options out;
  out.set_max_mem(most_memory);
  out.set_log_errors(false);
  out.set_never_capture(true);
  return out;
}

class Re2Pattern final : public Pattern {
 public:
  Re2Pattern(std::string_view source, const std::string& translation, PatternReach reach)
      : source_(source),
        compiled_(translation, options()),
        anchor_(reach == PatternReach::anywhere ? RE2::UNANCHORED : RE2::ANCHOR_BOTH) {}

  [[nodiscard]] bool usable() const { return compiled_.ok(); }
  [[nodiscard]] bool matches(std::string_view text) const override {
    return compiled_.Match({text.data(), text.size()}, 0, text.size(), anchor_, nullptr, 0);
  }
  [[nodiscard]] const std::string& source() const override { return source_; }

 private:
  std::string source_;
  RE2 compiled_;
  RE2::Anchor anchor_;
};

}  // namespace

base::Result<std::shared_ptr<const Pattern>> compile_pattern(std::string_view source,
                                                             const std::optional<std::string>& translation,
                                                             PatternReach reach) {
  if (translation) {
    auto pattern = std::make_shared<const Re2Pattern>(source, *translation, reach);
    if (pattern->usable()) return pattern;
  }
  return base::fail(base::ErrorKind::invalid, "schema.pattern",
                    "the pattern is broken, too large or says what cannot be matched in linear time");
}

}  // namespace lienthong::codec
