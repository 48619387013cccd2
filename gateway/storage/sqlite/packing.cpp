#include "storage/sqlite/packing.hpp"

#include <zstd.h>

#include <cstdint>
#include <memory>
#include <new>

namespace lienthong::storage::sqlite {
namespace {

/// Level 1: the writer thread is what limits throughput, and messages are small.
constexpr int level = 1;
/// Larger than any blob the database takes; a frame that claims more is damaged.
constexpr unsigned long long largest = 1ULL << 30;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

ZSTD_CCtx* compressor() {
  // Making one costs more than compressing a message; each writing thread keeps its own.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context = [] {
    std::unique_ptr<ZSTD_CCtx, FreeCompressor> made(ZSTD_createCCtx());
    if (!made) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
    return made;
  }();
  return context.get();
}

void append(std::string& out, std::string_view part) {
  const auto size = static_cast<std::uint32_t>(part.size());
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((size >> shift) & 0xffU));
  out.append(part);
}

std::optional<std::string> take(std::string_view& rest) {
  if (rest.size() < 4) return std::nullopt;
  std::uint32_t size = 0;
  for (unsigned i = 0; i < 4; ++i) size |= static_cast<std::uint32_t>(static_cast<unsigned char>(rest[i])) << (8 * i);
  rest.remove_prefix(4);
  if (rest.size() < size) return std::nullopt;
  std::string part(rest.substr(0, size));
  rest.remove_prefix(size);
  return part;
}

}  // namespace

std::string pack(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const auto size = ZSTD_compress2(compressor(), frame.data(), frame.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0U) throw std::bad_alloc();  // the only way to fail with a large enough buffer
  frame.resize(size);
  return frame;
}

std::optional<std::string> unpack(std::string_view frame) {
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const auto got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0U || got != size) return std::nullopt;
  return bytes;
}

std::string pack_facts(const domain::Facts& facts) {
  std::string flat;
  for (const auto& [key, value] : facts) {
    append(flat, key);
    append(flat, value);
  }
  return pack(flat);
}

std::optional<domain::Facts> unpack_facts(std::string_view frame) {
  const auto flat = unpack(frame);
  if (!flat) return std::nullopt;
  domain::Facts facts;
  std::string_view rest = *flat;
  while (!rest.empty()) {
    auto key = take(rest);
    auto value = key ? take(rest) : std::nullopt;
    if (!value) return std::nullopt;
    facts.emplace(std::move(*key), std::move(*value));
  }
  return facts;
}

}  // namespace lienthong::storage::sqlite
