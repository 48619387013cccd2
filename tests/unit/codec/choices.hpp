#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Random bytes as decisions, so that shrinking the bytes simplifies what was decided. Decides 0 when they run out.
class Choices {
 public:
  explicit Choices(const std::vector<std::uint8_t>& bytes) : bytes_(&bytes) {}

  std::size_t below(std::size_t among) { return at_ < bytes_->size() ? (*bytes_)[at_++] % among : 0; }
  bool once_in(std::size_t among) { return below(among) == among - 1; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  const std::vector<std::uint8_t>* bytes_;
  std::size_t at_ = 0;
};

}  // namespace lienthong::codec
