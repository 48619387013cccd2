#pragma once

#include "arrival/file_source.hpp"
#include "arrival/piece_reader.hpp"

#include <cstdint>
#include <functional>

namespace lienthong::arrival {

/// Lets a file through only when it comes whole: as many bytes as were offered and, at the end, still the file that was
/// offered. It says so before the spool keeps anything.
class WholeReader final : public PieceReader {
 public:
  using Check = std::function<base::Result<void>()>;
  /// `still_the_same` is asked once, behind the last byte.
  WholeReader(PieceReader& inner, std::uint64_t size, Check still_the_same)
      : inner_(inner), left_(size), still_the_same_(std::move(still_the_same)) {}
  base::Result<std::size_t> read(std::span<char> room) override;

 private:
  PieceReader& inner_;
  std::uint64_t left_;
  Check still_the_same_;
};

}  // namespace lienthong::arrival
