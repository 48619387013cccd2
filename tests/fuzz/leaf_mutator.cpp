#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "codec/xml.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

// Changes one value of a document and leaves its form alone: bytes changed blindly hardly ever make a document that a
// schema lets in. Every second mutation is still a blind one.

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace lienthong::fuzz {
namespace {

using codec::Arena;
using codec::Value;

std::size_t leaves(const Value& value) {
  std::size_t count = value.is_record() || value.is_list() ? 0 : 1;
  for (const Value& item : value.items()) count += leaves(item);
  for (const codec::Member& member : value.members()) count += leaves(member.value);
  return count;
}

Value changed(const Value& leaf, Arena& arena) {
  constexpr std::size_t growth = 16;
  std::string text(leaf.scalar());
  const std::size_t size = text.size();
  text.resize(size + growth);
  text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
  // A number stays a bare word, which the reader then judges.
  return leaf.is_text() ? Value::text(arena.copy(text)) : Value::number(arena.copy(text));
}

/// The document again with another leaf number `left`.
Value rebuilt(const Value& value, std::size_t& left, Arena& arena) {
  if (value.is_list()) {
    codec::ListBuilder list(arena);
    for (const Value& item : value.items()) list.add(rebuilt(item, left, arena));
    return list.build();
  }
  if (value.is_record()) {
    codec::RecordBuilder record(arena);
    for (const codec::Member& member : value.members()) record.add(member.name, rebuilt(member.value, left, arena));
    return record.build();
  }
  return left-- == 0 ? changed(value, arena) : value;
}

/// Empty when the bytes are neither JSON nor XML without namespaces.
std::string with_other_leaf(std::string_view bytes, std::size_t choice) {
  Arena arena;
  if (const auto value = codec::read_json(bytes, arena)) {
    std::size_t left = choice % std::max<std::size_t>(leaves(*value), 1);
    return codec::write_json(rebuilt(*value, left, arena));
  }
  const auto document = codec::read_xml(bytes, {}, arena);
  if (!document) return {};
  std::size_t left = choice % std::max<std::size_t>(leaves(document->content), 1);
  return codec::write_xml({document->root, rebuilt(document->content, left, arena)}, {}).value_or("");
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  if (seed % 2 == 1) return LLVMFuzzerMutate(data, size, max_size);
  const std::string made = lienthong::fuzz::with_other_leaf({reinterpret_cast<const char*>(data), size}, seed / 2);
  if (made.empty() || made.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, made.data(), made.size());
  return made.size();
}
