#include "base/text.hpp"
#include "codec/text_in.hpp"
#include "fuzz/property.hpp"

#include <cstdint>
#include <string>

namespace lienthong::fuzz {
namespace {

Accepted accepted;

/// Length of the well-formed sequence that starts `text`, by table 3-7 of the Unicode Standard; 0 when there is none.
/// Written apart from the product, which asks ICU.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
  };
  const auto within = [&](std::size_t at, unsigned low, unsigned high) { return byte(at) >= low && byte(at) <= high; };
  const auto tail = [&](std::size_t at) { return within(at, 0x80, 0xBF); };
  if (within(0, 0x00, 0x7F)) return 1;
  if (within(0, 0xC2, 0xDF)) return tail(1) ? 2 : 0;
  if (within(0, 0xE0, 0xEF)) {
    const bool second = within(1, byte(0) == 0xE0 ? 0xA0 : 0x80, byte(0) == 0xED ? 0x9F : 0xBF);
    return second && tail(2) ? 3 : 0;
  }
  if (!within(0, 0xF0, 0xF4)) return 0;
  const bool second = within(1, byte(0) == 0xF0 ? 0x90 : 0x80, byte(0) == 0xF4 ? 0x8F : 0xBF);
  return second && tail(2) && tail(3) ? 4 : 0;
}

bool is_well_formed(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void check_normal_forms(std::string_view text) {
  const std::string nfc = base::to_nfc(text);
  require(is_well_formed(nfc), "NFC is UTF-8");
  require(base::to_nfc(nfc) == nfc, "NFC is a fixed point");
  require(!codec::is_plainly_nfc(text) || nfc == text, "what is plainly NFC is NFC");
  require(is_well_formed(base::to_nfc_lower(text)), "lower case is UTF-8");
  require(is_well_formed(base::fold_vietnamese(text)), "a folded text is UTF-8");
  require(base::to_nfc_lower(nfc) == base::to_nfc_lower(text), "equal texts are equal in lower case");
  require(base::fold_vietnamese(nfc) == base::fold_vietnamese(text), "equal texts fold to one");
}

void check_cuts(std::string_view text) {
  const std::size_t whole = base::code_points(text);
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, whole / 2, whole, whole + 1}) {
    const std::string_view cut = base::cut_code_points(text, limit);
    require(text.starts_with(cut), "a cut text is the start of the text");
    require(is_well_formed(cut), "a cut text is UTF-8");
    require(base::code_points(cut) <= limit, "a cut text keeps to its limit");
    require(limit < whole || cut == text, "a text within the limit is not cut");
  }
}

void run(std::string_view bytes) {
  const bool valid = base::is_utf8(bytes);
  require(valid == is_well_formed(bytes), "UTF-8 is judged as the Unicode Standard defines it");
  if (!valid) return;
  accepted.add();
  check_normal_forms(bytes);
  check_cuts(bytes);
  const std::string_view trimmed = base::trim(bytes);
  require(is_well_formed(trimmed) && base::trim(trimmed) == trimmed, "trimming is done once and parts no character");
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
