#include "codec/arena.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace lienthong::codec {

struct alignas(std::max_align_t) Arena::Block {
  Block* before;
};

Arena::~Arena() {
  while (blocks_ != nullptr) ::operator delete(std::exchange(blocks_, blocks_->before));
}

void* Arena::allocate_in_new_block(std::size_t bytes, std::size_t alignment) {
  if (bytes > std::numeric_limits<std::size_t>::max() - sizeof(Block) - alignment) throw std::bad_alloc();
  const std::size_t size = std::max(next_block_, sizeof(Block) + alignment + bytes);
  auto* memory = static_cast<char*>(::operator new(size));
  blocks_ = new (memory) Block{blocks_};
  free_ = memory + sizeof(Block);
  end_ = memory + size;
  next_block_ = size * 2;
  return allocate(bytes, alignment);
}

}  // namespace lienthong::codec
