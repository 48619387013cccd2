#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Eight bytes that are all `byte`.
constexpr std::uint64_t all_eight(std::uint8_t byte) { return 0x0101010101010101U * byte; }
/// Not 0 when one of the eight bytes is below `bound`, which is at most 0x80.
constexpr std::uint64_t any_below(std::uint64_t eight, std::uint8_t bound) {
  return (eight - all_eight(bound)) & ~eight & all_eight(0x80);
}
/// Not 0 when one of the eight bytes is `byte`.
constexpr std::uint64_t any_is(std::uint64_t eight, std::uint8_t byte) { return any_below(eight ^ all_eight(byte), 1); }

/// A text under construction. Messages of usual size grow on the stack, and the heap is asked once, for the result.
class OutputText {
 public:
  OutputText() = default;
  OutputText(const OutputText&) = delete;
  OutputText& operator=(const OutputText&) = delete;
  ~OutputText() = default;

  void append(std::string_view text) {
    make_room(text.size());
    end_ = std::copy_n(text.data(), text.size(), end_);
  }
  void append(char c) {
    make_room(1);
    *end_++ = c;
  }
  /// `text` with every byte through `append_byte`, but eight at a time as they are where `is_plain` says so of all
  /// eight.
  template <class IsPlain, class AppendByte>
  void append_escaped(std::string_view text, IsPlain is_plain, AppendByte append_byte) {
    std::uint64_t eight = 0;
    for (; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
      std::memcpy(&eight, text.data(), sizeof eight);
      if (is_plain(eight)) {
        make_room(sizeof eight);
        std::memcpy(end_, &eight, sizeof eight);
        end_ += sizeof eight;
      } else {
        for (const char c : text.substr(0, sizeof eight)) append_byte(c);
      }
    }
    for (const char c : text) append_byte(c);
  }
  [[nodiscard]] std::string_view view() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }

 private:
  void make_room(std::size_t more) {
    if (static_cast<std::size_t>(limit_ - end_) < more) grow(more);
  }
  void grow(std::size_t more);

  std::array<char, 8192> first_;
  std::unique_ptr<char[]> larger_;
  char* begin_ = first_.data();
  char* end_ = begin_;
  char* limit_ = begin_ + first_.size();
};

}  // namespace lienthong::codec
