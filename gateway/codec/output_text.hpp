#pragma once

#include "codec/eight_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::codec {

/// A text under construction. Messages of usual size grow on the stack, and the heap is asked once, for the result.
class OutputText {
 public:
  OutputText() = default;
  OutputText(const OutputText&) = delete;
  OutputText& operator=(const OutputText&) = delete;
  ~OutputText() = default;

  void append(char c) {
    make_room(1);
    *end_++ = c;
  }
  void append(std::string_view text) { std::copy_n(text.data(), text.size(), extend(text.size())); }
  /// The next `size` bytes, for the caller to fill.
  [[nodiscard]] char* extend(std::size_t size) {
    make_room(size);
    return std::exchange(end_, end_ + size);
  }

  /// `text` as it is, but for the bytes that `find_special` finds in eight of them (as any_below does; not 'x'): they
  /// and perhaps others go through `append_byte`.
  template <class FindSpecial, class AppendByte>
  void append_escaped(std::string_view text, FindSpecial find_special, AppendByte append_byte) {
    const bool has_eight = text.size() >= eight;
    while (text.size() >= eight) {
      make_room(text.size() + eight);
      if (!append_plain(text, find_special)) break;
      append_byte(text.front());
      text.remove_prefix(1);
    }
    if (has_eight && append_plain_end(text, find_special)) return;
    for (const char c : text) append_byte(c);
  }

  [[nodiscard]] std::string_view view() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }

 private:
  static constexpr std::size_t eight = sizeof(std::uint64_t);

  /// Takes off `text`, while it has eight bytes, what is plain. True: a special byte is in front of it now.
  template <class FindSpecial>
  bool append_plain(std::string_view& text, FindSpecial find_special) {
    while (text.size() >= eight) {
      const auto bytes = load_eight(text.data());
      const auto special = find_special(bytes);
      const std::size_t plain = special == 0 ? eight : first_of(special);
      std::memcpy(end_, &bytes, eight);  // what is too much is written over
      end_ += plain;
      text.remove_prefix(plain);
      if (special != 0) return true;
    }
    return false;
  }

  /// The last few of at least eight bytes, if all of them are plain.
  template <class FindSpecial>
  bool append_plain_end(std::string_view end, FindSpecial find_special) {
    if (end.empty()) return true;
    const std::size_t missing = eight - end.size();
    const auto bytes = load_eight(end.data() - missing) >> (missing * 8);
    if (find_special(bytes | all_eight('x') << (end.size() * 8)) != 0) return false;
    make_room(eight);
    std::memcpy(end_, &bytes, eight);
    end_ += end.size();
    return true;
  }

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
