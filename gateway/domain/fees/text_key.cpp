#include "domain/fees/text_key.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Upper-case letter or digit; NUL for whatever is none.
char letter_or_digit(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  const bool kept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return kept ? c : '\0';
}

}  // namespace

CompactText compact(std::string_view text) {
  const std::string folded = is_ascii(text) ? std::string(text) : base::fold_vietnamese(text);
  CompactText out;
  out.code_points = base::code_points(text);
  out.characters.reserve(folded.size());
  out.word_starts.reserve(folded.size());
  bool apart = true;
  for (const char c : folded) {
    const char kept = letter_or_digit(c);
    if (kept != '\0') {
      out.characters += kept;
      out.word_starts.push_back(apart);
    }
    apart = kept == '\0';
  }
  return out;
}

std::string compact_key(std::string_view text) { return compact(text).characters; }

std::string name_key(std::string_view name) {
  const CompactText letters = compact(name);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < letters.characters.size(); ++i) {
    if (letters.word_starts[i]) words.emplace_back();
    words.back() += letters.characters[i];
  }
  std::ranges::sort(words);
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace lienthong::domain
