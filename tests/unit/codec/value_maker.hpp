#pragma once

#include "codec/builder.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Turns random bytes into a value, so that shrinking the bytes shrinks the value.
class ValueMaker {
 public:
  ValueMaker(std::span<const std::uint8_t> choices, Arena& arena) : choices_(choices), arena_(&arena) {}

  /// Any value a JSON document can hold.
  Value json(std::size_t depth = 0) {
    static constexpr std::array<std::string_view, 6> lexemes{"0",      "-1", "1.50", "1e999", "12345678901234567890123",
                                                             "-0.0E-7"};
    switch (pick(depth < 6 ? 6 : 4)) {
      case 0:
        return Value::null();
      case 1:
        return Value::boolean(pick(2) == 1);
      case 2:
        return Value::number(lexemes[pick(lexemes.size())]);
      case 3:
        return Value::text(text());
      case 4: {
        ListBuilder list(*arena_);
        for (auto left = pick(4); left > 0; --left) list.add(json(depth + 1));
        return list.build();
      }
      default: {
        RecordBuilder record(*arena_);
        const auto count = pick(4);
        for (std::size_t i = 0; i < count; ++i)
          record.add(arena_->copy(std::to_string(i) + std::string(text())), json(depth + 1));
        return record.build();
      }
    }
  }

  /// Any content that read_xml can give: no list, no empty record, no blank "#text".
  Value xml(std::size_t depth = 0) {
    static constexpr std::array<std::string_view, 4> names{"a", "h:b", "h:HồSơ", "c-1.x"};
    const auto kind = pick(depth < 6 ? 4 : 2);
    if (kind == 0) return Value::null();
    if (kind == 1) return Value::text(text());
    RecordBuilder record(*arena_);
    if (pick(2) == 1) record.add("@k", Value::text(text()));
    if (pick(3) == 1) record.add("@h:k", Value::text(text()));
    if (pick(3) == 1) record.add_text("#text", "x" + std::string(text()));
    for (auto left = pick(4) + 1; left > 0; --left) record.add(names[pick(names.size())], xml(depth + 1));
    return record.build();
  }

 private:
  std::size_t pick(std::size_t among) { return at_ < choices_.size() ? choices_[at_++] % among : 0; }

  std::string_view text() {
    static constexpr std::array<std::string_view, 16> pieces{"",   " ",  "a", "<", "]]>", "&",    "\r", "\n",
                                                             "\t", "\"", "'", "ế", "😀",  "<!--", "\\", "&#0;"};
    std::string out;
    for (auto left = pick(5); left > 0; --left) out += pieces[pick(pieces.size())];
    return arena_->copy(out);
  }

  std::span<const std::uint8_t> choices_;
  std::size_t at_ = 0;
  Arena* arena_;
};

}  // namespace lienthong::codec
