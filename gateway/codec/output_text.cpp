#include "codec/output_text.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::codec {

void OutputText::grow(std::size_t more) {
  const auto size = static_cast<std::size_t>(end_ - begin_);
  const std::size_t capacity = std::max(size * 2, size + more);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  std::memcpy(larger.get(), begin_, size);
  larger_ = std::move(larger);
  begin_ = larger_.get();
  end_ = begin_ + size;
  limit_ = begin_ + capacity;
}

}  // namespace lienthong::codec
