#pragma once

#include "codec/arena.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace lienthong::codec {

/// A stack that grows inside an arena, so that reading a message allocates nothing else.
template <class T>
class ArenaStack {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  explicit ArenaStack(Arena& arena, std::size_t first_capacity = 64) : arena_(&arena), capacity_(first_capacity) {
    items_ = room_for(capacity_);
  }

  void push(const T& item) {
    if (size_ == capacity_) grow();
    std::construct_at(items_ + size_++, item);
  }
  void pop() { --size_; }
  /// Takes everything above the first `size` items off.
  void cut(std::size_t size) { size_ = size; }
  [[nodiscard]] T& top() { return items_[size_ - 1]; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::span<const T> from(std::size_t first) const { return {items_ + first, size_ - first}; }

 private:
  T* room_for(std::size_t count) { return static_cast<T*>(arena_->allocate(count * sizeof(T), alignof(T))); }

  void grow() {
    T* const larger = room_for(capacity_ * 2);
    std::uninitialized_copy_n(items_, size_, larger);
    items_ = larger;
    capacity_ *= 2;
  }

  Arena* arena_;
  T* items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_;
};

}  // namespace lienthong::codec
