#include "codec/payment_order/bank_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lienthong::codec {
namespace {

/// What stands for a character outside of the set. A character that is in neither is refused, not guessed.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> counterparts{{
    {"\u00A0", " "}, {"\u2009", " "}, {"\u202F", " "}, {"\u2010", "-"}, {"\u2011", "-"}, {"\u2012", "-"},
    {"\u2013", "-"}, {"\u2014", "-"}, {"\u2212", "-"}, {"_", "-"},      {"~", "-"},      {"\u2018", "'"},
    {"\u2019", "'"}, {"\u201C", "'"}, {"\u201D", "'"}, {"\"", "'"},     {"`", "'"},      {"\u2026", "..."},
    {";", ","},      {"&", "+"},      {"\\", "/"},     {"|", "/"},      {"[", "("},      {"]", ")"},
    {"{", "("},      {"}", ")"},
}};

bool is_swift(char c) {
  constexpr std::string_view signs = "/-?:().,'+ ";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         signs.find(c) != std::string_view::npos;
}

/// C0, DEL and C1: XML 1.0 cannot carry most of them, and no name has any.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

/// U+FFFE and U+FFFF are no characters of XML.
bool has_noncharacter(std::string_view text) {
  return text.find("\xEF\xBF\xBE") != std::string_view::npos || text.find("\xEF\xBF\xBF") != std::string_view::npos;
}

std::optional<std::string> to_swift(std::string_view text) {
  const std::string folded = base::fold_vietnamese(text);
  std::string out;
  for (std::string_view rest = folded; !rest.empty();) {
    if (is_swift(rest.front())) {
      const char c = rest.front();
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      rest.remove_prefix(1);
      continue;
    }
    const auto* const found =
        std::ranges::find_if(counterparts, [rest](const auto& one) { return rest.starts_with(one.first); });
    if (found == counterparts.end()) return std::nullopt;
    out += found->second;
    rest.remove_prefix(found->first.size());
  }
  return std::string(base::trim(out));
}

}  // namespace

std::optional<std::string> bank_text(std::string_view text, BankCharacters characters) {
  if (!base::is_utf8(text) || !base::is_stream_safe(text)) return std::nullopt;
  const std::string_view inner = base::trim(text);
  if (has_control(inner) || has_noncharacter(inner)) return std::nullopt;
  switch (characters) {
    case BankCharacters::unicode:
      return base::to_nfc(inner);
    case BankCharacters::swift:
      return to_swift(inner);
  }
  return std::nullopt;
}

bool is_swift_text(std::string_view text) { return std::ranges::all_of(text, is_swift); }

bool is_reference(std::string_view text) {
  const auto is_edge = [](char c) { return c != ' ' && c != '/'; };
  return !text.empty() && is_swift_text(text) && is_edge(text.front()) && is_edge(text.back()) &&
         text.find("//") == std::string_view::npos;
}

}  // namespace lienthong::codec
