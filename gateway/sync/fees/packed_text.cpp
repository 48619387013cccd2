#include "sync/fees/packed_text.hpp"

namespace lienthong::sync {
namespace {

constexpr unsigned bits_of_a_byte = 7;
constexpr std::uint64_t low_bits = 0x7F;
constexpr unsigned char goes_on = 0x80;

}  // namespace

PackedWriter& PackedWriter::number(std::uint64_t value) {
  while (value > low_bits) {
    out_ += static_cast<char>(static_cast<unsigned char>(value & low_bits) | goes_on);
    value >>= bits_of_a_byte;
  }
  out_ += static_cast<char>(value);
  return *this;
}

PackedWriter& PackedWriter::signed_number(std::int64_t value) {
  const auto sign = value < 0 ? ~std::uint64_t{0} : 0;
  return number((static_cast<std::uint64_t>(value) << 1U) ^ sign);
}

PackedWriter& PackedWriter::text(std::string_view value) {
  number(value.size());
  out_ += value;
  return *this;
}

void PackedReader::fail() {
  failed_ = true;
  rest_ = {};
}

std::uint64_t PackedReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += bits_of_a_byte) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= (byte & low_bits) << shift;
    if ((byte & goes_on) == 0) return value;
  }
  fail();
  return 0;
}

std::int64_t PackedReader::signed_number() {
  const std::uint64_t value = number();
  return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1));
}

std::string PackedReader::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) fail();
  if (failed_) return {};
  std::string out(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return out;
}

std::size_t PackedReader::count() {
  const std::uint64_t value = number();
  if (value > rest_.size()) fail();
  return failed_ ? 0 : value;
}

}  // namespace lienthong::sync
