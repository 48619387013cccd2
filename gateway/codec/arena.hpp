#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace lienthong::codec {

/// Memory of one message: everything a codec or a mapping makes lives here and dies together. Not thread-safe.
class Arena {
 public:
  explicit Arena(std::size_t first_block = 16 * 1024) : next_block_(first_block) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// At least one byte, at a multiple of `alignment` (a power of two). Lives as long as the arena.
  [[nodiscard]] void* allocate(std::size_t bytes, std::size_t alignment) {
    const std::size_t padding = (~reinterpret_cast<std::uintptr_t>(free_) + 1) & (alignment - 1);
    const auto room = static_cast<std::size_t>(end_ - free_);
    if (bytes > room || padding > room - bytes) return allocate_in_new_block(bytes, alignment);
    char* const at = free_ + padding;
    free_ = at + bytes;
    return at;
  }

  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    auto* bytes = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  /// Copies trivially destructible objects; the span lives as long as the arena.
  template <class T>
  [[nodiscard]] std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    auto* out = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), out);
    return {out, items.size()};
  }

  [[nodiscard]] std::pmr::memory_resource* resource() { return &resource_; }

 private:
  struct Block;

  class Resource final : public std::pmr::memory_resource {
   public:
    explicit Resource(Arena& arena) : arena_(&arena) {}

   private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override { return arena_->allocate(bytes, alignment); }
    void do_deallocate(void*, std::size_t, std::size_t) override {}
    [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
      return this == &other;
    }
    Arena* arena_;
  };

  void* allocate_in_new_block(std::size_t bytes, std::size_t alignment);

  char* free_ = nullptr;
  char* end_ = nullptr;
  Block* blocks_ = nullptr;  ///< the newest, which knows the one before
  std::size_t next_block_;
  Resource resource_{*this};
};

}  // namespace lienthong::codec
