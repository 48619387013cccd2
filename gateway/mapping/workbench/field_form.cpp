#include "mapping/workbench/field_form.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace lienthong::mapping {
namespace {

constexpr std::array instant_patterns{"yyyyMMddHHmmss",      "yyyyMMddHHmmssSSS",        "yyyyMMddHHmm",
                                      "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm",         "HH:mm:ss dd/MM/yyyy",
                                      "HH:mm dd/MM/yyyy",    "yyyy-MM-dd HH:mm:ss",      "yyyy-MM-dd HH:mm:ss.SSS",
                                      "yyyy-MM-dd HH:mm",    "yyyy-MM-dd'T'HH:mm:ss",    "yyyy-MM-dd'T'HH:mm:ss.SSS",
                                      "yyyy-MM-dd'T'HH:mm",  "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                                      "dd-MM-yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss",      "yyyy/MM/dd HH:mm:ss"};
constexpr std::array date_patterns{"dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "dd-MM-yyyy", "dd.MM.yyyy", "yyyy/MM/dd"};
constexpr std::array<std::pair<const char*, const char*>, 10> flags{{{"True", "False"},
                                                                     {"true", "false"},
                                                                     {"TRUE", "FALSE"},
                                                                     {"1", "0"},
                                                                     {"Y", "N"},
                                                                     {"Yes", "No"},
                                                                     {"yes", "no"},
                                                                     {"C", "K"},
                                                                     {"Có", "Không"},
                                                                     {"có", "không"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Whether a number can stand where a pattern has this letter.
bool may_be(char letter, std::int64_t number) {
  switch (letter) {
    case 'y':
      return number >= 1900 && number <= 2200;
    case 'M':
      return number >= 1 && number <= 12;
    case 'd':
      return number >= 1 && number <= 31;
    case 'H':
      return number <= 23;
    default:
      return letter == 'S' || number <= 59;
  }
}

/// Whether the text begins with what the head of the pattern says; takes both off.
bool take_one(std::string_view& pattern, std::string_view& text) {
  const char head = pattern.front();
  if (head == '\'') {
    const std::string_view literal = pattern.substr(1, pattern.find('\'', 1) - 1);
    pattern.remove_prefix(literal.size() + 2);
    if (!text.starts_with(literal)) return false;
    text.remove_prefix(literal.size());
    return true;
  }
  const std::size_t width = is_letter(head) ? std::min(pattern.find_first_not_of(head), pattern.size()) : 1;
  const std::string_view part = text.substr(0, width);
  if (part.size() != width) return false;
  const bool fits = is_letter(head)
                        ? std::all_of(part.begin(), part.end(), is_digit) && may_be(head, whole(part).value_or(-1))
                        : part.front() == head;
  pattern.remove_prefix(width);
  text.remove_prefix(width);
  return fits;
}

bool fits(std::string_view pattern, std::string_view text) {
  while (!pattern.empty()) {
    if (!take_one(pattern, text)) return false;
  }
  return text.empty();
}

template <class Patterns>
std::optional<std::string> first_fit(const Patterns& patterns, SeenTexts texts) {
  if (texts.empty()) return std::nullopt;
  for (const char* pattern : patterns) {
    if (std::all_of(texts.begin(), texts.end(), [&](std::string_view text) { return fits(pattern, text); }))
      return pattern;
  }
  return std::nullopt;
}

/// "2025-06-13T09:30:15+07:00", with or without a fraction.
bool has_offset(std::string_view text) {
  constexpr std::string_view offset = "+07:00";
  if (text.size() < offset.size()) return false;
  const std::string_view tail = text.substr(text.size() - offset.size());
  const bool is_offset = (tail[0] == '+' || tail[0] == '-') && is_digit(tail[1]) && is_digit(tail[2]) &&
                         tail[3] == ':' && is_digit(tail[4]) && is_digit(tail[5]);
  const std::string_view moment = text.substr(0, text.size() - offset.size());
  const std::string_view seconds = moment.substr(0, moment.find('.'));
  const std::string_view fraction = moment.substr(std::min(seconds.size() + 1, moment.size()));
  return is_offset && fits("yyyy-MM-dd'T'HH:mm:ss", seconds) && std::all_of(fraction.begin(), fraction.end(), is_digit);
}

}  // namespace

std::optional<std::string> instant_form(SeenTexts texts) {
  if (!texts.empty() && std::all_of(texts.begin(), texts.end(), has_offset)) return "rfc3339";
  return first_fit(instant_patterns, texts);
}

std::optional<std::string> date_form(SeenTexts texts) { return first_fit(date_patterns, texts); }

std::optional<std::string> epoch_form(SeenTexts texts) {
  constexpr std::int64_t from = 631'152'000;     // 1990
  constexpr std::int64_t until = 4'102'444'800;  // 2100
  const auto within = [&](std::int64_t unit) {
    return [=](std::string_view text) {
      const auto number = whole(text);
      return number && *number / unit >= from && *number / unit < until;
    };
  };
  if (texts.empty()) return std::nullopt;
  if (std::all_of(texts.begin(), texts.end(), within(1))) return "s";
  if (std::all_of(texts.begin(), texts.end(), within(1000))) return "ms";
  return std::nullopt;
}

std::optional<std::pair<std::string, std::string>> flag_form(SeenTexts texts) {
  if (texts.empty()) return std::nullopt;
  for (const auto& [yes, no] : flags) {
    const auto is_one = [yes = std::string_view(yes), no = std::string_view(no)](std::string_view text) {
      return text == yes || text == no;
    };
    if (std::all_of(texts.begin(), texts.end(), is_one)) return std::pair<std::string, std::string>(yes, no);
  }
  return std::nullopt;
}

bool looks_like_base64(SeenTexts texts) {
  constexpr std::size_t surely_long = 8;
  const auto is_base64 = [](std::string_view text) {
    const std::string_view body = text.substr(0, text.find_last_not_of('=') + 1);
    const auto in_alphabet = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/'; };
    return text.size() >= surely_long && text.size() % 4 == 0 && text.size() - body.size() <= 2 &&
           std::all_of(body.begin(), body.end(), in_alphabet) && !std::all_of(body.begin(), body.end(), is_digit);
  };
  return !texts.empty() && std::all_of(texts.begin(), texts.end(), is_base64);
}

bool all_integers(SeenTexts texts) {
  return !texts.empty() && std::all_of(texts.begin(), texts.end(), [](std::string_view text) { return whole(text); });
}

bool is_zero_date(std::string_view text) {
  constexpr std::size_t shortest = 8;
  const std::string_view date = text.substr(0, 10);
  const bool zero =
      date.find_first_not_of("0-/.") == std::string_view::npos && date.find('0') != std::string_view::npos;
  return text.size() >= shortest && zero && text.find_first_not_of("0-/.:T Z+7") == std::string_view::npos;
}

}  // namespace lienthong::mapping
