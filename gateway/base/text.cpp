#include "base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace lienthong::base {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
  return *found;
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// Its lengths are signed, of 32 bits.
constexpr std::size_t most_for_icu = std::numeric_limits<std::int32_t>::max();

/// UAX #15, section 13.
constexpr int most_marks = 30;

/// How many marks stand one behind another, this character included.
int marks_with(UChar32 point, int before) { return u_getCombiningClass(point) == 0 ? 0 : before + 1; }

void append_normalised(icu::UnicodeString& out, const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString piece = form.normalize(text, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU could not normalise");
  out.append(piece);
}

/// In pieces that end before a row of marks gets too long.
icu::UnicodeString normalised(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  icu::UnicodeString out;
  std::int32_t begin = 0;
  int marks = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    marks = marks_with(text.char32At(i), marks);
    if (marks <= most_marks) continue;
    append_normalised(out, form, text.tempSubStringBetween(begin, i));
    begin = i;
    marks = 1;
  }
  append_normalised(out, form, text.tempSubStringBetween(begin));
  return out;
}

std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
  if (text.size() > most_for_icu) return false;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t i = 0;
  while (i < size) {
    UChar32 point = 0;
    U8_NEXT(bytes, i, size, point);
    if (point < 0) return false;
  }
  return true;
}

bool is_stream_safe(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  int marks = 0;
  for (std::int32_t i = 0; i < size && marks <= most_marks;) {
    UChar32 point = 0;
    U8_NEXT(bytes, i, size, point);
    marks = marks_with(point, marks);
  }
  return marks <= most_marks;
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return narrow(normalised(normalizer(icu::Normalizer2::getNFCInstance), wide(text)));
}

std::string to_nfc_lower(std::string_view text) {
  icu::UnicodeString lower = wide(text);
  lower.toLower(icu::Locale::getRoot());
  return narrow(normalised(normalizer(icu::Normalizer2::getNFCInstance), lower));
}

std::string fold_vietnamese(std::string_view text) {
  icu::UnicodeString lower = wide(text);
  lower.toLower(icu::Locale::getRoot());
  const icu::UnicodeString parts = normalised(normalizer(icu::Normalizer2::getNFDInstance), lower);
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 point = parts.char32At(i);
    if (u_charType(point) == U_NON_SPACING_MARK) continue;
    out.append(point == 0x0111 ? UChar32{'d'} : point);  // đ has no decomposition
  }
  return narrow(out);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view cut_code_points(std::string_view text, std::size_t limit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t i = 0;
  std::int32_t boundary = 0;  // before the last base letter: a mark must not lose its letter, nor a letter its mark
  for (std::size_t count = 0; i < size; ++count) {
    const std::int32_t start = i;
    UChar32 point = 0;
    U8_NEXT(bytes, i, size, point);
    const bool combining = point >= 0 && u_getCombiningClass(point) != 0;
    if (!combining) boundary = start;
    if (count == limit) return text.substr(0, static_cast<std::size_t>(combining ? boundary : start));
  }
  return text;
}

std::string_view trim(std::string_view text) {
  const auto blank_at = [](std::string_view t) -> std::size_t {
    if (t.empty()) return 0;
    if (t[0] == ' ' || t[0] == '\t' || t[0] == '\r' || t[0] == '\n') return 1;
    return t.starts_with("\xC2\xA0") ? 2 : 0;
  };
  while (const std::size_t n = blank_at(text)) text.remove_prefix(n);
  while (!text.empty()) {
    if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else if (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n') {
      text.remove_suffix(1);
    } else {
      break;
    }
  }
  return text;
}

}  // namespace lienthong::base
