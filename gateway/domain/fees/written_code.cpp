#include "domain/fees/written_code.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

/// Two for the shortest agency, six for the day: less may be any number.
constexpr std::size_t fewest_digits = 8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether two texts that differ are made equal by one change of a digit, one digit more or less, or by two neighbours
/// changing places.
bool is_one_slip(std::string_view left, std::string_view right) {
  const auto [l, r] = std::ranges::mismatch(left, right);
  left.remove_prefix(static_cast<std::size_t>(l - left.begin()));
  right.remove_prefix(static_cast<std::size_t>(r - right.begin()));
  while (!left.empty() && !right.empty() && left.back() == right.back()) {
    left.remove_suffix(1);
    right.remove_suffix(1);
  }
  if (left.size() == 2 && right.size() == 2) return left[0] == right[1] && left[1] == right[0];
  return std::max(left.size(), right.size()) == 1;
}

bool is_cut(const WrittenDigits& written, const CodeDigits& code) {
  const std::size_t missing = code.digits.size() - std::min(code.digits.size(), written.digits.size());
  return written.ends_text && missing > 0 && missing <= code.number_length && code.digits.starts_with(written.digits);
}

}  // namespace

CodeDigits code_digits(std::string_view dossier_code) {
  const std::string key = compact_key(dossier_code);
  const auto begin = std::ranges::find_if_not(key.rbegin(), key.rend(), is_digit).base();
  const auto dash = dossier_code.rfind('-');
  return {{begin, key.end()}, dash == std::string_view::npos ? 0 : dossier_code.size() - dash - 1};
}

std::vector<WrittenDigits> written_digits(std::span<const CompactText> texts) {
  std::vector<WrittenDigits> out;
  for (const CompactText& text : texts) {
    const std::string& all = text.characters;
    for (auto at = std::ranges::find_if(all, is_digit); at != all.end();) {
      const auto end = std::find_if_not(at, all.end(), is_digit);
      if (static_cast<std::size_t>(end - at) >= fewest_digits) out.push_back({std::string(at, end), end == all.end()});
      at = std::find_if(end, all.end(), is_digit);
    }
  }
  return out;
}

CodeLikeness likeness(const WrittenDigits& written, const CodeDigits& code) {
  const std::size_t whole = code.digits.size();
  if (whole <= fewest_digits) return CodeLikeness::none;
  if (is_cut(written, code)) return CodeLikeness::cut;
  for (const std::size_t length : {whole, whole - 1, whole + 1}) {
    if (written.digits.size() < length) continue;
    if (is_one_slip(std::string_view(written.digits).substr(0, length), code.digits)) return CodeLikeness::misspelt;
  }
  return CodeLikeness::none;
}

}  // namespace lienthong::domain
