#pragma once

#include "codec/arena.hpp"

#include <cstddef>
#include <cstring>
#include <string_view>

namespace lienthong::mapping {

/// A text that is built in an arena; it must not become longer than `capacity`.
class ArenaText {
 public:
  ArenaText(codec::Arena& arena, std::size_t capacity)
      : begin_(static_cast<char*>(arena.resource()->allocate(capacity == 0 ? 1 : capacity, 1))) {}

  void append(std::string_view text) {
    if (!text.empty()) std::memcpy(begin_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  /// Has data even when it is empty.
  [[nodiscard]] std::string_view text() const { return {begin_, size_}; }

 private:
  char* begin_;
  std::size_t size_ = 0;
};

}  // namespace lienthong::mapping
