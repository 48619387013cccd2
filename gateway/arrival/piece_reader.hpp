#pragma once

#include "base/result.hpp"

#include <span>
#include <string_view>

namespace lienthong::arrival {

/// Bytes that come one piece after another, so that nobody holds a whole file in memory.
class PieceReader {
 public:
  virtual ~PieceReader() = default;
  /// Fills the front of `room` (never empty) and gives how many bytes; 0 is the end. An error ends the reading.
  virtual base::Result<std::size_t> read(std::span<char> room) = 0;
};

/// Bytes that are in memory already: the body of an upload.
class BytesReader final : public PieceReader {
 public:
  explicit BytesReader(std::string_view bytes) : left_(bytes) {}
  base::Result<std::size_t> read(std::span<char> room) override {
    const std::size_t size = left_.copy(room.data(), room.size());
    left_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view left_;
};

}  // namespace lienthong::arrival
